"""Follow-ups: what is on you, what is on them, and the chosen ask beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer

import journal
from journal import Vault
from journal.model import Day
from tui import card
from tui.card import Card
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.messages import Counted, OpenAsk
from tui.screens.acting import Acting
from tui.screens.filtered import Filtered
from tui.screens.view import Clock
from tui.sections import ListRow, Remark, sections
from tui.widgets.ask_list import AskList
from tui.widgets.preview import Preview

__all__ = ["FollowUpsScreen"]

_FIRST = 200
"""Asks that the first answer has at most, so that the screen does not wait for thousands."""
_REST = 0.05
"""Seconds that the cursor rests on an ask before its preview is read: a held key reads nothing."""


@dataclass(frozen=True, slots=True)
class _Queue:
    """An answer of the vault. on_you: how many need follow-up, whatever the filter. first: there are more rows."""

    rows: Sequence[ListRow]
    today: Day
    on_you: int
    first: bool


def _queue(vault: Vault, today: Day, filter_words: str, limit: int, begin: str) -> _Queue:
    where = journal.parse_filter(filter_words) if filter_words else ()
    lines, counts = vault.queue(today, where, which="open", limit=limit), vault.counts(today)
    first = len(lines) == limit
    rows = sections(lines, counts, today, narrowed=bool(where), first=first, begin=begin)
    return _Queue(rows, today, counts.need_follow_up, first)


class FollowUpsScreen(Acting, Filtered):
    """The screen that the program opens with."""

    VIEW = "follow_ups"
    HINT = "contact:maria state:nudge due<today a-word"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("note.edit", "edit", show=True),
        bind("view.preview", "preview", show=True),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._queue: LatestQuery[_Queue] = LatestQuery(self, self._show, self.fail)
        self._card: LatestQuery[Card] = LatestQuery(self, self._show_card, self.fail)
        self._rest = Timer(self, _REST)
        self._limit = _FIRST

    def body(self) -> ComposeResult:
        with Container(classes="beside"):
            yield AskList()
            yield Preview(can_focus=False)
        yield self.filter_line()

    def on_mount(self) -> None:
        self.status("Reading the notes …")

    def reload(self) -> None:
        vault, today, typed = self.vault, self.clock(), self.filter_words
        limit = -1 if typed else self._limit
        begin = f"{self.key('new')} writes the first: whom, what, by when."
        self._queue.ask((typed, limit), lambda: _queue(vault, today, typed, limit, begin))

    def _show(self, queue: _Queue) -> None:
        self.post_message(Counted(self.VIEW, queue.on_you))
        self.query_one(AskList).show(queue.rows or [Remark(self.nothing_matches)], queue.today)
        self._limit = -1
        if queue.first:
            self.reload()

    def on_ask_list_chosen(self, event: AskList.Chosen) -> None:
        line, today = event.line, self.clock()
        self.status_of(line, f"{self.key('nav.open')} opens it, {self.key('ask.snooze')} snoozes it")
        if line is None:
            self.query_one(Preview).show(None, None)
            return
        self._rest.stop()
        if self.query_one(Preview).display:
            self._rest = self.set_timer(_REST, partial(self._read_card, line.path, today))

    def _read_card(self, path: str, today: Day) -> None:
        self._card.ask(path, partial(card.read_card, self.vault, path, today))

    def _show_card(self, shown: Card) -> None:
        self.query_one(Preview).show(shown.follow_up.ask.note.path, partial(card.preview, shown))

    def on_ask_list_opened(self, event: AskList.Opened) -> None:
        self.post_message(OpenAsk(event.line.path))

    def action_edit(self) -> None:
        if chosen := self.query_one(AskList).chosen:
            self.edit(chosen.path)
        else:
            self.notify("There is no ask to edit here.", markup=False)

    def action_preview(self) -> None:
        """Wide screens show it until told not to, narrow ones the other way round."""
        self.toggle_class("-preview-on" if self.has_class("-narrow") else "-preview-off")
        self.query_one(AskList).post_chosen()
