"""One goal, whole: who was asked for which of its pieces, its asks and what happened."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from journal import Kind, Page, Progress
from journal.model import Day
from tui.keymap import bind
from tui.parties import goal_rows
from tui.screens.goal_achieved import achieve
from tui.screens.party import PartyPage, PartyScreen

__all__ = ["GoalScreen"]


class GoalScreen(PartyScreen):
    """A goal, with a note or without."""

    KIND = Kind.GOAL
    BINDINGS: ClassVar[list[BindingType]] = [bind("goal.achieved", "achieved", show=True)]

    def rows(self, page: Page, today: Day, width: int) -> PartyPage:
        assert isinstance(page.subject, Progress)
        return PartyPage(goal_rows(self.vault, page.subject, page, today, width), today, page.subject.note)

    def action_achieved(self) -> None:
        achieve(self, self.party)
