"""Pictures of an app, one after the other, each compared with the one that is kept under its name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from syrupy.assertion import SnapshotAssertion

from tests.tui.rest import is_previewed
from tests.tui.stage import Stage, staged

__all__ = ["Pictures", "at_home", "go_home"]


class Pictures:
    """What a test takes; ``--snapshot-update`` keeps it, as for pictures that are taken of an app of their own."""

    def __init__(self, kept: SnapshotAssertion, folder: Path) -> None:
        self._kept, self._folder = kept.use_extension(SVGImageExtension), folder
        self._differ: list[str] = []

    async def take(self, stage: Stage, name: str | None, keys: tuple[str, ...], sees: str) -> None:
        """Have a picture of what some keys lead to.

        name: what stands in brackets in the kept file's name, None where nothing does. sees: what then shows.
        """
        for key in keys:  # what a dialog covers stands before it opens
            await stage.press(key)
            await stage.until(lambda: is_previewed(stage.app))
            await stage.pilot.pause()
        await stage.sees(sees)
        for field in stage.app.screen.query("Input, TextArea"):
            field.cursor_blink = False  # type: ignore[attr-defined]
        await stage.pilot.pause()
        shown = stage.app.export_screenshot(title=stage.app.title, simplify=True)
        if self._kept(name=name) != shown:
            drawn = self._folder / f"{name or 'picture'}.svg"
            drawn.write_text(shown, encoding="utf-8")
            self._differ.append(f"{drawn.stem} looks different now: {drawn}")

    def all_are_as_kept(self) -> None:
        """Fail, with the name of each that is not, and where it can be looked at."""
        if self._differ:
            pytest.fail("\n".join([*self._differ, "Look at them; --snapshot-update keeps them."]))


async def go_home(stage: Stage) -> None:
    """Leave everything for the first ask of the first list."""
    while len(stage.app.screen_stack) > 1:
        await stage.press("escape")
    await stage.press("escape", "1", "g")
    stage.app.clear_notifications()
    await stage.until(lambda: stage.cursor and is_previewed(stage.app))
    await stage.pilot.pause()


@asynccontextmanager
async def at_home(root: Path, size: tuple[int, int]) -> AsyncIterator[Stage]:
    """An app over a vault, once its tabs say how many problems there are, which is known last."""
    async with staged(root, size) as stage:
        await stage.until(lambda: any(tab.number is not None for tab in stage.app.bars.tabs if tab.view == "problems"))
        yield stage
