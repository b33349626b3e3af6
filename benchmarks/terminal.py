"""A program in a terminal of 120 x 36 cells, and when what was written on it."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType

__all__ = ["NeverSeen", "Terminal"]

_COLUMNS, _LINES = 120, 36
_PATIENCE = 120.0
"""Seconds after which what has not come is not waited for."""
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[ -/]*[0-~])")


class NeverSeen(Exception):
    """What was waited for did not come; the sentence says what did."""


class Terminal:
    """Runs the program while open as a context. Times are those of time.perf_counter, in seconds.

    What is looked at is what the program wrote, without the escapes that place and colour it: emulating
    a screen would take time from the other core while the program draws.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: str) -> None:
        self._command, self._folder = command, folder
        self._environment = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._written = bytearray()
        self.began = 0.0

    def __enter__(self) -> Terminal:
        self.began = time.perf_counter()
        self.pid, self._end = pty.fork()
        if self.pid == 0:
            self._become()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._end)

    def press(self, keys: str) -> float:
        """Forget what was written so far, and type; returns when."""
        self._written.clear()
        pressed = time.perf_counter()
        os.write(self._end, keys.encode())
        return pressed

    def settle(self, quiet: float = 0.5) -> None:
        """Wait until nothing was written for so many seconds, and forget what was."""
        deadline = time.perf_counter() + _PATIENCE
        while self._read(quiet):
            if time.perf_counter() > deadline:
                raise NeverSeen("The program never came to rest.")
        self._written.clear()

    def until(self, holds: Callable[[str], object]) -> float:
        """When something first held of what was written since the last key or rest. Raises NeverSeen."""
        deadline = time.perf_counter() + _PATIENCE
        while not holds(text := _ESCAPES.sub(b" ", self._written).decode("utf-8", "replace")):
            if not self._read(deadline - time.perf_counter()):
                raise NeverSeen(f"In {_PATIENCE:.0f} s there came only: {text[-300:]!r}")
        return self._read_at

    def memory(self) -> float:
        """What the program holds in memory now, in megabytes."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as lines:
            (kilobytes,) = [int(line.split()[1]) for line in lines if line.startswith("VmRSS:")]
        return kilobytes * 1024 / 1e6

    def _read(self, seconds: float) -> bool:
        """Read what there is, or comes within that time. Raises NeverSeen where the program has ended."""
        if not select.select([self._end], [], [], max(0.0, seconds))[0]:
            return False
        try:
            self._written += os.read(self._end, 1 << 16)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            raise NeverSeen(f"The program ended, and said: {bytes(self._written[-500:])!r}") from None
        self._read_at = time.perf_counter()
        return True

    def _become(self) -> None:
        """In the child: become the program, or end."""
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
            os.chdir(self._folder)
            os.execvpe(self._command[0], tuple(self._command), self._environment)
        finally:
            os._exit(127)
