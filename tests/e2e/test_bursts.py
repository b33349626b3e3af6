"""Keys typed faster than the screen follows: no traceback in a real terminal, it leaves when told, nothing stays.

JOURNAL_BURSTS says how many are played, JOURNAL_BURSTS_FROM with which seed they begin.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.test_tui import OPEN, Terminal
from tests.seen import PATIENCE
from tests.tui.network import NETWORK, TODAY
from tests.tui.people import FRIENDS
from tests.tui.stage import write

BURSTS = int(os.environ.get("JOURNAL_BURSTS", "2"))
"""How many; 500 are a long test."""
FIRST = int(os.environ.get("JOURNAL_BURSTS_FROM", "0"))
"""The seed of the first; each further one is one more."""
WITH_EXPORT = OPEN.replace(
    "import sys; ", "import sys; from pathlib import Path; from tui.preferences import Preferences; "
).replace("'))", "'), Preferences(files=(Path(sys.argv[2]),)))")
NOTES = {
    **FRIENDS,
    **NETWORK,
    "asks/broken.md": "---\nask: a: b\n---\n",
    "journal/2026-11-20.md": "- ask [[maria]], Tom Okafor: could you read my abstract for [[job]]?\n"
    "- 09:30 ask Sam Lee: which fund pays?\n",
    "meetings/lunch.md": f"---\ntype: meeting\ndate: {TODAY}\nduration: 30m\npeople: ['[[maria]]', Priya Nair]\n---\n"
    "# Pint\n\n## Bring\n\n- [ ] thank: [[acme|Intro to Acme]]\n- the map\n- [x] ask: [[names]]\n",
    "reading/pay.md": "---\ngoal: '[[job]]'\npiece: a referral\n---\n# A book\n",
}
"""Something for every screen and dialog."""
EXPORT = "First Name,Last Name,Company,Position\nIda,Stone,Acme,Lead\nBo,Wei,Acme Ltd,Analyst\n"
PLACES = (
    *([key] for key in "123456780"),
    *(["1", key] for key in "tnozmxPd?:y/apveuUTMJW"),
    *(["1", "G", key] for key in ("Enter", "x", "w")),
    *(["1", "W", *"Acme", "Enter", *keys] for keys in ([], ["Enter"], ["G", "Enter"], ["a"])),
    *(["2", key] for key in ["Enter", "s", "v", "/", "a"]),
    *(["3", key] for key in ["Enter", "a", "L", "M", "T"]),
    *(["3", "Enter", key] for key in ["a", "Enter", "L"]),
    *(["3", "/", *"Maria", "Enter", *keys] for keys in (["M"], ["Enter", "M"], ["Enter", "T"])),
    *(["4", *keys] for keys in (["Enter"], ["a"], ["A"], ["Enter", "A"], ["Enter", "Tab"], ["Enter", "W"])),
    *(["5", *keys] for keys in (["Enter"], ["/"], ["Up", "Up", "Enter"], ["[", "Enter"])),
    *(["7", *keys] for keys in (["Enter"], ["W"], ["t"], ["T"], ["G", "Enter"], ["Down", "L"])),
    *([":", *"Pint", "Enter", *keys] for keys in ([], ["Space"], ["M"], ["R"], ["Enter"])),
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
    *("BSpace", "C-d", "C-g", "C-l", "C-o", "C-p", "C-s", "C-u", "C-y"),
]
_WRONG = re.compile("Traceback|Warning|Error|Exception|awaited")

pytestmark = pytest.mark.needs("tmux")


@pytest.mark.parametrize("seed", range(FIRST, FIRST + BURSTS))
def test_a_burst_of_keys_leaves_no_trace(home: Path, seed: int) -> None:
    chance = random.Random(seed)
    place, burst = chance.choice(PLACES), chance.choices(KEYS, k=10)
    root, export = write(home / "network", NOTES), home / "Connections.csv"
    export.write_text(EXPORT)
    terminal = Terminal(home, root, [sys.executable, "-c", WITH_EXPORT, str(root), str(export)])
    try:
        terminal.open(120, 36, VISUAL="true")
        terminal.sees("ON YOU")
        terminal.press(*place)
        terminal.look(never, chance.choice([0.0, 1.0]))  # half of them begin once the place has come
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
