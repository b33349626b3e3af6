"""Conflict markers that somebody committed: their note is merged by key from the sides of the merge that left them."""

from __future__ import annotations

from collections.abc import Sequence

from journal.conflict import Conflict, is_in_conflict
from journal.named_tuple import NamedTuple
from journal.notes.merge import Merged, merge
from journal.notes.merge.choice import choose, open_conflicts
from journal.notes.merge.ends import plain, with_ends
from journal.rules.status import status_rank
from journal.sync.git import Git
from journal.sync.merge_file import merge_lines
from journal.sync.objects import read_blobs
from journal.sync.repository import Repository

__all__ = ["merged_anew"]

_MOST = 1000
"""How many commits of one note are searched for the one that left the markers."""


class _Origin(NamedTuple):
    """A note's text in the commit that left markers in it (result), in its parents (sides), and in their base."""

    result: bytes
    base: bytes
    sides: tuple[bytes, ...]


def merged_anew(now: bytes, path: str, git: Git | None = None, repository: Repository | None = None) -> Merged:
    """The merge by key of a note that has conflict markers. now: the note's bytes. path: from the vault.

    A note as the merge left it is merged from that merge's parents; a note that was changed since, from what stands
    between its markers. git, repository: None where the vault has no history that may be read. Raises NotEditable,
    GitFailed, GitRefused, EnvironmentFailed.
    """
    origin = _origin(git, repository, path) if git and repository else None
    if origin and origin.result == now and len(origin.sides) == 2:
        base, (ours, theirs) = origin.base, origin.sides
    else:
        text, ends = plain(now)
        found = open_conflicts(text)
        ours, theirs = (with_ends(choose(text, found, side), ends) for side in ("ours", "theirs"))
        has_bases = all(one.conflict.base is not None for one in found)
        base = with_ends(_before(text, [one.conflict for one in found]), ends)
        base = base if has_bases or origin is None else origin.base
    return merge(base, ours, theirs, path=path, merge_text=merge_lines, status_place=status_rank)


def _before(text: str, found: Sequence[Conflict]) -> str:
    """The text with each conflict replaced by its base, which is empty where the markers show none.

    text: has LF line ends. found: its conflicts, from the top.
    """
    lines = text.split("\n")
    for conflict in reversed(found):
        lines[conflict.first - 1 : conflict.last] = conflict.base.lines if conflict.base else ()
    return "\n".join(lines)


def _origin(git: Git, repository: Repository, path: str) -> _Origin | None:
    """The origin of the markers that a note has now; None where no commit left them, or one more than _MOST ago.

    path: from the vault. Raises GitRefused.
    """
    whole = repository.prefix + path
    if "\n" in whole:
        return None
    words = ("rev-list", "--parents", f"--max-count={_MOST}", "HEAD", "--", whole)
    listed = git(*words, fine=(0, 128), folder=repository.top).text.split("\n")
    commits = [line.split(" ") for line in listed if line]
    texts = read_blobs(git, (f"{commit}:{whole}" for commit, *_ in commits))
    marked: str | None = None
    for commit, *_ in commits:
        if not is_in_conflict(texts[f"{commit}:{whole}"]):
            break
        marked = commit
    if marked is None:
        return None
    parents = git("rev-parse", f"{marked}^@").text.split()
    common = git("merge-base", *parents, fine=(0, 1)).text if len(parents) == 2 else (parents or [""])[0]
    wanted = {commit: f"{commit}:{whole}" for commit in (*parents, common) if commit}
    sides = read_blobs(git, wanted.values())
    contents = {commit: sides[name] or b"" for commit, name in wanted.items()}
    return _Origin(
        texts[f"{marked}:{whole}"] or b"", contents.get(common, b""), tuple(contents[parent] for parent in parents)
    )
