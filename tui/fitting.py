"""An app that takes the size of its terminal, however busy the machine is."""

from __future__ import annotations

from textual.app import App, ReturnType
from textual.events import Event, Resize

__all__ = ["FittingApp"]

_UNTIL_LOOKING = 0.1
"""Seconds after a change of the terminal's size in which Textual lays out the screen, unless it never does."""


class FittingApp(App[ReturnType]):
    """An app that looks whether its screen has taken a new size of the terminal.

    Textual lays it out by a timer of 8 ms. Where the machine has no time for the process when that begins, it is
    skipped, and none is started again: the screen would keep its old size until the program ends.
    """

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Resize):
            self.set_timer(_UNTIL_LOOKING, self._fit)
        await super().on_event(event)

    def _fit(self) -> None:
        """Have the screen lay itself out where it has another size than the terminal."""
        if self.screen_stack and self.screen.outer_size != self.size:
            self.screen.post_message(Resize(self.size, self.size))
