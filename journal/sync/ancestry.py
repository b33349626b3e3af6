"""The commits of a history, and how they descend from each other: worked out here, for thousands of merges at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush

from journal.named_tuple import NamedTuple
from journal.sync.git import Git

__all__ = ["Ancestry", "Commit", "ancestry"]

_OURS, _THEIRS, _BELOW = 1, 2, 4


class Commit(NamedTuple):
    """A commit as git lists it. tree: the id of its tree. day: its date as ISO text, in its committer's time zone.

    parents: ids; empty for a first commit, and where a shallow clone ends.
    """

    id: str
    tree: str
    day: str
    parents: tuple[str, ...]


class Ancestry:
    """Commits with all their ancestors, by id. commits: must come with each commit before its parents."""

    def __init__(self, commits: Iterable[Commit]) -> None:
        self.commits = {commit.id: commit for commit in commits}
        self._ids = list(self.commits)
        self._places = {commit: place for place, commit in enumerate(self._ids)}

    def common(self, ours: str, theirs: str) -> list[str]:
        """The ids of the merge bases of two commits; several where histories crossed, none where they share nothing.

        Works as git does: it walks from the newest commit to the oldest and marks from which side each was reached.
        """
        marks = {ours: _OURS}
        marks[theirs] = marks.get(theirs, 0) | _THEIRS
        queue = sorted({self._places[ours], self._places[theirs]})
        found: list[str] = []
        open_ones = len(queue)
        while queue and open_ones:
            newest = self._ids[heappop(queue)]
            mark = marks[newest]
            open_ones -= not mark & _BELOW
            if mark == _OURS | _THEIRS:
                found.append(newest)
                mark |= _BELOW
            for parent in self.commits[newest].parents:
                if parent not in self._places:
                    continue
                before = marks.get(parent)
                after = (before or 0) | mark
                marks[parent] = after
                if before is None:
                    heappush(queue, self._places[parent])
                    open_ones += not after & _BELOW
                elif after & _BELOW and not before & _BELOW:
                    open_ones -= 1
        return found

    def descending(self, marked: Sequence[str]) -> Mapping[str, int]:
        """A dict from commit to a number: bit i is set where the commit descends from marked[i].

        Commits that descend from none are left out.
        """
        bits = {commit: 1 << place for place, commit in enumerate(marked)}
        found: dict[str, int] = {}
        for commit in reversed(self.commits.values()):
            from_parents = 0
            for parent in commit.parents:
                from_parents |= found.get(parent, 0) | bits.get(parent, 0)
            if from_parents:
                found[commit.id] = from_parents
        return found


def ancestry(git: Git, tips: Sequence[str]) -> Ancestry:
    """The Ancestry of some commits: they and all their ancestors. tips: ids, or names as HEAD. Raises GitRefused."""
    listed = git("rev-list", "--topo-order", "--format=tformat:%H %T %cs %P", *tips, "--").text.split("\n")
    words = (line.split(" ") for line in listed if line and not line.startswith("commit "))
    return Ancestry(Commit(name, tree, day, tuple(filter(None, parents))) for name, tree, day, *parents in words)
