"""A whole morning in a real terminal, on the example vault: every key that writes, and what the files say then."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.test_tui import PROJECT, Terminal

pytestmark = [pytest.mark.needs("tmux"), pytest.mark.needs("vim")]


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    root = Path(shutil.copytree(PROJECT / "vault-example", home / "network"))
    program = [sys.executable, "-m", "tui", "--vault", str(root), "--today", "2026-11-22"]
    terminal = Terminal(home, root, program)
    yield terminal
    terminal.close()


def test_a_morning_with_the_example(terminal: Terminal) -> None:
    root = terminal.root
    priya, fatima = (
        root / "asks" / name
        for name in ("2026-11-02-priya-nair-acme-intro.md", "2026-11-05-fatima-el-idrissi-small-teams.md")
    )
    nudged = [
        root / "asks" / name
        for name in ("2026-11-11-sam-lee-portfolio-feedback.md", "2026-11-15-ana-ruiz-speaker-slot.md")
    ]
    kim = root / "asks" / "2026-11-01-kim-park-initech-referral.md"
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    terminal.open(120, 36, VISUAL="vim -u NONE -N")
    terminal.sees("ON YOU · 9", "▌!THANK +9d", "Priya Nair", "watching")

    terminal.press("t")
    terminal.sees("To Priya Nair: Re: Intro to Acme data team", "Hi Priya,", "What came of it: “yes, intro made")
    terminal.press("C-s")
    terminal.sees("To Tom Okafor: Your lead to Priya Nair", "You led me to Priya Nair")
    assert "\nthanked: 2026-11-22\n" in priya.read_text()
    terminal.press("C-s")
    terminal.sees("ON YOU · 8", "▌ THANK +2d", "u undoes it")
    assert "\nvia_thanked: 2026-11-22\n" in priya.read_text()

    terminal.press("/", "contact:fatima", "Enter")
    terminal.sees("ON YOU · 1", "▌ ACT +1d")
    terminal.press("o", "two teams, and a name in each", "Tab")
    terminal.press("C-a", "C-k")
    terminal.until(lambda screen: "2026-11-22" not in screen and "two teams" in screen)
    terminal.press("yesterday", "Enter")
    terminal.sees("Hi Fatima,", "What came of it: “two teams, and a name in each”.")
    assert "\noutcome: two teams, and a name in each\n" in fatima.read_text()
    assert "\noutcome_date: 2026-11-21\n" in fatima.read_text()
    terminal.press("Escape")
    terminal.sees("▌ THANK +1d", "No thanks to Fatima")
    assert "\nthanked: 2026-11-22\n" not in fatima.read_text()
    terminal.press("Escape")
    terminal.sees("ON YOU · 8")

    terminal.press("/", "state:nudge", "Enter")
    terminal.sees("ON YOU · 2", "!NUDGE +4d")
    terminal.press("v", "n")
    terminal.sees("Nudge 2 asks?", "y yes")
    terminal.press("y")
    terminal.sees("Nothing matches the filter", "Nudged: 2 asks")
    assert all("2026-11-22" in path.read_text() for path in nudged)
    terminal.press("u")
    terminal.sees("ON YOU · 2", "Taken back: Nudged: 2 asks")
    assert all(path.read_bytes() == before[path] for path in nudged)
    terminal.press("Escape")
    terminal.sees("ON YOU · 8")

    terminal.press("/", "contact:kim", "Enter")
    terminal.sees("ON YOU · 1", "▌!RELEASE")
    terminal.press("e")
    terminal.sees("needed_by: 2026-11-16", "kim-park-initech-referral.md")
    terminal.press(":%s/^needed_by.*/needed_by: 2026-12-16/", "Enter", ":wq", "Enter")
    terminal.sees("▌!NUDGE", "q quit")
    assert kim.read_bytes() == before[kim].replace(b"needed_by: 2026-11-16", b"needed_by: 2026-12-16")
    terminal.press("Escape")
    terminal.sees("ON YOU · 8", "q quit")

    terminal.press("q")
    assert terminal.sees("left with 0").strip() == "left with 0"
    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert {path for path in after if after[path] != before.get(path)} == {priya, fatima, kim}
    assert after.keys() == before.keys()
