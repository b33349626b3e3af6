"""The result of a sync, or the plan for one."""

from __future__ import annotations

from journal.named_tuple import NamedTuple
from journal.notes.merge import Winner
from journal.sync.left_open import Left
from journal.sync.losses import Looked

__all__ = ["Synced", "Won"]


class Won(NamedTuple):
    """A key where one side's value won a merge. path: the note's, from the vault."""

    path: str
    winner: Winner

    @property
    def sentence(self) -> str:
        """Such as ``asks/x.md: status waiting, not draft``."""
        kept, other = self.winner.kept or "removed", self.winner.other or "removed"
        return f"{self.path}: {self.winner.key} {kept}, not {other}"


class Synced(NamedTuple):
    """What a sync did; with is_plan, what it would do. Paths are from the vault; those outside it begin with ``../``.

    committed: the id of the commit, None for none. message: of that commit; notes: the files in it; left: changed files
    that are not in it. pulled, pushed: numbers of commits. theirs: the subject lines of the pulled ones, newest first,
    at most 50. winners: keys where one side won. conflicts: for a person to decide before it goes on. ends_merge: a
    merge that waited was committed. remote: such as origin/main, "" for none. looked: what foreign merges dropped, None
    for a plan.
    """

    committed: str | None = None
    message: str = ""
    notes: tuple[str, ...] = ()
    pulled: int = 0
    pushed: int = 0
    theirs: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    winners: tuple[Won, ...] = ()
    conflicts: tuple[Left, ...] = ()
    ends_merge: bool = False
    remote: str = ""
    is_plan: bool = False
    looked: Looked | None = None

    @property
    def does_nothing(self) -> bool:
        """Whether there was nothing to commit, pull or push."""
        return not (self.ends_merge or self.notes or self.pulled or self.pushed)
