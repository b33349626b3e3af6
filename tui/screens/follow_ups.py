"""Follow-ups: what is on you, what is on them, and the chosen ask beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

import journal
from journal import Vault
from journal.model import Day
from journal.wording import excluded
from tui import paint
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.messages import Counted
from tui.screens.filtered import Filtered
from tui.screens.found import FoundActions
from tui.screens.view import Clock
from tui.sections import ListRow, Remark, sections
from tui.widgets.ask_list import AskList
from tui.widgets.preview import Preview

if TYPE_CHECKING:
    from journal.model import Capture, Meeting

__all__ = ["FollowUpsScreen"]

_MOST_FOUND = 20
"""Lines found in the notes that are listed, those of the newest notes."""
_FIRST = 200
"""Asks that the first answer has at most, so that the screen does not wait for thousands."""
_FIRST_WITHIN = 0.05
"""Seconds that the program's first picture waits for its rows; where a new day comes first, it does without."""
_UNTIL_AROUND = 0.05
"""Seconds until what is listed besides asks is looked for: the terminal gets the new picture without delay."""


class _Around(NamedTuple):
    """What is listed besides asks: meetings of today and tomorrow, those with so many ticks to record, and lines of
    notes that wait to become asks.
    """

    meetings: Sequence[Meeting] = ()
    unrecorded: Sequence[tuple[Meeting, int]] = ()
    found: Sequence[Capture] = ()


class _Queue(NamedTuple):
    """An answer of the vault. title: of the list's frame. first: there are more rows.

    on_you: how many need follow-up, whatever the filter, as in the title. around: what is among the rows.
    """

    rows: Sequence[ListRow]
    title: str
    today: Day
    on_you: int
    first: bool
    around: _Around | None


def _around(vault: Vault, today: Day) -> _Around:
    """Slow: not for the screen's thread. Raises JournalError."""
    return _Around(vault.near_meetings(today), vault.unrecorded(today), vault.captures(_MOST_FOUND))


def _queue(vault: Vault, today: Day, filter_words: str, limit: int, begin: str, known: _Around | None) -> _Queue:
    """The rows of the screen. limit: asks at most, -1 for all. begin: what to do where there are no asks yet.

    known: what to list besides asks, None to ask for that too. Slow: not for the screen's thread. Raises JournalError.
    """
    where = journal.parse_filter(filter_words) if filter_words else ()
    lines, counts = vault.queue(today, where, which="open", limit=limit), vault.counts(today)
    first = limit >= 0
    around = None if where or first else known or _around(vault, today)
    besides = around or _Around()
    rows = sections(
        lines,
        counts,
        today,
        next_up=None if counts.need_follow_up else vault.next_up(today),
        narrowed=bool(where),
        first=first,
        begin=begin,
        meetings=besides.meetings,
        unrecorded=besides.unrecorded,
        found=besides.found,
    )
    moves = {"on you": counts.need_follow_up, "on them": counts.theirs}
    title = " · ".join(["Follow-ups", *(f"{number} {whose}" for whose, number in moves.items() if number)])
    return _Queue(rows, title, today, counts.need_follow_up, first, around)


class FollowUpsScreen(FoundActions, Filtered):
    """The screen that the program opens with."""

    VIEW = "follow_ups"
    HINT = "contact:maria state:nudge due<today a-word"
    OF_ROW = frozenset({"note.edit", "view.preview", "list.filter"})
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("note.edit", "edit", show=True),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._queue: LatestQuery[_Queue] = LatestQuery(self, self._show, self.fail)
        self._limit = _FIRST
        self._known: _Around | None = None
        self._around: LatestQuery[_Around] = LatestQuery(self, self._take, self.fail)

    def body(self) -> ComposeResult:
        with Container(classes="beside"):
            yield AskList()
            yield Preview()
        yield self.filter_line()

    def on_mount(self) -> None:
        self.status("Reading the notes …")

    def reload(self) -> None:
        vault, today, typed, known = self.vault, self.clock(), self.filter_words, self._known
        limit = -1 if typed else self._limit
        begin = f"{self.key('new')} writes the first: whom, what, by when. {excluded(vault.settings.exclude)}".rstrip()
        is_shown = bool(self.query_one(AskList).size)
        self._queue.ask(
            (typed, limit),
            lambda: _queue(vault, today, typed, limit, begin, known),
            within=0.0 if is_shown else _FIRST_WITHIN,
        )

    def _show(self, queue: _Queue) -> None:
        """Show the rows; where there are more, ask for all of them once these are painted.

        What is listed besides asks takes as long to ask for as they do, and seldom changes: as it was it stands among
        them first.
        """
        self.post_message(Counted(self.VIEW, queue.on_you))
        listed = self.query_one(AskList)
        paint.entitle(listed, queue.title)
        listed.put(queue.rows or [Remark(self.nothing_matches)], queue.today)
        self._limit = -1
        if queue.first:
            listed.call_after_refresh(self.reload)
        elif queue.around is not None and queue.around is self._known:
            self.set_timer(_UNTIL_AROUND, partial(self._around.ask, None, partial(_around, self.vault, queue.today)))
        else:
            self._known = queue.around or self._known

    def _take(self, around: _Around) -> None:
        """Show anew what is listed besides asks, where that has changed."""
        if around != self._known:
            self._known = around
            self.reload()

    def on_rows_chosen(self) -> None:
        self.show_chosen(f"{self.key('nav.open')} opens it, {self.key('ask.snooze')} snoozes it")
