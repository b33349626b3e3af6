"""From an empty home to the first contact that is written down, in a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.test_tui import Terminal

pytestmark = pytest.mark.needs("tmux")


def test_from_an_empty_home_to_the_first_touch(home: Path) -> None:
    root = home / "notes"
    begun = Terminal(home, root, [sys.executable, "-m", "tui", "init", str(root)])
    try:
        begun.open(100, 40)
        begun.sees("notes is a vault now: 0 notes", "What do you want to reach, in a few words? Enter skips:")
        begun.press("A part-time PhD", "Enter")
        begun.sees("Who is the first person you could ask for help? Enter skips:")
        begun.press("Priya Nair", "Enter")
        begun.sees("made goals/a-part-time-phd.md", "made people/Priya Nair.md", "left with 0")
    finally:
        begun.close()
    later = home / "later"
    later.mkdir()
    opened = Terminal(later, root, [sys.executable, "-m", "tui", "--vault", str(root), "--today", "2026-11-22"])
    try:
        opened.open(100, 40)
        opened.sees("No asks yet.")
        opened.press("3")
        opened.sees("1 contact", "▌Priya Nair")
        opened.press("L")
        opened.sees("In touch: Priya Nair")
        assert "\nlast_contact: 2026-11-22\n" in (root / "people/Priya Nair.md").read_text()
        opened.press("q")
        opened.sees("left with 0")
    finally:
        opened.close()
