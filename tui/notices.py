"""What the person is told of the vault itself: at the start, and whenever that changes while the program runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textual.app import App

from journal import JournalError, Vault, Watched, showable
from journal.config import SETTINGS_FILE, read_settings
from journal.errors import BadSettings
from tui.latest_query import LatestQuery

__all__ = ["Notices"]

_LESS_THAN_WATCHED = ("partly", "polling", "missing", "failing")
"""Ways of watching that the person should hear of."""
_STAYS = 10.0
"""Seconds that such a toast stays."""


class Notices:
    """Tells each sentence once in a toast, and again where it ceased to hold and holds anew."""

    def __init__(self, app: App[Any], vault: Vault) -> None:
        self._app, self._vault = app, vault
        self._told: frozenset[str] = frozenset()
        self._looks: LatestQuery[Sequence[str]] = LatestQuery(app, self._tell, self._told_elsewhere)
        self._watched: Watched | None = None

    def look(self) -> None:
        """Look at what there is to tell, on a thread; the toasts come later."""
        self._looks.ask(None, lambda: list(_standing(self._vault)))

    def watched(self, now: Watched) -> None:
        """Tell of another way of watching, where it is less than to be told of each change at once."""
        before, self._watched = self._watched, now
        if now.mode in _LESS_THAN_WATCHED and (before is None or before.mode != now.mode):
            self._toast(now.sentence)

    def _tell(self, standing: Sequence[str]) -> None:
        for sentence in standing:
            if sentence not in self._told:
                self._toast(sentence)
        self._told = frozenset(standing)

    def _toast(self, sentence: str) -> None:
        self._app.notify(showable(sentence), severity="warning", timeout=_STAYS, markup=False)

    def _told_elsewhere(self, error: JournalError) -> None:
        """What hinders this hinders the reading of notes too, and the view says so."""


def _standing(vault: Vault) -> Iterator[str]:
    """The sentences that hold now: of the cache, of a write that was cut short, of journal.toml."""
    if vault.notice:
        yield vault.notice
    if unfinished := vault.unfinished:
        yield unfinished
    yield from vault.settings.unknown
    try:
        settings = read_settings(vault.root)
    except BadSettings as error:
        yield f"{error.sentence} What was read of it at the start counts until then."
    else:
        if settings != vault.settings:
            yield f"{SETTINGS_FILE} has changed: that counts from the next start on."
