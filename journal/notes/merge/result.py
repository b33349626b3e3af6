"""What a merge gives, and what it is given besides three texts."""

from __future__ import annotations

from collections.abc import Callable

from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["MergeText", "Merged", "StatusPlace", "TextMerged", "Winner"]


class TextMerged(NamedTuple):
    """Lines merged as text, whatever keys they have. has_conflict: whether there are markers in it."""

    content: bytes
    has_conflict: bool


MergeText: TypeAlias = "Callable[[bytes, bytes, bytes], TextMerged]"
"""Merges the lines of base, ours and theirs as ``git merge-file --zdiff3`` does, labels ours, base and theirs."""

StatusPlace: TypeAlias = "Callable[[str], tuple[int, int] | None]"
"""How far a status has come: its class (draft 0 … done 4, closed 5) and its word's place there; None for any other."""


class Winner(NamedTuple):
    """A key for which one side's value was taken. kept, other: both sides' values as written, "" for none."""

    key: str
    kept: str
    other: str


class Merged(NamedTuple):
    """A merged note.

    keys: the keys with markers around them. body: whether there are markers in the body. whole: whether there are
    markers in the file, which was merged as text because its keys could not be.
    """

    content: bytes
    keys: tuple[str, ...] = ()
    body: bool = False
    whole: bool = False
    winners: tuple[Winner, ...] = ()

    @property
    def has_conflict(self) -> bool:
        return bool(self.keys) or self.body or self.whole
