"""Two commits merged without touching a file: git merges what it can, notes with conflicts are merged by key.

A note that git merged so that it has a key twice is merged by key too. Nothing but git's objects is written.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from journal.named_tuple import NamedTuple
from journal.notes.merge import Merged
from journal.notes.spelling import fold_key
from journal.sync.git import Git, GitRefused, Stop, words_of
from journal.sync.merge_file import new_folder
from journal.sync.objects import read_blobs
from journal.sync.repository import Repository
from journal.sync.standing import REGULAR, Stage
from journal.sync.text_merges import Sides, merge_all
from journal.vault.disk.walk import may_be_note

__all__ = ["MergedTree", "OldGit", "by_key", "can_go_by_key", "is_note", "merged_tree", "unrelated"]

_MERGED = "Auto-merging"
"""The kind of git's message about a file that both sides changed."""
_BY_KEY = (_MERGED, "CONFLICT (contents)")
"""The kinds of git's messages about a file for which a note can be merged by key."""
_NO_BRANCH = "refs/journal/merged"
"""The branch that fast-import wants for a tree; it is dropped before git makes it."""
_USAGE = 129
_MARKER = b"<<<<<<< "


class OldGit(Exception):
    """git is older than 2.38, so it can merge in the work tree only."""


class MergedTree(NamedTuple):
    """The tree of a merge. id: None where a conflict is left. merged: the notes that were merged by key, by path.

    begun: the id of the tree with conflict markers, where all conflicts are ones of keys; else None. stages: the sides
    of the merged notes, by path, where begun is given. both: the merged content of each note that both sides
    changed, by path, where id is given.
    """

    id: str | None
    merged: Mapping[str, Merged]
    begun: str | None = None
    stages: Mapping[str, Sequence[Stage]] = MappingProxyType({})
    both: Mapping[str, bytes] = MappingProxyType({})

    @property
    def left(self) -> Mapping[str, Sequence[Stage]]:
        """A dict from path to the sides of each note that is in conflict."""
        return {path: self.stages[path] for path, one in self.merged.items() if one.has_conflict}


def merged_tree(git: Git, repository: Repository, ours: str, theirs: str) -> MergedTree:
    """The merge of two commits as a tree. ours, theirs: their ids.

    Raises OldGit, Stop where the histories are unrelated, GitRefused, EnvironmentFailed.
    """
    empty = new_folder()
    try:
        bare = {"GIT_DIR": str(repository.git_dir), "GIT_WORK_TREE": empty}  # no attribute, so no driver
        plain = git.with_settings({"core.attributesFile": os.devnull, "merge.journal.driver": "false"})
        words = ("merge-tree", "--write-tree", "--messages", "-z", ours, theirs)
        answer = plain(*words, fine=None, variables=bare, folder=Path(empty))
    finally:
        os.rmdir(empty)
    if answer.status == _USAGE:
        raise OldGit
    if answer.status not in (0, 1):
        if "unrelated histories" in answer.error:
            raise unrelated(repository, theirs)
        raise GitRefused("merge-tree", words_of(answer.error), answer.status)
    tree, *entries = answer.parts
    stages, told = _entries(entries)
    both = [path for path, kinds in told.items() if _MERGED in kinds and path not in stages and is_note(path)]
    texts = _merged_texts(git, ours, tree, both)
    stages |= _twice(git, ours, theirs, texts)
    if any(_is_open(path, stages.get(path, ()), told) for path in (*stages, *told)):
        return MergedTree(None, {})
    merged = by_key(git, stages, ours, theirs)
    if len(merged) < len(stages):
        return MergedTree(None, merged)
    modes = {path: next(stage.mode for stage in stages[path] if stage.number == 2) for path in merged}
    whole = _with_notes(git, tree, merged, modes)
    if any(one.has_conflict for one in merged.values()):
        return MergedTree(None, merged, whole, stages)
    contents = {path: content for path, (_, content) in texts.items()}
    return MergedTree(whole, merged, both=contents | {path: one.content for path, one in merged.items()})


def unrelated(repository: Repository, theirs: str) -> Stop:
    """The Stop for two histories without a common commit, with the reason and the cure. theirs: the remote's commit."""
    if repository.is_shallow:
        return Stop(
            "This clone holds only the newest commits, and none that both sides have: git fetch --unshallow.", 4
        )
    return Stop(
        "The remote holds another history, with no commit of this one, so nothing was merged: see whether it is the "
        f"right remote (git remote -v). If both are to be one: git merge --allow-unrelated-histories {theirs}",
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


def _merged_texts(git: Git, ours: str, tree: str, both: Sequence[str]) -> dict[str, tuple[_Changed, bytes]]:
    """A dict from path to how a note differs from ours, and its content, for each that git merged into something else.

    tree: the merged one. both: the notes that git merged.
    """
    changed = _changed(git, ours, tree) if both else {}
    now = [path for path in both if path in changed]
    texts = read_blobs(git, (changed[path].after for path in now))
    return {path: (changed[path], texts[changed[path].after] or b"") for path in now}


def _twice(
    git: Git, ours: str, theirs: str, texts: Mapping[str, tuple[_Changed, bytes]]
) -> dict[str, tuple[Stage, ...]]:
    """A dict from path to the sides of each note that git merged without a conflict, but so that it has a key twice.

    A side in which the note has another path is left out. texts: as ``_merged_texts`` gives them.
    """
    doubtful = [path for path, (_, content) in texts.items() if _has_twice(content)]
    if not doubtful:
        return {}
    of_theirs = _changed(git, git("merge-base", ours, theirs).text, theirs, doubtful)
    found = {}
    for path in doubtful:
        here = texts[path][0]
        base, there = (of_theirs[path].before, of_theirs[path].after) if path in of_theirs else ("", "")
        sides = enumerate((base, here.before, there), 1)
        found[path] = tuple(Stage(number, here.mode, blob) for number, blob in sides if blob.strip("0"))
    return found


class _Changed(NamedTuple):
    """A file that a tree has otherwise than another one. mode: its own. before: the id in the other, zeros for none."""

    mode: str
    before: str
    after: str


def _changed(git: Git, before: str, after: str, paths: Sequence[str] = ()) -> Mapping[str, _Changed]:
    """A dict from path to each regular file that the second of two trees has otherwise, or alone. paths: () for all."""
    parts = git("diff-tree", "-r", "-z", "--no-renames", "--raw", before, after, "--", *paths).parts
    found = {}
    for what, path in zip(parts[::2], parts[1::2], strict=True):
        _, mode, old, new, _ = what.split(" ")
        if mode in REGULAR:
            found[path] = _Changed(mode, old, new)
    return found


def _has_twice(content: bytes) -> bool:
    """Whether a note's frontmatter may have a key twice; a line that only looks like a key counts too."""
    text = content.decode(errors="replace").removeprefix("\ufeff")
    if not text.startswith("---"):
        return False
    block = text.partition("\n")[2].replace("\r\n", "\n").partition("\n---")[0]
    keys = (fold_key(line.partition(":")[0]) for line in block.split("\n") if line[:1].strip("# -") and ":" in line)
    return any(count > 1 for count in Counter(keys).values())


def _with_notes(git: Git, tree: str, merged: Mapping[str, Merged], modes: Mapping[str, str]) -> str:
    """The id of the tree with the merged notes in it, byte for byte. modes: of the notes, by path."""
    if not merged:
        return tree
    given = [f'commit {_NO_BRANCH}\ncommitter journal <> 0 +0000\ndata 0\nM 040000 {tree} ""\n'.encode()]
    for path, one in merged.items():
        given.append(
            b"M %b inline %b\ndata %d\n%b\n" % (modes[path].encode(), _quoted(path), len(one.content), one.content)
        )
    given.append(f'ls ""\nreset {_NO_BRANCH}\ndone\n'.encode())
    return git("fast-import", "--quiet", "--done", given=b"".join(given)).text.split()[2]


def _quoted(path: str) -> bytes:
    """A path as ``git fast-import`` reads it."""
    text = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'.encode(errors="surrogateescape")
