"""Nothing breaks however small the terminal is, and what matters most stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.stage import staged

KEYS = ("j", "p", "G", "slash", "a", "escape", "question_mark", "escape", "enter", "j", "escape", "colon", "escape")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12), (10, 3), (1, 1)], ids="{0[0]}x{0[1]}".format)
async def test_every_key_works_at_every_size(network: Path, size: tuple[int, int]) -> None:
    async with staged(network, size) as stage:
        for key in KEYS:
            await stage.press(key)
        assert len(stage.lines) == size[1]
        assert stage.app.is_running


async def test_the_terminal_may_change_its_size(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("G")
        for size in ((40, 12), (1, 1), (10, 3), (80, 24)):
            await stage.pilot.resize_terminal(*size)
            await stage.pilot.pause()
        await stage.cursor_on("Aroha Ngata")


async def test_a_narrow_list_keeps_state_lateness_and_contact(network: Path) -> None:
    async with staged(network, (40, 12)) as stage:
        await stage.sees("▌!THANK +9d    Priya Nair  Intro to A…")


async def test_the_smallest_list_still_shows_states(network: Path) -> None:
    async with staged(network, (10, 3)) as stage:
        await stage.sees("▌!THANK +")
