"""Running another program on the terminal while the UI is suspended."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from tui.patient import ENDS

__all__ = ["run"]


def run(call: Sequence[str]) -> int:
    """Run a program on the terminal until it ends; gives its exit status. Raises OSError where it cannot be started."""
    with _passing_signals_on() as programs, subprocess.Popen(call) as program:
        programs.append(program)
        return program.wait()


@contextmanager
def _passing_signals_on() -> Iterator[list[subprocess.Popen[bytes]]]:
    """A list for running programs. A signal that ends this program is sent to them first; Ctrl+C reaches them alone.

    The terminal is theirs then, so this program has nothing to leave in order, and it may be gone.
    """
    programs: list[subprocess.Popen[bytes]] = []

    def end(number: int, _frame: FrameType | None) -> None:
        for program in programs:
            program.send_signal(number)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    before = {number: signal.signal(number, end) for number in ENDS}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield programs
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
