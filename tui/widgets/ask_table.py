"""Asks as the rows of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rich.segment import Segment

from journal import FollowUp, wording
from journal.model import Day
from tui import paint
from tui.widgets.ask_list import LEAD, AskList
from tui.widgets.table import GAP, Column, Columns, Head, fitted

__all__ = ["AskTable", "table_head"]


def _goals(follow_up: FollowUp, _today: Day) -> str:
    return ", ".join(goal.party.name for goal in follow_up.ask.goals)


def _iso(day_of: Callable[[FollowUp], Day | None]) -> Callable[[FollowUp, Day], str]:
    return lambda follow_up, _today: day.isoformat() if (day := day_of(follow_up)) else ""


_COLUMNS: Final[Columns[FollowUp]] = (
    Column(
        "contact",
        lambda f, _: wording.names(f.ask.contacts),
        lambda width: min(18, max(10, width // 6)) if width >= 34 else 0,
    ),
    Column("title", lambda f, _: f.ask.note.title, None),
    Column("goal", _goals, lambda width: width // 7 if width >= 96 else 0, "quiet"),
    Column("asked", _iso(lambda f: f.asked), lambda width: 10 if width >= 72 else 0, "quiet"),
    Column("due", _iso(lambda f: f.due), lambda width: 10 if width >= 58 else 0, "quiet"),
)


class AskTable(AskList):
    """A line per ask: state, contact, title, goal, asked and due, as far as there is room."""

    def _ask(self, follow_up: FollowUp, width: int, chosen: bool) -> list[Segment]:
        segments = self._lead(follow_up, chosen)
        for number, (column, cells) in enumerate(fitted(_COLUMNS, width, LEAD)):
            style = self._style(column.look) if column.look and not chosen else None
            segments.append(
                Segment((GAP if number else "") + paint.fit(column.text(follow_up, self._today), cells), style)
            )
        return segments


def table_head() -> Head[FollowUp]:
    """The line above the table that names its columns."""
    return Head(_COLUMNS, paint.fit("  state", LEAD))
