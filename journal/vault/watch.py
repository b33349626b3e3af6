"""Notices that the folder may have changed. Events are only hints: whoever is told looks for itself."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from journal.vault.walk import may_be_note

__all__ = ["Watch"]

_SETTLE = 0.04
"""Seconds of quiet after an event before anyone is told: an editor's save is several events."""
_CHECK = 5.0
"""Seconds after which anyone is told even without an event, since events can be lost."""
_OWN_READS = frozenset({"opened", "closed_no_write"})
"""Events that our own reading causes; acting on them would feed itself."""

_log = logging.getLogger(__name__)


class Watch(FileSystemEventHandler):
    """While open as a context, calls ``look`` from its own thread whenever the folder may have changed."""

    def __init__(self, root: Path, look: Callable[[], object]) -> None:
        self._root = root
        self._look = look
        self._dirty = threading.Event()
        self._stopping = threading.Event()
        self._observer = Observer()
        self._thread = threading.Thread(target=self._run, name="journal-watch", daemon=True)
        self.reports_changes = False

    def __enter__(self) -> Watch:
        try:
            self._observer.schedule(self, str(self._root), recursive=True)
            self._observer.start()
            self.reports_changes = True
        except OSError as error:
            _log.warning("the system reports no changes (%s); looking every %s seconds", error, _CHECK)
        self._dirty.set()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._dirty.set()
        if self.reports_changes:
            self._observer.stop()
            self._observer.join()
        self._thread.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog on its own thread."""
        if event.event_type in _OWN_READS:
            return
        paths = (str(event.src_path), str(event.dest_path))
        if event.is_directory or any(path and may_be_note(path.rpartition("/")[2] or "_") for path in paths):
            self._dirty.set()

    def _run(self) -> None:
        while True:
            self._dirty.wait(_CHECK)
            while not self._stopping.is_set() and self._dirty.is_set():
                self._dirty.clear()
                self._stopping.wait(_SETTLE)
            if self._stopping.is_set():
                return
            self._look()
