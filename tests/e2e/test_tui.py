"""The terminal UI in a real terminal: tmux on a socket of its own, notes written from outside and by vim."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.seen import PATIENCE
from tests.tui.network import NETWORK, TODAY, ask
from tests.tui.stage import write

PROJECT = Path(__file__).resolve().parent.parent.parent
OPEN = (
    "import sys; from journal import Vault; from journal.model import Day; from tui.app import run; "
    "from journal.vault.watch import events; events._CHECK = 1000.0; "  # what happens outside is told, or never seen
    f"sys.exit(run(Vault.open(sys.argv[1]), lambda: Day.fromisoformat('{TODAY}')))"
)

pytestmark = pytest.mark.needs("tmux")


class Terminal:
    """A tmux server of its own with one window, for a program that shows the vault."""

    def __init__(self, folder: Path, root: Path, program: Sequence[str] | None = None) -> None:
        self.root = root
        self._program = program or [sys.executable, "-c", OPEN, str(root)]
        self._call = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]
        self._environment = {
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(PROJECT),
            "SHELL": "/bin/sh",
            "TERM": "xterm-256color",
        }

    def tmux(self, *words: str) -> str:
        done = subprocess.run(
            [*self._call, *words], env=self._environment, capture_output=True, text=True, check=True, timeout=PATIENCE
        )
        return done.stdout

    def open(self, width: int, height: int, **environment: str) -> None:
        """Start the UI; its terminal stays after it has ended, with what it left there."""
        self._environment |= environment
        program = shlex.join(self._program)
        size = ("-x", str(width), "-y", str(height))
        window = ("new-session", "-d", *size, f"{program}; echo left with $?; read wait")
        self.tmux(*window, ";", "set-option", "-g", "status", "off", ";", "set-option", "-s", "escape-time", "0")

    def close(self) -> None:
        subprocess.run([*self._call, "kill-server"], env=self._environment, capture_output=True, check=False)

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    @property
    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    @property
    def escapes(self) -> str:
        """The screen with the escapes that colour it."""
        return self.tmux("capture-pane", "-p", "-e")

    def until(self, holds: Callable[[str], object]) -> str:
        """Wait until something holds for the screen."""
        screen = self.look(holds, PATIENCE)
        if not holds(screen):
            pytest.fail("what was waited for did not come; the last screen:\n" + screen)
        return screen

    def look(self, holds: Callable[[str], object], seconds: float) -> str:
        """The screen once something holds for it, at the latest after so many seconds."""
        deadline = time.monotonic() + seconds
        while not holds(screen := self.screen) and time.monotonic() < deadline:
            time.sleep(0.1)  # between two looks at a condition, each of which is a process
        return screen

    def sees(self, *texts: str) -> str:
        return self.until(lambda screen: all(text in screen for text in texts))


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    terminal = Terminal(home, write(home / "network", NETWORK))
    yield terminal
    terminal.close()


@pytest.mark.needs("vim")
def test_what_happens_outside_is_on_screen_at_once(terminal: Terminal) -> None:
    """A note that is written, a save by vim, other sizes, also such at which nothing fits; it leaves a clean terminal.

    Without the look that comes every 5 seconds; how fast is for the benchmarks to tell.
    """
    terminal.open(120, 36)
    terminal.sees("ON YOU · 7", "▌!THANK +9d", "watching")
    write(terminal.root, {"asks/new.md": ask(contact="Zoe", title="New", ask="May I?", asked="2026-11-01")})
    terminal.sees("ON YOU · 8", "Zoe")
    change = "+%s/^outcome_date.*/&\\rthanked: 2026-11-20/"
    subprocess.run(
        ["vim", "-u", "NONE", "-N", "-es", change, "+wq", str(terminal.root / "asks/acme.md")],
        env={"HOME": os.environ["HOME"], "PATH": os.environ["PATH"], "TERM": "xterm"},
        check=True,
        timeout=PATIENCE,
    )
    terminal.sees("ON YOU · 7", "▌!REPORT")
    for width, height in ((10, 3), (1, 1), (40, 12)):
        terminal.tmux("resize-window", "-x", str(width), "-y", str(height))
    terminal.sees("▌!REPORT")
    leaves(terminal)


def leaves(terminal: Terminal) -> None:
    """It leaves at its key, and its terminal is clean."""
    terminal.press("q")
    assert terminal.sees("left with 0").strip() == "left with 0"


@pytest.mark.needs("vim")
def test_vim_opens_on_e_and_the_list_is_right_on_return(terminal: Terminal) -> None:
    """Esc and the key that comes with it both act, then too."""
    terminal.open(120, 36, VISUAL="vim -u NONE -N")
    terminal.sees("▌!THANK")
    terminal.press("e")
    terminal.sees("outcome_date: 2026-11-13", "acme.md")
    terminal.press(":%s/^outcome_date.*/&\\rthanked: 2026-11-20/", "Enter", ":wq", "Enter")
    terminal.sees("ON YOU · 6", "▌!REPORT", "q quit")
    terminal.press("Enter")
    terminal.sees("esc back")
    terminal.press("Escape", "2")
    terminal.sees("[2 Asks", "▌!REPORT")
    terminal.press("Enter")
    terminal.sees("esc back")
    terminal.press("Escape", ":")
    terminal.sees("an action, a person")
    terminal.press("Escape")
    terminal.sees("[2 Asks", "▌!REPORT")


def children(process: str) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


def started(terminal: Terminal) -> str:
    """The process that was started in the terminal."""
    (program,) = children(terminal.tmux("display", "-p", "#{pane_pid}").strip())
    return program


def end_together(*processes: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while any(map(running, processes)):
        assert time.monotonic() < deadline
        time.sleep(0.02)  # between two looks at a condition


@pytest.mark.needs("vim")
def test_it_ends_with_its_terminal_with_an_editor_open_too(terminal: Terminal) -> None:
    terminal.open(120, 36, VISUAL="vim -u NONE -N")
    terminal.sees("▌!THANK")
    terminal.press("e")
    terminal.sees("outcome_date: 2026-11-13", "acme.md")
    program = started(terminal)
    (editor,) = children(program)
    terminal.close()
    end_together(program, editor)


def test_its_editor_ends_before_it_does(terminal: Terminal) -> None:
    """Else what the editor does to the screen at its end comes over the shell's next line."""
    slow = terminal.root.parent / "slow-editor"
    slow.write_text("#!/bin/sh\ntrap 'sleep 0.3; echo the editor ends; exit' TERM\necho it edits\nread -r _ || :\n")
    slow.chmod(0o755)
    terminal.open(120, 36, VISUAL=str(slow))
    terminal.sees("▌!THANK")
    terminal.press("e")
    terminal.sees("it edits")
    program = started(terminal)
    (editor,) = children(program)
    os.kill(int(program), signal.SIGTERM)
    screen = terminal.sees(f"left with {128 + signal.SIGTERM}")
    assert screen.index("the editor ends") < screen.index("left with")
    end_together(program, editor)


def running(process: str) -> bool:
    """Whether a process is there and has not ended: one that nobody has asked about yet has."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False
    return "State:\tZ" not in status


def test_no_escape_of_a_note_reaches_the_terminal(terminal: Terminal) -> None:
    evil = "\\e[35;45m PWNED\\e]0;title\\a\\e]52;c;aGk=\\a\\x9b35m"
    fields = "".join(f'{key}: "{evil}"\n' for key in ("title", "contact", "goal", "ask", "why"))
    body = evil.replace("\\e", "\x1b").replace("\\a", "\x07").replace("\\x9b", "\x9b")
    write(terminal.root, {"asks/0.md": f"---\n{fields}asked: 2026-10-01\n---\n\n# {body}\n\n{body}\n"})
    terminal.open(120, 36)
    terminal.sees("ON YOU · 8", "PWNED")
    terminal.press("/", "PWNED", "Enter")
    terminal.sees("ON YOU · 1", "── note")
    for key, sees in (("Enter", "esc back"), ("?", "Esc closes"), ("Escape", "── note"), (":", "an action, a person")):
        terminal.press(key)
        terminal.sees(sees)
        assert not re.search(r"\x1b\[[0-9;]*\b[34]5m", terminal.escapes)
    assert terminal.tmux("display-message", "-p", "#{pane_title}").strip() != "title"
    assert terminal.tmux("list-buffers") == ""


@pytest.mark.parametrize(
    ("width", "height", "environment"),
    [(40, 12, {"NO_COLOR": "1"}), (80, 24, {"TERM": "xterm-16color"}), (120, 36, {"TERM": "linux"})],
    ids=str,
)
def test_few_colours_or_none_still_show_the_cursor_and_the_states(
    terminal: Terminal, width: int, height: int, environment: dict[str, str]
) -> None:
    terminal.open(width, height, **environment)
    terminal.sees("ON YOU · 7", "▌!THANK +9d", "ACT +1d")
    leaves(terminal)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_program_that_is_told_to_end_leaves_a_clean_terminal(terminal: Terminal, name: str) -> None:
    terminal.open(80, 24)
    terminal.sees("ON YOU", "watching")
    end = signal.Signals[name]
    os.kill(int(started(terminal)), end)
    terminal.sees(f"left with {128 + end}")
    assert "ON YOU" not in terminal.screen
    assert terminal.tmux("display", "-p", "#{alternate_on}#{mouse_any_flag}#{cursor_flag}").strip() == "001"
