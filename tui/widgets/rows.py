"""A list of lines with a cursor, drawn line by line: 100,000 lines cost what 40 do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from journal.model import Day
from tui import paint
from tui.keymap import KEYS, bind
from tui.paint import Styled
from tui.sections import section_beyond, spaced, wrapped
from tui.widgets.scrolled import Scrolled

__all__ = ["CURSOR", "Rows"]

CURSOR = "▌"
"""Stands before the row that the cursor is on."""
_MOVES = frozenset(what for what in KEYS if what.startswith("list.")) - {"list.filter", "list.sort"}
_FOUND = Style(bold=True, underline=True)
"""A word that was looked for, in the colours of the cursor."""

Line = TypeVar("Line")


class Rows(Scrolled, Generic[Line], can_focus=True, inherit_bindings=False):
    """Rows with a cursor on one of them, the chosen one; headings and remarks cannot be chosen.

    When other rows are shown, the cursor stays on its row, found by its name; where that is gone, it goes to the
    nearest. A subclass says what a row is called and how it is drawn.
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
        bind("nav.section.previous", "section(-1)"),
        bind("nav.section.next", "section(1)"),
    ]
    NOTHING: ClassVar[str] = "There is nothing to open here."
    """The toast where no row that can be opened is under the cursor."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    DEFAULT_CSS = """
    Rows {
        overflow-x: hidden;
        .rows--cursor { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }
    }
    """

    class Chosen(Message):
        """The cursor is on another row, or its row changed, or there is no row any more."""

    class Opened(Message):
        """The person wants the page of the row under the cursor."""

    def __init__(self, *, from_top: bool = False) -> None:
        """from_top: the list is a page to read, shown from its first line until somebody moves the cursor."""
        super().__init__()
        self._is_sought = not from_top
        self._awaits, self._opens_next = True, False
        self._given: Sequence[Line] = ()
        self._rows: Sequence[Line] = ()
        self._cursor: int | None = None
        self._followed: str | None = None
        self._today = Day.min

    def name_of(self, row: Line) -> str | None:
        """A row's name, unique in the list and kept when rows change; None for a row that the cursor passes over."""
        raise NotImplementedError

    def draw(self, row: Line, width: int) -> Iterable[Styled]:
        """The parts of a row; it is cut to the width, in cells, which leaves out the sign of the cursor."""
        raise NotImplementedError

    @property
    def chosen(self) -> object | None:
        """The subject of the row under the cursor; None where no key could act on it."""
        raise NotImplementedError

    def suits(self, what: str) -> bool:
        """Whether the key of an id does something on these rows now."""
        if what == "nav.open":
            return self.chosen is not None
        if what.startswith("nav.section"):
            return self._section_further(1 if what.endswith("next") else -1) is not None
        return self.current is not None or what not in _MOVES

    def post_chosen(self) -> None:
        """Tell the screen: the cursor is on another row, or its row is to be shown anew beside the list.

        Told at once rather than by way of what is around the list, it has the lines for that in the same picture.
        """
        self.screen.post_message(self.Chosen())

    def await_rows(self, *, wait: bool = True) -> None:
        """Expect rows for another question; opening one waits for them. wait: False where none will come."""
        self._awaits, self._opens_next = wait, False

    def action_open(self) -> None:
        if self._awaits:
            self._opens_next = True
        elif self.suits("nav.open"):
            self.post_message(self.Opened())
        else:
            self.notify(self.NOTHING, markup=False)

    @property
    def current(self) -> Line | None:
        """The row under the cursor."""
        return self._rows[self._cursor] if self._cursor is not None else None

    def put(self, rows: Sequence[Line], today: Day = Day.min) -> None:
        """Show these rows, with the cursor on the row it was on, and that row where it was in a list that scrolls.

        Where that row is gone the cursor goes to the nearest, or to the first after ``await_rows``. today: the day that
        the rows are of.
        """
        if today != self._today:
            self._today = today
            self.refresh()
        opens = self._opens_next and self.has_focus and self.screen.is_current
        self._put_rows(rows, else_at=0 if self._awaits else self._cursor or 0)
        self.await_rows(wait=False)
        if opens:
            self.action_open()

    def _put_rows(self, rows: Sequence[Line], else_at: int) -> None:
        """Put the cursor on its row again. else_at: the index to go to, or near, where that row is gone."""
        before, at, seen = self.current, self._cursor, self._seen()
        self._given, self._rows = rows, self._laid_out(rows)
        rows = self._rows
        self._cursor = self._place_of(self._followed)
        if self._cursor is None:
            self._cursor = self._place_of(self.name_of(before) if before is not None else None)
        else:
            self._followed = None
        if self._cursor is None:
            self._cursor = self._nearest(else_at)
        was_long, self.virtual_size = self.show_vertical_scrollbar, Size(self.size.width, len(rows))
        if was_long and at is not None and self._cursor is not None and self._is_sought:
            self.scroll_to(y=self.scroll_offset.y + self._cursor - at, animate=False)
        self._reveal()
        self._redraw(seen)
        self.post_chosen()

    def _laid_out(self, rows: Sequence[Line]) -> Sequence[Line]:
        """The rows laid out for the size of the list: remarks wrapped, and blank lines before sections."""
        return spaced(wrapped(rows, self.scrollable_content_region.width - 1), self.size.height)

    def _seen(self) -> tuple[int, Sequence[Line], int | None]:
        """The rows in sight: the number of the first, the rows, and the number of the cursor's row, None for none."""
        top = self.scroll_offset.y
        return top, self._rows[top : top + self.size.height], self._cursor

    def _redraw(self, before: tuple[int, Sequence[Line], int | None]) -> None:
        """Redraw the lines that differ from before; all where they have moved. before: what ``_seen`` gave."""
        top, rows, cursor = self._seen()
        if (top, len(rows)) != (before[0], len(before[1])):
            self.refresh()
            return
        for index, (was, now) in enumerate(zip(before[1], rows, strict=True), top):
            if was != now or (index == before[2]) != (index == cursor):
                self.refresh_line(index)

    def follow(self, name: str) -> None:
        """Put the cursor on the row with that name once there is one, unless somebody moves it before."""
        self._followed = name
        if (place := self._place_of(name)) is not None:  # the rows may show the change already
            self._move_to(place)

    def _place_of(self, name: str | None) -> int | None:
        rows = self._rows if name is not None else ()
        return next((place for place, row in enumerate(rows) if self.name_of(row) == name), None)

    def _can_choose(self, index: int) -> bool:
        return self.name_of(self._rows[index]) is not None

    def _nearest(self, index: int) -> int | None:
        """The index of the closest row that can be chosen, on a tie the one below; None for none."""
        choices = filter(self._can_choose, range(len(self._rows)))
        return min(choices, key=lambda i: (abs(i - index), i < index), default=None)

    def _next(self, index: int, step: int) -> int | None:
        """The index of the first row that can be chosen, from index on in a direction; None for none."""
        while 0 <= index < len(self._rows):
            if self._can_choose(index):
                return index
            index += step
        return None

    def _move_to(self, index: int | None) -> None:
        if index is None or index == self._cursor:
            self._reveal()
            return
        seen = self._seen()
        self._cursor, self._followed, self._is_sought = index, None, True
        self._reveal()
        self._redraw(seen)
        self.post_chosen()

    def _reveal(self) -> None:
        """Scroll so that the cursor's row is visible, with the headings above it where there is room."""
        if self._cursor is None or not self._is_sought:
            return
        top = self._cursor
        while top > 0 and not self._can_choose(top - 1):
            top -= 1
        height = self.scrollable_content_region.height
        top = max(top, self._cursor - height + 1)
        self.scroll_to_region(
            Region(0, top, 1, self._cursor - top + 1), animate=False, force=True, immediate=True, x_axis=False
        )

    @property
    def _seen_cursor(self) -> int | None:
        """The index of the cursor's row; None where it is scrolled out of sight."""
        top, rows, cursor = self._seen()
        return cursor if cursor is not None and top <= cursor < top + len(rows) else None

    def action_move(self, step: int) -> None:
        """Go to the next row that can be chosen; past the last one, or while the cursor is out of sight, scroll."""
        at = self._seen_cursor
        further = None if at is None else self._next(at + step, step)
        if further is None:
            self.scroll_relative(y=step, animate=False)
        else:
            self._move_to(further)

    def action_edge(self, last: bool) -> None:
        self._move_to(self._next(len(self._rows) - 1, -1) if last else self._next(0, 1))
        (self.scroll_end if last else self.scroll_home)(animate=False)

    def action_page(self, pages: float) -> None:
        lines = max(1, round(abs(pages) * self.scrollable_content_region.height))
        step = 1 if pages > 0 else -1
        at = self._seen_cursor
        target = max(0, min(len(self._rows) - 1, (at or 0) + step * lines))
        further = self._next(target, step)
        further = further if further is not None else self._next(target, -step)
        if at is None or further in (None, at):
            self.scroll_relative(y=step * lines, animate=False)
        else:
            self._move_to(further)

    def action_section(self, step: int) -> None:
        """Go to the first row of the next section; backwards, of this section, then of the one before."""
        if (further := self._section_further(step)) is not None:
            self._move_to(further)
        else:
            self.notify(f"There is no section further {'down' if step > 0 else 'up'}.", markup=False)

    def _section_further(self, step: int) -> int | None:
        """The index of the row that ``action_section`` goes to; None for none."""
        return section_beyond(self._rows, self._can_choose, -1 if self._cursor is None else self._cursor, step)

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        index = at.y + self.scroll_offset.y if at else -1
        if 0 <= index < len(self._rows) and self._can_choose(index):
            self._move_to(index)
            if event.chain == 2:
                self.action_open()

    def on_resize(self) -> None:
        if len(self._laid_out(self._given)) != len(self._rows):
            self._put_rows(self._given, else_at=self._cursor or 0)
        self.virtual_size = Size(self.size.width, len(self._rows))
        self._reveal()

    def _style(self, look: str, chosen: bool) -> Style | None:
        """The style of a part of a row; on the cursor's row only styles without colour."""
        if chosen or not look:
            return _FOUND if look == "word" else None
        return paint.style(look)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        plain = self.visual_style.rich_style  # kept from line to line, as the widget's own rich_style is not
        if not 0 <= index < len(self._rows):
            return Strip.blank(width, plain)
        chosen = index == self._cursor
        style = self.get_component_rich_style("rows--cursor") if chosen else plain
        parts = [(CURSOR if chosen else " ", ""), *self.draw(self._rows[index], width - 1)]
        line = Strip([Segment(text, style + self._style(look, chosen)) for text, look in parts])
        return line.adjust_cell_length(width, style)
