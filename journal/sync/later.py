"""Losses that no later commit has made good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journal.notes.merge.lost import still_lost
from journal.sync.ancestry import Ancestry
from journal.sync.differences import differences
from journal.sync.foreign_merges import Loss
from journal.sync.git import Git
from journal.sync.objects import read_blobs

__all__ = ["still_gone"]

_AT_A_TIME = 200
"""Losses whose texts are in memory together."""
_MOST_LATER = 200
"""Later versions of one note that are read."""


def still_gone(git: Git, known: Ancestry, tips: Sequence[str], losses: Sequence[Loss]) -> Iterator[Loss]:
    """The losses, or parts of them, that no commit after their merge has put back; each with its note's present path.

    A loss is over where a later commit deleted its note, or where its merge is no longer in the history. known: the
    ancestry of the tips. tips: the newest commits. Raises GitRefused, EnvironmentFailed.
    """
    found = [each for each in losses if each.merge in known.commits]
    merges = list(dict.fromkeys(each.merge for each in found))
    bits = {merge: 1 << place for place, merge in enumerate(merges)}
    below = known.descending(merges)
    ends = {merge: [tip for tip in tips if tip == merge or below.get(tip, 0) & bit] for merge, bit in bits.items()}
    left = list(_at_the_ends(git, known, ends, found))
    changes = _later_contents(
        git, known, below, {each.path for each in left}, sum(bits[each] for each in {e.merge for e in left})
    )
    for start in range(0, len(left), _AT_A_TIME):
        some = left[start : start + _AT_A_TIME]
        wanted = [
            [blob for blob, mark in changes[each.path].items() if mark & bits[each.merge]][:_MOST_LATER]
            for each in some
        ]
        texts = read_blobs(git, (blob for blobs in wanted for blob in blobs))
        for each, blobs in zip(some, wanted, strict=True):
            gone = each.lost
            for blob in blobs:
                gone = still_lost(gone, texts[blob] or b"")
            if gone:
                yield each._replace(lost=gone)


def _at_the_ends(git: Git, known: Ancestry, ends: Mapping[str, Sequence[str]], found: Sequence[Loss]) -> Iterator[Loss]:
    """The losses that the newest commits lack too, with the path that the note has there; without deleted notes.

    ends: a dict from each merge to the tips that descend from it.
    """
    texts = read_blobs(git, (f"{tip}:{each.path}" for each in found for tip in ends[each.merge]))
    gone = {each: [tip for tip in ends[each.merge] if texts[f"{tip}:{each.path}"] is None] for each in found}
    away = [each for each in found if each.blobs[3] and len(gone[each]) == len(ends[each.merge])]
    pairs = {each: (known.commits[each.merge].tree, known.commits[ends[each.merge][0]].tree) for each in away}
    moves = differences(git, pairs.values())
    for each in found:
        path: str | None = each.path
        names = [f"{tip}:{path}" for tip in ends[each.merge]]
        if each in pairs:
            same = [move for move in moves.get(pairs[each], ()) if move.old == each.blobs[3]]
            path = next((move.path for move in same if move.old_path == each.path), same[0].path if same else None)
            if path is None:
                continue
            names = [f"{ends[each.merge][0]}:{path}"]
            texts = {**texts, **read_blobs(git, names)}
        lost = each.lost
        for name in names:
            lost = still_lost(lost, texts[name] or b"") if texts[name] else lost
        if lost and path:
            yield each._replace(path=path, lost=lost)


def _later_contents(
    git: Git, known: Ancestry, below: Mapping[str, int], paths: set[str], wanted: int
) -> Mapping[str, Mapping[str, int]]:
    """A dict from path to the versions of a note after its merge: from the content's id to the bits of those merges.

    below: bits of the merges that each commit descends from. wanted: the bits that count.
    """
    found: dict[str, dict[str, int]] = {path: {} for path in paths}
    if not paths:
        return found
    later = {commit: mark & wanted for commit, mark in below.items() if mark & wanted}
    pairs = {
        commit: [(known.commits[parent].tree, known.commits[commit].tree) for parent in known.commits[commit].parents]
        for commit in later
    }
    changes = differences(git, (pair for each in pairs.values() for pair in each), paths)
    for commit, mark in later.items():
        for change in (change for pair in pairs[commit] for change in changes.get(pair, ())):
            if change.new and change.path in found:
                contents = found[change.path]
                contents[change.new] = contents.get(change.new, 0) | mark
    return found
