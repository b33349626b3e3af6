"""Sync in the terminal UI where ssh wants a passphrase: it is handed the terminal, and gives it back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clones import OUTCOME, THANKED, Clone
from tests.e2e.test_tui import Terminal
from tests.scripts import script

pytestmark = [pytest.mark.needs("git"), pytest.mark.needs("tmux")]

SSH = """\
(exec < /dev/tty) 2> /dev/null || { echo "Permission denied (publickey)." >&2; exit 255; }
printf 'Passphrase: ' > /dev/tty
read given < /dev/tty
test "$given" = sesame || { echo "Permission denied (publickey)." >&2; exit 255; }
for word; do :; done
eval "exec $word"
"""


@pytest.fixture
def terminal(two: tuple[Clone, Clone], home: Path, remote: Path) -> Iterator[Terminal]:
    """This machine's vault, where thanks are recorded and the other machine has pushed an outcome."""
    laptop, desk = two
    laptop.write(OUTCOME)
    laptop.sync()
    here = Clone(desk.root, home / ".local" / "state" / "journal")
    assert here.call("init").status == 0
    here.write(THANKED)
    here.git("remote", "set-url", "origin", f"ssh://you@server{remote}")
    script(home / "ssh", SSH)
    terminal = Terminal(home, desk.root, [sys.executable, "-m", "tui", "--vault", str(desk.root)])
    yield terminal
    terminal.close()


def test_a_passphrase_is_asked_for_at_the_terminal_alone(
    terminal: Terminal, home: Path, two: tuple[Clone, Clone]
) -> None:
    desk = two[1]
    terminal.open(100, 30, GIT_SSH_COMMAND=str(home / "ssh"), GIT_SSH_VARIANT="simple")
    terminal.sees("Could you introduce me?", "git: ↑1")
    terminal.press("S")
    terminal.sees("Permission denied (publickey).", "Let it have the terminal for that?")
    terminal.press("y")
    terminal.sees("committed 1 file: Thank Maria Lopez", "Passphrase:")
    terminal.press("sesame", "Enter")  # for the fetch
    terminal.until(lambda screen: screen.count("Passphrase:") == 2)
    terminal.press("sesame", "Enter")  # for the push
    terminal.sees("pushed 2 commits to origin/main", "Enter leads back to journal.")
    terminal.press("Enter")
    terminal.sees("Nothing to do: this vault and origin/main are the same.")
    assert desk.git("status", "--porcelain") == ""
    terminal.press("Escape")
    terminal.sees("git: ↑0", "q quit")
    terminal.press("q")
    terminal.sees("left with 0")
