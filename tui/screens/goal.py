"""One goal, whole: who was asked for which piece, who could help with the others, its asks and what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType

from journal import JournalError, Kind, Lead, Page, Party, Progress, Vault
from journal.model import Day
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.leads import with_leads
from tui.messages import OpenWho
from tui.parties import goal_rows
from tui.screens.goal_achieved import achieve
from tui.screens.leads import ask_lead, lead_hint, open_lead
from tui.screens.party import PartyPage, PartyScreen
from tui.screens.view import Clock
from tui.sections import LeadLine, Piece
from tui.widgets.ask_list import AskList

__all__ = ["GoalScreen"]

_MOST = 3
"""People who are shown for a piece."""


class GoalScreen(PartyScreen):
    """A goal, with a note or without."""

    KIND = Kind.GOAL
    BINDINGS: ClassVar[list[BindingType]] = [bind("goal.achieved", "achieved", show=True)]

    def __init__(self, vault: Vault, clock: Clock, party: Party) -> None:
        super().__init__(vault, clock, party)
        self._leads: Mapping[str, Sequence[Lead]] = {}
        self._nobody = ""
        self._found: LatestQuery[Mapping[str, Sequence[Lead]] | None] = LatestQuery(self, self._learn, self._no_leads)

    def rows(self, page: Page, today: Day, width: int) -> PartyPage:
        assert isinstance(page.subject, Progress)
        goal = page.subject
        return PartyPage(goal_rows(self.vault, goal, page, today, width), today, goal.note, bool(goal.achieved))

    def put(self, page: PartyPage) -> None:
        """Show the rows; who could help is asked for once they stand."""
        self._page_shown = page
        self._put_with_leads()
        if pieces := [row.piece for row in page.rows if isinstance(row, Piece)]:
            self._found.ask(tuple(pieces), lambda: self._first_leads(pieces, page.today))

    def _put_with_leads(self) -> None:
        page = self._page_shown
        super().put(replace(page, rows=with_leads(page.rows, self._leads, self._nobody)))

    def _first_leads(self, pieces: Sequence[str], today: Day) -> Mapping[str, Sequence[Lead]] | None:
        """The first who could help with each piece; None while notes are to be read first. Raises JournalError."""
        if self.vault.catch_up():
            return None
        return {piece: self.network.first_leads(piece, today, _MOST) for piece in pieces}

    def _learn(self, leads: Mapping[str, Sequence[Lead]] | None) -> None:
        """Show who could help; while notes are still to be read, ask again."""
        if leads is None:
            self.put(self._page_shown)
            return
        self._leads = leads
        self._nobody = f"Nobody is known to help with that: {self.key('who.open')} looks with words of your own."
        self._put_with_leads()

    def _no_leads(self, error: JournalError) -> None:
        """Tell below the first piece why nobody knows who could help."""
        pieces = [row.piece for row in self._page_shown.rows if isinstance(row, Piece)]
        self._leads, self._nobody = dict.fromkeys(pieces[:1], ()), error.sentence
        self._put_with_leads()

    def hint_of_row(self, back: str) -> str:
        row = self.query_one(AskList).current
        return lead_hint(self, row.lead) if isinstance(row, LeadLine) else super().hint_of_row(back)

    def on_rows_opened(self) -> None:
        """Open the page of somebody who could help."""
        if isinstance(row := self.query_one(AskList).current, LeadLine):
            open_lead(self, row.lead)

    @property
    def to_look_for(self) -> OpenWho:
        """The page of who could help with the piece under the cursor, else with every piece nobody was asked for."""
        row, goal = self.query_one(AskList).current, {"goal": self.party.name}
        if isinstance(row, Piece | LeadLine) and row.piece:
            return OpenWho(row.piece, {**goal, "piece": row.piece})
        return OpenWho(self.party.name, goal)

    def action_new(self) -> None:
        """An ask of the person under the cursor; else as on every page."""
        if isinstance(row := self.query_one(AskList).current, LeadLine):
            ask_lead(self, row.lead, {"goal": self.party.name, "piece": row.piece})
        else:
            super().action_new()

    def action_achieved(self) -> None:
        achieve(self, self.party)
