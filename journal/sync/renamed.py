"""Notes that both sides of a merge renamed, each to another name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.named_tuple import NamedTuple
from journal.sync.git import Git
from journal.sync.standing import Stage

__all__ = ["Renamed", "renamed_twice"]


class Renamed(NamedTuple):
    """A note with two new names, from the work tree's top: ours and theirs. old: its name before."""

    old: str
    ours: str
    theirs: str


def renamed_twice(git: Git, open_ones: Mapping[str, Sequence[Stage]]) -> list[Renamed]:
    """The notes that both sides renamed of the files that the merge under way left open, by their old names.

    open_ones: the sides by path. Empty where no merge of git is under way. Raises GitRefused.
    """
    numbers = {path: [stage.number for stage in stages] for path, stages in open_ones.items()}
    if not all([side] in numbers.values() for side in (1, 2, 3)):
        return []
    base = git("merge-base", "HEAD", "MERGE_HEAD", fine=None).text
    if not base:
        return []
    ours, theirs = (_new_names(git, base, side) for side in ("HEAD", "MERGE_HEAD"))
    return [
        Renamed(old, ours[old], theirs[old])
        for old in numbers
        if numbers[old] == [1] and numbers.get(ours.get(old, "")) == [2] and numbers.get(theirs.get(old, "")) == [3]
    ]


def _new_names(git: Git, before: str, after: str) -> Mapping[str, str]:
    """A dict from the path of each renamed file before to that after. before, after: commits. Raises GitRefused."""
    words = ("diff-tree", "-r", "-z", "--find-renames", "--diff-filter=R", "--name-status")
    parts = git(*words, before, after).parts
    return dict(zip(parts[1::3], parts[2::3], strict=True))
