"""What a look at the folder finds, and how it is watched."""

from __future__ import annotations

from collections.abc import Collection

from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

__all__ = ["Delta", "Watched"]


class Delta(NamedTuple):
    """What a look at the folder changed in the index, as paths; empty when nothing did."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def besides(self, paths: Collection[str]) -> Delta:
        """The part of this delta that is about other paths than these."""
        added, changed, removed = (
            tuple(path for path in each if path not in paths) for each in (self.added, self.changed, self.removed)
        )
        return Delta(added, changed, removed)


class Watched(NamedTuple):
    """How a vault is watched at the moment: in a few words, and in a sentence for the person."""

    mode: Literal["starting", "reading", "watching", "partly", "polling", "missing", "failing"]
    short: str
    sentence: str
