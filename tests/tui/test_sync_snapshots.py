"""A picture of each screen of sync: the plan, what came of it, and a conflict to be decided."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from textual.pilot import Pilot

from journal import Vault
from journal.places import state_folder
from tests.clones import OUTCOME, THANKED, Clone, changed
from tests.tui.network import TODAY
from tests.tui.stage import Stage
from tui.app import JournalApp

pytestmark = pytest.mark.needs("git")

Compare: TypeAlias = Callable[..., bool]


@pytest.fixture
def here(two: tuple[Clone, Clone], home: Path, remote: Path) -> tuple[Clone, Clone]:
    """Another machine, and this one, whose vault is ~/network."""
    root = home / "network"
    subprocess.run(["git", "clone", "-q", str(remote), str(root)], check=True, capture_output=True)
    clone = Clone(root, state_folder())
    assert clone.call("init").status == 0
    return two[0], clone


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["wide", "narrow"])
def test_plan(snap_compare: Compare, here: tuple[Clone, Clone], size: tuple[int, int]) -> None:
    laptop, desk = here
    laptop.write(OUTCOME)
    laptop.sync()
    desk.write(THANKED)
    desk.write("a photo\n", "photo.jpg")
    assert _compare(snap_compare, desk, size, ("S",), "Sync like this?")


def test_result(snap_compare: Compare, here: tuple[Clone, Clone]) -> None:
    laptop, desk = here
    laptop.write(changed("thanked:\n", "thanked: 2026-03-07\n"))
    laptop.sync()
    desk.write(THANKED)
    assert _compare(snap_compare, desk, (80, 24), ("S", "y"), "Sync like this?", "pushed 2 commits", "closes this")


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["wide", "narrow"])
def test_conflict(snap_compare: Compare, here: tuple[Clone, Clone], size: tuple[int, int]) -> None:
    laptop, desk = here
    laptop.write(changed("outcome:\n", "outcome: She did\n", changed("Hello Maria.", "Dear Maria,")))
    laptop.sync()
    desk.write(changed("outcome:\n", "outcome: She did not\n", changed("Hello Maria.", "Hi Maria,")))
    desk.sync(ends=1)
    keys, sees = (("8", "p"), "ours, on this machine") if size[0] < 110 else (("8",), "before both")
    assert _compare(snap_compare, desk, size, keys, "[8 Problems 2]", sees, "git: a merge waits")


def _compare(
    snap_compare: Compare, desk: Clone, size: tuple[int, int], keys: tuple[str, ...], after_first: str, *sees: str
) -> bool:
    app = JournalApp(Vault.open(desk.root), lambda: TODAY)

    async def play(pilot: Pilot[None]) -> None:
        stage = Stage(app, pilot, desk.root)
        await stage.until(lambda: "watching · git:" in app.bars.condition)
        await stage.until(lambda: any(tab.number is not None for tab in app.bars.tabs if tab.view == "problems"))
        await stage.sees("ON YOU")
        await stage.press(keys[0])
        await stage.sees(after_first)
        await stage.press(*keys[1:])
        await stage.sees(*sees)
        await pilot.pause()

    return snap_compare(app, terminal_size=size, run_before=play)
