"""What a merge gives, and what it is given besides three texts."""

from __future__ import annotations

from collections.abc import Callable

from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["MergeText", "Merged", "StatusPlace", "TextMerged", "Winner"]


class TextMerged(NamedTuple):
    """Lines merged without regard to keys. has_conflict: markers stand around what both sides changed."""

    content: bytes
    has_conflict: bool


MergeText: TypeAlias = "Callable[[bytes, bytes, bytes], TextMerged]"
"""Merges the lines of base, ours and theirs as ``git merge-file --zdiff3`` does, labels ours, base and theirs."""

StatusPlace: TypeAlias = "Callable[[str], tuple[int, int] | None]"
"""How far a status has come: its class (draft 0 … done 4, closed 5) and its word's place there; None for any other."""


class Winner(NamedTuple):
    """A key of which one side's value stands: kept and other, as the two sides wrote it ("" for nothing)."""

    key: str
    kept: str
    other: str


class Merged(NamedTuple):
    """The merged note.

    keys: those with markers around them. body, whole: whether markers stand in the body; in the file, which was merged
    as text because its keys could not be.
    """

    content: bytes
    keys: tuple[str, ...] = ()
    body: bool = False
    whole: bool = False
    winners: tuple[Winner, ...] = ()

    @property
    def has_conflict(self) -> bool:
        return bool(self.keys) or self.body or self.whole
