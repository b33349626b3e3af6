"""The notes that merges had to merge: those that a side changed, and that the merge did not simply take from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from journal.named_tuple import NamedTuple
from journal.sync.ancestry import Ancestry, Commit
from journal.sync.differences import Difference, differences
from journal.sync.git import Git
from journal.sync.objects import sizes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Blobs", "MergedNote", "merged_notes", "portions"]

_LARGEST = 4 * 1024 * 1024
"""Bytes of the largest note that is looked at."""
_AT_ONCE = 32 * 1024 * 1024
"""Bytes of notes that are in memory at a time."""

Blobs: TypeAlias = "tuple[str, str, str, str]"
"""Ids of a note's content in the base, in ours, in theirs and in the merge; "" where the note is not there."""


class MergedNote(NamedTuple):
    """A note that a merge may have damaged. bases: ids of its content in further merge bases."""

    merge: Commit
    path: str
    blobs: Blobs
    bases: tuple[str, ...]


def merged_notes(git: Git, known: Ancestry, merges: Sequence[str], skipped: Counter[str]) -> Iterator[MergedNote]:
    """The files that a side of a merge changed and that the merge did not simply take over from that side.

    skipped: gets a count of the merges that could not be looked at, by reason.
    """
    found: list[tuple[Commit, list[Commit], list[Commit]]] = []
    for merge in map(known.commits.__getitem__, merges):
        parents = [known.commits[parent] for parent in merge.parents if parent in known.commits]
        if len(merge.parents) > 2:
            skipped["more than two sides"] += 1
        elif len(parents) < 2:
            skipped["older commits are not in this clone"] += 1
        elif not (common := known.common(*merge.parents)):
            skipped["its sides have no commit in common in this clone"] += 1
        else:
            found.append((merge, [known.commits[each] for each in common], [*parents, merge]))
    changes = differences(
        git, ((bases[0].tree, side.tree) for _, bases, sides in found for side in (*sides, *bases[1:]))
    )
    for merge, bases, sides in found:
        by_side = [changes.get((bases[0].tree, side.tree)) for side in (*sides, *bases[1:])]
        if None in by_side:
            skipped["git cannot read all of it"] += 1
        else:
            yield from _notes(merge, [_by_origin(each or ()) for each in by_side])


def _notes(merge: Commit, sides: Sequence[Mapping[str, Difference]]) -> Iterator[MergedNote]:
    """The files of one merge as ``merged_notes`` gives them.

    sides: how ours, theirs, the merge and any further merge bases differ from the first base, by path in that base.
    """
    ours, theirs, result, *others = sides
    made = {change.path: change for change in result.values() if change.path}
    for origin in {**ours, **theirs}:
        one, other = ours.get(origin), theirs.get(origin)
        change = one or other
        assert change is not None
        base = change.old or ""
        here, there = (side.new or "" if side else base for side in (one, other))
        names = [side.path for side in (one, other) if side and side.path]
        after = result.get(origin)
        if after is not None and after.path is None:  # gone, unless it has the new name that a side gave it
            after = next((made[name] for name in names if name in made), after)
        now = after.new or "" if after else base
        if now in (here, there) and now != base and base in (here, there):
            continue  # changed by one side, and taken
        path = (after.path if after else origin) or (names or [origin])[0]
        bases = tuple(each[origin].new or "" for each in others if origin in each)
        yield MergedNote(merge, path, (base, here, there, now), bases)


def _by_origin(changes: Iterable[Difference]) -> dict[str, Difference]:
    """A dict to each difference from its path in the base, for a new file from its own path."""
    return {change.old_path or change.path or "": change for change in changes}


def portions(git: Git, notes: Sequence[MergedNote], skipped: Counter[str]) -> Iterator[list[MergedNote]]:
    """The notes that can be read, in lists of about _AT_ONCE bytes. skipped: counts the others, by reason."""
    known = sizes(git, (blob for note in notes for blob in (*note.blobs, *note.bases) if blob))
    some: list[MergedNote] = []
    held = 0
    for note in notes:
        lengths = [known[blob] for blob in (*note.blobs, *note.bases) if blob]
        if None in lengths:
            skipped["git cannot read all of it"] += 1
        elif max(filter(None, lengths), default=0) > _LARGEST:
            skipped["a note is too large"] += 1
        else:
            some.append(note)
            held += sum(filter(None, lengths))
        if held > _AT_ONCE:
            yield some
            some, held = [], 0
    yield some
