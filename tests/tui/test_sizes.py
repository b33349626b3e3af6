"""Nothing breaks however small the terminal is, and what matters most stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.network import NETWORK
from tests.tui.people import PEOPLE
from tests.tui.stage import staged, write

KEYS = ("j", "p", "G", "slash", "a", "escape", "question_mark", "escape", "enter", "j", "escape", "colon", "escape")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12), (10, 3), (1, 1)], ids="{0[0]}x{0[1]}".format)
async def test_every_key_works_at_every_size(network: Path, size: tuple[int, int]) -> None:
    async with staged(network, size) as stage:
        for key in KEYS:
            await stage.press(key)
        assert len(stage.lines) == size[1]
        assert stage.app.is_running


PLACES = {
    "asks": ("2", "s", "p", "right_square_bracket"),
    "contacts": ("3", "s", "j"),
    "a contact": ("3", "enter", "right_square_bracket", "G"),
    "a new contact": ("3", "a"),
    "goals": ("4", "j"),
    "a goal": ("4", "enter"),
    "an achieved goal": ("4", "A"),
    "a new goal": ("4", "a"),
    "search": ("6", *"text", "enter", "j"),
    "a note": ("6", *"plain", "enter", "enter"),
    "problems": ("8", "p", "j"),
    "a note to mend": ("8", "f"),
    "an ask": ("enter", "pagedown", "G"),
    "a text": ("e", *"x"),
    "a draft": ("t",),
    "an outcome": ("j", "j", "o"),
    "a day": ("z", "down"),
    "a promised day": ("G", "left_square_bracket", "d"),
    "a closed ask": ("x",),
    "a question": ("space", "space", "n"),
    "a new ask": ("a", "tab", "tab", *"may"),
    "help": ("question_mark", "j", "G"),
    "the palette": ("colon", *"go to"),
}


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12), (10, 3), (1, 1)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("third", range(3))
async def test_every_screen_and_dialog_opens_at_every_size(
    home: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], third: int
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    broken = {"asks/0.md": "---\nask: Could you: look?\ncontact: Zoe\n---\n", "plain.md": "# Plain\n"}
    async with staged(write(home / "network", {**NETWORK, **PEOPLE, **broken}), size) as stage:
        for place, keys in list(PLACES.items())[third::3]:
            await stage.press("1", "g", *keys)
            await stage.pilot.pause()
            await stage.pilot.resize_terminal(size[0] + 3, size[1] + 2)
            await stage.pilot.pause()
            assert len(stage.lines) == size[1] + 2, place
            assert stage.app.is_running, place
            await stage.pilot.resize_terminal(*size)
            while len(stage.app.screen_stack) > 1:
                await stage.press("escape")
            await stage.press("escape")


async def test_the_terminal_may_change_its_size(network: Path) -> None:
    async with staged(network) as stage:
        await stage.press("G")
        for size in ((40, 12), (1, 1), (10, 3), (80, 24)):
            await stage.pilot.resize_terminal(*size)
            await stage.pilot.pause()
        await stage.cursor_on("Aroha Ngata")


async def test_a_narrow_list_keeps_state_lateness_and_contact(network: Path) -> None:
    async with staged(network, (40, 12)) as stage:
        await stage.sees("▌!THANK +9d    Priya Nair  Intro to Ac…")


async def test_the_smallest_list_still_shows_states(network: Path) -> None:
    async with staged(network, (10, 3)) as stage:
        await stage.sees("▌!THANK +")
