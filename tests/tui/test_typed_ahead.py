"""Keys that come all at once, as from a person who types faster than a busy machine follows: each does its work in
its turn.
"""

from __future__ import annotations

from pathlib import Path

from textual.events import Key
from textual.keys import key_to_character
from textual.widgets import Input

from tests.tui.stage import Stage, staged
from tests.tui.test_acting import find


def type_at_once(stage: Stage, *keys: str) -> None:
    for key in keys:
        stage.app.post_message(Key(key, key_to_character(key) if len(key) > 1 else key))


async def test_a_field_is_emptied_before_what_is_typed_next(network: Path) -> None:
    async with staged(network) as stage:
        await find(stage, "Sam Lee")
        await stage.press("z", "f", "r", "i")
        type_at_once(stage, "home", "ctrl+k", *"1 dec", "ctrl+s")
        await stage.until(lambda: "follow_up: 2026-12-01\n" in (network / "asks/portfolio.md").read_text())


async def test_what_follows_tab_goes_into_the_next_field(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("a")
        await stage.sees("New ask")
        type_at_once(stage, *"May I?", "tab", *"Zoe Adler")
        await stage.until(
            lambda: [field.value for field in stage.app.screen.query(Input)][:2] == ["May I?", "Zoe Adler"]
        )
