"""The terminal is closed while the terminal UI paints: it leaves, though nothing that it writes is taken any more."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.test_progress import Seen
from tests.e2e.test_tui import OPEN, PROJECT
from tests.seen import PATIENCE
from tests.tui.network import NETWORK, ask
from tests.tui.stage import write

OWNS_IT = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
"""The terminal is then the program's own: the system sends SIGHUP where it is closed."""
AT_ONCE = "from textual.drivers import _writer_thread; _writer_thread.MAX_QUEUED_WRITES = 1; "
"""What waits to be written is more than one, not more than thirty: whoever waits for its end soon does."""


@contextmanager
def on_a_terminal(root: Path, program: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The terminal UI with its first screen, and our end of its terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    call = [sys.executable, "-c", program, str(root)]
    around = {**os.environ, "PYTHONPATH": str(PROJECT), "TERM": "xterm-256color"}
    process = subprocess.Popen(call, stdin=theirs, stdout=theirs, stderr=theirs, env=around, start_new_session=True)
    os.close(theirs)
    try:
        Seen(ours).until("watching")
        yield process, ours
    finally:
        process.kill()
        process.wait()


def test_it_leaves_when_its_terminal_is_closed(home: Path) -> None:
    with on_a_terminal(write(home / "network", NETWORK), OWNS_IT + AT_ONCE + OPEN) as (program, terminal):
        os.close(terminal)
        assert program.wait(PATIENCE) == 128 + signal.SIGHUP


def test_it_leaves_where_nobody_tells_it_that_its_terminal_is_closed(home: Path) -> None:
    root = write(home / "network", NETWORK)
    with on_a_terminal(root, AT_ONCE + OPEN) as (program, terminal):
        os.close(terminal)
        write(root, {"asks/new.md": ask(contact="Zoe", title="New", ask="May I?", asked="2026-11-01")})
        assert program.wait(PATIENCE) == 128 + signal.SIGHUP
