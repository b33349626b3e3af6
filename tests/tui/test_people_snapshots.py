"""One picture of Contacts, Goals and their pages per size, and of a beginning without a vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from textual.pilot import Pilot

from journal import Vault
from tests.tui.network import TODAY
from tests.tui.people import FRIENDS, PEOPLE
from tests.tui.rest import is_previewed
from tests.tui.stage import Stage, write
from tui.app import JournalApp
from tui.beginning import Beginning
from tui.preferences import Preferences

Compare: TypeAlias = Callable[..., bool]


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    ("keys", "sees"),
    [
        pytest.param(("3",), "most owed first", id="contacts"),
        pytest.param(("3", "j"), "KEEP IN TOUCH", id="in-touch"),
        pytest.param(("3", "enter"), "TO BRING", id="contact"),
        pytest.param(("3", "enter", "G", "enter"), "NOT ON THE LIST YET", id="meeting"),
        pytest.param(("4", "j"), "· a referral", id="goals"),
        pytest.param(("4", "j", "enter"), "W looks with words of your own", id="goal"),
        pytest.param(("1", "W", *"intros"), "Only your notes", id="who"),
    ],
)
def test_screen(snap_compare: Compare, home: Path, size: tuple[int, int], keys: tuple[str, ...], sees: str) -> None:
    root = write(home / "network", FRIENDS if sees == "KEEP IN TOUCH" else PEOPLE)
    app = JournalApp(Vault.open(root), lambda: TODAY)

    async def play(pilot: Pilot[None]) -> None:
        stage = Stage(app, pilot, root)
        await stage.until(lambda: app.bars.condition == "watching")
        await stage.until(lambda: any(tab.number is not None for tab in app.bars.tabs if tab.view == "problems"))
        await stage.press(keys[0])
        await stage.until(lambda: stage.cursor)
        await stage.press(*keys[1:])
        await stage.sees(sees)
        await stage.until(lambda: stage.cursor and is_previewed(app))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=play)


def test_beginning(snap_compare: Compare, home: Path) -> None:
    assert snap_compare(Beginning(home / "notes", home, Preferences()), terminal_size=(80, 24))
