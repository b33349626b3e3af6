"""Very many notes change at once while somebody is typing: nothing typed is lost, and the screen is right after."""

from __future__ import annotations

import os
from pathlib import Path

from tests.tui.network import ask
from tests.tui.stage import staged, write
from tests.tui.test_acting import find, typed

NOTES = int(os.environ.get("JOURNAL_STORM_NOTES", "600"))
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
        await stage.until(lambda: stage.app.standing.tabs[0].count == NOTES + 7)
        await stage.sees("three names more")
        await stage.press("ctrl+s")
        await stage.sees("Outcome recorded: Small teams that hire")
        assert "outcome: three names more\n" in (network / "asks/teams.md").read_text()
