"""What is to be written."""

from __future__ import annotations

from journal.named_tuple import NamedTuple

__all__ = ["Edit", "Passage"]


class Edit(NamedTuple):
    """A change of one key of one note. value: None removes the key. append: adds the value to the key's list."""

    key: str
    value: str | tuple[str, ...] | None
    append: bool = False


class Passage(NamedTuple):
    """A section for the end of a note's body: a heading of level two, and its text with LF line ends."""

    heading: str
    text: str
