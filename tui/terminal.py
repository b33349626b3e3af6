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
    with subprocess.Popen(call) as program, _ending_with(program):
        return program.wait()


@contextmanager
def _ending_with(program: subprocess.Popen[bytes]) -> Iterator[None]:
    """Have a signal that ends us end the program too; Ctrl+C is for the program alone.

    The terminal is not ours then, so there is nothing to leave in order, and it may be gone.
    """

    def end(number: int, _frame: FrameType | None) -> None:
        program.send_signal(number)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    before = {number: signal.signal(number, end) for number in ENDS}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
