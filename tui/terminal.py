"""Running another program on the terminal while the UI is suspended."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from tui.patient import ENDS

__all__ = ["run"]

_GRACE = 2.0
"""Seconds for the other program to end, and leave the terminal in order, where this one is told to end."""


class _Ended(BaseException):
    """This program is told to end by a signal while the other one runs."""

    def __init__(self, number: int) -> None:
        self.number = number


def run(call: Sequence[str]) -> int:
    """Run a program on the terminal until it ends; gives its exit status. Raises OSError where it cannot be started.

    A signal that ends this program ends the other one first; Ctrl+C reaches that one alone. The terminal is its own
    then, so this program has nothing to leave in order, and it may be gone.
    """
    with _signals() as running:
        program = subprocess.Popen(call)
        try:
            running.append(program)
            try:
                return program.wait()
            finally:
                running.clear()
        except _Ended as ended:
            program.send_signal(ended.number)
            with suppress(subprocess.TimeoutExpired):
                program.wait(_GRACE)
            _end(ended.number)


@contextmanager
def _signals() -> Iterator[list[subprocess.Popen[bytes]]]:
    """A list for a running program: while it is there, a signal that ends this program raises _Ended."""
    running: list[subprocess.Popen[bytes]] = []

    def told(number: int, _frame: FrameType | None) -> None:
        if running:
            raise _Ended(number)
        _end(number)

    before = {number: signal.signal(number, told) for number in ENDS}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield running
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int) -> NoReturn:
    """End this program as the signal does where nobody listens to it."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
    raise SystemExit(128 + number)
