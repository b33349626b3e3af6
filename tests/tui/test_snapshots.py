"""One picture per screen and state, compared as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from journal import Vault
from tests.tui.network import NETWORK, TODAY
from tests.tui.rest import is_previewed
from tests.tui.stage import Stage, write
from tui.app import JournalApp

Compare: TypeAlias = Callable[..., bool]


def _compare(
    snap_compare: Compare, root: Path, size: tuple[int, int], *keys: str, sees: str, theme: str = "textual-dark"
) -> bool:
    app = JournalApp(Vault.open(root), lambda: TODAY)

    async def play(pilot: Pilot[None]) -> None:
        app.theme = theme
        stage = Stage(app, pilot, root)
        await stage.until(lambda: app.bars.condition == "watching")
        await stage.until(lambda: stage.cursor or "Nothing is on you" in stage.text)
        await stage.until(lambda: any(tab.number is not None for tab in app.bars.tabs if tab.view == "problems"))
        await stage.until(lambda: size[0] < 110 or "── note" in stage.text)
        for key in keys:  # what a dialog covers stands before it opens
            await stage.press(key)
            await stage.until(lambda: is_previewed(app))
        await stage.sees(sees)
        for field in app.screen.query("Input, TextArea"):
            assert isinstance(field, Input | TextArea)
            field.cursor_blink = False
        await pilot.pause()

    return snap_compare(app, terminal_size=size, run_before=play)


@pytest.mark.parametrize(
    ("size", "keys", "sees"),
    [
        pytest.param((120, 36), (), "── note", id="wide"),
        pytest.param((80, 24), (), "ON YOU · 7", id="narrow"),
        pytest.param((80, 24), ("p",), "Priya Nair → Intro", id="narrow-preview"),
        pytest.param((40, 12), (), "ON YOU · 7", id="small"),
        pytest.param((120, 36), ("question_mark",), "Esc closes", id="help"),
        pytest.param((120, 36), ("enter",), "goals/data-job", id="ask"),
        pytest.param((80, 24), ("slash", *"state:x"), "No state is called", id="bad-filter"),
        pytest.param((120, 36), ("t",), "Hi Priya,", id="draft-wide"),
        pytest.param((80, 24), ("t",), "Hi Priya,", id="draft-narrow"),
        pytest.param((120, 36), ("j", "j", "o", *"yes"), "What came of", id="outcome-wide"),
        pytest.param((80, 24), ("j", "j", "o"), "What came of", id="outcome-narrow"),
        pytest.param((120, 36), ("z", *"fri"), "in 5 days", id="snooze-wide"),
        pytest.param((80, 24), ("z",), "tomorrow", id="snooze-narrow"),
        pytest.param((120, 36), (*"jjjjj", "x"), "Hi Kim,", id="close-wide"),
        pytest.param((80, 24), ("G", "x"), "Close “Write it up”", id="close-narrow"),
        pytest.param((120, 36), (*"jjj", "space", "space", "n"), "Nudge 2 asks?", id="marked-wide"),
        pytest.param((80, 24), (*"jjj", "space", "space"), "2 marked", id="marked-narrow"),
        pytest.param((120, 36), ("2", "s"), "by due", id="asks-wide"),
        pytest.param((80, 24), ("2", "slash", *"sam"), "13 asks, 1 shown", id="asks-narrow"),
        pytest.param((120, 36), ("6", *"acme"), "1 note.", id="search-wide"),
        pytest.param((80, 24), ("6",), "Type words to look for", id="search-empty"),
        pytest.param((120, 36), ("8",), "▶", id="problems-wide"),
        pytest.param((80, 24), ("8",), "asks/visa.md", id="problems-narrow"),
        pytest.param((120, 36), ("a",), "What does it cost them?", id="new-wide"),
        pytest.param((80, 24), ("a",), "What does it cost them?", id="new-narrow"),
    ],
)
def test_screen(snap_compare: Compare, network: Path, size: tuple[int, int], keys: tuple[str, ...], sees: str) -> None:
    assert _compare(snap_compare, network, size, *keys, sees=sees)


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "ansi-light"])
def test_theme(snap_compare: Compare, network: Path, theme: str) -> None:
    assert _compare(snap_compare, network, (120, 36), "j", sees="Jörg Weber → Which fund", theme=theme)


def test_nothing_on_you(snap_compare: Compare, home: Path) -> None:
    root = write(home / "network", {name: NETWORK[name] for name in ("asks/abstract.md", "asks/visa.md")})
    assert _compare(snap_compare, root, (80, 24), sees="Nothing is on you.")
