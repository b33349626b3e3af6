"""A calendar of weeks in which each day says how much happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from journal.dates import monday, moved
from journal.model import Day
from tui.keymap import bind

__all__ = ["WEEKS", "WEEKS_NARROW", "Heatmap"]

WEEKS, WEEKS_NARROW = 53, 26
"""Weeks that are shown, and those where there is less room."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LEAD = 4
"""Cells of a weekday's name."""
_CELLS = 2
"""Cells of a day."""
_MOST = 99
"""The highest number that a day shows; more than that is shown as so many."""
_SHADES = (1, 2, 4, 8)
"""From so many events on a day has the next darker shade."""


class Heatmap(Widget, can_focus=True, inherit_bindings=False):
    """Weeks side by side, up to today's or to an earlier one; digits say how many events a day has, its shade repeats
    it. The cursor is on a day.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("timeline.open", "open", show=True),
        bind("timeline.week_back", "move(-7)", show=True),
        bind("timeline.week_ahead", "move(7)", show=True),
        bind("timeline.day_back", "move(-1)"),
        bind("timeline.day_ahead", "move(1)"),
        bind("nav.section.previous", "month(-1)"),
        bind("nav.section.next", "month(1)"),
        bind("list.first", "edge(False)"),
        bind("list.last", "edge(True)"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "heatmap--quiet", "heatmap--cursor", *(f"heatmap--{number}" for number in range(1, len(_SHADES) + 1)),
    }  # fmt: skip

    DEFAULT_CSS = """
    Heatmap {
        height: 8;
        .heatmap--quiet { text-style: dim; }
        .heatmap--cursor { text-style: bold reverse; }
        .heatmap--1 { color: $foreground; background: $primary 20%; }
        .heatmap--2 { color: $foreground; background: $primary 40%; }
        .heatmap--3 { color: $foreground; background: $primary 60%; text-style: bold; }
        .heatmap--4 { color: $foreground; background: $primary 80%; text-style: bold; }

        &:ansi {
            .heatmap--1 { color: $foreground; background: ansi_default; }
            .heatmap--2 { color: $primary; background: ansi_default; }
            .heatmap--3 { color: $primary; background: ansi_default; text-style: bold; }
            .heatmap--4 { color: $primary; background: ansi_default; text-style: bold reverse; }
        }
    }
    """

    class Chosen(Message):
        """The cursor is on another day, or other weeks are shown."""

    class Opened(Message):
        """The person wants the events of the day under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[Day, int] = {}
        self._today, self._end, self.day = Day.min, Day.min, Day.min
        self._weeks = WEEKS

    @property
    def first(self) -> Day:
        """The first day that is shown, a Monday."""
        return moved(monday(self._end), -7 * (self._weeks - 1))

    @property
    def last(self) -> Day:
        """The last day that is shown: a Sunday, or today."""
        return min(moved(monday(self._end), 6), self._today)

    def begin(self, today: Day) -> None:
        """Show the weeks up to today. The cursor keeps its day; if that was today, it goes to the new today."""
        if today != self._today:
            if self.day in (Day.min, self._today):
                self.day = self._end = today
            self._today = today
            self.refresh()

    def put(self, counts: Mapping[Day, int]) -> None:
        """Show how many events each day has; a day that is left out has none."""
        if counts != self._counts:
            self._counts = counts
            self.refresh()

    def on_resize(self) -> None:
        room = (self.size.width - _LEAD) // _CELLS
        weeks = WEEKS if room >= WEEKS else max(1, min(WEEKS_NARROW, room))
        if weeks != self._weeks:
            self._weeks = weeks
            self._show_cursor()
            self.post_message(self.Chosen())

    def action_open(self) -> None:
        self.post_message(self.Opened())

    def action_move(self, days: int) -> None:
        self._go(moved(self.day, days))

    def action_month(self, step: int) -> None:
        """Go to the first of this month, or of the month before or after."""
        first = self.day.replace(day=1)
        if step < 0:
            self._go(first if first < self.day else moved(first, -1).replace(day=1))
        else:
            self._go(moved(first, 32).replace(day=1))

    def action_edge(self, last: bool) -> None:
        """Go to today, or to the first day that is shown."""
        self._go(self._today if last else self.first)

    def _go(self, day: Day) -> None:
        """Put the cursor on a day, which is never after today; where it is not shown, turn to it."""
        day = min(day, self._today)
        if day == self.day:
            return
        self.day = day
        self._show_cursor()
        self.post_message(self.Chosen())

    def _show_cursor(self) -> None:
        """Turn to weeks that hold the cursor's day, where those that are shown do not."""
        if self.day < self.first or self.day > self.last:
            self._end = min(moved(monday(self.day), 7 * (self._weeks // 2)), self._today)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of months, then a line for each weekday; where there is no room for all, those around the cursor."""
        hidden = max(0, min(1 + len(_WEEKDAYS) - self.size.height, self.day.weekday() + 1))
        row = y + hidden
        if row > len(_WEEKDAYS):
            return Strip.blank(self.size.width, self.rich_style)
        parts = list(self._months() if row == 0 else self._days(row - 1))
        styles = {look: self._style(look) for look in {look for _, look in parts}}
        segments = [Segment(text, styles[look]) for text, look in parts]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style).apply_style(self.rich_style)

    def _style(self, look: str) -> Style | None:
        """The style of a day; a shade is mixed with the ground that it is on."""
        if not look:
            return None
        shade, style = self.get_component_styles(look).background, self.get_component_rich_style(look, partial=True)
        if not 0 < shade.a < 1:
            return style
        mixed = self.background_colors[1] + shade
        return style + Style(color=mixed.get_contrast_text(1).rich_color, bgcolor=mixed.rich_color)

    def _months(self) -> Iterator[tuple[str, str]]:
        """The names of months, each above the week in which it begins, where there is room for it."""
        line, first = " " * _LEAD, self.first
        for week in range(self._weeks):
            sunday = moved(first, 7 * week + 6)
            place = _LEAD + week * _CELLS
            if sunday.day <= 7 and len(line) <= place:
                line = f"{line:<{place}}{sunday:%b} "
        yield line, "heatmap--quiet"

    def _days(self, weekday: int) -> Iterator[tuple[str, str]]:
        """A weekday's name, and that day of each week."""
        yield f"{_WEEKDAYS[weekday]:<{_LEAD - 1}}", "heatmap--quiet"
        yield " ", ""
        first = moved(self.first, weekday)
        for week in range(self._weeks):
            day = moved(first, 7 * week)
            count = self._counts.get(day, 0) if day <= self._today else 0
            text = f"{min(count, _MOST):>{_CELLS}}" if count else f"{'·' if day <= self._today else '':>{_CELLS}}"
            yield text, "heatmap--cursor" if day == self.day else _shade(count)


def _shade(count: int) -> str:
    """The look of a day with so many events."""
    reached = sum(count >= least for least in _SHADES)
    return f"heatmap--{reached}" if reached else "heatmap--quiet"
