"""What is to be written."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Edit", "Passage"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One key of one note, to be set, added to or removed. value: None removes; append: adds to a list."""

    key: str
    value: str | tuple[str, ...] | None
    append: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A section for the end of a note's body: a heading of level two, and its text with LF line ends."""

    heading: str
    text: str
