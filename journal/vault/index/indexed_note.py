"""What the index keeps of one file, as plain values that cross the border of a process."""

from __future__ import annotations

import marshal
import os
import time
from _blake2 import blake2b
from collections.abc import Callable, Iterator, Sequence

from journal import notes
from journal.errors import cure_of_reading
from journal.model import ABOUT_KEYS, Day, Kind, Problem
from journal.named_tuple import NamedTuple
from journal.notes import fold
from journal.notes.keys import line_of
from journal.notes.remembered import remembered
from journal.rules.goals import achieved_on
from journal.rules.resolve import NAMING, goal_of
from journal.vault.disk import note_file
from journal.vault.disk.walk import LINKED, NOT_HERE, RACY_NS, UNSEEN
from journal.vault.index.cells import packed, unpacked
from journal.vault.index.codec import lines_text, note_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.model import CaptureLine, Note
    from journal.notes import ParsedNote
    from journal.paths import AnyPath
    from journal.vault.disk.walk import Seen, Walk

__all__ = ["IndexedNote", "entry_of", "keys", "naming", "read"]

_FEW, _FEW_BYTES = 100, 1024 * 1024
"""Notes that are read together, and after how many bytes no further one is."""


class IndexedNote(NamedTuple):
    """The columns of one note (see ``schema``), the names it answers to with their ranks, and its mentions.

    mentions: the kind meant, the folded name and, for a person or goal, its text. words: see ``WordIndex``.
    """

    path: bytes
    stat: bytes | None
    digest: bytes
    base_id: bytes
    id: bytes
    length: int
    kind: str | None
    claims: str | None
    over: bool
    copies: bytes | None
    leads_to: bytes | None
    is_shadowed: bool
    problems: int
    about_keys: int
    captures: str | None
    waiting: int
    title: bytes
    content: str
    names: list[tuple[bytes, int]]
    mentions: list[tuple[str, bytes, bytes]]
    words: str | None = None


class _File(NamedTuple):
    """The bytes of a file. stat: as in ``schema``. problem: why it was not read, None where it was.

    leads_to: the path of the file of the vault that it is a link to, None for no link.
    """

    path: str
    raw: bytes
    stat: bytes | None
    problem: Problem | None = None
    leads_to: bytes | None = None


def read(
    root: AnyPath,
    walk: Walk,
    limit: int,
    seen: Sequence[tuple[str, Seen | None]],
    words_of: Callable[[bytes], str | None],
) -> Iterator[tuple[str, IndexedNote | None] | None]:
    """The columns of some files as they are now, which may be newer than what was seen of them.

    None for the columns where no file was seen; None instead of both where the file went or was emptied since: somebody
    may be about to write it, and the next look sees what became of it. words_of: gives the words of a file's bytes for
    the search.

    Each step is made for several notes before the next one is: a processor is quicker at the same over and over.
    """
    for some in _few_at_a_time(seen):
        files = [_file(root, walk, limit, path, status) if status else None for path, status in some]
        there = [file for file in files if file]
        parsed = notes.read_all([(file.path, file.raw) for file in there], max_bytes=limit)
        entries = iter([_entry(*each, words_of) for each in zip(there, parsed, strict=True)])
        for (path, status), file in zip(some, files, strict=True):
            yield (path, file and next(entries)) if file or not status else None


def _few_at_a_time(seen: Sequence[tuple[str, Seen | None]]) -> Iterator[Sequence[tuple[str, Seen | None]]]:
    """Some notes after others, few or small enough for all of their text to be held."""
    start = size = 0
    for end, (_, status) in enumerate(seen, 1):
        size += status[2] if status else 0
        if end - start == _FEW or size > _FEW_BYTES or end == len(seen):
            yield seen[start:end]
            start, size = end, 0


def _file(root: AnyPath, walk: Walk, limit: int, path: str, seen: Seen) -> _File | None:
    """A file as it is now; None where it went or was emptied since it was seen."""
    read_at, leads_to = time.time_ns(), None
    if seen[4] in (0, LINKED):
        if seen[4] == LINKED and (file_path := walk.leads_to(path)) is not None:
            leads_to = packed(file_path)
        try:
            raw = note_file.read(root, path, max(limit, notes.HEAD_BYTES), seen[2])
        except OSError as error:
            was_seen = seen != UNSEEN  # else it may have another name while it is not on this machine
            went = was_seen and isinstance(error, FileNotFoundError) and not os.path.islink(os.path.join(root, path))
            if went or walk.one(path) is None:
                return None
            message = f"The note cannot be read ({error.strerror}): {cure_of_reading(error)}."
            return _File(path, b"", None, Problem("unreadable", message))
        if not raw and seen[2] > 0 and not ((now := walk.one(path)) and now[2]):
            return None
        problem = None
    elif seen[4] == NOT_HERE:
        message = "iCloud keeps this note elsewhere: download it in the Finder to read it. Nothing is written to it."
        raw, problem = b"", Problem("not-here", message)
    else:
        message = "This link leads outside the vault and is not read: copy the note into the vault."
        raw, problem = b"", Problem("outside-vault", message)
    is_racy = max(seen[0], seen[1]) > read_at - RACY_NS
    return _File(path, raw, None if is_racy else marshal.dumps(seen, 2), problem, leads_to)


def _entry(file: _File, parsed: ParsedNote, words_of: Callable[[bytes], str | None]) -> IndexedNote:
    """The columns of a file; of one that could not be read only its name is known."""
    note, said = parsed.note, file.raw
    if file.problem:
        note = note._replace(problems=(*note.problems, file.problem))
        said = file.problem.message.encode()
    elif file.leads_to:
        said += b"\0" + file.leads_to
    digest, words = blake2b(said, digest_size=16).digest(), words_of(file.raw)
    return entry_of(note, parsed.captures, packed(note.id), digest, file.stat, words=words, leads_to=file.leads_to)


def entry_of(
    note: Note,
    captures: Sequence[CaptureLine],
    base_id: bytes,
    digest: bytes,
    stat: bytes | None,
    *,
    is_shadowed: bool = False,
    leads_to: bytes | None = None,
    words: str | None = None,
) -> IndexedNote:
    """The columns of a note.

    captures: its lines that may be captures. base_id: its id if no other note had the same. is_shadowed: it is a copy
    of a note that exists, or a link to one. leads_to: the path of the file that it is a link to, None for no link.
    """
    original = None if leads_to else notes.original_id(note.id)
    if original is not None or leads_to:
        note = note._replace(kind=Kind.NOTE if is_shadowed else notes.kind_by_fields(note))
    if leads_to:
        note = note._replace(problems=tuple(_problems_of_link(note, leads_to if is_shadowed else None)))
    claims = notes.claimed_kind(note)
    return IndexedNote(
        packed(note.path), stat, digest, base_id, packed(note.id), len(note.id), note.kind and str(note.kind),
        claims and str(claims), _is_over(note),
        None if original is None else packed(fold(original)), leads_to, is_shadowed, len(note.problems),
        sum(problem.code in ABOUT_KEYS for problem in note.problems),
        lines_text(captures) if captures else None, _waiting(captures) if captures else 0, packed(note.title),
        note_text(note), [] if is_shadowed else keys(note), _mentions(note, only_links=is_shadowed), words,
    )  # fmt: skip


def _problems_of_link(note: Note, leads_to: bytes | None) -> Iterator[Problem]:
    """The problems of a link within the vault. leads_to: the path of the note that it is a link to, None for none."""
    yield from (problem for problem in note.problems if problem.code != "linked-note")
    if leads_to is not None:
        counted = f"This is a link to {unpacked(leads_to)}, which counts under that name alone"
        yield Problem("linked-note", f"{counted}: use it, and delete the link or exclude it in journal.toml.")


def keys(note: Note) -> list[tuple[bytes, int]]:
    """The names that a note answers to, folded, with their ranks (docs/format.md 5): its id, an end of it, a title.

    Last comes its title in lists, if that is another: a person may type it, but no note names it so.
    """
    end = packed(fold(note.id))
    found = {end: 0}
    while b"/" in end:
        end = end.partition(b"/")[2]
        found.setdefault(end, 1)
    titles = [note.heading, note.fields.get("title"), *note.aliases]
    for title in titles:
        if isinstance(title, str):
            found.setdefault(packed(fold(title)), 2)
    if note.title not in titles:
        found.setdefault(packed(fold(note.title)), 3)
    return list(found.items())


def naming(note: Note) -> tuple[Any, ...]:
    """A value that changes whenever names must be resolved or warned of anew: the note's names, and whom it names
    where.
    """
    named = [(note.fields.get(field), line_of(note, field)) for field in NAMING]
    return note.kind, notes.claimed_kind(note), _is_over(note), note.title, keys(note), named


def _waiting(captures: Sequence[CaptureLine]) -> int:
    """How many of the lines have no arrow."""
    return sum(not line.has_arrow for line in captures)


def _is_over(note: Note) -> bool:
    may_be = "achieved" in note.fields or "status" in note.fields
    return may_be and achieved_on(goal_of(note), Day.max) is not None


def _mentions(note: Note, *, only_links: bool) -> list[tuple[str, bytes, bytes]]:
    """The mentions of a note, each once, as in ``IndexedNote.mentions``. only_links: leave out people and goals."""
    found: dict[tuple[str, bytes, bytes], None] = {}
    for field, means in {} if only_links else NAMING.items():
        named: Any = note.fields.get(field, ())  # names, which notes.read has made sure of
        for name in named:
            found[means.value, _key(name.target), _key(name.text)] = None
    for link in note.links:
        found["link", _key(link.target), b""] = None
    return list(found)


@remembered
def _key(name: str) -> bytes:
    """A name folded for lookup, worked out once each, since a vault repeats names a lot."""
    return packed(fold(name))
