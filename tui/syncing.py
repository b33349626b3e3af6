"""What git has to do with the app: how far the vault and its remote are apart, and commits once it is quiet."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.timer import Timer

from journal import JournalError, Vault, showable
from journal.model import Day
from tui.latest_query import LatestQuery
from tui.messages import ReadAgain, SwitchTo

if TYPE_CHECKING:
    from journal import Distance, VaultSync

__all__ = ["QUIET", "Syncing"]

QUIET = 30.0
"""Seconds without a further write after which what changed is committed, where the vault wants that."""
_UNTIL_LOOKING = 1.0
"""Seconds after a change until git is asked, so that many changes ask once."""
_STAYS = 10.0
"""Seconds that a toast of what hinders a commit stays."""


class Syncing:
    """Runs git for the app on threads, and only where this person agreed to it; nothing for a vault that does not sync.

    show: called when the distance changes. clock: in seconds.
    """

    def __init__(
        self,
        app: App[Any],
        vault: Vault,
        today: Callable[[], Day],
        show: Callable[[], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app, self._vault, self._today, self._show, self._clock = app, vault, today, show, clock
        self._distance: Distance | None = None
        self._distances: LatestQuery[Distance | None] = LatestQuery(app, self._arrived, self._unknown)
        self._commits: LatestQuery[str] = LatestQuery(app, self._committed, self._hindered)
        self._timer = Timer(app, _UNTIL_LOOKING)
        self._last_write: float | None = None
        self._told = ""

    @cached_property
    def sync(self) -> VaultSync:
        from journal import VaultSync

        return VaultSync(self._vault)

    @property
    def short(self) -> str:
        """The distance of the vault and its remote for the top line; "" where unknown."""
        return self._distance.short if self._distance else ""

    def changed(self) -> None:
        """Remember that notes changed, so that they are committed once it is quiet."""
        if not self._vault.settings.git:
            return
        self._last_write = self._clock()
        self._timer.stop()
        self._timer = self._app.set_timer(_UNTIL_LOOKING, self.look)

    def open(self) -> None:
        """Show the plan of a sync on top of the screen, and ask."""
        from tui.screens.sync import SyncScreen

        def left(wants_to_decide: bool | None) -> None:
            self._app.post_message(ReadAgain())
            self.look()
            if wants_to_decide:
                self._app.post_message(SwitchTo("problems"))

        self._app.push_screen(SyncScreen(self.sync, str(self._vault.root), self._today()), left)

    def look(self) -> None:
        """Ask git for the distance of the vault and its remote; the answer comes later."""
        if self._vault.settings.git:
            self._distances.ask(None, self._ask)

    def tick(self) -> None:
        """Look whether git did something meanwhile, and commit the changes once it is quiet."""
        if not self._vault.settings.git:
            return
        if self.sync.has_moved():
            self.look()
        quiet = self._last_write is not None and self._clock() - self._last_write >= QUIET
        if self._vault.settings.auto_commit and quiet and self.sync.is_on:
            self._last_write = None
            self._commits.ask(None, self.sync.commit)

    def count_waiting(self) -> int:
        """The number of problems that only git knows of: files that a merge waits for, and losses of foreign merges.

        Slow, so call it on a worker thread.
        """
        if not self._vault.settings.git:
            return 0
        return self.sync.count_unmarked() + len(self.sync.losses(self._today()))

    def _ask(self) -> Distance | None:
        """The distance as git tells it; None where sync is off. Slow: not for the screen's thread."""
        return self.sync.distance() if self.sync.is_on else None

    def _arrived(self, distance: Distance | None) -> None:
        """Remember the distance, and have the bars shown where it is another one."""
        if distance != self._distance:
            self._distance = distance
            self._show()

    def _unknown(self, _: JournalError) -> None:
        """Show no distance after an error; the next sync tells the error."""
        self._arrived(None)

    def _committed(self, message: str) -> None:
        """Tell a commit in a toast. message: the commit's, "" where nothing was committed."""
        self._told = ""
        if message:
            self._app.notify(showable(f"Committed: {message}"), markup=False)
            self.look()

    def _hindered(self, error: JournalError) -> None:
        """Tell that a commit failed, once until a commit works again; it is tried anew after another quiet while."""
        self._last_write = self._last_write or self._clock()
        if error.sentence != self._told:
            self._told = error.sentence
            sentence = f"Nothing was committed: {error.sentence}"
            self._app.notify(showable(sentence, keep="\n"), severity="warning", timeout=_STAYS, markup=False)
