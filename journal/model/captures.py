"""Asks that wait in a line of a note to be made (docs/practice.md 1)."""

from __future__ import annotations

from journal.model.days import Day
from journal.named_tuple import NamedTuple

__all__ = ["Capture", "CaptureLine", "Captured"]


class CaptureLine(NamedTuple):
    """A line of a note that begins as a capture does.

    line: its number, counted from 1 over the file. has_arrow: it ends in an arrow to an ask, or to a no.
    """

    line: int
    text: str
    has_arrow: bool


class Captured(NamedTuple):
    """What a line asks, of whom and for what; people and goals as the keys of an ask would name them."""

    contacts: tuple[str, ...]
    goals: tuple[str, ...]
    ask: str


class Capture(NamedTuple):
    """A capture: an ask that waits in a line of a note, or waited there until the line got its arrow.

    id: 8 hex digits, the same while other lines come and go. line: its number, counted from 1. contacts, goals: shown
    names. date: of the note, None where it has none.
    """

    id: str
    path: str
    line: int
    text: str
    has_arrow: bool
    contacts: tuple[str, ...]
    goals: tuple[str, ...]
    captured: Captured
    date: Day | None
