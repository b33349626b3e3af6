"""What the program makes of a vault, for a person who has just begun with it."""

from __future__ import annotations

from journal.named_tuple import NamedTuple

__all__ = ["KeyRead", "Understood"]


class KeyRead(NamedTuple):
    """A key as notes spell it, the canonical key that it is read as, and in how many notes."""

    written: str
    read_as: str
    notes: int


class Understood(NamedTuple):
    """What a vault holds (docs/practice.md 7).

    people, goals: those without a note too. keys: of asks, people, goals and meetings, the most frequent first.
    suggestions: sentences on what to do next, three at most.
    """

    notes: int = 0
    asks: int = 0
    people: int = 0
    goals: int = 0
    meetings: int = 0
    keys: tuple[KeyRead, ...] = ()
    suggestions: tuple[str, ...] = ()
