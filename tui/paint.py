"""The colour of a state, and text cut to fit: the one place where either is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len, set_cell_size

from journal import State, showable

__all__ = ["COLOURS", "first_theme", "fit", "rule"]

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


def fit(text: str, width: int) -> str:
    """Text from a note made showable and exactly so many cells wide, cut with ``…`` where it is longer."""
    text = showable(text)
    if width < 1:
        return ""
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def rule(title: str, width: int) -> str:
    """A title in a line across so many cells."""
    text = f" ━━ {showable(title)} "
    return text + "━" * (width - cell_len(text) - 1)


def first_theme(color_system: str | None, environment: Mapping[str, str], chosen: str | None = None) -> str:
    """The theme to begin with: the chosen one; the terminal's own colours where it has only 16.

    Where none was chosen it is light where the terminal is: COLORFGBG ends with the colour of the
    background, and 7 and 15 are the light ones.
    """
    many = color_system in ("256", "truecolor", "windows")
    if chosen and (many or chosen.startswith("ansi-")):
        return chosen
    light = environment.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    family = "textual" if many else "ansi"
    return f"{family}-{'light' if light else 'dark'}"
