"""The files in which very many pairs of trees differ, in one call of git."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from journal.named_tuple import NamedTuple
from journal.sync.git import Git
from journal.sync.standing import REGULAR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Difference", "Trees", "differences"]

Trees: TypeAlias = "tuple[str, str]"
"""The ids of two trees, before and after."""


class Difference(NamedTuple):
    """A file that differs between two trees. old_path, path: its path in each; old, new: the ids of its content.

    Path and id are None in a tree that does not have it.
    """

    old_path: str | None
    old: str | None
    path: str | None
    new: str | None


def differences(git: Git, pairs: Iterable[Trees], paths: Iterable[str] = ()) -> Mapping[Trees, list[Difference]]:
    """A dict from each pair of trees to the regular files that differ; pairs that git cannot read are left out.

    paths: look at these files only, and find no renames; empty for all files, with renames. Raises EnvironmentFailed.
    """
    left = list(dict.fromkeys(pairs))
    only = list(paths)
    words = ("diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames" if only else "--find-renames")
    found: dict[Trees, list[Difference]] = {}
    while left:
        asked = "".join(f"{before} {after}\n" for before, after in left).encode()
        answer = git(*words, "--", *only, given=asked, fine=None)
        told = list(_parsed(os.fsdecode(answer.output)))
        if answer.status and told:  # it ended within the last pair that it told
            del left[: left.index(told.pop()[0]) + 1]
        else:
            left = []
        found |= told
    return found


def _parsed(text: str) -> Iterator[tuple[Trees, list[Difference]]]:
    """Parse the output of ``git diff-tree --stdin -z --raw``: per pair a line with the two trees, then its files."""
    trees: Trees | None = None
    told: list[Difference] = []
    parts = iter(text.split("\0"))
    for part in parts:
        head, has_line, what = part.rpartition("\n")
        for line in head.split("\n") if has_line else ():
            if trees:
                yield trees, told
            before, after = line.split(" ")
            trees, told = (before, after), []
        if not what:
            continue
        _, mode, old, new, status = what.split(" ")
        first = next(parts)
        second = next(parts) if status[0] in "RC" else first
        old_mode = what[1:7]
        is_there, is_new = old_mode in REGULAR, mode in REGULAR
        if is_there or is_new:
            told.append(
                Difference(
                    first if is_there else None, old if is_there else None,
                    second if is_new else None, new if is_new else None,
                )
            )  # fmt: skip
    if trees:
        yield trees, told
