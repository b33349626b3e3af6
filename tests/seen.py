"""A vault that is watched in a test, all that the watch tells, and a watch that no slow machine hurries."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

from journal import Vault
from journal.model import Day, Delta, Watched
from journal.vault.watch import debounce, events, watch

TODAY = Day(2026, 3, 16)
PATIENCE = 60.0
"""Seconds after which what was waited for will not come any more."""


@pytest.fixture(scope="session", autouse=True)
def a_watch_ends_with_its_test() -> Iterator[None]:
    """However long its last look takes, nothing of it runs on beside the next test. A missing folder is soon found."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watch, "_LEAVE", PATIENCE)
        patch.setattr(watch, "_CHECK_ROOT", 0.1)
        yield


@pytest.fixture
def hints_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What events tell must do: no look comes without a hint."""
    monkeypatch.setattr(events, "_CHECK", 1000.0)


@pytest.fixture
def patient(hints_alone: None, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A note that is gone or empty is waited for however slow its writer is; the event says that one is."""
    held = threading.Event()
    turn = debounce.Pace.turn

    def told(pace: debounce.Pace, now: float, unwritten: Callable[[str], bool]) -> debounce.Turn:
        found = turn(pace, now, unwritten)
        if isinstance(found, debounce.Idle) and any(now >= hinted.ready for hinted in pace._paths.values()):
            held.set()
        return found

    monkeypatch.setattr(debounce, "_HELD", 1000.0)
    monkeypatch.setattr(debounce, "_PATIENCE", 1000.0)
    monkeypatch.setattr(debounce.Pace, "turn", told)
    return held


class Seen:
    """What a watch tells and where it looked, to be waited for. looks: as many as there were, of what."""

    def __init__(self, root: Path, state: Path | None = None) -> None:
        self.vault = Vault.open(root, state=state)
        self.deltas: list[Delta] = []
        self.statuses: list[Watched] = []
        self.looks: list[Collection[str] | None] = []
        self.watch: watch.Watch
        self._news = threading.Condition()
        self._told = 0
        reconcile = self.vault.reconcile

        def counted(paths: Collection[str] | None = None, *args: Any) -> Delta:
            delta = reconcile(paths, *args)
            self._tell(self.looks, paths)
            return delta

        self.vault.reconcile = counted  # type: ignore[method-assign,assignment]

    def change(self, delta: Delta) -> None:
        self._tell(self.deltas, delta)

    def status(self, status: Watched) -> None:
        self._tell(self.statuses, status)

    def until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
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
