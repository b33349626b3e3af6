"""An app for keys that are typed faster than it can follow."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from rich.console import RenderableType
from textual.app import ReturnType
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.events import Event, InputEvent, Key

from tui.fitting import FittingApp
from tui.outliving import OutlivingDriver

__all__ = ["ENDS", "PatientApp"]

ENDS = (signal.SIGTERM, signal.SIGHUP)
"""Signals that would end the program with the terminal left as it is: they leave it in order instead."""

_BETWEEN_LOOKS = 0.001
"""Seconds until the app looks again whether a screen stands."""
_AT_THE_LATEST = 0.5
"""Seconds after which a key is taken for done, where what it was for is gone before it could tell."""


class PatientApp(FittingApp[ReturnType]):
    """An app that holds keys until the screen that they are for is there; after the key that quits, none does
    anything.
    """

    leaving = False
    """Whether somebody or something has ended the app: nothing is opened any more."""

    def __init__(self) -> None:
        super().__init__(driver_class=OutlivingDriver)
        self._holds = 0
        self._held: deque[InputEvent] = deque()
        self._rising: asyncio.Task[None] | None = None  # asyncio drops a task that nobody holds

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
            await self._take(self._held.popleft())

    def hold_first(self, event: InputEvent) -> None:
        """Keep a key until the one that is done now is through, before those that are held."""
        self._held.appendleft(event)

    def as_meant(self, event: InputEvent) -> InputEvent:
        """The key to do now, where an event may stand for several."""
        return event

    async def on_event(self, event: Event) -> None:
        """Keep keys while others are held."""
        if not isinstance(event, InputEvent) or event.is_forwarded:
            await super().on_event(event)
        elif self._holds or self._held:
            self._held.append(event)
        else:
            await self._take(event)

    async def _take(self, event: InputEvent) -> None:
        """Do what a key does once the screen is there; drop it once leaving.

        A letter is typed into the widget that has the focus, other keys go up from there to what is bound to them, and
        some are done at once: further keys are held until this one is through, or they would overtake it.
        """
        while not (self.leaving or self.screen.is_mounted):
            await asyncio.sleep(_BETWEEN_LOOKS)
        if self.leaving:
            return
        event = self.as_meant(event)
        way_up = (self.focused or self.screen).ancestors_with_self
        await super().on_event(event)
        if isinstance(event, Key):
            self.hold_keys()
            self._rising = asyncio.create_task(self._let_keys_go_after(way_up))

    async def _let_keys_go_after(self, way_up: Sequence[DOMNode]) -> None:
        """Let keys go once each on the way up has handled what it was told by then."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_AT_THE_LATEST):
                for node in way_up:
                    handled = asyncio.Event()
                    if node.call_later(handled.set):
                        await handled.wait()
        await self.let_keys_go()

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
