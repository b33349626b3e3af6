"""What is done behind the screens after a change, once they have had their time: what the tabs say counted, notes read,
events dated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from textual.app import App
from textual.timer import Timer

from journal import JournalError, Vault
from tui.latest_query import LatestQuery
from tui.messages import Counted
from tui.screens.view import Clock

__all__ = ["Background"]

_UNTIL_COUNTING = 0.1
_UNTIL_READING = 1.0
"""Seconds that the screens have for themselves before problems are counted, and notes read for the search."""


class Background:
    """Counts the problems of a vault and the asks on us for the tabs, reads for the search what it does not know yet,
    and dates events for the Timeline.

    count_more: gives how many problems there are besides those that the vault knows of.
    """

    def __init__(self, app: App[Any], vault: Vault, clock: Clock, count_more: Callable[[], int]) -> None:
        self._app, self._vault, self._clock, self._count_more = app, vault, clock, count_more
        self._counting = Timer(app, _UNTIL_COUNTING)
        self._counts: LatestQuery[Mapping[str, int]] = LatestQuery(app, self._show_counts, self._told_elsewhere)
        self._words: LatestQuery[tuple[int, int] | None] = LatestQuery(app, self._read_on, self._told_elsewhere)
        self._events: LatestQuery[object] = LatestQuery(app, lambda _: None, self._told_elsewhere)

    def begin(self) -> None:
        """Count and read again, since the notes have changed."""
        self._counting.stop()
        self._counting = self._app.set_timer(_UNTIL_COUNTING, self._count)
        self._app.set_timer(_UNTIL_READING, self._read_on)
        self._app.set_timer(_UNTIL_READING, self._date_events)

    def _read_on(self, standing: tuple[int, int] | None = (0, 0)) -> None:
        """Read more notes for the search, a few at a time, so that others get their turn.

        standing: how many of how many are read, None when all are.
        """
        if standing:
            self._words.ask(None, self._vault.catch_up)

    def _date_events(self) -> None:
        """Have the vault know what happened on which day, so that the Timeline need not wait for it."""
        today = self._clock()
        self._events.ask(None, lambda: self._vault.events_on(today, today))

    def _count(self) -> None:
        """Count anew, whatever screen is shown."""
        vault, today = self._vault, self._clock()

        def count() -> Mapping[str, int]:
            problems = vault.count_problems(today) + self._count_more()
            return {"follow_ups": vault.counts(today).need_follow_up, "problems": problems}

        self._counts.ask(None, count)

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        for view, number in counts.items():
            self._app.post_message(Counted(view, number))

    def _told_elsewhere(self, error: JournalError) -> None:
        """Show nothing of an error: it hinders reading too, and the view tells it."""
