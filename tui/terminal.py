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
    with _ending_with_us() as programs, subprocess.Popen(call) as program:
        programs.append(program)
        return program.wait()


@contextmanager
def _ending_with_us() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Have a signal that ends us end what is put into the list too; Ctrl+C is for that alone.

    The terminal is not ours then, so there is nothing to leave in order, and it may be gone.
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
