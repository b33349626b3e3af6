"""The keys that lead from an ask to whom it asks and to what it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from journal import FollowUp, Party
from tui.keymap import bind
from tui.messages import OpenContact, OpenGoal
from tui.screens.view import View

__all__ = ["Going"]


class Going(View):
    """Goes to the first contact or goal where an ask has several; the palette leads to the others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("go.contact", "go_contact"),
        bind("go.goal", "go_goal"),
    ]

    def paths(self) -> Sequence[str]:
        """The notes of what a key is about: the asks that are marked, else the chosen one, if there is one."""
        raise NotImplementedError

    def asks(self) -> Sequence[FollowUp]:
        """What a key is about, as it stands now."""
        return self.vault.asks(self.paths(), self.clock())

    def action_go_contact(self) -> None:
        self._go("contact", [party for ask in self.asks()[:1] for party in ask.ask.contacts], OpenContact)

    def action_go_goal(self) -> None:
        self._go("goal", [goal.party for ask in self.asks()[:1] for goal in ask.ask.goals], OpenGoal)

    def _go(self, what: str, parties: Sequence[Party], message: Callable[[Party], Message]) -> None:
        if parties:
            self.post_message(message(parties[0]))
        elif self.asks():
            self.toast(f"This ask has no {what}.")
        else:
            self.toast(f"There is no ask here whose {what} to go to.")
