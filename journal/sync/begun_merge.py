"""A merge with keys left to decide, begun as git begins one, but without a process and three files for each note.

git's index and work tree get the notes merged by key, and the sides of each note that is left; then git is told that a
merge is under way. The plan is in the state folder meanwhile, so that after a kill the next sync completes it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from journal.errors import os_errors_as_sentences
from journal.named_tuple import NamedTuple
from journal.sync.git import Git
from journal.sync.left_open import reopen
from journal.sync.repository import Repository
from journal.sync.standing import Stage, is_merging
from journal.vault.disk.lock import folder_of, state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

__all__ = ["Begun", "begin", "take_up"]

_FILE = "merge.json"


class Begun(NamedTuple):
    """A merge to begin. head, theirs: ids of its two commits. tree: the id of the tree for the work tree.

    text: the message of the merge commit. stages: the sides of each note left to decide, by path from the work tree's
    top.
    """

    head: str
    theirs: str
    tree: str
    text: str
    stages: Mapping[str, Sequence[Stage]]


def begin(git: Git, repository: Repository, state: Path, begun: Begun) -> bool:
    """Begin a merge in the work tree; False, with nothing done, where something is staged.

    Raises GitRefused where files are in the way, EnvironmentFailed.
    """
    git("update-index", "-q", "--refresh", fine=None, folder=repository.top)
    if _staged(git, begun.head):
        return False
    file = state_of(state, repository.root) / _FILE
    stages = {path: [(one.number, one.mode, one.id) for one in sides] for path, sides in begun.stages.items()}
    _put(file, json.dumps({"version": 1, **begun._asdict(), "stages": stages}))
    try:
        git("read-tree", "-m", "-u", begun.head, begun.tree, folder=repository.top)
    except BaseException:
        file.unlink()
        raise
    _tell_git(git, repository, begun, file)
    return True


def take_up(git: Git, repository: Repository, state: Path) -> None:
    """Complete a ``begin`` that was killed midway; forget it where the repository has moved on since.

    Raises GitRefused, EnvironmentFailed.
    """
    file = folder_of(state, repository.root) / _FILE
    begun = _read(file)
    if begun is None:
        return
    is_here = git("rev-parse", "HEAD").text == begun.head and not is_merging(repository)
    if is_here and _staged(git, begun.head) and _staged(git, begun.tree) <= begun.stages.keys():
        _tell_git(git, repository, begun, file)
    else:
        file.unlink()


def _staged(git: Git, tree: str) -> set[str]:
    """The paths, from the work tree's top, whose entry in git's index differs from the tree's."""
    return set(git("diff-index", "--cached", "--name-only", "--no-renames", "-z", tree, "--").parts)


def _tell_git(git: Git, repository: Repository, begun: Begun, file: Path) -> None:
    """Put the sides of undecided notes into git's index, mark a merge as under way, and delete the state file."""
    reopen(git, repository, begun.stages)
    _put(repository.git_dir / "MERGE_MSG", f"{begun.text}\n")
    _put(repository.git_dir / "MERGE_MODE", "no-ff")
    _put(repository.git_dir / "MERGE_HEAD", f"{begun.theirs}\n")
    file.unlink()


def _read(file: Path) -> Begun | None:
    """The merge that the state file describes; None where there is no file, or one that cannot be read."""
    try:
        document: Any = json.loads(file.read_bytes())
        stages = {path: [Stage(*stage) for stage in sides] for path, sides in document["stages"].items()}
        return Begun(document["head"], document["theirs"], document["tree"], document["text"], stages)
    except Exception:  # noqa: BLE001  # whatever is wrong with the file, it tells of no merge
        return None


def _put(file: Path, text: str) -> None:
    """Write a file in one step, through a renamed neighbour. Raises EnvironmentFailed."""
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    with os_errors_as_sentences(file):
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(file)
