"""How many commits a vault and its remote are apart, as of the last fetch."""

from __future__ import annotations

from journal.config import Settings
from journal.named_tuple import NamedTuple
from journal.sync.git import Git, Stop
from journal.sync.remote import apart, remote_of
from journal.sync.repository import Repository
from journal.sync.standing import is_merging, look

__all__ = ["Distance", "distance"]


class Distance(NamedTuple):
    """How far a vault is from its remote. up: commits that a sync would push, with the one it would make itself.

    down: commits of others that it would merge. is_merging: a merge waits for somebody to decide it.
    """

    up: int
    down: int
    is_merging: bool = False

    @property
    def short(self) -> str:
        """The distance in a few characters for the top bar, such as ``git: ↑2 ↓1``."""
        if self.is_merging:
            return "git: a merge waits"
        return f"git: ↑{self.up}{f' ↓{self.down}' if self.down else ''}"


def distance(git: Git, repository: Repository, settings: Settings) -> Distance | None:
    """The distance as of the last fetch, without network; None where there is no remote or it is unclear which counts.

    Raises GitRefused.
    """
    waits = is_merging(repository)
    standing = look(git, repository, settings, besides_index=waits)
    try:
        remote = remote_of(repository, standing.branch) if standing.branch else None
    except Stop:
        remote = None
    if remote is None:
        return None
    now = apart(git, remote)
    return Distance(now.mine + bool(standing.files), len(now.others), waits)
