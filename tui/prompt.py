"""An app that shows a view as soon as it is known what stands in it."""

from __future__ import annotations

from textual.app import ReturnType
from textual.timer import Timer

from tui.resting import RestingApp

__all__ = ["PromptApp"]

_AT_THE_LATEST = 0.05
"""Seconds for which Textual shows nothing new where it goes to another view."""


class PromptApp(RestingApp[ReturnType]):
    """An app that shows where it went as soon as the first question from there is answered; Textual always waits."""

    def __init__(self) -> None:
        super().__init__()
        self._cover: Timer | None = None

    def delay_update(self, delay: float = _AT_THE_LATEST) -> None:
        """Show nothing new until a question is answered, or for so many seconds."""
        if self._cover is None:
            self._begin_batch()
        else:
            self._cover.stop()
        self._cover = self.set_timer(delay, self._uncover)

    def on_answered(self) -> None:
        """Show what was asked for: it stands where it belongs."""
        self._uncover()

    def _uncover(self) -> None:
        """Show what is in front, if that is still to be shown: the timer may come right after an answer."""
        if self._cover is None:
            return
        self._cover.stop()
        self._cover = None
        self._end_batch()
        if not self._batch_count:
            self.screen.refresh()
