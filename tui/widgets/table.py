"""Rows in columns, as many as there is room for, and the line above that names them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeAlias, TypeVar

from rich.segment import Segment
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from journal.model import Day
from tui import paint
from tui.sections import Remark
from tui.widgets.rows import CURSOR, Rows

__all__ = ["GAP", "Column", "Columns", "Head", "Table", "fitted"]

GAP = "  "
"""Stands between two columns."""

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Column(Generic[Line]):
    """text: of a line on a day. cells: for a table so many wide, 0 where there is no room.

    cells is None for the one column that has the cells that the others leave. look: quiet or owed, empty for plain.
    """

    title: str
    text: Callable[[Line, Day], str]
    cells: Callable[[int], int] | None
    look: str = ""


Columns: TypeAlias = Sequence[Column[Line]]
"""From left to right."""


def fitted(columns: Columns[Line], width: int, lead: int) -> list[tuple[Column[Line], int]]:
    """The columns that there is room for, and the cells of each. lead: cells before the first."""
    taken = [(column, column.cells(width) if column.cells else None) for column in columns]
    left = width - lead - 1 - sum(len(GAP) + cells for _, cells in taken if cells)
    return [(column, max(0, left) if cells is None else cells) for column, cells in taken if cells != 0]


class Table(Rows["Line | Remark"], Generic[Line]):
    """Lines in columns; a remark where there is nothing to list. key: what tells one line from the others."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--quiet", "table--owed"}
    DEFAULT_CSS = """
    Table {
        scrollbar-gutter: stable;
        .table--quiet { color: $text-muted; }
        .table--owed { color: $text-success; text-style: bold; }
    }
    """

    class Chosen(Message):
        """The cursor is on another line, or the same one reads otherwise, or there is none any more."""

    class Opened(Message):
        """Somebody wants to see the chosen line whole."""

    def __init__(self, columns: Columns[Line], key: Callable[[Line], str]) -> None:
        super().__init__()
        self._columns, self._key = columns, key
        self._today = Day.min

    @property
    def chosen(self) -> Line | None:
        """The line under the cursor."""
        row = self.current
        return None if isinstance(row, Remark) else row

    def show(self, rows: Sequence[Line | Remark], today: Day) -> None:
        """Show these rows instead, as they stand today."""
        if today != self._today:
            self._today = today
            self.refresh()
        self.put(rows)

    def name_of(self, row: Line | Remark) -> str | None:
        return None if isinstance(row, Remark) else self._key(row)

    def tell(self) -> None:
        self.post_message(self.Chosen())

    def action_open(self) -> None:
        if self.chosen is not None:
            self.post_message(self.Opened())
        else:
            self.notify("There is nothing to open here.", markup=False)

    def draw(self, row: Line | Remark, width: int, chosen: bool) -> list[Segment]:
        if isinstance(row, Remark):
            return [Segment(f" {row.text}")]
        segments = [Segment(CURSOR if chosen else " ")]
        for number, (column, cells) in enumerate(fitted(self._columns, width, len(CURSOR))):
            style = self.get_component_rich_style(f"table--{column.look}") if column.look and not chosen else None
            segments.append(Segment((GAP if number else "") + paint.fit(column.text(row, self._today), cells), style))
        return segments


class Head(Widget, Generic[Line]):
    """What a table holds and by what it is sorted, over the names of its columns."""

    DEFAULT_CSS = "Head { height: 2; }"

    def __init__(self, columns: Columns[Line], lead: str = " ") -> None:
        """lead: what stands before the names."""
        super().__init__()
        self._columns, self._lead = columns, lead
        self._title = self._sorted_by = ""

    def show(self, title: str, sorted_by: str = "") -> None:
        """sorted_by: the name of the column by which the lines stand, where there is one."""
        self._title, self._sorted_by = title, sorted_by
        self.refresh()

    def render(self) -> RenderResult:
        width = self.size.width
        names = GAP.join(
            paint.fit(f"{column.title} ▾" if column.title == self._sorted_by else column.title, cells)
            for column, cells in fitted(self._columns, width - 1, len(self._lead))
        )
        rule = paint.rule(self._title, width)
        return Content.assemble((rule, "$text-primary bold"), "\n", (self._lead + names, "$text-muted"))
