"""Very many notes change at once while somebody is typing: nothing typed is lost, and the screen is right after."""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.network import ask
from tests.tui.stage import staged, write
from tests.tui.test_acting import find, typed

NOTES = int(os.environ.get("JOURNAL_STORM_NOTES", "300"))
"""How many; 5,000 make a storm."""


def told(number: int, outcome: str = "") -> str:
    return ask(contact=f"Nobody {number:04}", ask="May I?", asked="2026-11-21", goal="Storm", outcome=outcome)


async def test_what_is_typed_survives_a_checkout_of_everything(network: Path) -> None:
    write(network, {f"storm/{number:04}.md": told(number) for number in range(NOTES)})
    async with staged(network) as stage:
        await stage.sees(f"WAITING ON THEM · {NOTES + 2}")
        await find(stage, "Fatima")
        await stage.press("o")
        await stage.sees("What came of “Small teams that hire”")
        await typed(stage, "three names")
        write(network, {f"storm/{number:04}.md": told(number, "yes") for number in range(NOTES)})
        await typed(stage, " more")
        await stage.until(lambda: stage.app.bars.tabs[0].number == NOTES + 7)
        await stage.sees("three names more")
        await stage.press("ctrl+s")
        await stage.sees("Outcome recorded: Small teams that hire")
        assert "outcome: three names more\n" in (network / "asks/teams.md").read_text()


@pytest.mark.needs("git")
async def test_after_a_checkout_of_everything_the_screen_is_right(
    network: Path, record_property: Callable[[str, object], None]
) -> None:
    """How long nothing else could be done meanwhile is told in the report: --junit-xml, longest_pause_ms."""
    write(network, {f"storm/{number:04}.md": told(number) for number in range(NOTES)})
    for words in ("init -q -b old", "add .", "commit -qm old", "checkout -q -b new"):
        git(network, words)
    write(network, {f"storm/{number:04}.md": told(number, "yes") for number in range(NOTES)})
    for words in ("commit -qam new", "checkout -q old"):
        git(network, words)
    async with staged(network) as stage:
        await stage.sees(f"WAITING ON THEM · {NOTES + 2}")
        pauses: list[float] = []
        heart = asyncio.create_task(beat(pauses))
        await asyncio.to_thread(git, network, "checkout -q new")
        await stage.until(lambda: stage.app.bars.tabs[0].number == NOTES + 7)
        await stage.sees("WAITING ON THEM · 2")
        heart.cancel()
        record_property("longest_pause_ms", round(1000 * max(pauses)))


async def beat(pauses: list[float]) -> None:
    """Notes how much later than wanted the UI's thread came back each time."""
    while True:
        before = time.monotonic()
        await asyncio.sleep(0.005)
        pauses.append(time.monotonic() - before - 0.005)


def git(root: Path, words: str) -> None:
    who = ["-c", "user.name=You", "-c", "user.email=you@example.org"]
    subprocess.run(["git", *who, *words.split()], cwd=root, check=True, capture_output=True)
