"""Where an ask can stand, and whose turn it is."""

from __future__ import annotations

from journal.str_enum import StrEnum

__all__ = ["QUEUE_ORDER", "Move", "State"]


class State(StrEnum):
    """Where an ask stands today (docs/rules.md 2)."""

    THANK = "thank"
    REPORT = "report"
    ANSWERED = "answered"
    NUDGE = "nudge"
    RELEASE = "release"
    PARKED = "parked"
    DRAFT = "draft"
    WAITING = "waiting"
    DONE = "done"
    CLOSED = "closed"

    @property
    def word(self) -> str:
        """The state as lists show it, in at most seven capitals: what to do, as in ACT or WAIT."""
        return {"answered": "ACT", "waiting": "WAIT"}.get(self.value, self.value.upper())


QUEUE_ORDER: tuple[State, ...] = tuple(State)
"""The states in the queue's order (docs/rules.md 2, "The queue's order"), then waiting, done, closed."""


class Move(StrEnum):
    """Whose turn it is: mine, theirs, nobody's before a date, or nobody's at all."""

    MINE = "mine"
    THEIRS = "theirs"
    DATED = "dated"
    NONE = "none"
