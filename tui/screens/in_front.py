"""A screen that is styled once when it is new, and told once when it comes to the front."""

from __future__ import annotations

import asyncio

from textual.app import ComposeResult
from textual.events import ScreenResume

from tui.sizes import LaidOutOnce, take_size

__all__ = ["InFront"]


class InFront(LaidOutOnce[None]):
    """A screen with classes for its size; ``came`` is called each time it comes to the front."""

    def __init__(self) -> None:
        super().__init__()
        self._is_in_front = False
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (130, "-broad"), (160, "-vast")]
        self.VERTICAL_BREAKPOINTS = [(0, "-tiny"), (8, "-short"), (16, "-tall"), (30, "-high")]

    def came(self) -> None:
        """Ask for what is shown here, since it came to the front."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        take_size(self)
        return ()

    async def on_screen_resume(self, event: ScreenResume) -> None:
        """Tell that it came, and let the questions that it asks begin before it is laid out.

        A new screen has its styles already, and Textual tells that of a tab twice that it is in front.
        """
        if self._is_in_front:
            event.prevent_default()
            return
        self._is_in_front = True
        event.refresh_styles &= self.stack_updates > 0
        self.came()
        await asyncio.sleep(0)

    def on_screen_suspend(self) -> None:
        """Let go of the lines as they were drawn, unless they show behind a dialog.

        Textual keeps each line, each piece of it that was ever written, and seven stores of their own for each.
        """
        self._is_in_front = False
        if not self.app.screen.is_modal:
            for widget in self.walk_children():
                widget.refresh()
