"""Work over many tasks in their order, shared among copies of this process where there are enough to be worth them.

What blocks a signal is taken from where the module ``signal`` takes it, which also makes a list of all signals. What
takes long to load is loaded once another process works.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import fcntl
import gc
import marshal
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from typing import Any, BinaryIO, NoReturn, TypeVar

    Task = TypeVar("Task")

__all__ = ["Elsewhere", "in_batches", "may_copy"]

_BATCH = 200
"""Tasks at a time: few enough for progress to be told and memory to be small."""
_WORTH_A_PROCESS = 2_000
"""Tasks from which on the copies save more time than they cost."""
_MOST = 4
"""Copies: what they read goes through one process in the end."""
_AHEAD = 1024 * 1024
"""Bytes of results that a copy may be ahead, as much as Linux allows: else it waits for us at every batch."""
_LENGTH = 8
"""Bytes that hold the length of what follows."""


def in_batches(work: Callable[[Sequence[Task]], list[Any]], tasks: Sequence[Task]) -> Generator[list[Any], None, None]:
    """The results of work on the tasks, in batches and in order; other processes share it where that saves time.

    work: makes values that ``marshal`` knows of some tasks; it may run in another process.
    """
    batches = [tasks[start : start + _BATCH] for start in range(0, len(tasks), _BATCH)]
    from contextlib import ExitStack, closing

    copies = _copies(len(tasks))
    with ExitStack() as ending:
        made = [ending.enter_context(closing(Elsewhere(map(work, batches[first::copies])))) for first in range(copies)]
        for number, batch in enumerate(batches):
            done = made[number % copies].next() if copies else None
            yield work(batch) if done is None else done


def may_copy() -> bool:
    """Whether another process could work while this one does; never beside other threads, whose locks a forked process
    would wait for forever.
    """
    return sys.platform == "linux" and _is_alone() and _processors() > 1


def _is_alone() -> bool:
    """Whether this process has one thread."""
    threads = sys.modules.get("threading")
    return threads is None or threads.active_count() == 1


def _copies(tasks: int) -> int:
    """How many processes to start."""
    return min(_processors(), _MOST) if tasks >= _WORTH_A_PROCESS and may_copy() else 0


def _processors() -> int:
    return len(os.sched_getaffinity(0))


class Elsewhere:
    """Some values, which ``marshal`` must know and another process makes while this one goes on; to be closed."""

    def __init__(self, values: Iterable[Any]) -> None:
        self._results: BinaryIO | None = None
        self._process = -1
        try:
            reading, writing = os.pipe()
        except OSError:  # too many files are open
            return
        try:  # noqa: SIM105  # as it says at the top
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _AHEAD)
        except (AttributeError, OSError):  # only Linux has that, and a person may have too many pipes
            pass
        self._results = open(reading, "rb")  # noqa: SIM115  # it stays open
        before = _signal.pthread_sigmask(_signal.SIG_BLOCK, {_signal.SIGINT})
        try:  # noqa: SIM105
            self._process = os.fork()
        except OSError:
            pass
        if self._process == 0:  # which ctrl+c does not reach: it would go on as we do, and it ends soon after us
            self._results.close()  # a copy that could read from itself would never learn that nobody else does
            _run(values, writing)
        _signal.pthread_sigmask(_signal.SIG_SETMASK, before)
        os.close(writing)

    def next(self) -> Any:
        """Wait for the next value; None where that process ended too early, or none could be had."""
        if self._results is None:
            return None
        length = int.from_bytes(self._results.read(_LENGTH))
        made = self._results.read(length)
        return marshal.loads(made) if length and len(made) == length else None

    def close(self) -> None:
        """Need no further value; wait for the process to end."""
        if self._results:
            self._results.close()  # before the wait: a copy that still writes then ends
        if self._process > 0:
            os.waitpid(self._process, 0)


def _run(values: Iterable[Any], writing: int) -> NoReturn:
    """Make the values in a forked process, write them and end it, without exit handlers and without closing
    databases.
    """
    try:
        gc.disable()
        with open(writing, "wb") as results:
            for value in values:
                made = marshal.dumps(value)
                results.write(len(made).to_bytes(_LENGTH) + made)
                results.flush()
    finally:
        os._exit(0)
