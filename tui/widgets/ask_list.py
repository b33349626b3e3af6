"""A list of asks under headings, with the leads, captured lines, pieces and linked notes among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from journal import QueueLine, wording
from journal.model import Capture
from tui import paint
from tui.keymap import bind
from tui.paint import Styled
from tui.sections import CaptureLine, LeadLine, Linked, ListRow, Piece, group_around, parts_of
from tui.widgets.rows import Rows

__all__ = ["PREFIX", "AskList"]

_STATE = 13
"""Cells of the state and its lateness: ``RELEASE +123d``."""
PREFIX = _STATE + 1
"""Cells of what every line of an ask begins with."""
_MARK = "*"
"""Stands where a late ask has ``!``."""


class AskList(Rows[ListRow]):
    """Asks under headings, in sections; the name of a row is the path of its note.

    Asks can be marked, and stay marked while others are shown.
    """

    DEFAULT_CLASSES = "panel"
    NOTHING = "There is no ask to open here."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("mark.toggle", "mark"),
        bind("mark.section", "mark_section"),
        bind("nav.back", "unmark"),
    ]

    def __init__(self, *, from_top: bool = False) -> None:
        super().__init__(from_top=from_top)
        self._marks: frozenset[str] = frozenset()

    @property
    def chosen(self) -> QueueLine | None:
        """The ask under the cursor."""
        row = self.current
        return row if isinstance(row, QueueLine) else None

    @property
    def found(self) -> Capture | None:
        """The line of a note under the cursor that waits to become an ask."""
        row = self.current
        return row.found if isinstance(row, CaptureLine) else None

    def suits(self, what: str) -> bool:
        if what == "nav.open" and isinstance(self.current, Linked | LeadLine | CaptureLine):
            return True
        if what == "mark.toggle":
            return self.chosen is not None
        return bool(self._below_heading) if what == "mark.section" else super().suits(what)

    @property
    def _below_heading(self) -> frozenset[str]:
        """The paths of the asks below the heading that the cursor is under."""
        group = group_around(self._rows, self._cursor) if self._cursor is not None else ()
        return frozenset(row.path for row in map(self._rows.__getitem__, group) if isinstance(row, QueueLine))

    @property
    def marked(self) -> Sequence[QueueLine]:
        """The marked asks among those that are listed, from the top."""
        listed = self._rows if self._marks else ()
        return [row for row in listed if isinstance(row, QueueLine) and row.path in self._marks]

    def mark(self, paths: frozenset[str]) -> None:
        """Mark the asks with these paths, and no others."""
        self._marks = paths
        self.refresh()
        self.post_chosen()

    def unmark(self, paths: Iterable[str]) -> None:
        """Take the marks of these asks away."""
        self.mark(self._marks.difference(paths))

    @property
    def _path(self) -> str | None:
        """The path of the ask under the cursor."""
        return self.chosen.path if self.chosen else None

    def name_of(self, row: ListRow) -> str | None:
        if isinstance(row, Piece):
            return f"piece {row.piece}"
        if isinstance(row, Linked):
            return f"note {row.note}"
        if isinstance(row, LeadLine | CaptureLine):
            return row.name
        return row.path if isinstance(row, QueueLine) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the key back to the screen where nothing is marked."""
        if action == "unmark":
            return bool(self._marks)
        return super().check_action(action, parameters)

    def action_unmark(self) -> None:
        self.mark(frozenset())

    def action_mark(self) -> None:
        """Mark or unmark the ask under the cursor, and go to the next."""
        if path := self._path:
            self.mark(self._marks ^ {path})
            self.action_move(1)
        else:
            self.notify("There is no ask to mark here.", markup=False)

    def action_mark_section(self) -> None:
        """Mark all asks below the heading that the cursor is under; where all are marked, take their marks away."""
        if paths := self._below_heading:
            self.mark(self._marks - paths if paths <= self._marks else self._marks | paths)
        else:
            self.notify("There is no ask to mark here.", markup=False)

    def draw(self, row: ListRow, width: int) -> Iterable[Styled]:
        return self.draw_ask(row, width) if isinstance(row, QueueLine) else parts_of(row, width)

    def draw_ask(self, line: QueueLine, width: int) -> list[Styled]:
        """The parts of an ask's line. width: in cells."""
        who_cells, goal_cells = _columns(width)
        title_cells = width - PREFIX - sum(cells + 2 for cells in (who_cells, goal_cells) if cells)
        parts = self.prefix(line)
        if who_cells:
            parts.append((paint.fit(line.whom, who_cells) + "  ", ""))
        parts.append((paint.fit(line.title, title_cells), ""))
        if goal_cells:
            parts.append(("  " + paint.fit(line.goals, goal_cells), "quiet"))
        return parts

    def prefix(self, line: QueueLine) -> list[Styled]:
        """The beginning of an ask's line: its mark, its state, and how late it is."""
        state = f"{line.state.word} {wording.lateness(line.due, self._today)}"
        sign = _MARK if line.path in self._marks else wording.mark(line)
        return [(sign + paint.fit(state, _STATE), line.state)]


def _columns(width: int) -> tuple[int, int]:
    """The widths of contact and goal in cells; 0 where there is no room."""
    who = 0 if width < 34 else min(18, max(10, width // 5 + 1))
    goal = 0 if width < 56 else min(18, width // 8 + 1)
    return who, goal
