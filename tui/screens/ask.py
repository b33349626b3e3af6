"""One ask, whole: its fields, what is missing, its note, its history and its links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from journal import FollowUp, Vault
from tui import card
from tui.card import Card
from tui.reading import Asking
from tui.screens.acting import Acting
from tui.screens.taking import ask_at
from tui.screens.view import Clock
from tui.screens.whole import Whole
from tui.widgets.preview import Preview

__all__ = ["AskScreen"]


class AskScreen(Acting, Whole):
    """An ask on top of the list it was chosen in."""

    def __init__(self, vault: Vault, clock: Clock, follow_up: FollowUp) -> None:
        super().__init__(vault, clock)
        self._follow_up = follow_up
        self._card: Asking[Card] = Asking(self, self._show, self.fail)

    def reload(self) -> None:
        vault, today, path = self.vault, self.clock(), self._follow_up.ask.note.path

        def read() -> Card:
            return card.read_card(vault, ask_at(vault, path, today), today)

        self._card.ask(path, read)

    def _show(self, shown: Card) -> None:
        self._follow_up = shown.follow_up
        self.query_one(Preview).show(shown.follow_up.ask.note.path, partial(card.whole, shown))
        self.say(self.hint(shown.follow_up, "e edits the note, Esc goes back"))

    def asks(self) -> Sequence[FollowUp]:
        return [self._follow_up]

    def action_edit(self) -> None:
        self.edit(self._follow_up)
