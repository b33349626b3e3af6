"""Keys typed faster than the screen follows: no traceback in a real terminal, it leaves when told, nothing stays.

JOURNAL_BURSTS says how many are played, JOURNAL_BURSTS_FROM with which seed they begin.
"""

from __future__ import annotations

import os
import random
import re
import time
from pathlib import Path

import pytest

from tests.e2e.test_tui import Terminal
from tests.seen import PATIENCE
from tests.tui.network import NETWORK
from tests.tui.stage import write

BURSTS = int(os.environ.get("JOURNAL_BURSTS", "4"))
"""How many; 500 are a long test."""
FIRST = int(os.environ.get("JOURNAL_BURSTS_FROM", "0"))
"""The seed of the first; each further one is one more."""
PLACES = (
    *([key] for key in "1234680"),
    *(["1", key] for key in "tnozmxPd?:y/apveuUTMJ"),
    *(["2", key] for key in ["Enter", "s", "v", "/", "a"]),
    *(["3", *keys] for keys in (["Enter"], ["a"], ["Enter", "a"], ["Enter", "Enter"])),
    *(["4", *keys] for keys in (["Enter"], ["a"], ["A"], ["Enter", "A"], ["Enter", "Tab"])),
    ["6", "a", "n", "Enter"],
    ["8", "f"],
    ["8", "Enter"],
    [":", *"theme", "Enter"],
    ["1", "v", "n"],
)
"""Screens and dialogs to begin on."""
KEYS = [
    *"aAcCdefgGhjklmnopPqrsStuUvwxyYz12345678/:?[] .,",
    *("Enter", "Escape", "Tab", "BTab", "Space", "Up", "Down", "Left", "Right", "PageUp", "PageDown", "Home", "End"),
    *("BSpace", "C-d", "C-o", "C-p", "C-s", "C-u", "C-y"),
]
_WRONG = re.compile("Traceback|Warning|Error|Exception|awaited")

pytestmark = pytest.mark.needs("tmux")


@pytest.mark.parametrize("seed", range(FIRST, FIRST + BURSTS))
def test_a_burst_of_keys_leaves_no_trace(home: Path, seed: int) -> None:
    chance = random.Random(seed)
    place, burst = chance.choice(PLACES), chance.choices(KEYS, k=10)
    terminal = Terminal(home, write(home / "network", {**NETWORK, "asks/broken.md": "---\nask: a: b\n---\n"}))
    try:
        terminal.open(120, 36, VISUAL="true")
        terminal.sees("ON YOU")
        terminal.press(*place)
        terminal.press(*burst)
        seen = leave(terminal)
        assert "left with 0" in seen, f"{place} {burst}\n{seen}"
        assert not _WRONG.search(seen), f"{place} {burst}\n{seen}"
        assert running(terminal.root) == []
    finally:
        terminal.close()


def leave(terminal: Terminal) -> str:
    """The terminal after the program has been told to leave by its keys, however far the burst has led."""
    deadline = time.monotonic() + PATIENCE
    while True:
        for key in ("Escape", "Escape", "Escape", "q"):
            terminal.press(key)
            terminal.look(never, 0.15)  # Esc and a letter sent at once are Alt and that letter
        seen = terminal.look(lambda screen: "left with" in screen, 3.0)
        if "left with" in seen or time.monotonic() > deadline:
            return seen


def never(_screen: str) -> bool:
    return False


def running(root: Path) -> list[str]:
    """The programs that were called with a vault and still run."""
    calls = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = process.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if str(root) in words:
            calls.append(" ".join(words))
    return calls
