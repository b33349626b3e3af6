"""A file of ours that shows whether anybody else has written to it: its time of change is one that no write gives.

Where that time is another, the file was damaged, or one of us was killed while writing to it. The lock file beside it
tells these apart: it is empty but while one of us writes. A disk that returns other bytes than it was given, without
an error and without a write, is not seen.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager

from journal.vault.disk.lock import taken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from journal.paths import AnyPath

__all__ = ["SEALED_NS", "Seal"]

SEALED_NS = 1_000_000_000 * 10**9
"""The time of change of a sealed file, in nanoseconds: whole seconds, which every file system can keep."""
_WAIT = 10.0
"""Seconds to wait for another program of ours that writes to the file."""
_MARK = b"x"


class Seal:
    """The seal of one file. Every method raises OSError."""

    def __init__(self, file: AnyPath) -> None:
        self._file, self._lock = file, f"{os.path.splitext(file)[0]}.lock"

    def is_whole(self) -> bool:
        """Whether only our programs have written to the file; waits while one of them writes."""
        if self._is_sealed():
            return True
        with self._held() as lock:
            return self._is_sealed() or _is_marked(lock)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write to the file inside, or make it; at the end it is sealed if it was whole before."""
        with self._held() as lock:
            is_whole = not os.path.exists(self._file) or self._is_sealed() or _is_marked(lock)
            if is_whole:
                os.pwrite(lock, _MARK, 0)
            yield
            if is_whole:
                if not self._is_sealed():
                    os.utime(self._file, ns=(time.time_ns(), SEALED_NS))
                os.ftruncate(lock, 0)

    @contextmanager
    def _held(self) -> Iterator[int]:
        """Hold the lock file, open, while no other program of ours has it."""
        lock = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not taken(lock, time.monotonic() + _WAIT):
                raise TimeoutError(f"another journal has been writing to {self._file} for too long")
            yield lock
        finally:
            os.close(lock)

    def _is_sealed(self) -> bool:
        return os.stat(self._file).st_mtime_ns == SEALED_NS


def _is_marked(lock: int) -> bool:
    """Whether the lock file says that a program of ours is writing."""
    return os.fstat(lock).st_size > 0
