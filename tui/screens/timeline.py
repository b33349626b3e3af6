"""Timeline: how much happened on each day of a year, and what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from journal import Event, Vault, parse_filter, showable, wording
from journal.model import Day
from tui import paint
from tui.latest_query import LatestQuery
from tui.screens.filtered import Filtered
from tui.screens.opening import open_named
from tui.screens.view import Clock
from tui.sections import Linked, ListRow, Remark, Section
from tui.widgets.ask_list import AskList
from tui.widgets.heatmap import Heatmap

__all__ = ["TimelineScreen"]

_AHEAD = ("timeline.day_ahead", "timeline.week_ahead")
"""Ids of the keys that do nothing on the last day."""
_WHAT = 20
"""Cells of what happened: ``answered, outcome``."""


@dataclass(frozen=True, slots=True)
class _Days:
    """How many events each day from the first through the last has, and the list of those of one day."""

    counts: Mapping[Day, int]
    first: Day
    last: Day
    rows: Sequence[ListRow]


class TimelineScreen(Filtered):
    """A calendar of the events of all notes, and the list of those of the day under the cursor."""

    VIEW = "timeline"
    AUTO_FOCUS = "Heatmap"
    HINT = "contact:maria goal:phd type:meeting a-word"
    OF_ROW = frozenset({"timeline.open"})

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._days: LatestQuery[_Days] = LatestQuery(self, self._show, self.fail)

    def body(self) -> ComposeResult:
        with Vertical(classes="below"):
            with Container(classes="panel calendar"):
                yield Heatmap()
            yield AskList(from_top=True)
        yield self.filter_line()

    @property
    def _heatmap(self) -> Heatmap:
        return self.query_one(Heatmap)

    def reload(self) -> None:
        """Ask how much happened on the days that are shown, and what on the one under the cursor."""
        self._heatmap.begin(self.clock())
        vault, today, typed = self.vault, self.clock(), self.filter_words
        first, last, day = self._heatmap.first, self._heatmap.last, self._heatmap.day

        def read() -> _Days:
            where = parse_filter(typed)
            counts = vault.events_by_day(first, today, last, where)
            return _Days(counts, first, last, list(_rows(day, vault.events_on(day, today, where), today)))

        self._days.ask((typed, first, last, day), read)

    def on_heatmap_chosen(self) -> None:
        self.reload()

    def on_heatmap_opened(self) -> None:
        """Go to the events of the day."""
        self.set_focus(self.query_one(AskList))

    def _show(self, days: _Days) -> None:
        self._heatmap.put(days.counts)
        weeks = wording.count(((days.last - days.first).days + 7) // 7, "week")
        events = wording.count(sum(days.counts.values()), "event")
        paint.entitle(self.query_one(".calendar", Container), f"{events} in {weeks}, to {wording.day(days.last)}")
        self.query_one(AskList).put(days.rows, self.clock())
        self._say()

    def _say(self) -> None:
        """Say in the bottom line what the keys do where the focus is."""
        if isinstance(self.focused, Heatmap):
            keys = self.key("nav.section.previous"), self.key("nav.section.next")
            day = wording.day_ago(self._heatmap.day, self.clock())
            if self.query_one(AskList).current is None:
                self.status("{}. {} and {} go to another month.".format(day, *keys))
            else:
                opens = f"{self.key('timeline.open')} goes to its events"
                self.status("{}. {}, {} and {} to another month.".format(day, opens, *keys))
        elif isinstance(self.focused, AskList):
            opens = f"{self.key('nav.open')} opens the note. " if isinstance(self.focused.current, Linked) else ""
            self.status(f"{opens}{self.key('nav.back')} goes back to the calendar.")

    def on_rows_chosen(self) -> None:
        self._say()

    def on_descendant_focus(self) -> None:
        self._say()

    def on_rows_opened(self) -> None:
        """Open the note of the event under the cursor."""
        row = self.query_one(AskList).current
        if isinstance(row, Linked):
            open_named(self, row.note)

    @property
    def can_go_back(self) -> bool:
        return super().can_go_back or isinstance(self.focused, AskList)

    def suits(self, what: str) -> bool:
        return (what not in _AHEAD or self._heatmap.day < self.clock()) and super().suits(what)

    def action_back(self) -> None:
        """Go back from the events to the calendar, else clear the filter."""
        if isinstance(self.focused, AskList):
            self.set_focus(self._heatmap)
        else:
            super().action_back()


def _rows(day: Day, events: Sequence[Event], today: Day) -> Iterator[ListRow]:
    """The events of a day under its date, one line for each note."""
    yield Section(wording.day_ago(day, today), len(events))
    if not events:
        yield Remark("No note dates anything on this day.")
    for name, each in groupby(sorted(events, key=lambda event: event.id), key=lambda event: event.id):
        happened = list(each)
        what = ", ".join(dict.fromkeys(event.event for event in reversed(happened)))
        text = next((event.text for event in happened if event.event == "outcome"), happened[0].text)
        yield Linked(((f"{paint.fit(what, _WHAT)}  ", "quiet"), (showable(text), "")), name)
