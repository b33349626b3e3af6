"""Copies of notes that sync programs left, and the result of merging one into its note by key (docs/sync.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from journal.conflict import is_in_conflict
from journal.errors import NoteChanged, Refused
from journal.named_tuple import NamedTuple
from journal.notes import fold, original_id
from journal.notes.merge import Merged, merge
from journal.notes.spelling import note_id
from journal.regex import regex
from journal.rules.status import status_rank
from journal.sync.git import Git
from journal.sync.merge_file import GitFailed, merge_lines
from journal.sync.objects import read_blobs
from journal.sync.on_disk import read_file
from journal.sync.repository import Repository
from journal.vault.write.change import Change

__all__ = ["Copy", "MergedCopy", "changes", "common_version", "copies", "merged_copies"]

_DOUBTFUL = regex(r"(?s)(.+?)(?: \d{1,3}| ?\(\d{1,3}\)|-(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]+)")
"""``x 2`` (iCloud), ``x (1)`` (Google Drive), ``x-HOSTNAME`` (OneDrive): a copy, or a note of its own called so."""
_MOST_VERSIONS = 500
"""How many versions of a note in git's history are searched for the common one."""


class Copy(NamedTuple):
    """A sync program's copy of a note. path, note: paths of the copy and of its note.

    is_sure: only such copies have names of this form; else it may be a note of its own.
    """

    path: str
    note: str
    is_sure: bool


class MergedCopy(NamedTuple):
    """A copy and the result of merging it into its note. before: the bytes of the note and of the copy until then."""

    copy: Copy
    before: tuple[bytes, bytes]
    merged: Merged


def copies(paths: Iterable[str]) -> list[Copy]:
    """The copies whose note is there, sorted by path. paths: of all notes."""
    by_id = {fold(note_id(path)): path for path in paths}
    found = []
    for own_id, path in sorted(by_id.items(), key=lambda item: item[1]):
        sure = [by_id[original] for original in _originals(own_id) if original in by_id]
        if sure:
            found.append(Copy(path, sure[-1], True))
        elif (match := _DOUBTFUL.fullmatch(note_id(path))) and (original := fold(match[1])) in by_id:
            found.append(Copy(path, by_id[original], False))
    return found


def _originals(own_id: str) -> Iterator[str]:
    """The ids that a copy's name points to: of its note, and of a copy in between where it is a copy of a copy."""
    folder, _, stem = own_id.rpartition("/")
    while original := original_id(stem):
        stem = original
        yield f"{folder}/{stem}" if folder else stem


def merged_copies(
    root: Path, wanted: Sequence[Copy], git: Git | None = None, repository: Repository | None = None
) -> list[MergedCopy]:
    """The results of merging copies into their notes, one after the other; nothing is written.

    A copy is left out where it or its note has conflict markers by then. git, repository: None where the vault has no
    history that may be read. Raises Refused for a file that is no text, NoteChanged for one that is gone,
    EnvironmentFailed, GitRefused.
    """
    texts: dict[str, bytes] = {}
    found = []
    for copy in wanted:
        ours = texts.get(copy.note) or _read_note(root, copy.note)
        theirs = _read_note(root, copy.path)
        if is_in_conflict(ours) or is_in_conflict(theirs):
            continue
        versions = _versions(git, repository, copy.note) if git and repository else ()
        base = common_version(versions, ours, theirs)
        try:
            merged = merge(base, ours, theirs, path=copy.note, merge_text=merge_lines, status_place=status_rank)
        except GitFailed:
            raise Refused(f"{copy.path} cannot be merged into {copy.note}: one of them is no text.") from None
        texts[copy.note] = merged.content
        found.append(MergedCopy(copy, (ours, theirs), merged))
    return found


def changes(found: Sequence[MergedCopy]) -> list[Change]:
    """The changes that write merged copies in one undo step: each changed note once, and each copy deleted."""
    notes = {each.copy.note: each.merged.content for each in found}
    before = {each.copy.note: each.before[0] for each in reversed(found)}
    written = [Change(path, before[path], content) for path, content in notes.items() if content != before[path]]
    return [*written, *(Change(each.copy.path, each.before[1], None) for each in found)]


def common_version(versions: Sequence[bytes], note: bytes, copy: bytes) -> bytes:
    """The newest version that both a note and its copy come from; empty where there is none. versions: oldest first.

    A version is common where each line it added is in both or in neither: a line in only one of the two may have been
    written on that side. An older version than the true one does no harm: more lines then count as new on both sides.
    """
    one_sided = _lines(note) ^ _lines(copy)
    common: bytes | None = None
    for version in versions:
        is_first = common is None and version not in (note, copy)
        if not is_first and (_lines(version) - _lines(common or b"")) & one_sided:
            break
        common = version
    return common or b""


def _lines(content: bytes) -> set[bytes]:
    """The lines of a text, stripped, without blank ones."""
    return set(filter(None, map(bytes.strip, content.splitlines())))


def _versions(git: Git, repository: Repository, path: str) -> list[bytes]:
    """The note's bytes in each commit of this branch that changed it, oldest first. Raises GitRefused."""
    whole = repository.prefix + path
    if "\n" in whole:
        return []
    words = ("rev-list", "--reverse", f"--max-count={_MOST_VERSIONS}", "HEAD", "--", whole)
    commits = git(*words, fine=(0, 128), folder=repository.top).text.split()
    contents = read_blobs(git, (f"{commit}:{whole}" for commit in commits)).values()
    return [content for content in contents if content is not None]


def _read_note(root: Path, path: str) -> bytes:
    """The bytes of a note. Raises EnvironmentFailed where it cannot be read, NoteChanged where it is gone."""
    found = read_file(root, path)
    if found is None:
        raise NoteChanged([path])
    return found
