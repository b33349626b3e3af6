"""A day, typed or chosen from some that suit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from journal import JournalError, typed_day, wording
from journal.model import Day
from tui.dialogs.form import Form, label
from tui.keymap import bind
from tui.widgets.choices import Choices

__all__ = ["DayForm"]

_USUAL = ("tomorrow", "+3d", "next mon", "2w", "1m")
_GONE_BY = ("today", "yesterday", "2 days ago", "3 days ago", "1 week ago")


class DayForm(Form[Day]):
    """Gives a day. first: what the field begins with."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [bind("form.next", "app.focus_next")]

    def __init__(self, title: str, done: str, today: Day, first: Day | None = None, *, past: bool = False) -> None:
        """past: the day is gone by, or today."""
        super().__init__(title, done)
        self._today, self._first, self._past = today, first, past
        self._days: dict[Day, str] = {}
        self._likely = today
        self.offer([(typed_day(word, today, past=past), word) for word in (_GONE_BY if past else _USUAL)])

    def fields(self) -> ComposeResult:
        like = "yesterday, fri, 5 Jan, 3 days ago" if self._past else "fri, 5 Jan, in 3 days, 2 weeks, end of month"
        yield label(f"a day: {like}; or one of these:")
        yield Input(self._first.isoformat() if self._first else "", compact=True)
        yield Choices(compact=True)

    def on_mount(self) -> None:
        self._list()

    def offer(self, days: Sequence[tuple[Day, str]]) -> None:
        """Offer more days in the list, each with a reason; the first of them is highlighted, and the list stays
        sorted.
        """
        self._days, known = {}, self._days
        self._likely = days[0][0] if days else self._likely
        for day, why in sorted((*days, *known.items()), key=lambda each: each[0]):
            self._days.setdefault(day, why)
        if self.is_mounted and self.is_attached:
            self._list()

    def _list(self) -> None:
        """Fill the list with the offered days, the likely one under the cursor."""
        options = (
            Option(Content(f"{wording.weekday(day):<12} {why}"), day.isoformat()) for day, why in self._days.items()
        )
        days = self.query_one(OptionList)
        days.set_options(options)
        days.highlighted = list(self._days).index(self._likely)

    def value(self) -> Day:
        """The day that is typed, else the one that is chosen in the list."""
        typed, chosen = self.query_one(Input).value, self.query_one(OptionList).highlighted_option
        return (
            typed_day(typed, self._today, past=self._past)
            if typed.strip() or not chosen
            else Day.fromisoformat(str(chosen.id))
        )

    def on_input_changed(self) -> None:
        """Show below the field which day is typed, as far as that is understood."""
        try:
            day = self.value()
        except JournalError:
            self.remark("")
        else:
            self.remark(f"{wording.weekday(day)} {day.year}, {wording.ago(day, self._today)}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End the form with the day."""
        self.dismiss(Day.fromisoformat(str(event.option.id)))
