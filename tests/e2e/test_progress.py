"""A long first reading on a terminal: it is seen, it can be stopped, and what was read is kept."""

from __future__ import annotations

import os
import pty
import select
import sqlite3
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from journal import Vault
from journal.model import Day
from journal.places import cache_folder
from tests.seen import PATIENCE
from tests.vaults import MakeVault

CHECKOUT = Path(__file__).parents[2]
NOTES = 900
ON_TERMINAL = "import os, sys; os.login_tty(int(sys.argv[1])); os.execv(sys.executable, sys.argv[1:])"
"""Become another program that is on a terminal of its own, so that Ctrl-C typed there reaches it."""
WITHOUT_PATIENCE = """
import sys
from journal.cli import progress_bar
progress_bar._PATIENCE = progress_bar._PAUSE = 0.0
from tui.__main__ import main
"""
STUCK = """
import signal
from journal.vault.index import workers
from journal.vault.index import index
index._COMMIT = 0.0
read = workers.in_batches
def some(work, notes):
    batches = read(work, notes)
    yield next(batches)
    yield next(batches)
    print("\\rpaused", end="", file=sys.stderr, flush=True)
    signal.pause()
workers.in_batches = some
"""
IN_SMALL_PARTS = """
from journal.vault.search import fulltext
fulltext._COMMIT = 0.0
"""
BEGIN = "sys.exit(main())"


@pytest.fixture
def vault(make_vault: MakeVault) -> Path:
    return make_vault({f"asks/{n}.md": f"---\ncontact: Ann {n}\nask: Could you?\n---\n" for n in range(NOTES)})


class Seen:
    """What a terminal 60 cells wide was sent."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._sent = b""

    @property
    def text(self) -> str:
        return self._sent.decode(errors="ignore")  # which the last letter may be a part of

    def until(self, wanted: str | None) -> None:
        """Wait for a text, None for the end of the program."""
        until = time.monotonic() + PATIENCE
        while wanted is None or wanted not in self.text:
            if not select.select([self._terminal], [], [], max(0, until - time.monotonic()))[0]:
                pytest.fail(f"{wanted} never came; the terminal shows: {self.text}")
            try:
                part = os.read(self._terminal, 65536)
            except OSError:  # Linux says so where the other end is closed
                part = b""
            if not part:
                assert wanted is None, self.text
                return
            self._sent += part

    @property
    def left(self) -> str:
        """The line that is left of all those that were drawn over each other."""
        cells = [" "] * 60
        for part in self.text.rpartition("\n")[2].split("\r"):
            cells[: len(part)] = part
        return "".join(cells).rstrip()


@contextmanager
def on_a_terminal(program: str, *argv: str) -> Iterator[tuple[subprocess.Popen[bytes], int, Seen]]:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 60))
    process = subprocess.Popen(
        [sys.executable, "-c", ON_TERMINAL, str(theirs), "-c", program, *argv],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": "."},
        pass_fds=[theirs],
    )
    os.close(theirs)
    try:
        yield process, ours, Seen(ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_it_is_seen_until_the_answer_comes(vault: Path) -> None:
    words = ("due", "--vault", str(vault), "--today", "2026-03-16")
    with on_a_terminal(WITHOUT_PATIENCE + BEGIN, *words) as (process, _, seen):
        seen.until(None)
        assert process.wait(PATIENCE) == 0
    drawn, _, answer = seen.text.partition("\n")
    assert "\rReading notes [" in drawn
    assert f"] {NOTES} of {NOTES}\r" in drawn
    assert "Reading" not in answer


def test_so_is_the_first_reading_for_the_search(vault: Path) -> None:
    Vault.open(vault, cache=cache_folder())
    words = ("search", "Ann", "--vault", str(vault), "--today", "2026-03-16")
    with on_a_terminal(WITHOUT_PATIENCE + IN_SMALL_PARTS + BEGIN, *words) as (process, _, seen):
        seen.until(None)
        assert process.wait(PATIENCE) == 0
    drawn, _, answer = seen.text.partition("\n")
    assert f"] 100 of {NOTES}\r" in drawn
    assert "Reading" not in answer


def test_ctrl_c_ends_it_and_what_was_read_is_kept(vault: Path, home: Path) -> None:
    words = ("due", "--vault", str(vault), "--today", "2026-03-16")
    with on_a_terminal(WITHOUT_PATIENCE + STUCK + BEGIN, *words) as (process, keyboard, seen):
        seen.until("paused")
        os.write(keyboard, b"\x03")
        seen.until(None)
        assert process.wait(PATIENCE) == 130
        assert "Traceback" not in seen.text
        assert seen.left == ""
    (place,) = home.rglob("*.db")
    with closing(sqlite3.connect(place)) as db:
        assert db.execute("SELECT count(*) FROM note").fetchone() == (400,)
    resumed = Vault.open(vault, cache=place.parent)
    assert resumed.queue(Day(2026, 3, 16)) == Vault.open(vault).queue(Day(2026, 3, 16))
    assert len(resumed.notes(Day(2026, 3, 16))) == NOTES
