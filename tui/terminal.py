"""Running another program on the terminal while the UI is suspended."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from tui.patient import ENDS

__all__ = ["run"]


def run(call: Sequence[str]) -> int:
    """Run a program on the terminal until it ends; gives its exit status. Raises OSError where it cannot be started."""
    with _ended_by_signals() as begun, subprocess.Popen(call) as program:
        begun(program)
        return program.wait()


@contextmanager
def _ended_by_signals() -> Iterator[Callable[[subprocess.Popen[bytes]], None]]:
    """Have a signal that ends us end the program too, which is told here once it has begun; Ctrl+C is for it alone.

    The terminal is not ours then, so there is nothing to leave in order, and it may be gone: whoever then writes to it
    waits forever. So the signals are ours before the program begins.
    """
    programs: list[subprocess.Popen[bytes]] = []
    early: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        if not programs:
            early.append(number)
            return
        programs[0].send_signal(number)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def begun(program: subprocess.Popen[bytes]) -> None:
        programs.append(program)
        for number in early:
            end(number, None)

    before = {number: signal.signal(number, end) for number in ENDS}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield begun
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for ending in [] if programs else early:
            os.kill(os.getpid(), ending)
