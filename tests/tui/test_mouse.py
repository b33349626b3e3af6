"""What a key does a click does too: tabs, rows, buttons, choices."""

from __future__ import annotations

from pathlib import Path

from tests.tui.stage import Stage, staged
from tests.tui.test_acting import find, told


async def click(stage: Stage, text: str, *, times: int = 1) -> None:
    """Click where this stands on the screen."""
    await stage.sees(text)
    row = next(y for y, line in enumerate(stage.lines) if text in line)
    await stage.pilot.click(offset=(stage.lines[row].index(text) + 1, row), times=times)


async def test_tabs_and_rows(network: Path) -> None:
    async with staged(network) as stage:
        await stage.cursor_on("Priya Nair")
        await click(stage, "Sam Lee")
        await stage.cursor_on("Sam Lee")
        await click(stage, "ON YOU")
        await stage.cursor_on("Sam Lee")
        await click(stage, "Kim Park", times=2)
        await stage.sees("Kim Park → Referral at Initech", "esc back")
        await click(stage, "3 Contacts")
        await stage.sees("[3 Contacts")
        await click(stage, "Omar Haddad", times=2)
        await stage.sees("━━ Omar Haddad ━")
        await click(stage, "8 Problems")
        await stage.sees("[8 Problems")
        await click(stage, "1 Follow-ups")
        await stage.sees("Kim Park → Referral at Initech")


async def test_the_buttons_of_a_dialog(network: Path) -> None:
    path = network / "asks/portfolio.md"
    async with staged(network) as stage:
        await find(stage, "Sam Lee")
        await stage.press("z")
        await click(stage, "Cancel")
        await stage.cursor_on("Sam Lee")
        await stage.press("z")
        await click(stage, "Sun 6 Dec")
        await told(stage, "Snoozed: 15 min on my portfolio")
        assert "follow_up: 2026-12-06\n" in path.read_text()
        await find(stage, "Priya Nair")
        await stage.press("t")
        await click(stage, "Copy")
        await told(stage, "Handed to the terminal (OSC 52)")
        await click(stage, "Thanked")
        await told(stage, "Thanked: Intro to Acme data team")
        assert "\nthanked: 2026-11-22\n" in (network / "asks/acme.md").read_text()
