"""One goal, whole: who was asked for which of its pieces, its asks and what happened."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from journal import Party, Progress, Vault
from journal.errors import NotUnderstood
from journal.model import Day
from tui.achieving import achieve
from tui.keymap import bind
from tui.parties import goal_rows
from tui.screens.party import PartyPage, PartyScreen
from tui.screens.view import Clock

__all__ = ["GoalScreen"]


class GoalScreen(PartyScreen):
    """A goal, with a note or without."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("goal.achieved", "achieved", show=True)]

    def __init__(self, vault: Vault, clock: Clock, party: Party) -> None:
        super().__init__(vault, clock, party)
        self._progress: Progress | None = None

    def read(self, today: Day, width: int) -> PartyPage:
        for progress in self.vault.goals(today):
            if progress.goal.party.key == self.party.key:
                self._progress = progress
                return PartyPage(goal_rows(self.vault, progress, today, width), today, progress.goal.note)
        raise NotUnderstood(f"{self.party.name} stands in no note any more. Esc goes back.")

    def action_achieved(self) -> None:
        achieve(self, self._progress)
