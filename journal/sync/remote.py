"""The remote that a branch is synced with: fetched, and pushed to."""

from __future__ import annotations

from collections.abc import Sequence

from journal.named_tuple import NamedTuple
from journal.sync.commit import Made
from journal.sync.git import Answer, Git, Stop, WantsTerminal, words_of
from journal.sync.objects import ids
from journal.sync.repository import Repository
from journal.wording import listed

__all__ = ["COMMITTED", "Apart", "Remote", "apart", "count_besides", "fetch", "of_other_branches", "push",
           "remote_of"]  # fmt: skip

COMMITTED = "your changes are committed"
_ASKS = ("could not read Username", "could not read Password", "terminal prompts disabled", "Permission denied",
         "Authentication failed", "Host key verification failed", "Access denied")  # fmt: skip
_RACES = ("[rejected]", "cannot lock ref", "incorrect old value", "failed to update ref")
"""Words of git's refusal of a push because somebody else pushed in between."""
_PACKING = {"pack.window": "3"}
"""The settings for a push: git compares each text with so few others, as versions of one note lie side by side."""
_CURES = {
    "dubious ownership": "Its folder belongs to another user, as on many sticks: once run the line with safe.directory "
    "below, then sync again.",
    "does not appear to be a git repository": "There is no repository: plug in or connect what holds it, or see that "
    "its address is right (git remote -v), then sync again.",
    "branch is currently checked out": "Somebody works in that folder: sync with a bare repository instead "
    "(git init --bare makes one), to which both folders push.",
    "No space left on device": "There is no room: make some, then sync again.",
    "Read-only file system": "It can only be read: see that it may be written, then sync again.",
}
"""What to do where git's words hold these."""


class Remote(NamedTuple):
    """The remote of a branch. name: such as origin. branch: the branch's name there.

    is_set: git's configuration says that the branch follows it; else it is the only remote.
    """

    name: str
    branch: str
    is_set: bool

    @property
    def ref(self) -> str:
        """The ref that has the branch as it was fetched last."""
        return f"refs/remotes/{self.name}/{self.branch}"

    @property
    def shown(self) -> str:
        """Such as ``origin/main``."""
        return f"{self.name}/{self.branch}"


class Apart(NamedTuple):
    """How far our last commit and the remote's are apart. ours, theirs: their ids, None where there is none.

    mine: the number of commits that only ours has. others: the subject lines of those that only theirs has, newest
    first. has_merges: a merge is among these.
    """

    ours: str | None
    theirs: str | None
    mine: int = 0
    others: tuple[str, ...] = ()
    has_merges: bool = False


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


def fetch(git: Git, remote: Remote, so_far: str) -> None:
    """Fetch. so_far: what is done already, for the sentence of an error.

    Raises Stop with status 4, Stopped, EnvironmentFailed.
    """
    answer = git("fetch", "--progress", "--no-recurse-submodules", remote.name, fine=None, is_long=True)
    if answer.status:
        raise _failed("fetched from", remote, so_far, answer)


def of_other_branches(git: Git, remote: Remote) -> str:
    """A sentence about the remote's other branches, for where it has none of our branch's name; "" where it has none.

    Perhaps one of them is meant, and then nobody's notes would meet. Raises GitRefused.
    """
    place = f"refs/remotes/{remote.name}/"
    refs = git("for-each-ref", "--format=%(refname)", place).text.split("\n")
    names = [ref.removeprefix(place) for ref in refs if ref not in ("", f"{place}HEAD", remote.ref)]
    if not names:
        return ""
    return (
        f"{remote.shown} is a new branch, and what others push to {listed(names)} there is not merged; if that is this "
        f"vault too: git branch -m {names[0]} && git branch -u {remote.name}/{names[0]}, then sync again"
    )


def apart(git: Git, remote: Remote, made: Made | None = None) -> Apart:
    """How far our branch and the remote's are apart, as of the last fetch. made: a commit that was just made.

    Raises GitRefused, EnvironmentFailed.
    """
    ours, theirs = ids(git, ("HEAD^{commit}", f"{'@{upstream}' if remote.is_set else remote.ref}^{{commit}}"))
    now = Apart(ours, theirs)
    if ours == theirs:
        return now
    if made and (ours, theirs) == (made.id, made.parent):
        return now._replace(mine=1)
    which = f"{ours}...{theirs}" if ours and theirs else ours or theirs or ""
    lines = git("rev-list", "--left-right", "--format=tformat:%m%P%x09%s", which, "--").text.split("\n")
    marked = [line for line in lines if line.startswith(("<", ">"))]
    if not theirs:
        return now._replace(mine=len(marked))
    others = [line[1:].partition("\t") for line in marked if line.startswith(">")]
    return now._replace(
        mine=len(marked) - len(others),
        others=tuple(subject for _, _, subject in others),
        has_merges=any(" " in parents for parents, _, _ in others),
    )


def count_besides(git: Git, commit: str, known: Sequence[str]) -> int:
    """The number of commits that a commit has, itself included, and none of the known ones has. Raises GitRefused.

    known: ids or names; "" stands for no commit.
    """
    return int(git("rev-list", "--count", commit, *(f"^{each}" for each in known if each)).text)


def push(git: Git, remote: Remote) -> bool:
    """Push; False where the remote refused because somebody else had pushed in between. Raises Stop with status 4."""
    track = () if remote.is_set else ("--set-upstream",)
    where = (remote.name, f"HEAD:refs/heads/{remote.branch}")
    whole = "--no-thin"  # notes are short: sending them whole costs less time than telling how they differ
    told = ("--progress", "--porcelain")
    answer = git.with_settings(_PACKING)(
        "push", whole, *told, "--no-recurse-submodules", *track, *where, fine=None, is_long=True
    )
    if answer.status == 0:
        return True
    said = answer.text + answer.error
    if any(word in said for word in _RACES):
        return False
    raise _failed("pushed to", remote, COMMITTED, answer)


def _failed(what: str, remote: Remote, so_far: str, answer: Answer) -> Stop:
    """The Stop for a failed call; WantsTerminal where a login is missing. what: such as “fetched from”."""
    said = words_of(answer.error) or words_of(answer.text) or f"it ended with status {answer.status}"
    login = any(word in answer.error for word in _ASKS)
    known = (cure for words, cure in _CURES.items() if words in answer.text + answer.error)
    login_cure = f"It wants a login: run “git fetch {remote.name}” in a terminal once."
    cure = login_cure if login else next(known, "Sync again later.")
    stop = WantsTerminal if login else Stop
    return stop(f"Nothing was {what} {remote.name}; {so_far}. {cure} git says:\n{said}", 4)
