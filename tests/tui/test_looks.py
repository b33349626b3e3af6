"""What a test sees, kept while nothing changes, is what stands on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui import looks
from tests.tui.looks import lines, looked
from tests.tui.stage import Stage, staged
from tui.widgets.key_bar import KeyBar
from tui.widgets.preview import Preview

WALK = (
    *("j", "k", "G", "g", "l", "l", "tab", "slash", "x", "escape", "escape"),
    *("question_mark", "j", "j", "G", "escape", "a", *"wh", "tab", *"Pr", "escape", "escape"),
    *("z", *"fri", "enter", "u"),
    *("enter", "j", "escape", "2", "G", "s", "3", "j", "enter", "j", "escape", "4", "5", "j", "7", "8", "1"),
    *("colon", *"go", "down", "escape", "Z", "p", "p"),
)


async def test_what_is_seen_is_what_is_there(network: Path) -> None:
    async with staged(network, (100, 20)) as stage:
        seen = {compared(stage)}
        for key in WALK:
            await stage.press(key)
            seen.add(compared(stage))
        for size in ((80, 24), (40, 12)):
            await stage.pilot.resize_terminal(*size)
            seen.add(compared(stage))
        assert len(seen) > len(WALK) / 2


async def test_a_look_before_what_was_asked_for_is_done_is_not_kept(network: Path) -> None:
    async with staged(network, (100, 20)) as stage:
        await stage.press("question_mark")
        stage.app.screen.query_one(KeyBar).styles.offset = (0, -3)
        before = compared(stage)
        await stage.pilot.pause()
        assert compared(stage) != before
        stage.app.screen.query_one(Preview).scroll_relative(y=2, animate=False)
        before = compared(stage)
        await stage.pilot.pause()
        assert compared(stage) != before
        stage.app.pop_screen()
        assert compared(stage) != before


def compared(stage: Stage) -> str:
    """What is seen, as kept and put together anew."""
    kept, anew = lines(stage.app), looked(stage.app)
    assert kept == anew
    assert lines(stage.app) == anew
    return "\n".join(anew)


async def test_what_has_not_changed_is_not_put_together_again(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = 0

    def counted(app: object) -> list[str]:
        nonlocal times
        times += 1
        return ["seen"]

    async with staged(network) as stage:
        monkeypatch.setattr(looks, "looked", counted)
        for key, expected in (("question_mark", 1), ("escape", 2)):
            await stage.press(key)
            assert stage.lines == stage.lines == ["seen"]
            assert times == expected
