"""An app for keys that are typed faster than it can follow."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections import deque
from functools import partial
from typing import Any

from rich.console import RenderableType
from textual.app import App, ReturnType
from textual.css.query import NoMatches
from textual.events import Event, InputEvent

__all__ = ["ENDS", "PatientApp"]

ENDS = (signal.SIGTERM, signal.SIGHUP)
"""Signals that would end the program with the terminal left as it is: they leave it in order instead."""

_BETWEEN_LOOKS = 0.001
"""Seconds until the app looks again whether a screen stands."""


class PatientApp(App[ReturnType]):
    """An app that holds keys until the screen that they are for is there; after the key that quits, none does
    anything.
    """

    leaving = False
    """Whether somebody or something has ended the app: nothing is opened any more."""

    def __init__(self) -> None:
        super().__init__()
        self._holds = 0
        self._held: deque[InputEvent] = deque()

    def on_mount(self) -> None:
        if threading.current_thread() is threading.main_thread():
            for end in ENDS:
                asyncio.get_running_loop().add_signal_handler(end, partial(self.exit, return_code=128 + end))

    def notify(self, message: str, **more: Any) -> None:
        """Show a toast; one that is on the screen already only stays longer."""
        for toast in [toast for toast in self._notifications if toast.message == message]:
            self._unnotify(toast)
        super().notify(message, **more)

    def hold_keys(self) -> None:
        """Hold keys until the last one has opened what it opens; each call needs a ``let_keys_go``."""
        self._holds += 1

    async def let_keys_go(self) -> None:
        """Undo one ``hold_keys``; after the last one, do what the held keys do."""
        self._holds -= 1
        while self._held and not self._holds:
            await self.on_event(self._held.popleft())

    async def on_event(self, event: Event) -> None:
        """Keep keys while they are held, and wait with others until the screen is there; drop them once leaving."""
        if isinstance(event, InputEvent) and not event.is_forwarded:
            if self._holds:
                self._held.append(event)
                return
            while not (self.leaving or self.screen.is_mounted):
                await asyncio.sleep(_BETWEEN_LOOKS)
            if self.leaving:
                return
        await super().on_event(event)

    def exit(
        self, result: ReturnType | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Quit with the first result that is given; later ones do not count."""
        if not self.leaving:
            self.leaving = True
            super().exit(result, return_code, message)

    def _handle_exception(self, error: Exception) -> None:
        """End with a traceback as Textual does; not for a screen that is told to close before its widgets are there,
        or does what a key still asks of it when they are gone.
        """
        if not (self.leaving and isinstance(error, NoMatches)):
            super()._handle_exception(error)
