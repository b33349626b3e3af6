"""Follows a running process of git, and ends it without leaving anything half done."""

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
"""How git says how far it is: Receiving objects:  45% (9/20)."""
_BETWEEN_LOOKS = 0.1
"""Seconds between two questions whether to go on."""
_GRACE = 5.0
"""Seconds that git has to end what it is at, and then to tidy up."""


class Cancelled(Exception):
    """The listener has cancelled the process."""


class Listener(NamedTuple):
    """A front end that waits for git. on_progress: called with a few words, how many, and of how many.

    is_cancelled: called ten times a second, on the waiting thread.
    """

    on_progress: Callable[[str, int, int], object] | None = None
    is_cancelled: Callable[[], bool] = lambda: False


NOBODY = Listener()


def follow(process: subprocess.Popen[bytes], listener: Listener) -> tuple[bytes, bytes]:
    """The stdout and stderr of a process, once it has ended. Raises Cancelled, and then the process still runs.

    Its own background processes may keep these streams open; they are not waited for.
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
    """End a process. at_once: tell it to end now; else let it first finish what it is doing."""
    try:
        if not at_once:
            with suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=_GRACE)
    finally:
        for told in (signal.SIGTERM, signal.SIGKILL):  # on the first, git takes its locks away
            if process.poll() is None:
                _tell(process, told)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_GRACE)


def _tell(process: subprocess.Popen[bytes], what: signal.Signals) -> None:
    """Send a signal to a process, and to its children where they are in a group of their own."""
    with suppress(ProcessLookupError):
        if os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, what)
        else:
            process.send_signal(what)
