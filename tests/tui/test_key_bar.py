"""The bottom line: as many keys as there is room for, and a click does what the key does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.stage import Stage, staged
from tui.dialogs.help import Help
from tui.widgets.key_bar import KeyBar


async def click_on(stage: Stage, text: str) -> None:
    """Click on the bottom line where this stands."""
    bar = stage.app.screen.query_one(KeyBar)
    await stage.pilot.click(bar, offset=(stage.lines[-1].index(text), 0))


async def test_a_click_does_what_the_key_does(network: Path) -> None:
    async with staged(network) as stage:
        await stage.cursor_on("Priya Nair")
        await click_on(stage, "help")
        await stage.until(lambda: isinstance(stage.app.screen, Help))
        await click_on(stage, "back")
        await stage.cursor_on("Priya Nair")
        await click_on(stage, "open")
        await stage.sees("goals/data-job")
        await click_on(stage, "esc")
        await stage.cursor_on("Priya Nair")
        await click_on(stage, "palette")
        await stage.sees("an action, a person")


async def test_a_question_is_answered_with_a_click(network: Path) -> None:
    path = network / "asks/portfolio.md"
    async with staged(network) as stage:
        await stage.press("j", "j", "j", "space", "space", "n")
        await stage.sees("Nudge 2 asks?")
        await click_on(stage, "no")
        await stage.sees_no("Nudge 2 asks?")
        assert "nudged" not in path.read_text()
        await stage.press("n")
        await stage.sees("Nudge 2 asks?")
        await click_on(stage, "yes")
        await stage.sees("Nudged: 2 asks")
        assert "nudged" in path.read_text()


async def test_a_dialog_shows_its_own_keys_whatever_its_fields_bind(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("t")
        await stage.sees("^s do it", "^y copy", "esc cancel")


@pytest.mark.parametrize("width", [120, 40, 12])
async def test_keys_without_room_are_left_out_and_the_palette_stays(network: Path, width: int) -> None:
    async with staged(network, (width, 24)) as stage:
        await stage.cursor_on("THANK")
        line = stage.lines[-1]
        assert line.endswith(": palette")
        assert ("edit" in line) is (width == 120)
