"""Two commits merged without touching a file: git merges what it can, notes with conflicts are merged by key.

A note that git merged so that it has a key twice is merged by key too. Nothing but git's objects is written.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from journal.named_tuple import NamedTuple
from journal.notes.merge import Merged
from journal.notes.spelling import fold_key
from journal.sync.git import Git, GitRefused, Stop
from journal.sync.objects import read_blobs, write_blobs
from journal.sync.repository import Repository
from journal.sync.standing import REGULAR, Stage
from journal.sync.text_merges import Sides, merge_all
from journal.vault.disk.walk import may_be_note

__all__ = ["MergedTree", "OldGit", "by_key", "can_go_by_key", "is_note", "merged_tree", "unrelated"]

_BY_KEY = ("Auto-merging", "CONFLICT (contents)")
"""The kinds of git's messages about a file for which a note can be merged by key."""
_USAGE = 129
_MARKER = b"<<<<<<< "


class OldGit(Exception):
    """git is older than 2.38, so it can merge in the work tree only."""


@dataclass(frozen=True, slots=True)
class MergedTree:
    """The tree of a merge. id: None where a conflict is left. merged: the notes that were merged by key, by path.

    begun: the id of the tree with conflict markers, where all conflicts are ones of keys; else None. stages: the sides
    of the merged notes, by path, where begun is given.
    """

    id: str | None
    merged: Mapping[str, Merged]
    begun: str | None = None
    stages: Mapping[str, Sequence[Stage]] = field(default_factory=dict)

    @property
    def left(self) -> Mapping[str, Sequence[Stage]]:
        """A dict from path to the sides of each note that is in conflict."""
        return {path: self.stages[path] for path, one in self.merged.items() if one.has_conflict}


def merged_tree(git: Git, repository: Repository, ours: str, theirs: str) -> MergedTree:
    """The merge of two commits as a tree. ours, theirs: their ids.

    Raises OldGit, Stop where the histories are unrelated, GitRefused, EnvironmentFailed.
    """
    with tempfile.TemporaryDirectory(prefix="journal-sync-") as scratch:
        empty = Path(scratch, "empty")
        empty.mkdir()
        bare = {"GIT_DIR": str(repository.git_dir), "GIT_WORK_TREE": str(empty)}  # no attribute, so no driver
        plain = git.with_settings({"core.attributesFile": os.devnull, "merge.journal.driver": "false"})
        answer = plain("merge-tree", "--write-tree", "-z", ours, theirs, fine=None, variables=bare, folder=empty)
        if answer.status == _USAGE:
            raise OldGit
        if answer.status not in (0, 1):
            if "unrelated histories" in answer.error:
                raise unrelated(repository)
            raise GitRefused("merge-tree", answer.error.strip(), answer.status)
        tree, *entries = answer.parts
        stages, told = _entries(entries)
        stages |= _twice(git, ours, theirs, tree, set(stages))
        if any(_is_open(path, stages.get(path, ()), told) for path in (*stages, *told)):
            return MergedTree(None, {})
        merged = by_key(git, stages, ours, theirs)
        if len(merged) < len(stages):
            return MergedTree(None, merged)
        modes = {path: next(stage.mode for stage in stages[path] if stage.number == 2) for path in merged}
        whole = _with_notes(git, tree, merged, modes, Path(scratch, "index"))
        if any(one.has_conflict for one in merged.values()):
            return MergedTree(None, merged, whole, stages)
        return MergedTree(whole, merged)


def unrelated(repository: Repository) -> Stop:
    """The Stop for two histories without a common commit, with the reason and the cure."""
    if repository.is_shallow:
        return Stop(
            "This clone holds only the newest commits, and none that both sides have: git fetch --unshallow.", 4
        )
    return Stop(
        "The remote holds another history, with no commit of this one, so nothing was merged: see whether it is the "
        "right remote (git remote -v). If both are to be one: git merge --allow-unrelated-histories.",
        4,
    )


def is_note(path: str) -> bool:
    """Whether a file is a note, going by its name. path: from anywhere."""
    return may_be_note(os.path.basename(path))


def by_key(git: Git, notes: Mapping[str, Sequence[Stage]], ours: str, theirs: str) -> Mapping[str, Merged]:
    """A dict from path to the note merged by key; notes that cannot be merged are left out. notes: sides by path.

    Where two commits have several merge bases, git makes up a base, with markers in it; then the base of those bases
    counts. Raises GitRefused, EnvironmentFailed, OSError.
    """
    texts = read_blobs(git, (stage.id for stages in notes.values() for stage in stages))
    sides = {path: Sides(path, *(texts.get(blob) or b"" for blob in _ids(stages))) for path, stages in notes.items()}
    made_up = [path for path, one in sides.items() if _MARKER in one.base]
    if made_up and (common := _common(git, ours, theirs)) is not None:
        bases = read_blobs(git, (f"{common}:{path}" for path in made_up)) if common else {}
        for path in made_up:
            sides[path] = sides[path]._replace(base=bases.get(f"{common}:{path}") or b"")
    return merge_all(sides.values())


def _common(git: Git, ours: str, theirs: str) -> str | None:
    """The base of several merge bases of two commits, "" where they have none; None for fewer than two merge bases."""
    commits = git("merge-base", "--all", ours, theirs, fine=(0, 1)).text.split()
    if len(commits) < 2:
        return None
    return git("merge-base", "--octopus", *commits, fine=(0, 1)).text.split("\n")[0]


def _entries(entries: Sequence[str]) -> tuple[dict[str, tuple[Stage, ...]], Mapping[str, Sequence[str]]]:
    """Two dicts by path from the output of ``merge-tree -z`` below the tree: sides of conflicts, kinds of messages."""
    end = entries.index("") if "" in entries else len(entries)
    stages: dict[str, tuple[Stage, ...]] = {}
    for entry in entries[:end]:
        what, _, path = entry.partition("\t")
        mode, blob, number = what.split(" ")
        stages[path] = (*stages.get(path, ()), Stage(int(number), mode, blob))
    told: dict[str, list[str]] = {}
    rest = iter(entries[end + 1 :])
    for number_of_paths in rest:
        paths = [next(rest) for _ in range(int(number_of_paths))]
        kind, _ = next(rest), next(rest)
        for path in paths:
            told.setdefault(path, []).append(kind)
    return stages, told


def _is_open(path: str, stages: Sequence[Stage], told: Mapping[str, Sequence[str]]) -> bool:
    """Whether a file has a conflict that cannot be merged by key: it was deleted or renamed, or is no note."""
    if any(kind.startswith("CONFLICT") and kind not in _BY_KEY for kind in told.get(path, ())):
        return True
    return bool(stages) and not can_go_by_key(path, stages)


def can_go_by_key(path: str, stages: Sequence[Stage]) -> bool:
    """Whether a file is a note that both sides have. stages: its sides."""
    numbers = {stage.number for stage in stages}
    return is_note(path) and numbers >= {2, 3} and all(stage.mode in REGULAR for stage in stages)


def _ids(stages: Sequence[Stage]) -> tuple[str, str, str]:
    """The ids of base, ours and theirs; "" where there is no base."""
    by_number = {stage.number: stage.id for stage in stages}
    return by_number.get(1, ""), by_number[2], by_number[3]


def _twice(git: Git, ours: str, theirs: str, tree: str, besides: set[str]) -> dict[str, tuple[Stage, ...]]:
    """A dict from path to the sides of each note that git merged without a conflict, but so that it has a key twice.

    A side in which the note has another path is left out. tree: the merged one. besides: paths to pass over.
    """
    sides = [_differing(git, side, tree) for side in (ours, theirs)]
    both = [path for path in sides[0] if path in sides[1] and is_note(path) and path not in besides]
    texts = read_blobs(git, (sides[0][path].after for path in both))
    doubtful = [path for path in both if _has_twice(texts[sides[0][path].after] or b"")]
    if not doubtful:
        return {}
    base = git("merge-base", ours, theirs, fine=(0, 1)).text
    listed = git("ls-tree", "-z", "--full-tree", base, "--", *doubtful).parts if base else []
    bases = {path: what.split(" ")[2] for what, _, path in (entry.partition("\t") for entry in listed)}
    found = {}
    for path in doubtful:
        ids = (bases.get(path, ""), sides[0][path].before, sides[1][path].before)
        mode = sides[0][path].mode
        found[path] = tuple(Stage(number, mode, blob) for number, blob in enumerate(ids, 1) if blob.strip("0"))
    return found


class _Difference(NamedTuple):
    """A file that differs between a commit and a tree. mode: in the tree. before: its id in the commit, zeros for none.

    after: its id in the tree.
    """

    mode: str
    before: str
    after: str


def _differing(git: Git, commit: str, tree: str) -> Mapping[str, _Difference]:
    """A dict from path to each regular file of a tree that the commit does not have so."""
    parts = git("diff-tree", "-r", "-z", "--no-renames", "--raw", commit, tree).parts
    found = {}
    for what, path in zip(parts[::2], parts[1::2], strict=True):
        _, mode, before, after, _ = what.split(" ")
        if mode in REGULAR:
            found[path] = _Difference(mode, before, after)
    return found


def _has_twice(content: bytes) -> bool:
    """Whether a note's frontmatter may have a key twice; a line that only looks like a key counts too."""
    text = content.decode(errors="replace").removeprefix("\ufeff")
    if not text.startswith("---"):
        return False
    block = text.partition("\n")[2].replace("\r\n", "\n").partition("\n---")[0]
    keys = (fold_key(line.partition(":")[0]) for line in block.split("\n") if line[:1].strip("# -") and ":" in line)
    return any(count > 1 for count in Counter(keys).values())


def _with_notes(git: Git, tree: str, merged: Mapping[str, Merged], modes: Mapping[str, str], index: Path) -> str:
    """The id of the tree with the merged notes in it. modes: of the notes, by path. index: a scratch file for git."""
    if not merged:
        return tree
    own = {"GIT_INDEX_FILE": str(index)}
    ids = write_blobs(git, [one.content for one in merged.values()])
    lines = "".join(f"{modes[path]} {blob}\t{path}\0" for path, blob in zip(merged, ids, strict=True))
    git("read-tree", tree, variables=own)
    git("update-index", "-z", "--index-info", given=lines.encode(errors="surrogateescape"), variables=own)
    return git("write-tree", variables=own).text
