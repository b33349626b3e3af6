"""Asks: every one as a table, to be sorted and narrowed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from journal import QueueLine, parse_filter
from journal.model import Day
from journal.wording import excluded
from tui.keymap import bind
from tui.screens.ask_actions import AskActions
from tui.screens.list_screen import Listing, ListScreen, Sorts, sorted_by
from tui.widgets.ask_list import AskList
from tui.widgets.ask_table import AskTable, table_head

__all__ = ["AsksScreen"]

_LAST = "\U0010ffff"
_QUEUE = "queue"


class AsksScreen(AskActions, ListScreen[QueueLine]):
    """All asks there are, done and closed ones too."""

    VIEW = "asks"
    HINT = "state:waiting goal:phd asked>2026-01-01 a-word"
    SORTS: ClassVar[Sorts] = {
        _QUEUE: None,
        "due": lambda line: line.due or Day.max,
        "asked": lambda line: -(line.asked or Day.min).toordinal(),
        "contact": lambda line: line.whom.casefold() or _LAST,
        "goal": lambda line: line.goals.casefold() or _LAST,
        "title": lambda line: line.title.casefold(),
    }
    """Lines without a value come last; lines that are equal keep the queue's order among them."""
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("list.sort", "sort", show=True),
        bind("note.edit", "edit", show=True),
    ]

    def body(self) -> ComposeResult:
        with Container(classes="panel"):
            yield table_head()
            yield AskTable()
        yield self.filter_line()

    def read(self, today: Day, filter_words: str, order: str, limit: int | None) -> Listing[QueueLine]:
        lines = self.vault.queue(today, parse_filter(filter_words), limit=-1 if limit is None else limit)
        counts, is_cut = self.vault.counts(today), len(lines) == limit
        return Listing(sorted_by(lines, self.SORTS[order]), order, today, counts.asks, counts.need_follow_up, is_cut)

    def heading(self, listing: Listing[QueueLine]) -> str:
        by = "in the queue's order" if listing.order == _QUEUE else f"by {listing.order}"
        return f"{listing.count('ask')} · {by}"

    @property
    def none_yet(self) -> str:
        return f"No asks yet: {self.key('new')} writes the first. {excluded(self.vault.settings.exclude)}".rstrip()

    def on_rows_chosen(self) -> None:
        """Show the next step of the ask under the cursor in the bottom line."""
        chosen = self.query_one(AskList).chosen
        self.status_of(chosen, f"{self.key('nav.open')} opens it, {self.key('list.sort')} sorts otherwise")
