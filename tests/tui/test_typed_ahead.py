"""Keys that come all at once, as from a person who types faster than a busy machine follows: each does its work in
its turn.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import constants
from textual.events import Key
from textual.keys import key_to_character
from textual.widgets import Input

from tests.tui.stage import Stage, staged
from tests.tui.test_acting import find
from tui.after_escape import wait_less
from tui.preferences import Preferences


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


async def test_a_letter_right_after_esc_is_not_taken_for_one_with_alt(network: Path) -> None:
    async with staged(network) as stage:
        await stage.cursor_on("Priya Nair")
        await stage.press("enter")
        await stage.sees("Priya Nair → Intro")
        stage.app.post_message(Key("alt+j", "j"))  # what comes of Esc and j in one piece
        await stage.cursor_on("Jörg Weber")
        await stage.press("enter")
        await stage.sees("Jörg Weber → Which fund")
        stage.app.post_message(Key("alt+shift+g", "G"))
        await stage.cursor_on("Aroha Ngata")


async def test_a_letter_with_alt_is_left_to_a_field_and_to_whom_it_belongs(network: Path) -> None:
    async with staged(network, preferences=Preferences(keys={"view.3": "alt+c"})) as stage:
        await stage.press("slash", *"lee")
        await stage.sees("filter: lee")
        stage.app.post_message(Key("alt+j", "j"))
        await stage.press("e")
        await stage.sees("filter: leeje")
        await stage.press("escape")
        stage.app.post_message(Key("alt+c", "c"))
        await stage.sees("last contact")


def test_esc_acts_at_once_unless_the_person_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.1)
    monkeypatch.setenv("ESCDELAY", "100")
    wait_less()
    assert constants.ESCAPE_DELAY == 0.1
    monkeypatch.delenv("ESCDELAY")
    wait_less()
    assert constants.ESCAPE_DELAY == 0.025
