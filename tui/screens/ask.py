"""One ask, whole: its fields, what is missing, its note, its history and its links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from journal import Vault
from journal.model import Day
from tui import card
from tui.card import Card
from tui.dated import dated
from tui.latest_query import LatestQuery
from tui.screens.ask_actions import AskActions
from tui.screens.detail import DetailScreen
from tui.screens.view import Clock

__all__ = ["AskScreen"]


class AskScreen(AskActions, DetailScreen):
    """An ask on top of the list it was chosen in."""

    def __init__(self, vault: Vault, clock: Clock, path: str) -> None:
        super().__init__(vault, clock)
        self._path = path
        self._card: LatestQuery[tuple[Card, bool]] = LatestQuery(self, self._show, self.fail)
        self._stands = False

    def reload(self) -> None:
        self._card.ask(self._path, partial(self._read, self.clock(), self._stands))

    def _read(self, today: Day, with_history: bool) -> tuple[Card, bool]:
        """The ask, at first without git's history; and whether there is more to read."""
        read = card.read_card(self.vault, self._path, today, self.own_keys)
        page, has_more = dated(self.vault, read.page, today) if with_history else (read.page, True)
        return replace(read, page=page), has_more

    def _show(self, read: tuple[Card, bool]) -> None:
        """Show the ask; where there is more of git's history to read, ask for it at once."""
        shown, has_more = read
        self._stands, self._path = True, shown.follow_up.note.path
        if has_more:
            self.reload()
        self.put_next_key_first(shown.follow_up.state)
        self.show(self._path, partial(card.whole, shown))
        self.status(
            self.hint(shown.follow_up, f"{self.key('note.edit')} edits the note, {self.key('nav.back')} goes back")
        )

    def paths(self) -> Sequence[str]:
        return [self._path]

    def action_edit(self) -> None:
        self.edit(self._path)
