"""Notices that the folder may have changed. An event is only a hint; the disk decides."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from types import TracebackType

from journal.errors import JournalError, NoVault
from journal.model import Watched
from journal.vault.watch.debounce import Look, Pace
from journal.vault.watch.events import Events, Hints, identity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Watch"]

_CHECK_ROOT = 1.0
"""Seconds between two looks whether the folder itself is there: its own end raises no event."""
_PUT_OFF = 1.0
"""Seconds by which a look at everything is put off, which would hold up what somebody does meanwhile."""
_LEAVE = 2.0
"""Seconds to wait for a look to end when it is not wanted any more: a disk that hangs must not keep a program."""

_Look: TypeAlias = "Callable[[Collection[str] | None, Collection[str], Callable[[int, int], object]], bool]"


class _Stopped(Exception):
    """The watch was closed during a look; what the look has read stays."""


class Watch:
    """A context in which ``look`` is called, on a thread of its own, whenever the folder may have changed.

    look: takes what a Look holds, and a function to call with how many of how many notes are read; gives whether there
    was a change. status: how the folder is watched now. on_status: called, on the same
    thread, when that changes.
    """

    def __init__(self, root: str, look: _Look, on_status: Callable[[Watched], object] | None = None) -> None:
        self._root, self._look, self._on_status = root, look, on_status
        self._hints = Hints()
        self._stopping = threading.Event()
        self._busy_until = 0.0
        self._thread = threading.Thread(target=self._run, name="journal-watch", daemon=True)
        self.status = Watched("starting", "reading …", "Looking at the folder.")

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._hints.everything()
        self._thread.join(_LEAVE)

    def look_now(self) -> None:
        """Have everything looked at, as if it might have changed."""
        self._hints.everything()

    def put_off(self) -> None:
        """Let no look at everything begin right now unless there is a hint that something changed."""
        self._busy_until = time.monotonic() + _PUT_OFF

    def _run(self) -> None:
        with suppress(_Stopped):
            while not self._stopping.is_set():
                try:
                    with Events(self._root, self._hints) as events:
                        self._watch(events)
                except NoVault:
                    sentence = f"The vault {self._root} is missing; it is looked for every second."
                    self._tell(Watched("missing", "vault missing", sentence))
                    self._stopping.wait(_CHECK_ROOT)

    def _watch(self, events: Events) -> None:
        """Look whenever there is a reason, until stopped or until another folder is in this one's place.

        Events began before the first look, so nothing falls between. Raises NoVault and _Stopped.
        """
        root = identity(self._root)
        pace = Pace(events.check)
        while not self._stopping.is_set() and identity(self._root) == root and events.alive:
            now = time.monotonic()
            pace.put_off(self._busy_until)
            turn = pace.turn(now, self._is_unwritten)
            listen = 0.0
            if isinstance(turn, Look):
                self._take(turn, pace, events)
            elif turn.listening:
                listen = min(turn.until - now, _CHECK_ROOT)
            else:
                self._stopping.wait(turn.until - now)
            for hint in self._hints.within(listen):
                pace.hint(hint)

    def _take(self, look: Look, pace: Pace, events: Events) -> None:
        """Do one look, and tell the pace and the events of it."""
        if look.paths is None and events.lost:
            events.lost = False
            self._tell(Watched("reading", "rescanning", "More changed at once than the system tells; looking again."))
        began = time.monotonic()
        failure = None
        try:
            found = self._look(look.paths, look.written, self._tell_progress)
        except NoVault:
            raise
        except JournalError as error:
            found, failure = True, Watched("failing", "failing", error.sentence)
        else:
            if look.paths is None and (found or events.in_doubt):
                events.count()
        pace.looked(look, began, time.monotonic(), found=found)
        self._tell(failure or events.status(pace.interval))

    def _tell_progress(self, done: int, total: int) -> None:
        """Tell how many of how many notes are read. Raises _Stopped."""
        if self._stopping.is_set():
            raise _Stopped
        if done < total:
            short = f"reading {done:,} of {total:,} …"
            self._tell(Watched("reading", short, f"Reading: {done:,} of {total:,} notes so far."))

    def _is_unwritten(self, path: str) -> bool:
        """Whether a note is gone or empty at the moment, as while a program rewrites it."""
        try:
            return os.stat(os.path.join(self._root, path)).st_size == 0
        except OSError:
            return True

    def _tell(self, status: Watched) -> None:
        if status != self.status and not self._stopping.is_set():
            self.status = status
            if self._on_status:
                self._on_status(status)
