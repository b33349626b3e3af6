"""Running the terminal UI in a test: its screen as lines, and waiting for what it will show."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from journal import Vault
from journal.model import Day
from tests.seen import PATIENCE
from tests.tui.looks import lines
from tests.tui.network import TODAY
from tests.tui.rest import paint
from tui.app import JournalApp
from tui.preferences import Preferences


def write(root: Path, files: Mapping[str, str]) -> Path:
    """The files in a folder, made where it is missing; each in one step, so that none is ever seen empty."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name("part")
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    return root


class Stage:
    """An app that runs: press keys, and wait for lines on its screen."""

    def __init__(self, app: JournalApp, pilot: Pilot[None], root: Path) -> None:
        self.app, self.pilot, self.root = app, pilot, root

    @property
    def lines(self) -> list[str]:
        return lines(self.app)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def cursor(self) -> str:
        """The line that the cursor is on; empty where none is."""
        found = (re.match("[┃│ ]{0,4}(▌.*)", line) for line in self.lines)  # further right stands a toast
        return next((re.split("┃|││", line[1])[0].rstrip("│ ") for line in found if line), "")

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        if self.app.is_running and self.app.screen_stack:
            paint(self.app)

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                pytest.fail("what was waited for did not come; the last screen:\n" + self.text)
            await self.pilot.pause(0.01)

    async def sees(self, *texts: str) -> None:
        """Wait until all of these stand on the screen."""
        await self.until(lambda: (shown := self.text) and all(text in shown for text in texts))

    async def sees_no(self, text: str) -> None:
        """Wait until this no longer stands on the screen."""
        await self.until(lambda: text not in self.text)

    async def cursor_on(self, text: str) -> None:
        """Wait until the cursor's line holds this."""
        await self.until(lambda: text in self.cursor)


@asynccontextmanager
async def staged(
    root: Path,
    size: tuple[int, int] = (120, 36),
    *,
    today: Callable[[], Day] = lambda: TODAY,
    preferences: Preferences = Preferences(),  # noqa: B008  # frozen
    at: str | None = None,
) -> AsyncIterator[Stage]:
    """The UI over a vault, first reading done. at: what names the page that it opens with."""
    vault = Vault.open(root)
    app = JournalApp(vault, today, preferences, vault.page(at, today()) if at else None)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        stage = Stage(app, pilot, root)
        await stage.until(lambda: app.bars.condition == "watching")
        await pilot.pause()
        yield stage
