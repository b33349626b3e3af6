"""A table of all that there is of one kind, to be sorted and narrowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from journal import ContactLine, GoalLine, Kind, Page, Party, Vault, wording
from journal.model import Day
from tui.latest_query import LatestQuery
from tui.messages import Counted, EditNote
from tui.screens.filtered import Filtered, why_listed
from tui.screens.preview_screen import PreviewScreen, Written
from tui.screens.view import Clock
from tui.sections import Remark, Section, Words, rows_as_text
from tui.widgets.preview import Preview
from tui.widgets.rows import Rows
from tui.widgets.table import Columns, Head, Table, fitted

__all__ = ["IN_NOTE", "ListScreen", "Listing", "PartyList", "Sorts", "sorted_by"]

Line = TypeVar("Line")
PartyLine = TypeVar("PartyLine", ContactLine, GoalLine)

Sorts: TypeAlias = Mapping[str, Callable[[Any], Any] | None]
"""A dict from an order's name to the sort key of a line; None for the order of the vault's answer."""
IN_NOTE = frozenset({"note.edit", "person.touch", "goal.achieved"})
"""Ids of the keys that do nothing for a contact or goal without a note."""
_FIRST = 60
"""Rows that are enough for a screen: the others come once these are seen."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[Line]):
    """The rows for a list. rows: those that pass the filter. order: the name of their order among the screen's.

    total: how many rows there are without the filter; wanting: how many of them want something done; None while
    unknown. is_cut: further rows are still to come.
    """

    rows: Sequence[Line | Section]
    order: str
    today: Day
    total: int | None
    wanting: int | None
    is_cut: bool = False

    def count(self, what: str) -> str:
        """``3 asks, 2 shown``: how many there are, and how many pass the filter where not all do.

        ``Asks`` while it is not known how many; what is shown is not counted while rows are to come. what: the word for
        one.
        """
        if self.total is None:
            return f"{what}s".capitalize()
        lines = sum(not isinstance(row, Section) for row in self.rows)
        shown = f", {lines} shown" if lines < self.total and not self.is_cut else ""
        return f"{wording.count(self.total, what)}{shown}"


def sorted_by(lines: Sequence[Line], key: Callable[[Line], Any] | None) -> Sequence[Line]:
    """The lines sorted by a key of a Sorts; as they are for None."""
    return sorted(lines, key=key) if key else lines


class ListScreen(Filtered, Generic[Line]):
    """A screen with a table: ``body`` yields a Head and rows, ``read`` gives the lines."""

    SORTS: ClassVar[Sorts] = {"": None}
    """The orders that ``s`` goes through."""
    OF_ROW = frozenset({"list.filter", "list.sort", "note.edit", "view.preview"})
    COUNTED: ClassVar[bool] = False
    """Whether the tab says how many want something done."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._listing: LatestQuery[Listing[Line]] = LatestQuery(self, self._show, self.fail)
        self._order = next(iter(self.SORTS))
        self._limit: int | None = _FIRST

    def read(self, today: Day, filter_words: str, order: str, limit: int | None) -> Listing[Line]:
        """The lines to list; called on a worker thread. Raises JournalError.

        limit: so many are enough, None for all; given only without a filter and in the first order.
        """
        raise NotImplementedError

    def heading(self, listing: Listing[Line]) -> str:
        """The title of the list's frame."""
        raise NotImplementedError

    @property
    def none_yet(self) -> str:
        """The sentence to show where there is nothing to list."""
        raise NotImplementedError

    def reload(self) -> None:
        today, typed, order = self.clock(), self.filter_words, self._order
        limit = None if typed or order != next(iter(self.SORTS)) else self._limit
        self._listing.ask((typed, order), partial(self.read, today, typed, order, limit))

    def _show(self, listing: Listing[Line]) -> None:
        """Show the rows. If the answer held only the first rows, ask for all once these are painted."""
        if self.COUNTED and listing.wanting is not None:
            self.post_message(Counted(self.VIEW, listing.wanting))
        self.query_one(Head).show(self.heading(listing), listing.order)
        nothing = Remark(self.nothing_matches if listing.total else self.none_yet)
        self.query_one(Rows).put(listing.rows or [nothing], listing.today)
        self._limit = None
        if listing.is_cut:
            self.query_one(Rows).call_after_refresh(self.reload)

    def action_sort(self) -> None:
        """Sort by the next order; the first one comes after the last."""
        orders = list(self.SORTS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.reload()


class PartyList(ListScreen[PartyLine], PreviewScreen):
    """A table of contacts or goals (NEW says which), with the details of the one under the cursor beside it."""

    COUNTED = True
    COLUMNS: ClassVar[Columns[Any]]
    NOBODY: ClassVar[str]
    """The toast for a key that needs a row under the cursor where there is none."""

    def hint(self, line: PartyLine) -> str:
        """Sentences that say what to do for a contact or goal; called on a worker thread."""
        raise NotImplementedError

    def said_of(self, page: Page, today: Day, width: int) -> Sequence[Section | Remark | Words]:
        """The details of the contact or goal of a page, shown beside the list. width: in cells."""
        raise NotImplementedError

    def opened(self, party: Party) -> Message:
        """The message that opens the page of a contact or goal."""
        raise NotImplementedError

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._hint: LatestQuery[str] = LatestQuery(self, self.status, self.fail)

    def body(self) -> ComposeResult:
        with Container(classes="beside"):
            with Container(classes="panel"):
                yield Head(self.COLUMNS)
                yield Table(self.COLUMNS, lambda line: line.party.key)
            yield Preview(id=self.VIEW)
        yield self.filter_line()

    @property
    def chosen(self) -> PartyLine | None:
        """The line under the cursor."""
        table: Table[PartyLine] = self.query_one(Table)
        return table.chosen

    def on_rows_chosen(self) -> None:
        """Preview the party under the cursor and show its hint; clear both where no row is under it."""
        line, today, height = self.chosen, self.clock(), self.query_one(Preview).size.height
        if line is None:
            self._hint.forget()
            self.status("")
            self.preview(None)
            return
        vault, kind, party, path = self.vault, self.NEW, line.party, line.path
        columns, words = fitted(self.COLUMNS, self.query_one(Table).size.width - 1, lead=0), self.searched_words
        shown = " ".join(column.text(line, today) for column, _ in columns)

        def hint() -> str:
            own = vault.notes_at([path]) if path and words else ()
            said: list[str] = [why_listed(vault, note, shown, words) for note in own]
            return " ".join(filter(None, [*said, self.hint(line)]))

        self._hint.ask((party.key, words), hint)

        def read() -> Written:
            page = vault.page_of(kind, party, today)
            return lambda width: rows_as_text(self.said_of(page, today, width), width, height)

        self.preview(party.key, read)

    @property
    def to_meet(self) -> Sequence[Party]:
        line = self.chosen if self.NEW is Kind.PERSON else None
        return (line.party,) if line else ()

    def on_rows_opened(self) -> None:
        """Open the page of the party under the cursor."""
        if line := self.chosen:
            self.post_message(self.opened(line.party))

    def suits(self, what: str) -> bool:
        if what in IN_NOTE and (self.chosen is None or self.chosen.path is None):
            return False
        return super().suits(what)

    def action_edit(self) -> None:
        """Open the party's note in the editor; show a toast where it has none."""
        line = self.chosen
        if line is None:
            self.toast(self.NOBODY)
            return
        if line.path:
            self.post_message(EditNote(line.path, None))
        else:
            whose = "their" if self.NEW is Kind.PERSON else "its"
            self.toast(f"{line.party.name} has no note of {whose} own yet: “{self.key('new')}” begins one.")
