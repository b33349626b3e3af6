"""A vault that is watched in a test, and all that the watch tells."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from journal import Vault
from journal.model import Day, Delta, Watched
from journal.vault.watch.watch import Watch

TODAY = Day(2026, 3, 16)


class Seen:
    """What a watch tells and where it looked, to be waited for. looks: as many as there were, of what."""

    def __init__(self, root: Path, state: Path | None = None) -> None:
        self.vault = Vault.open(root, state=state)
        self.deltas: list[Delta] = []
        self.statuses: list[Watched] = []
        self.looks: list[Collection[str] | None] = []
        self.watch: Watch
        self._news = threading.Condition()
        self._told = 0
        reconcile = self.vault.reconcile

        def counted(
            paths: Collection[str] | None = None, on_progress: Callable[[int, int], object] | None = None
        ) -> Delta:
            delta = reconcile(paths, on_progress)
            self._tell(self.looks, paths)
            return delta

        self.vault.reconcile = counted  # type: ignore[method-assign,assignment]

    def change(self, delta: Delta) -> None:
        self._tell(self.deltas, delta)

    def status(self, status: Watched) -> None:
        self._tell(self.statuses, status)

    def until(self, holds: Callable[[], bool], seconds: float = 15) -> None:
        """Wait until it holds. It is asked whenever something is told, with nothing locked: it may ask the vault."""
        last = time.monotonic() + seconds
        told = -1
        while not holds():
            with self._news:
                while not (came := self._told != told) and time.monotonic() < last:
                    self._news.wait(last - time.monotonic())
                told = self._told
            assert came or holds(), (self.deltas, self.statuses, self.looks)

    def until_mode(self, mode: str) -> None:
        self.until(lambda: bool(self.statuses) and self.statuses[-1].mode == mode)

    def paths(self) -> set[str]:
        return {note.path for note in self.vault.notes(TODAY)}

    def _tell(self, told: list[Any], news: object) -> None:
        with self._news:
            told.append(news)
            self._told += 1
            self._news.notify_all()
