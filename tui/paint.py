"""State as a word and a colour, lateness as a sign: the one place where either is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len, set_cell_size

from journal import FollowUp, State, showable
from journal.model import Day

__all__ = ["COLOURS", "MEANINGS", "WORDS", "first_theme", "fit", "lateness", "mark"]

WORDS: Mapping[State, str] = {
    State.THANK: "THANK",
    State.REPORT: "REPORT",
    State.ANSWERED: "ACT",
    State.NUDGE: "NUDGE",
    State.RELEASE: "RELEASE",
    State.PARKED: "PARKED",
    State.DRAFT: "DRAFT",
    State.WAITING: "WAIT",
    State.DONE: "DONE",
    State.CLOSED: "CLOSED",
}

MEANINGS: Mapping[State, str] = {
    State.THANK: "an outcome is there, and somebody has not heard how it went",
    State.REPORT: "the goal is achieved, and whoever helped has not heard",
    State.ANSWERED: "answered; what came of it is not recorded yet",
    State.NUDGE: "the time to wait for an answer is over",
    State.RELEASE: "no longer needed, or nudged often enough: let it go",
    State.PARKED: "kept for a meeting or a later day",
    State.DRAFT: "written, not sent",
    State.WAITING: "sent; the answer is theirs to give",
    State.DONE: "outcome and thanks are recorded",
    State.CLOSED: "closed without an outcome",
}

COLOURS: Mapping[State, str] = {
    State.THANK: "$text-success",
    State.REPORT: "$text-success",
    State.ANSWERED: "$text-accent",
    State.NUDGE: "$text-warning",
    State.RELEASE: "$text-error",
    State.PARKED: "$text-primary",
    State.DRAFT: "$foreground",
    State.WAITING: "$text-primary",
    State.DONE: "$text-muted",
    State.CLOSED: "$text-muted",
}
"""Variables of the theme; the word always stands beside the colour."""

_LATE = 3
"""Days late from which a follow-up is marked with ``!``."""


def mark(follow_up: FollowUp) -> str:
    """``!`` for what is well overdue, else a space."""
    return "!" if follow_up.needs_follow_up and (follow_up.days_overdue or 0) >= _LATE else " "


def lateness(follow_up: FollowUp, today: Day) -> str:
    """``+9d`` late, ``today``, ``-3d`` not yet due; empty without a due date."""
    if follow_up.due is None:
        return ""
    days = (today - follow_up.due).days
    return f"{days:+d}d" if days else "today"


def fit(text: str, width: int) -> str:
    """Text from a note made showable and exactly so many cells wide, cut with ``…`` where it is longer."""
    text = showable(text)
    if width < 1:
        return ""
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def first_theme(color_system: str | None, environment: Mapping[str, str]) -> str:
    """The theme to begin with: the terminal's own colours where it has only 16, light where it says so.

    COLORFGBG ends with the colour of the background: 7 and 15 are the light ones.
    """
    light = environment.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    family = "textual" if color_system in ("256", "truecolor", "windows") else "ansi"
    return f"{family}-{'light' if light else 'dark'}"
