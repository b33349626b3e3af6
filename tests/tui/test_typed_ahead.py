"""Keys that come all at once, as from a person who types faster than a busy machine follows: each does its work in
its turn.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import constants
from textual.drivers import linux_driver
from textual.events import Key
from textual.keys import key_to_character
from textual.widgets import Input

from tests.tui.stage import Stage, staged
from tests.tui.test_acting import find
from tui.after_escape import EscapeParser, tell_escape
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


def type_in_one_piece(stage: Stage, typed: str) -> None:
    """Have the app read what a terminal sends for some keys before it looks for a first one."""
    parser = EscapeParser()
    for event in (*parser.feed(typed), *parser.feed("")):
        stage.app.post_message(event)


AFTER_ESCAPE = {
    "a letter": ("\x1bj", "▌!REPORT"),
    "a capital letter": ("\x1bG", "▌ DRAFT"),
    "a letter that is a way of its own with Alt": ("\x1bfj", "Not on this screen: show how to mend the note"),
    "a digit": ("\x1b4", "[4 Goals"),
    "a digit, then a letter": ("\x1b2s", "asks · by due"),
    "a sign": ("\x1b:", "an action, a person"),
    "a bracket": ("\x1b]", "▌ WAIT"),
    "Enter": ("\x1bj\x1b\r", "Jörg Weber → Which fund"),
    "a key with Ctrl": ("\x1b\x10", "an action, a person"),
}


async def test_esc_and_the_key_right_after_it_both_act(network: Path) -> None:
    async with staged(network) as stage:
        for typed, seen in AFTER_ESCAPE.values():
            await stage.press("1", "g")
            await stage.cursor_on("Priya Nair")
            await stage.press("enter")
            await stage.sees("Priya Nair → Intro", "esc back")
            page = stage.app.screen
            type_in_one_piece(stage, typed)
            await stage.sees(seen)
            assert page not in stage.app.screen_stack
            await stage.press("escape")


async def test_a_key_with_alt_is_left_to_a_field_and_to_whom_it_belongs(network: Path) -> None:
    async with staged(network, preferences=Preferences(keys={"view.3": "alt+c"})) as stage:
        await stage.press("slash", *"lee")
        await stage.sees("filter: lee")
        type_in_one_piece(stage, "\x1bj")
        await stage.press("e")
        await stage.sees("filter: leeje")
        type_in_one_piece(stage, "\x1bb")
        await stage.press("space")
        await stage.sees("filter:  leeje")
        await stage.press("escape")
        type_in_one_piece(stage, "\x1bc")
        await stage.sees("last contact")


async def test_a_field_that_was_opened_by_a_key_before_has_what_is_typed_with_alt(network: Path) -> None:
    async with staged(network) as stage:
        await stage.cursor_on("Priya Nair")
        type_in_one_piece(stage, "/le\x1be")
        await stage.sees("filter: lee", "Lee Chen")


def test_esc_acts_at_once_unless_the_person_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linux_driver, "XTermParser", None)
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.1)
    monkeypatch.setenv("ESCDELAY", "100")
    tell_escape()
    assert constants.ESCAPE_DELAY == 0.1
    assert linux_driver.XTermParser is EscapeParser  # type: ignore[attr-defined]
    monkeypatch.delenv("ESCDELAY")
    tell_escape()
    assert constants.ESCAPE_DELAY == 0.025
