"""Work over many tasks in their order, shared among copies of this process where there are enough to be worth them."""

from __future__ import annotations

import fcntl
import gc
import marshal
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO, NoReturn, TypeAlias, TypeVar

    Task = TypeVar("Task")

__all__ = ["in_batches"]

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

_Work: TypeAlias = "Callable[[Sequence[Task]], list[Any]]"


def in_batches(
    work: _Work[Task],
    tasks: Sequence[Task],
    *,
    size: int | None = None,
    worth_it: int | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> Generator[list[Any], None, None]:
    """The results of work on the tasks, in batches and in order; other processes share it where that saves time.

    work: makes values that ``marshal`` knows of some tasks; it may run in another process. size: tasks in a batch.
    worth_it: the number of tasks from which on other processes save more time than they cost. size, worth_it: None for
    what suits notes. meanwhile: is called while other processes work; not where there are none.
    """
    size = size or _BATCH
    batches = [tasks[start : start + size] for start in range(0, len(tasks), size)]
    copies = _copies(len(tasks), worth_it or _WORTH_A_PROCESS)
    with ExitStack() as ending:
        results = [ending.enter_context(_worked_ahead(work, batches[first::copies])) for first in range(copies)]
        if copies and meanwhile:
            meanwhile()
        for number, batch in enumerate(batches):
            done = _next(results[number % copies]) if copies else None
            yield work(batch) if done is None else done


def _copies(tasks: int, worth_it: int) -> int:
    """How many processes to start; none beside other threads, whose locks a forked process would wait for forever."""
    if tasks < worth_it or sys.platform != "linux" or threading.active_count() > 1:
        return 0
    processors = len(os.sched_getaffinity(0))
    return min(processors, _MOST) if processors > 1 else 0


@contextmanager
def _worked_ahead(work: _Work[Task], batches: Sequence[Sequence[Task]]) -> Iterator[BinaryIO]:
    """A stream of what another process gives for the batches; it ends early where that process does."""
    reading, writing = os.pipe()
    with suppress(AttributeError, OSError):  # only Linux has that, and a person may have too many pipes
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _AHEAD)
    with open(reading, "rb") as results:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process = os.fork()
        except OSError:
            process = -1
        if process == 0:  # which ctrl+c does not reach: it would go on as we do, and it ends soon after us
            results.close()  # a copy that could read from itself would never learn that nobody else does
            _run(work, batches, writing)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        os.close(writing)
        try:
            yield results
        finally:
            results.close()  # before the wait: a copy that still writes then ends
            if process > 0:
                os.waitpid(process, 0)


def _run(work: _Work[Task], batches: Sequence[Sequence[Task]], writing: int) -> NoReturn:
    """Do the work in a forked process, write the results and end it, without exit handlers and without closing
    databases.
    """
    try:
        gc.disable()
        with open(writing, "wb") as results:
            for batch in batches:
                done = marshal.dumps(work(batch))
                results.write(len(done).to_bytes(_LENGTH) + done)
                results.flush()
    finally:
        os._exit(0)


def _next(results: BinaryIO) -> list[Any] | None:
    """The next result in a stream; None where the process ended too early."""
    length = int.from_bytes(results.read(_LENGTH))
    done = results.read(length)
    return marshal.loads(done) if length and len(done) == length else None
