"""Rows in columns, as many as there is room for, and the line above that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from textual.app import RenderResult
from textual.widget import Widget

from journal.model import Day
from tui import paint
from tui.paint import Styled
from tui.sections import Remark, Section, parts_of
from tui.widgets.rows import Rows

__all__ = ["GAP", "Column", "Columns", "Head", "Table", "drawn", "fitted"]

GAP = "  "
"""Stands between two columns."""

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Column(Generic[Line]):
    """text: gives the cell of a line on a day. cells: the width for that of the table, 0 where there is no room.

    cells is None for the one column that takes what the others leave. look: one of paint.LOOKS.
    """

    title: str
    text: Callable[[Line, Day], str]
    cells: Callable[[int], int] | None
    look: str = ""


Columns: TypeAlias = Sequence[Column[Line]]
"""From left to right."""


def fitted(columns: Columns[Line], width: int, lead: int) -> list[tuple[Column[Line], int]]:
    """The columns that there is room for, with their widths in cells. lead: cells before the first."""
    taken = [(column, column.cells(width) if column.cells else None) for column in columns]
    left = width - lead - sum(len(GAP) + cells for _, cells in taken if cells)
    return [(column, max(0, left) if cells is None else cells) for column, cells in taken if cells != 0]


def drawn(columns: Columns[Line], line: Line, today: Day, width: int, lead: int = 0) -> list[Styled]:
    """The parts of a line in columns. lead: cells before the first."""
    return [
        ((GAP if number else "") + paint.fit(column.text(line, today), cells), column.look)
        for number, (column, cells) in enumerate(fitted(columns, width, lead))
    ]


class Table(Rows["Line | Remark | Section"], Generic[Line]):
    """Lines in columns, and sections of them; a remark where there is nothing to list.

    key: gives the name of a line's row.
    """

    DEFAULT_CSS = "Table { scrollbar-gutter: stable; }"

    def __init__(self, columns: Columns[Line], key: Callable[[Line], str]) -> None:
        super().__init__()
        self._columns, self._key = columns, key

    @property
    def chosen(self) -> Line | None:
        """The line under the cursor."""
        row = self.current
        return None if isinstance(row, Remark | Section) else row

    def name_of(self, row: Line | Remark | Section) -> str | None:
        return None if isinstance(row, Remark | Section) else self._key(row)

    def draw(self, row: Line | Remark | Section, width: int) -> Iterable[Styled]:
        if isinstance(row, Remark | Section):
            return parts_of(row, width)
        return drawn(self._columns, row, self._today, width)


class Head(Widget, Generic[Line]):
    """The head of a table: its title, and the names of its columns with a sign at the one it is sorted by."""

    DEFAULT_CSS = "Head { height: 2; }"

    def __init__(self, columns: Columns[Line], lead: str = " ") -> None:
        """lead: the text before the names."""
        super().__init__()
        self._columns, self._lead = columns, lead
        self._title = self._sorted_by = ""

    def show(self, title: str, sorted_by: str = "") -> None:
        """Show the title and the order. sorted_by: the name of the column by which lines are sorted, "" for none."""
        self._title, self._sorted_by = title, sorted_by
        if isinstance(self.parent, Widget):
            paint.entitle(self.parent, title)
        self.refresh()

    def render(self) -> RenderResult:
        width = self.size.width
        names = GAP.join(
            paint.fit(f"{column.title} ▾" if column.title == self._sorted_by else column.title, cells)
            for column, cells in fitted(self._columns, width - 2, len(self._lead) - 1)
        )
        columns = (self._lead + names, "quiet")
        if self.size.height == 1:
            return paint.content([columns])
        return paint.content([(" ", ""), *paint.rule(self._title, width - 2), ("\n", ""), columns])
