"""A list of asks under headings, drawn line by line: 100,000 rows cost what 40 do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from journal import FollowUp, State, wording
from journal.model import Day
from tui import paint
from tui.keymap import bind
from tui.sections import Remark, Row, Section

__all__ = ["AskList"]

_STATE = 13
"""Cells of the state and its lateness: ``RELEASE +123d``."""
_CURSOR = "▌"
_STATE_COLOURS = " ".join(f".ask-list--{state} {{ color: {colour}; }}" for state, colour in paint.COLOURS.items())


class AskList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of sections, one of them chosen; headings and remarks are passed over.

    The cursor stays on its ask, found by its note's path, when other rows are shown; where that
    ask is gone it goes to the nearest.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("nav.open", "open", show=True),
        bind("list.down", "move(1)"),
        bind("list.up", "move(-1)"),
        bind("list.first", "edge(False)"),
        bind("list.last", "edge(True)"),
        bind("list.page_down", "page(1.0)"),
        bind("list.page_up", "page(-1.0)"),
        bind("list.half_down", "page(0.5)"),
        bind("list.half_up", "page(-0.5)"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "ask-list--section",
        "ask-list--group",
        "ask-list--remark",
        "ask-list--quiet",
        "ask-list--cursor",
        *(f"ask-list--{state}" for state in State),
    }
    DEFAULT_CSS = f"""
    AskList {{
        overflow-x: hidden;
        .ask-list--section {{ color: $text-primary; text-style: bold; }}
        .ask-list--group {{ color: $text-muted; text-style: italic; }}
        .ask-list--remark {{ color: $foreground; }}
        .ask-list--quiet {{ color: $text-muted; }}
        .ask-list--cursor {{ color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }}
        {_STATE_COLOURS}
    }}
    """

    class Chosen(Message):
        """The cursor is on another ask, or the same one reads otherwise; None: there is none."""

        def __init__(self, follow_up: FollowUp | None) -> None:
            super().__init__()
            self.follow_up = follow_up

    class Opened(Message):
        """Somebody wants to see an ask whole."""

        def __init__(self, follow_up: FollowUp) -> None:
            super().__init__()
            self.follow_up = follow_up

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()
        self._today = Day.min
        self._cursor: int | None = None

    @property
    def chosen(self) -> FollowUp | None:
        """The ask under the cursor."""
        row = self._rows[self._cursor] if self._cursor is not None else None
        return row if isinstance(row, FollowUp) else None

    def show(self, rows: Sequence[Row], today: Day) -> None:
        """Show these rows instead, the cursor on the ask it was on and that ask on the line it was on."""
        before, at = self.chosen, self._cursor
        self._rows, self._today = rows, today
        path = before.ask.note.path if before else None
        same = (i for i, row in enumerate(rows) if isinstance(row, FollowUp) and row.ask.note.path == path)
        self._cursor = next(same, None)
        if self._cursor is None:
            self._cursor = self._nearest(at or 0)
        self.virtual_size = Size(self.size.width, len(rows))
        if at is not None and self._cursor is not None:
            self.scroll_to(y=self.scroll_offset.y + self._cursor - at, animate=False)
        self._reveal()
        self.refresh()
        self.tell()

    def tell(self) -> None:
        """Say which ask is chosen, again."""
        self.post_message(self.Chosen(self.chosen))

    def _nearest(self, index: int) -> int | None:
        """The ask's row that is closest, the one below on a tie."""
        asks = (i for i, row in enumerate(self._rows) if isinstance(row, FollowUp))
        return min(asks, key=lambda i: (abs(i - index), i < index), default=None)

    def _next(self, index: int, step: int) -> int | None:
        """The first ask's row from index on in a direction."""
        while 0 <= index < len(self._rows):
            if isinstance(self._rows[index], FollowUp):
                return index
            index += step
        return None

    def _go(self, index: int | None) -> None:
        if index is None or index == self._cursor:
            self._reveal()
            return
        self._cursor = index
        self._reveal()
        self.refresh()
        self.tell()

    def _reveal(self) -> None:
        """Scroll so that the cursor's row is seen, with the headings above where there is room."""
        if self._cursor is None:
            return
        top = self._cursor
        while top > 0 and not isinstance(self._rows[top - 1], FollowUp):
            top -= 1
        height = self.scrollable_content_region.height
        top = max(top, self._cursor - height + 1)
        self.scroll_to_region(
            Region(0, top, 1, self._cursor - top + 1), animate=False, force=True, immediate=True, x_axis=False
        )

    def action_move(self, step: int) -> None:
        if self._cursor is not None:
            self._go(self._next(self._cursor + step, step))

    def action_edge(self, last: bool) -> None:
        self._go(self._next(len(self._rows) - 1, -1) if last else self._next(0, 1))

    def action_page(self, pages: float) -> None:
        if self._cursor is None:
            return
        lines = max(1, round(abs(pages) * self.scrollable_content_region.height))
        step = 1 if pages > 0 else -1
        target = max(0, min(len(self._rows) - 1, self._cursor + step * lines))
        further = self._next(target, step)
        self._go(further if further is not None else self._next(target, -step))

    def action_open(self) -> None:
        if self.chosen:
            self.post_message(self.Opened(self.chosen))
        else:
            self.notify("There is no ask to open here.", markup=False)

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if 0 <= index < len(self._rows) and isinstance(self._rows[index], FollowUp):
            self._go(index)
            if event.chain == 2:
                self.action_open()

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._rows))
        self._reveal()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if not 0 <= index < len(self._rows):
            return Strip.blank(width, self.rich_style)
        chosen = index == self._cursor
        style = self.get_component_rich_style("ask-list--cursor") if chosen else self.rich_style
        line = Strip(self._segments(self._rows[index], width, chosen))
        return line.adjust_cell_length(width, style).crop(0, width).apply_style(style)

    def _segments(self, row: Row, width: int, chosen: bool) -> list[Segment]:
        if isinstance(row, Section):
            title = f" ━━ {row.title} "
            return [Segment(title + "━" * (width - len(title) - 1), self._style("section"))]
        if isinstance(row, Remark):
            return [Segment(f" {row.text}", self._style("remark"))]
        if not isinstance(row, FollowUp):
            return [Segment(f"    {row.title}", self._style("group"))]
        return self._ask(row, width, chosen)

    def _ask(self, follow_up: FollowUp, width: int, chosen: bool) -> list[Segment]:
        ask, today = follow_up.ask, self._today
        who_cells, goal_cells = _columns(width)
        title_cells = width - _STATE - 3 - sum(cells + 2 for cells in (who_cells, goal_cells) if cells)
        state = f"{follow_up.state.word} {wording.lateness(follow_up.due, today)}"
        segments = [
            Segment(_CURSOR if chosen else " "),
            Segment(
                wording.mark(follow_up) + paint.fit(state, _STATE), None if chosen else self._style(follow_up.state)
            ),
        ]
        if who_cells:
            segments.append(Segment(paint.fit(wording.names(ask.contacts), who_cells) + "  "))
        segments.append(Segment(paint.fit(ask.note.title, title_cells)))
        if goal_cells:
            goals = ", ".join(goal.party.name for goal in ask.goals)
            segments.append(Segment("  " + paint.fit(goals, goal_cells), None if chosen else self._style("quiet")))
        return segments

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"ask-list--{name}")


def _columns(width: int) -> tuple[int, int]:
    """Cells for the contact and for the goal; 0 where there is no room."""
    who = 0 if width < 34 else min(18, max(10, width // 5 + 1))
    goal = 0 if width < 56 else min(18, width // 8 + 1)
    return who, goal
