"""The pictures in the README and the docs are screens of the example vault, drawn by the program as it is.

Each is written as text too, for where no picture shows.

``JOURNAL_DRAW=1 python -m pytest tests/tui/test_pictures.py`` draws them anew.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from journal import Vault
from journal.model import Day
from tests.tui.rest import is_previewed
from tests.tui.stage import Stage
from tui.app import JournalApp

HERE = Path(__file__).resolve().parents[2]
PICTURES = HERE / "docs" / "pictures"
CURRENT_ON = Day(2026, 11, 22)
DRAW = "JOURNAL_DRAW" in os.environ


@pytest.mark.parametrize(
    ("name", "size", "keys", "sees"),
    [
        pytest.param("follow-ups", (120, 36), (), "── note", id="follow-ups"),
        pytest.param("timeline", (120, 30), ("5", "up", "up"), "20 Nov 2026 (2 days ago)", id="timeline"),
    ],
)
async def test_a_picture_is_what_the_program_shows(
    home: Path, name: str, size: tuple[int, int], keys: tuple[str, ...], sees: str
) -> None:
    root = shutil.copytree(HERE / "vault-example", home / "network")
    app = JournalApp(Vault.open(root), lambda: CURRENT_ON)
    async with app.run_test(size=size) as pilot:
        app.theme = "textual-dark"
        stage = Stage(app, pilot, root)
        await stage.until(lambda: app.bars.condition == "watching")
        await stage.until(lambda: any(tab.number is not None for tab in app.bars.tabs if tab.view == "problems"))
        await stage.until(lambda: stage.cursor)
        await stage.press(*keys)
        await stage.sees(sees)
        await stage.until(lambda: is_previewed(app))
        await pilot.pause()
        drawn = app.export_screenshot(title="journal")
        written = f"{stage.text}\n"
    for picture, shown in ((PICTURES / f"{name}.svg", drawn), (PICTURES / f"{name}.txt", written)):
        if DRAW:
            picture.write_text(shown, encoding="utf-8")
        looks = picture.read_text(encoding="utf-8")
        assert looks == shown, f"{picture.name} looks different now; look at it, then draw it anew"
