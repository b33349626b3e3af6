"""What the index keeps of one file, as plain values that cross the border of a process."""

from __future__ import annotations

import marshal
import time
from _blake2 import blake2b
from collections.abc import Callable, Sequence
from functools import lru_cache

from journal import notes
from journal.errors import cure_of_reading
from journal.model import CaptureLine, Day, Kind, Note, Problem
from journal.named_tuple import NamedTuple
from journal.notes import fold
from journal.notes.keys import line_of
from journal.rules.goals import achieved_on
from journal.rules.resolve import NAMING, goal_of
from journal.vault.disk import note_file
from journal.vault.disk.walk import NOT_HERE, RACY_NS, Seen, Walk
from journal.vault.index.cells import packed
from journal.vault.index.codec import lines_text, note_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.notes import ParsedNote
    from journal.paths import AnyPath

__all__ = ["IndexedNote", "entry_of", "keys", "naming", "read"]


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
    is_shadowed: bool
    problems: int
    captures: str | None
    waiting: int
    title: bytes
    content: str
    names: list[tuple[bytes, int]]
    mentions: list[tuple[str, bytes, bytes]]
    words: str | None = None


def read(
    root: AnyPath, walk: Walk, limit: int, path: str, seen: Seen, words_of: Callable[[bytes], str | None]
) -> IndexedNote | None:
    """The columns of a file as it is now, which may be newer than what was seen of it; None where it is gone.

    words_of: gives the words of a file's bytes for the search.
    """
    read_at = time.time_ns()
    raw, problem = b"", None
    if not seen[4]:
        try:
            raw = note_file.read(root, path, max(limit, notes.HEAD_BYTES), seen[2])
        except OSError as error:
            if walk.one(path) is None:
                return None
            message = f"The note cannot be read ({error.strerror}): {cure_of_reading(error)}."
            problem = Problem("unreadable", message)
    elif seen[4] == NOT_HERE:
        message = "iCloud keeps this note elsewhere: download it in the Finder to read it. Nothing is written to it."
        problem = Problem("not-here", message)
    else:
        message = "This link leads outside the vault and is not read: copy the note into the vault."
        problem = Problem("outside-vault", message)
    racy = (problem is not None and problem.code == "unreadable") or max(seen[:2]) > read_at - RACY_NS
    note, _, captures = _unread(path, problem) if problem else notes.read(path, raw, max_bytes=limit)
    digest = blake2b(raw or (problem.message.encode() if problem else b""), digest_size=16).digest()
    stat = None if racy else marshal.dumps(seen, 2)
    return entry_of(note, captures, packed(note.id), digest, stat, words=words_of(raw))


def entry_of(
    note: Note,
    captures: Sequence[CaptureLine],
    base_id: bytes,
    digest: bytes,
    stat: bytes | None,
    *,
    is_shadowed: bool = False,
    words: str | None = None,
) -> IndexedNote:
    """The columns of a note.

    captures: its lines that may be captures. base_id: its id if no other note had the same. is_shadowed: it is a copy
    whose note exists.
    """
    original = notes.original_id(note.id)
    if original is not None:
        note = note._replace(kind=Kind.NOTE if is_shadowed else notes.kind_by_fields(note))
    claims = notes.claimed_kind(note)
    return IndexedNote(
        packed(note.path), stat, digest, base_id, packed(note.id), len(note.id), note.kind and str(note.kind),
        claims and str(claims), _is_over(note),
        None if original is None else packed(fold(original)), is_shadowed, len(note.problems),
        lines_text(captures) if captures else None, _waiting(captures) if captures else 0, packed(note.title),
        note_text(note), [] if is_shadowed else keys(note), _mentions(note, only_links=is_shadowed), words,
    )  # fmt: skip


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


@lru_cache(maxsize=4096)
def _key(name: str) -> bytes:
    """A name folded for lookup, worked out once each, since a vault repeats names a lot."""
    return packed(fold(name))


def _unread(path: str, problem: Problem) -> ParsedNote:
    """The note for a file that could not be read: only its name is known."""
    empty = notes.read(path, b"").note
    note = Note(empty.id, path, empty.kind, empty.title, problems=(*empty.problems, problem))
    return notes.ParsedNote(note, "")
