"""Asks as the rows of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from journal import QueueLine
from journal.model import Day
from tui import paint
from tui.paint import Styled
from tui.widgets.ask_list import PREFIX, AskList
from tui.widgets.table import Column, Columns, Head, drawn

__all__ = ["AskTable", "table_head"]


def _iso(day_of: Callable[[QueueLine], Day | None]) -> Callable[[QueueLine, Day], str]:
    """The text of a column with a day of each ask, as ISO text; "" where it has none."""
    return lambda line, _today: day.isoformat() if (day := day_of(line)) else ""


_COLUMNS: Final[Columns[QueueLine]] = (
    Column(
        "contact",
        lambda line, _: line.whom,
        lambda width: min(18, max(10, width // 6)) if width >= 34 else 0,
    ),
    Column("title", lambda line, _: line.title, None),
    Column("goal", lambda line, _: line.goals, lambda width: width // 7 if width >= 96 else 0, "quiet"),
    Column("asked", _iso(lambda line: line.asked), lambda width: 10 if width >= 72 else 0, "quiet"),
    Column("due", _iso(lambda line: line.due), lambda width: 10 if width >= 58 else 0, "quiet"),
)


class AskTable(AskList):
    """A line per ask: state, contact, title, goal, asked and due, as far as there is room."""

    DEFAULT_CLASSES = ""

    def draw_ask(self, line: QueueLine, width: int) -> list[Styled]:
        return [*self.prefix(line), *drawn(_COLUMNS, line, self._today, width, PREFIX)]


def table_head() -> Head[QueueLine]:
    """The line above the table that names its columns."""
    return Head(_COLUMNS, paint.fit("  state", PREFIX + 1))
