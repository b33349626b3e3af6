"""Notices that the folder may have changed. Events are only hints: whoever is told looks for itself."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from journal.errors import JournalError, NoVault
from journal.model import Watched
from journal.vault.disk import disk_of, folders_in, watches
from journal.vault.walk import may_be_note

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

__all__ = ["Watch"]

_SETTLE = 0.02
"""Seconds of quiet after an event before anyone looks: an editor's save is several events."""
_LONGEST_SETTLE = 0.5
"""Seconds after which somebody looks though it is not quiet."""
_HELD = 0.7
"""Seconds for which a note that is gone or empty may be one that an editor is about to write."""
_CHECK_ROOT = 1.0
"""Seconds between two looks whether the folder itself is there: its own end raises no event."""
_CHECK = 5.0
_CHECK_NETWORK = 60.0
"""Seconds after which everything is looked at without an event: a lost one costs no more than that."""
_MOST_OF_TIME = 20
"""A look at everything happens at most in this part of the time, so that a large vault is not always read."""
_MANY = 200
"""Changed paths above which a look at everything is quicker."""
_OWN_READS = frozenset({"opened", "closed_no_write"})
"""Events that our own reading causes; acting on them would feed itself."""
_SILENT_DISKS = ("fuse", "9p", "vboxsf", "prl_fs")
_NETWORK_DISKS = ("nfs", "cifs", "smb", "afs", "ceph", "fuse.sshfs", "fuse.rclone")


class Watch:
    """While open as a context, calls ``look`` on its own thread whenever the folder may have changed.

    look: takes the paths that may have, None for all. status: what is known of the watching now;
    on_status is called when that changes, on the same thread.
    """

    def __init__(
        self,
        root: Path,
        look: Callable[[Collection[str] | None], object],
        on_status: Callable[[Watched], object] | None = None,
    ) -> None:
        self._root, self._look, self._on_status = str(root), look, on_status
        self._hints = _Hints(self._root)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="journal-watch", daemon=True)
        self.status = Watched("starting", "Looking at the folder.")

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._hints.everything()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with _Events(self._root, self._hints) as events:
                    self._watch(events)
            except NoVault:
                self._tell(Watched("missing", f"The vault {self._root} is missing; it is looked for every second."))
                self._stopping.wait(_CHECK_ROOT)

    def _watch(self, events: _Events) -> None:
        """Look whenever there is a reason to, until stopped or another folder is in this one's place.

        Watching began before the first look, so nothing falls between. Raises NoVault.
        """
        root = _identity(self._root)
        self._hints.everything()
        pause = events.pause
        looked_at = -pause
        while not self._stopping.is_set():
            if self._hints.wait(min(_CHECK_ROOT, pause)):
                self._settle()
            if self._stopping.is_set() or _identity(self._root) != root or not events.alive:
                return
            due = time.monotonic() - looked_at >= pause
            paths = self._hints.take()
            if not due and paths is not None and not paths:
                continue
            everything = due or paths is None or len(paths) > _MANY
            began = time.monotonic()
            try:
                self._look(None if everything else paths)
            except NoVault:
                raise
            except JournalError as error:
                self._tell(Watched("failing", error.sentence))
            else:
                self._tell(events.status)
            if everything:
                looked_at = time.monotonic()
                pause = max(events.pause, _MOST_OF_TIME * (looked_at - began))

    def _settle(self) -> None:
        """Wait until it is quiet, and until notes that are gone or empty have had time to be written."""
        began = time.monotonic()
        while not self._stopping.is_set():
            quiet = not self._hints.wait_for_more(_SETTLE)
            waited = time.monotonic() - began
            unwritten = any(map(self._may_be_unwritten, self._hints.paths()))
            if waited >= (_HELD if unwritten else _LONGEST_SETTLE) or (quiet and not unwritten):
                return

    def _may_be_unwritten(self, path: str) -> bool:
        try:
            return os.stat(os.path.join(self._root, path)).st_size == 0
        except OSError:
            return True

    def _tell(self, status: Watched) -> None:
        if status != self.status:
            self.status = status
            if self._on_status:
                self._on_status(status)


class _Hints:
    """The paths that may have changed, as gathered by any thread."""

    def __init__(self, root: str) -> None:
        self._start = root + os.sep
        self._news = threading.Condition()
        self._paths: set[str] = set()
        self._all = False
        self._count = 0

    def everything(self) -> None:
        """Anything may have changed."""
        with self._news:
            self._all = True
            self._count += 1
            self._news.notify_all()

    def dispatch(self, event: FileSystemEvent) -> None:
        """Called by watchdog on its own thread."""
        if event.event_type in _OWN_READS or (event.is_directory and event.event_type == "modified"):
            return
        if event.is_directory:
            self.everything()
            return
        paths = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
        found = {path.removeprefix(self._start) for path in paths if may_be_note(path.rpartition(os.sep)[2] or ".")}
        if found:
            with self._news:
                self._paths |= found
                self._count += 1
                self._news.notify_all()

    def wait(self, seconds: float) -> bool:
        """Whether there is a hint, at the latest after that time."""
        with self._news:
            return self._news.wait_for(lambda: self._all or bool(self._paths), seconds)

    def wait_for_more(self, seconds: float) -> bool:
        """Whether another hint comes within that time."""
        with self._news:
            before = self._count
            return self._news.wait_for(lambda: self._count != before, seconds)

    def paths(self) -> Collection[str]:
        """What is known to have been hinted at, so far."""
        with self._news:
            return tuple(self._paths)

    def take(self) -> Collection[str] | None:
        """The hints so far, None for everything; they are then forgotten."""
        with self._news:
            found = None if self._all else tuple(sorted(self._paths))
            self._paths.clear()
            self._all = False
            return found


class _Events(logging.Handler):
    """The system's events, while open as a context. status: how far to rely on them. pause: how long without a look.

    A log handler, since a line in watchdog's log is all that tells of events that were lost.
    """

    def __init__(self, root: str, hints: _Hints) -> None:
        super().__init__(logging.WARNING)
        self._root, self._hints = root, hints
        self._observer: BaseObserver | None = None
        self.status = Watched("watching", "Watching.")
        self.pause = _CHECK

    def __enter__(self) -> _Events:
        _identity(self._root)
        disk = disk_of(self._root)
        if disk.startswith(_NETWORK_DISKS):
            self._poll(_CHECK_NETWORK, f"This folder is on a network ({disk})")
        elif disk.startswith(_SILENT_DISKS):
            self._poll(_CHECK, f"This disk ({disk}) reports no changes")
        else:
            self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._observer is not None:
            logging.getLogger("watchdog.observers").removeHandler(self)
            self._observer.stop()
            if self._observer.is_alive():
                self._observer.join()

    @property
    def alive(self) -> bool:
        return self._observer is None or (
            self._observer.is_alive() and all(emitter.is_alive() for emitter in self._observer.emitters)
        )

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        """Events were lost."""
        self._hints.everything()

    def _start(self) -> None:
        from watchdog.observers import Observer

        observer = Observer()
        before = watches()
        try:
            observer.schedule(self._hints, self._root, recursive=True)  # type: ignore[arg-type]
            logging.getLogger("watchdog.observers").addHandler(self)
            observer.start()
        except OSError as error:
            logging.getLogger("watchdog.observers").removeHandler(self)
            self._poll(_CHECK, f"The system reports no changes ({error.strerror or error})")
            return
        self._observer = observer
        if before is not None and (watched := (watches() or 0) - before) < (folders := folders_in(self._root)):
            cure = f"sudo sysctl fs.inotify.max_user_watches={max(524_288, 4 * folders)} watches all"
            sentence = f"Watching {watched} of {folders} folders; checking every {_CHECK:.0f} s. {cure}."
            self.status = Watched("partly", sentence)

    def _poll(self, seconds: float, reason: str) -> None:
        self.status, self.pause = Watched("polling", f"{reason}; checking every {seconds:.0f} s."), seconds


def _identity(root: str) -> tuple[int, int]:
    """Which folder is at a path. Raises NoVault where none is."""
    try:
        status = os.stat(root)
    except OSError:
        raise NoVault(f"The vault {root} is gone: bring the folder back, or name another.") from None
    return status.st_dev, status.st_ino
