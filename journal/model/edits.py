"""What is to be written."""

from __future__ import annotations

from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from journal.model.notes import Note

__all__ = ["Appended", "Arrow", "BodyEdit", "Box", "Edit", "NoteEdits"]


class Edit(NamedTuple):
    """A change of one key of one note. value: None removes the key. append: adds the value to the key's list."""

    key: str
    value: str | tuple[str, ...] | None
    append: bool = False


class Appended(NamedTuple):
    """Lines for the end of a note's body, or of the section under a heading (docs/practice.md, "Bodies").

    lines: without line ends; a blank first one parts them from what stands above. heading: compared without regard to
    case; where no heading of the body says it, one of level two is made at the body's end.
    """

    lines: tuple[str, ...]
    heading: str | None = None


class Arrow(NamedTuple):
    """`` → text`` behind one line of a body, before its block id (docs/practice.md, "Bodies").

    line: its number, counted from 1 over the file. seen: the line as it was read, without its end. text: ``[[stem]]``
    or ``no``.
    """

    line: int
    seen: str
    text: str


class Box(NamedTuple):
    """The sign in the box of one list line of a body; a list line without a box gets one (docs/practice.md, "Bodies").

    line: its number, counted from 1 over the file. seen: the line as it was read, without its end. sign: one
    character, `` `` or ``x``.
    """

    line: int
    seen: str
    sign: str


BodyEdit: TypeAlias = "Appended | Arrow | Box"
"""A change of a note's body."""

NoteEdits: TypeAlias = "tuple[Note, Sequence[Edit | BodyEdit]]"
"""A note as it was read, and what is to change in it."""
