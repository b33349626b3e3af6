"""A contact or a goal, whole: what is said of it, and its asks to open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from journal import Kind, Note, Page, Party, Vault
from journal.model import Day
from tui.dated import dated
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.messages import EditNote
from tui.screens.list_page import ListPage
from tui.screens.list_screen import IN_NOTE
from tui.screens.view import Clock
from tui.sections import ListRow, Piece
from tui.widgets.ask_list import AskList
from tui.widgets.preview import Preview

__all__ = ["PartyPage", "PartyScreen"]


@dataclass(frozen=True, slots=True)
class PartyPage:
    """The rows of the page of a contact or goal. note: for the editor, None where there is none.

    achieved: the goal is.
    """

    rows: Sequence[ListRow]
    today: Day
    note: Note | None
    achieved: bool = False


class PartyScreen(ListPage):
    """The page of a contact or goal; ``rows`` is called on a worker thread."""

    AUTO_FOCUS = "AskList"
    KIND: ClassVar[Kind]
    """What the party is: a person or a goal."""
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("nav.back", "leave", show=True),
        bind("nav.quit", "leave", at_once=True),
        bind("new", "new", show=True, at_once=True),
        bind("note.edit", "edit", show=True),
    ]

    def __init__(self, vault: Vault, clock: Clock, party: Party) -> None:
        super().__init__(vault, clock)
        self.party = self.about = party
        self.note: Note | None = None
        self._achieved = False
        self._page: LatestQuery[tuple[PartyPage, bool]] = LatestQuery(self, self._show, self.fail)
        self._stands = False

    def rows(self, page: Page, today: Day, width: int) -> PartyPage:
        """The rows of the page. width: of the list, in cells. Raises JournalError."""
        raise NotImplementedError

    def _read(self, today: Day, width: int, with_history: bool) -> tuple[PartyPage, bool]:
        """The page, at first without git's history; and whether there is more to read."""
        page = self.vault.page_of(self.KIND, self.party, today)
        page, has_more = dated(self.vault, page, today) if with_history else (page, True)
        return self.rows(page, today, width), has_more

    def body(self) -> ComposeResult:
        with Container(classes="beside page"):
            asks = AskList(from_top=True)
            asks.border_title = "Contact" if self.KIND is Kind.PERSON else "Goal"
            yield asks
            yield Preview()

    def read_rows(self, width: int) -> None:
        today, with_history = self.clock(), self._stands
        self._page.ask(self.party.key, lambda: self._read(today, width, with_history))

    def _show(self, read: tuple[PartyPage, bool]) -> None:
        """Show the page; where there is more of git's history to read, ask for it at once."""
        page, has_more = read
        self._stands = True
        if has_more:
            self.reload()
        self.note, self._achieved = page.note, page.achieved
        self.put(page)

    def put(self, page: PartyPage) -> None:
        """Show the rows of the page."""
        self.query_one(AskList).put(page.rows, page.today)

    def on_rows_chosen(self) -> None:
        """Show the ask under the cursor beside the list, and its next step in the bottom line."""
        back = f"{self.key('nav.back')} goes back"
        line = self.query_one(AskList).chosen
        self.preview_ask(line)
        self.status_of(line, f"{self.key('nav.open')} opens it, {back}", self.hint_of_row(back))

    def hint_of_row(self, back: str) -> str:
        """The bottom line where no ask is under the cursor. back: how to go back."""
        return f"{self.key('new')} asks {'them' if self.KIND is Kind.PERSON else 'somebody for it'}, {back}."

    def suits(self, what: str) -> bool:
        if what in IN_NOTE and (self.note is None or (what == "goal.achieved" and self._achieved)):
            return False
        return super().suits(what)

    def action_new(self) -> None:
        """An ask of this contact, or for this goal and the piece that the cursor is on."""
        from tui.screens.new import write_new

        first = {"contact" if self.KIND is Kind.PERSON else "goal": self.party.name}
        if isinstance(piece := self.query_one(AskList).current, Piece):
            first["piece"] = piece.piece
        write_new(self, Kind.ASK, first)

    @property
    def to_meet(self) -> Sequence[Party]:
        return (self.party,) if self.KIND is Kind.PERSON else ()

    def action_edit(self) -> None:
        if self.note:
            self.post_message(EditNote(self.note.path, None))
        else:
            whose = "their" if self.KIND is Kind.PERSON else "its"
            self.toast(f"{self.party.name} has no note of {whose} own yet: “{self.key('new')}” in the list begins one.")
