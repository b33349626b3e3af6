"""A running process of git: follow its progress, and end it without leaving anything half done."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from selectors import EVENT_READ, DefaultSelector

from journal.named_tuple import NamedTuple
from journal.regex import regex

__all__ = ["NOBODY", "Cancelled", "Listener", "end", "follow"]

_PROGRESS = regex(rb"(?:remote: )?([A-Z][\w ]*): +\d+% \((\d+)/(\d+)\)")
"""A report of git's progress, such as “Receiving objects:  45% (9/20)”: what, done, total."""
_BETWEEN_LOOKS = 0.1
"""Seconds between two calls of is_cancelled."""
_GRACE = 5.0
"""Seconds that git has to finish by itself, and again after each signal."""


class Cancelled(Exception):
    """The listener has cancelled."""


class Listener(NamedTuple):
    """Callbacks for a long call of git, both called on the thread that waits for it.

    on_progress: gets what git does, how many are done and how many there are. is_cancelled: says whether to end git;
    called ten times a second.
    """

    on_progress: Callable[[str, int, int], object] | None = None
    is_cancelled: Callable[[], bool] = lambda: False


NOBODY = Listener()


def follow(process: subprocess.Popen[bytes], listener: Listener) -> tuple[bytes, bytes]:
    """Wait for a process to end; gives what it printed on stdout and on stderr.

    Programs that it left in the background may keep these open; they are not waited for. Raises Cancelled, and then the
    process still runs.
    """
    assert process.stdout is not None
    assert process.stderr is not None
    out, err = process.stdout.fileno(), process.stderr.fileno()
    printed = {out: bytearray(), err: bytearray()}
    with DefaultSelector() as pipes:
        for pipe in printed:
            pipes.register(pipe, EVENT_READ)
        while pipes.get_map():
            if listener.is_cancelled():
                raise Cancelled
            has_ended = process.poll() is not None
            ready = pipes.select(0 if has_ended else _BETWEEN_LOOKS)
            if has_ended and not ready:
                break
            for key, _ in ready:
                chunk = os.read(key.fd, 1 << 16)
                printed[key.fd] += chunk
                if not chunk:
                    pipes.unregister(key.fd)
                elif key.fd == err and listener.on_progress:
                    for what, done, total in _PROGRESS.findall(chunk):
                        listener.on_progress(what.decode(), int(done), int(total))
        process.wait()
    return bytes(printed[out]), bytes(printed[err])


def end(process: subprocess.Popen[bytes], *, at_once: bool) -> None:
    """End a process: by SIGTERM, then by SIGKILL. at_once: without the _GRACE seconds to finish by itself."""
    try:
        if not at_once:
            with suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=_GRACE)
    finally:
        for told in (signal.SIGTERM, signal.SIGKILL):  # on the first, git takes its locks away
            if process.poll() is None:
                _send(process, told)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_GRACE)


def _send(process: subprocess.Popen[bytes], what: signal.Signals) -> None:
    """Send a signal to a process; to its whole process group where it leads one."""
    with suppress(ProcessLookupError):
        if os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, what)
        else:
            process.send_signal(what)
