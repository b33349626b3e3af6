"""The remote that a branch is synced with: fetched, and pushed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journal.sync.git import Answer, Git, Stop, WantsTerminal, words_of
from journal.sync.repository import Repository

__all__ = ["COMMITTED", "Remote", "count_besides", "counts", "fetch", "fetched", "push", "remote_of"]

COMMITTED = "your changes are committed"
_ASKS = ("could not read Username", "could not read Password", "terminal prompts disabled", "Permission denied",
         "Authentication failed", "Host key verification failed", "Access denied")  # fmt: skip
_RACES = ("[rejected]", "cannot lock ref", "incorrect old value", "failed to update ref")
"""What git says where somebody else pushed in between."""


@dataclass(frozen=True, slots=True)
class Remote:
    """name: such as origin.

    branch: its name on the remote. is_set: whether the branch here is configured to follow it.
    """

    name: str
    branch: str
    is_set: bool

    @property
    def ref(self) -> str:
        """The ref with the branch as it was fetched last."""
        return f"refs/remotes/{self.name}/{self.branch}"

    @property
    def shown(self) -> str:
        return f"{self.name}/{self.branch}"


def remote_of(repository: Repository, branch: str) -> Remote | None:
    """The upstream of a branch, else the only remote; None for no remote.

    Raises Stop for several without an upstream.
    """
    name = repository.setting(f"branch.{branch}.remote")
    merge = repository.setting(f"branch.{branch}.merge")
    remotes = repository.remotes
    if name and merge and name in remotes:
        return Remote(name, merge.removeprefix("refs/heads/"), is_set=True)
    if not remotes:
        return None
    if name in remotes or len(remotes) == 1:
        return Remote(name if name in remotes and name else remotes[0], branch, is_set=False)
    raise Stop(
        f"There are several remotes ({', '.join(remotes)}): say once which one {branch} is synced with, "
        f"as in git push -u {remotes[0]} {branch}."
    )


def fetch(git: Git, remote: Remote, so_far: str) -> str | None:
    """Fetch; gives the commit of the remote's branch, None where it has no such branch.

    so_far: what the sync did already, for the sentence. Raises Stop with status 4, Stopped.
    """
    answer = git("fetch", "--progress", "--no-recurse-submodules", remote.name, fine=None, is_long=True)
    if answer.status:
        raise _failed("fetched from", remote, so_far, answer)
    return fetched(git, remote)


def fetched(git: Git, remote: Remote) -> str | None:
    """The commit of the remote's branch as fetched last; None where it had no such branch."""
    ref = "@{upstream}" if remote.is_set else remote.ref
    return git("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}", fine=None).text or None


def counts(git: Git, head: str, theirs: str | None) -> tuple[int, int]:
    """How many commits ours and theirs each have that the other lacks.

    head: ours, "" for none yet. Raises GitRefused.
    """
    if not head or not theirs:
        wanted = head or theirs
        total = int(git("rev-list", "--count", wanted).text) if wanted else 0
        return (total, 0) if head else (0, total)
    mine, others = git("rev-list", "--left-right", "--count", f"{head}...{theirs}").text.split()
    return int(mine), int(others)


def count_besides(git: Git, commit: str, known: Sequence[str]) -> int:
    """How many ancestors of a commit, itself included, are no ancestors of the known ones. Raises GitRefused.

    known: "" for none.
    """
    return int(git("rev-list", "--count", commit, *(f"^{each}" for each in known if each)).text)


def push(git: Git, remote: Remote) -> bool:
    """Push; False where another machine had pushed in between, so that the remote refused.

    Raises Stop with status 4.
    """
    track = () if remote.is_set else ("--set-upstream",)
    where = (remote.name, f"HEAD:refs/heads/{remote.branch}")
    answer = git(
        "push", "--progress", "--porcelain", "--no-recurse-submodules", *track, *where, fine=None, is_long=True
    )
    if answer.status == 0:
        return True
    said = answer.text + answer.error
    if any(word in said for word in _RACES):
        return False
    raise _failed("pushed to", remote, COMMITTED, answer)


def _failed(what: str, remote: Remote, so_far: str, answer: Answer) -> Stop:
    """The Stop for a fetch or push that failed."""
    said = words_of(answer.error) or words_of(answer.text) or f"it ended with status {answer.status}"
    login = any(word in answer.error for word in _ASKS)
    cure = f"It wants a login: run “git fetch {remote.name}” in a terminal once." if login else "Sync again later."
    stop = WantsTerminal if login else Stop
    return stop(f"Nothing was {what} {remote.name}; {so_far}. {cure} git says:\n{said}", 4)
