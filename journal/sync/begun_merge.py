"""What a merge puts into the work tree: all of it or nothing, also where a kill comes in between.

The plan is in the state folder meanwhile. After a kill the next sync completes it where git's index has it already, and
else takes back what git had written. A merge with keys left to decide is begun as git begins one, but without a process
and three files for each note: git's index and work tree get the notes merged by key, and the sides of each note that is
left; then git is told that a merge is under way.
"""

from __future__ import annotations

import json
import os
import signal
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from journal.errors import JournalError, os_errors_as_sentences
from journal.named_tuple import NamedTuple
from journal.sync.cut_short import put_back
from journal.sync.git import Git, GitRefused, Stop
from journal.sync.left_open import reopen
from journal.sync.repository import Repository
from journal.sync.standing import Stage, is_merging
from journal.vault.disk.lock import folder_of, kept_texts, state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from journal.paths import AnyPath

__all__ = ["Begun", "begin", "forward", "not_put_in_place", "take_up"]

_FILE = "merge.json"
_IN_THE_WAY = ("would be overwritten", "would lose", "would be removed", "not uptodate")
"""Words of git's refusal because files are in the way."""


class Begun(NamedTuple):
    """A merge to begin. head, theirs: ids of its two commits. tree: the id of the tree for the work tree.

    text: the message of the merge commit. stages: the sides of each note left to decide, by path from the work tree's
    top; where there are none, theirs is a commit that descends from head, and head's branch is to have it.
    """

    head: str
    theirs: str
    tree: str
    text: str = ""
    stages: Mapping[str, Sequence[Stage]] = MappingProxyType({})


def begin(git: Git, repository: Repository, state: AnyPath, begun: Begun) -> bool:
    """Begin a merge in the work tree; False, with nothing done, where something is staged.

    Raises GitRefused where files are in the way, EnvironmentFailed.
    """
    git("update-index", "-q", "--refresh", fine=None, folder=repository.top)
    if _staged(git, begun.head):
        return False
    with _planned(git, repository, state, begun) as file:
        git("read-tree", "-m", "-u", begun.head, begun.tree, folder=repository.top)
        _tell_git(git, repository, begun, file)
    return True


def forward(git: Git, repository: Repository, state: AnyPath, head: str, commit: str) -> None:
    """Bring the branch and the work tree from head to a commit that descends from it.

    head: "" for a branch without commits. Raises GitRefused where files are in the way, EnvironmentFailed.
    """
    if not head:
        git("merge", "--ff-only", "--quiet", commit)
        return
    with _planned(git, repository, state, Begun(head, commit, commit)) as file:
        git("merge", "--ff-only", "--quiet", commit)
        file.unlink()


@contextmanager
def _planned(git: Git, repository: Repository, state: AnyPath, begun: Begun) -> Iterator[Path]:
    """The state file with the plan, while a checkout is made inside; where that fails, what it had done is taken back.

    Where not even that can be done, the plan stays for the next sync.
    """
    file = Path(state_of(state, repository.root), _FILE)
    stages = {path: [(one.number, one.mode, one.id) for one in sides] for path, sides in begun.stages.items()}
    _put(file, json.dumps({"version": 1, **begun._asdict(), "stages": stages}))
    try:
        yield file
    except GitRefused as refused:
        if _is_in_the_way(refused):  # git looks at all files before it writes the first
            file.unlink()
        else:
            _try_to_take_up(git, repository, state)
        raise
    except BaseException:
        _try_to_take_up(git, repository, state)
        raise


def _try_to_take_up(git: Git, repository: Repository, state: AnyPath) -> None:
    """Take up what can be. A Ctrl-C counts only after that: a terminal sends it to git, and then to us, too."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with suppress(JournalError):
            take_up(git, repository, state)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def take_up(git: Git, repository: Repository, state: AnyPath) -> None:
    """Complete or take back what was killed midway; forget it where the repository has moved on since.

    Raises GitRefused, EnvironmentFailed.
    """
    file = Path(folder_of(state, repository.root), _FILE)
    begun = _read(file)
    if begun is None:
        return
    if git("rev-parse", "HEAD").text != begun.head or is_merging(repository):
        file.unlink()
        return
    changed = set(git("diff-tree", "-r", "--name-only", "--no-renames", "-z", begun.head, begun.tree).parts)
    if not changed & _staged(git, begun.head):
        put_back(git, repository, begun.head, begun.tree, kept_texts(state, repository.root))
        file.unlink()
    elif changed & _staged(git, begun.tree) <= begun.stages.keys():
        if begun.stages:
            _tell_git(git, repository, begun, file)
        else:
            git("merge", "--ff-only", "--quiet", begun.theirs)
            file.unlink()
    else:
        file.unlink()


def not_put_in_place(refused: GitRefused) -> Stop:
    """The Stop for a refusal of git to put the merged files in place."""
    if _is_in_the_way(refused):
        return Stop(
            "Files are in the way of what others did, so nothing was merged: commit, unstage, move or delete them, "
            f"then sync again; your changes are committed. git says:\n{refused.words}",
            4,
        )
    return Stop(f"Nothing was merged; your changes are committed. git says:\n{refused.words}", 4)


def _is_in_the_way(refused: GitRefused) -> bool:
    """Whether git refused a checkout, and did none of it, because files are in its way."""
    return any(words in refused.words for words in _IN_THE_WAY)


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
