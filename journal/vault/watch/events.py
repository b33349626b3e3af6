"""The system's events about a folder, as hints where to look, and how far they can be relied on."""

from __future__ import annotations

import logging
import os
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from types import TracebackType

from journal.errors import NoVault
from journal.model import Watched
from journal.vault.disk.walk import may_be_note
from journal.vault.watch.debounce import Hint
from journal.vault.watch.mounts import disk_of, folders_in, watches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

__all__ = ["Events", "Hints", "identity", "watchdogs"]

_CHECK = 5.0
_CHECK_NETWORK = 60.0
"""Seconds after which everything is looked at without an event: a lost one costs no more than that."""
_EVENTS = (
    "FileCreatedEvent", "FileModifiedEvent", "FileAttribEvent", "FileClosedEvent", "FileMovedEvent", "FileDeletedEvent",
    "DirCreatedEvent", "DirAttribEvent", "DirMovedEvent", "DirDeletedEvent",
)  # fmt: skip
"""What may have changed a note; not that one was opened or closed after reading, as our own looks do."""
_SILENT_DISKS = ("fuse", "9p", "vboxsf", "prl_fs")
_NETWORK_DISKS = ("nfs", "cifs", "smb", "afs", "ceph", "fuse.sshfs", "fuse.rclone")


class Hints:
    """Watchdog's events as hints, gathered on any thread. root: the watched folder, links resolved."""

    def __init__(self) -> None:
        self.root = ""
        self._queue: SimpleQueue[Hint] = SimpleQueue()

    def everything(self) -> None:
        """Add the hint that anything may have changed."""
        self._queue.put(Hint(time.monotonic(), None))

    def dispatch(self, event: FileSystemEvent) -> None:
        """Add the hints for an event; watchdog calls it on its own thread."""
        source, target = self._inside(event.src_path), self._inside(event.dest_path)
        if event.is_directory:
            if source or target:
                self.everything()
            return
        now = time.monotonic()
        old = source if source and may_be_note(os.path.basename(source)) else None
        new = target if target and may_be_note(os.path.basename(target)) else None
        if old:
            self._queue.put(Hint(now, old, whole=event.event_type == "closed"))
        if new:
            self._queue.put(Hint(now, new, whole=True, was=old))

    def within(self, seconds: float) -> Iterator[Hint]:
        """The hints since the last call; if there are none, the first to come within so many seconds."""
        with suppress(Empty):
            yield self._queue.get(timeout=seconds)
            while True:
                yield self._queue.get_nowait()

    def _inside(self, path: bytes | str) -> str | None:
        """A path from the root; None where it cannot be of a note: outside, or in a hidden folder such as git's."""
        found, start = os.fsdecode(path), self.root + os.sep
        if not found.startswith(start):
            return None
        inside = found.removeprefix(start)
        return None if inside.startswith(".") or f"{os.sep}." in inside else inside


class Events(logging.Handler):
    """The system's events, while open as a context. check: seconds between two looks at everything.

    A log handler, since a line in watchdog's log is all that tells that events were lost, which is in lost.
    """

    def __init__(self, root: str, hints: Hints) -> None:
        super().__init__(logging.WARNING)
        self._root, self._hints = root, hints
        self._observer: BaseObserver | None = None
        self._threads: frozenset[threading.Thread] = frozenset()
        self._silent = ""
        """Why there are no events; empty where there are."""
        self._partly: tuple[int, int] | None = None
        """How many folders are watched, of how many; None where all are."""
        self._counted: tuple[int, int] | None = None
        self._watches_before = watches()
        self.lost = False
        self.check = _CHECK

    def __enter__(self) -> Events:
        identity(self._root)
        self._root = self._hints.root = os.path.realpath(self._root)
        disk = disk_of(self._root)
        if disk.startswith(_NETWORK_DISKS):
            self._silent, self.check = f"This folder is on a network ({disk})", _CHECK_NETWORK
        elif disk.startswith(_SILENT_DISKS):
            self._silent = f"This disk ({disk}) reports no changes"
        else:
            self._start()
            self.count()
            if self.in_doubt:
                self.count()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._observer is not None:
            logging.getLogger("watchdog.observers").removeHandler(self)
            _end(self._observer)

    @property
    def alive(self) -> bool:
        """Whether all threads of watchdog still run; watchdog does not check that."""
        return all(thread.is_alive() for thread in self._threads)

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        """Remember that events were lost: watchdog only logs it."""
        self.lost = True
        self._hints.everything()

    @property
    def in_doubt(self) -> bool:
        """Whether to count once more: the last count found folders that were not watched, perhaps not yet."""
        return self._counted != self._partly

    def count(self) -> None:
        """Compare the number of folders with the number of watched ones.

        A shortfall counts only when a second count finds it again, since new folders are watched a moment later.
        """
        if self._observer is None or self._watches_before is None:
            return
        before, watched, folders = self._counted, (watches() or 0) - self._watches_before, folders_in(self._root)
        self._counted = (watched, folders) if watched < folders else None
        if self._counted is None or self._counted == before:
            self._partly = self._counted
        if self.in_doubt:
            self._hints.everything()

    def status(self, interval: float) -> Watched:
        """How far events can be relied on. interval: seconds between two looks at everything now."""
        often = f"checking every {interval:.0f} s"
        if self._silent:
            return Watched("polling", "polling", f"{self._silent}; {often}.")
        if self._partly:
            watched, folders = self._partly
            short = f"watching {watched} of {folders} folders"
            cure = f"sudo sysctl fs.inotify.max_user_watches={max(524_288, 4 * folders)} watches all"
            return Watched("partly", short, f"W{short[1:]}; {often}. {cure}.")
        return Watched("watching", "watching", "Watching.")

    def _start(self) -> None:
        from watchdog import events
        from watchdog.observers import Observer

        warnings.filterwarnings("ignore", "Callback with id .* already exists", RuntimeWarning)  # folders made at once
        others = watchdogs()
        observer = None
        try:
            observer = Observer()
            observer.schedule(
                self._hints,  # type: ignore[arg-type]
                self._root,
                recursive=True,
                event_filter=[getattr(events, name) for name in _EVENTS],
            )
            observer.start()
        except OSError as error:
            self._silent = f"The system reports no changes ({error.strerror or error})"
            if observer is not None:
                _end(observer)
            return
        logging.getLogger("watchdog.observers").addHandler(self)
        self._observer, self._threads = observer, watchdogs() - others


def _end(observer: BaseObserver) -> None:
    observer.stop()
    if observer.is_alive():
        observer.join()


def watchdogs() -> frozenset[threading.Thread]:
    """The threads of watchdog in this process, whoever started them."""
    return frozenset(thread for thread in threading.enumerate() if type(thread).__module__.startswith("watchdog."))


def identity(root: str) -> tuple[int, int]:
    """The device and inode of a folder. Raises NoVault where none is at the path."""
    try:
        status = os.stat(root)
    except OSError:
        raise NoVault(f"The vault {root} is gone: bring the folder back, or name another.") from None
    return status.st_dev, status.st_ino
