"""What is known of a vault: its index, and what was computed from that, for as long as it holds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from journal.config import Settings
from journal.errors import EnvironmentFailed, NoVault
from journal.model import Counts, Day, Delta, QueueLine
from journal.vault import queue, rows
from journal.vault.index import Index

if TYPE_CHECKING:
    from sqlite3 import Connection

    from journal.vault.reading import Reading, Today

__all__ = ["Known"]

Answer = TypeVar("Answer")


class Known:
    """The answers of one vault's index, from any thread. Every method raises NoVault and EnvironmentFailed."""

    def __init__(self, root: Path, settings: Settings, place: Path | None) -> None:
        self._root, self._settings = root, settings
        with self._reachable():
            self._index = Index(root, settings, place)
        self._lock = threading.Lock()
        self._reading: Reading | None = None

    @property
    def notice(self) -> str | None:
        return self._index.notice

    @property
    def leftovers(self) -> Sequence[str]:
        """As Index.leftovers."""
        return self._index.leftovers

    def reconcile(self, paths: Iterable[str] | None, on_progress: Callable[[int, int], object] | None) -> Delta:
        """As Index.reconcile."""
        with self._reachable():
            return self._index.reconcile(paths, on_progress)

    def reading(self) -> Reading:
        """All notes and what follows from them; read from the index only where that has changed."""
        from journal.vault.reading import Reading

        with self._reachable(), self._lock:
            if self._reading is None or self._reading.number != self._index.ask(rows.number):
                self._reading = self._index.ask(lambda db: Reading(db, self._meant))
            return self._reading

    def today(self, today: Day) -> Today:
        """What all notes mean on a day."""
        from journal.vault.reading import Today

        reading = self.reading()
        if today not in reading.days:
            reading.days[today] = Today(reading, self._settings, today)
        return reading.days[today]

    def queue(self, today: Day, *, needing: bool, limit: int, start: int) -> list[QueueLine]:
        """A part of the queue, from a place on. needing: only what needs follow-up. limit: -1 for the rest."""
        return self._evaluated(
            today, lambda db: list(queue.lines(db, today, needing=needing, limit=limit, start=start))
        )

    def counts(self, today: Day) -> Counts:
        """How many asks there are, and whose."""
        return self._evaluated(today, queue.counts)

    def count_problems(self, today: Day) -> int:
        """How much is wrong in all notes together."""
        return self._evaluated(today, queue.problems, counting=True)

    def _evaluated(self, today: Day, question: Callable[[Connection], Answer], *, counting: bool = False) -> Answer:
        """The answer to a question about follow-ups, each of which holds today. counting: about look-alikes too."""

        def answer_at_once(db: Connection) -> tuple[Answer] | None:
            if queue.stale(db, self._settings, today) or (counting and not queue.counted(db)):
                return None
            return (question(db),)

        def evaluate_and_answer(db: Connection) -> Answer:
            queue.evaluate(db, self._settings, today)
            if counting:
                queue.count_look_alikes(db)
            return question(db)

        with self._reachable():
            at_once = self._index.ask(answer_at_once)
            return at_once[0] if at_once else self._index.ask(evaluate_and_answer, writes=True)

    def close(self) -> None:
        self._index.close()

    def _meant(self, means: str, key: str) -> int | None:
        return self._index.ask(lambda db: rows.meant(db, means, key))

    @contextmanager
    def _reachable(self) -> Iterator[None]:
        """What the system says against a look at the folder, as the sentence for a person."""
        try:
            yield
        except FileNotFoundError:
            raise NoVault(f"The vault {self._root} is gone: bring the folder back, or name another.") from None
        except OSError as error:
            raise EnvironmentFailed(f"The vault {self._root} cannot be read: {error.strerror}.") from None
