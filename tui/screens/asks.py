"""Asks: every one as a table, to be sorted and narrowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from journal import QueueLine, Vault, parse_filter, wording
from journal.model import Day
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.messages import OpenAsk
from tui.screens.acting import Acting
from tui.screens.filtered import Filtered
from tui.screens.view import Clock
from tui.sections import ListRow, Remark
from tui.widgets.ask_list import AskList
from tui.widgets.ask_table import AskTable, table_head
from tui.widgets.table import Head

__all__ = ["AsksScreen"]

_LAST = "\U0010ffff"


_SORTS: Mapping[str, Callable[[QueueLine], Any] | None] = {
    "queue": None,
    "due": lambda line: line.due or Day.max,
    "asked": lambda line: -(line.asked or Day.min).toordinal(),
    "contact": lambda line: line.contacts.casefold() or _LAST,
    "goal": lambda line: line.goals.casefold() or _LAST,
    "title": lambda line: line.title.casefold(),
}
"""The orders that ``s`` goes through; what has no value comes last, what is alike stays in the queue's order."""


@dataclass(frozen=True, slots=True)
class _Table:
    """An answer of the vault. asks: how many there are, whatever the filter."""

    rows: Sequence[QueueLine]
    asks: int
    today: Day
    sorted_by: str


def _table(vault: Vault, today: Day, filter_words: str, sorted_by: str) -> _Table:
    lines = vault.queue(today, parse_filter(filter_words))
    key = _SORTS[sorted_by]
    return _Table(sorted(lines, key=key) if key else lines, vault.counts(today).asks, today, sorted_by)


class AsksScreen(Acting, Filtered):
    """All asks there are, done and closed ones too."""

    VIEW = "asks"
    HINT = "state:waiting goal:phd asked>2026-01-01 a-word"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("list.sort", "sort", show=True),
        bind("note.edit", "edit", show=True),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._table: LatestQuery[_Table] = LatestQuery(self, self._show, self.fail)
        self._sort = next(iter(_SORTS))

    def body(self) -> ComposeResult:
        with Container(classes="panel"):
            yield table_head()
            yield AskTable()
        yield self.filter_line()

    def reload(self) -> None:
        vault, today, typed, by = self.vault, self.clock(), self.filter_words, self._sort
        self._table.ask((typed, by), lambda: _table(vault, today, typed, by))

    def _show(self, table: _Table) -> None:
        shown = len(table.rows)
        count = wording.count(table.asks, "ask") + (f", {shown} shown" if shown < table.asks else "")
        by = "in the queue's order" if table.sorted_by == "queue" else f"by {table.sorted_by}"
        self.query_one(Head).show(f"{count} · {by}", table.sorted_by)
        rows: Sequence[ListRow] = table.rows
        if not rows:
            none_yet = f"No asks yet: {self.key('new')} writes the first."
            rows = [Remark(self.nothing_matches if table.asks else none_yet)]
        self.query_one(AskTable).show(rows, table.today)

    def on_ask_list_chosen(self, event: AskList.Chosen) -> None:
        self.status_of(event.line, f"{self.key('nav.open')} opens it, {self.key('list.sort')} sorts otherwise")

    def on_ask_list_opened(self, event: AskList.Opened) -> None:
        self.post_message(OpenAsk(event.line.path))

    def action_sort(self) -> None:
        """The next order, and around."""
        orders = list(_SORTS)
        self._sort = orders[(orders.index(self._sort) + 1) % len(orders)]
        self.reload()

    def action_edit(self) -> None:
        if chosen := self.query_one(AskTable).chosen:
            self.edit(chosen.path)
        else:
            self.toast("There is no ask to edit here.")
