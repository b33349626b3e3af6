"""What the person is told of the vault itself: at the start, and whenever that changes while the program runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from textual.app import App
from textual.screen import Screen

from journal import JournalError, Vault, Watched, showable
from journal.config import SETTINGS_FILE, read_settings
from journal.errors import BadSettings
from tui.keymap import in_keys
from tui.latest_query import LatestQuery
from tui.preferences import Preferences

__all__ = ["Notices"]

_LESS_THAN_WATCHED = ("partly", "polling", "missing", "failing")
"""Ways of watching that the person should hear of."""
_STAYS = 10.0
"""Seconds that such a toast stays."""
_UNTIL_LOOKING = 0.1
"""Seconds that the screens have for themselves before it is looked for news."""


class _Standing(NamedTuple):
    """sentences: those that are true now. new_settings: whether journal.toml has changed."""

    sentences: Sequence[str]
    new_settings: bool
    preferences: Preferences


class Notices:
    """Tells each sentence in a toast, once; again where it had ceased to be true.

    take: called with the current preferences, and whether the vault's settings changed, where either did.
    """

    def __init__(
        self, app: App[Any], vault: Vault, preferences: Preferences, take: Callable[[Preferences, bool], object]
    ) -> None:
        self._app, self._vault, self._preferences, self._take = app, vault, preferences, take
        self._told: frozenset[str] = frozenset()
        self._looks: LatestQuery[_Standing] = LatestQuery(app, self._show_news, self._told_elsewhere)
        self._watched: Watched | None = None

    def stand_on_top(self) -> None:
        """Show toasts on the screen on top alone, from now on: those of what is below would be seen beside them.

        Textual's class for a screen that has others on top would have all of its widgets styled and painted anew.
        """

        def show(top: Screen[Any]) -> None:
            for screen in self._app.screen_stack:
                for rack in screen.query_children("ToastRack"):
                    rack.set_class(screen is not top, "-below")

        self._app.screen_change_signal.subscribe(self._app, show, immediate=True)

    def look(self) -> None:
        """Look for news on a thread, a moment later; toasts follow."""
        self._app.set_timer(_UNTIL_LOOKING, self._look)

    def _look(self) -> None:
        preferences = self._preferences
        self._looks.ask(None, lambda: _standing(self._vault, preferences))

    def watched(self, now: Watched) -> None:
        """Tell that the vault is watched in another way, where changes may now come late."""
        before, self._watched = self._watched, now
        if now.mode in _LESS_THAN_WATCHED and (before is None or before.mode != now.mode):
            self._toast(now.sentence)

    def _show_news(self, standing: _Standing) -> None:
        for sentence in standing.sentences:
            if sentence not in self._told:
                self._toast(sentence)
        self._told = frozenset(standing.sentences)
        new_keys = standing.preferences != self._preferences
        if new_keys or standing.new_settings:
            self._preferences = standing.preferences
            self._take(standing.preferences, standing.new_settings)
        if standing.new_settings:
            self._toast(f"{SETTINGS_FILE} has changed: what it says counts from now on.")
        if new_keys:
            self._toast("Your config.toml has changed: its keys count from now on.")

    def _toast(self, sentence: str) -> None:
        """Show a warning, with our keyboard keys where it names commands."""
        sentence = in_keys(sentence, self._preferences.keys)
        self._app.notify(showable(sentence), severity="warning", timeout=_STAYS, markup=False)

    def _told_elsewhere(self, error: JournalError) -> None:
        """Show nothing of an error: it hinders the reading of notes too, and the view tells it."""


def _standing(vault: Vault, preferences: Preferences) -> _Standing:
    """The state of the cache, an interrupted write, journal.toml and the person's config.toml."""
    said = [vault.notice or "", vault.unfinished]
    new_settings = False
    try:
        new_settings = vault.read_settings()
        if read_settings(vault.root).max_note_bytes != vault.settings.max_note_bytes:
            said.append(f"max_note_bytes in {SETTINGS_FILE} has changed: that counts from the next start on.")
    except BadSettings as error:
        said.append(f"{error.sentence} What was read of it before counts until then.")
    try:
        preferences = preferences.read()
    except BadSettings as error:
        said.append(f"{error.sentence} Your keys stay as they are until then.")
    return _Standing([*filter(None, said), *vault.settings.warnings], new_settings, preferences)
