"""What is known of a vault: its index, and what was computed from that, for as long as it holds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from journal.config import Settings
from journal.errors import EnvironmentFailed, NoVault
from journal.model import Counts, Day, Delta, FollowUp, Gap, Kind, KnownParty, Note, Page, Party, QueueLine, Subject
from journal.vault.index import rows
from journal.vault.index.index import Index
from journal.vault.queries import queue
from journal.vault.queries.lookup import Meant, best, named

if TYPE_CHECKING:
    from sqlite3 import Connection

    from journal.rules.nearness import Names
    from journal.rules.resolve import Resolver
    from journal.rules.silence import Wait
    from journal.vault.queries.reading import Reading, Today

__all__ = ["Queries"]

Answer = TypeVar("Answer")


class Queries:
    """The answers of one vault's index, from any thread. Every method raises NoVault and EnvironmentFailed."""

    def __init__(self, root: Path, settings: Settings, place: Path | None) -> None:
        self._root, self._settings = root, settings
        with self._reachable():
            self._index = Index(root, settings, place)
        self._lock = threading.Lock()
        self._reading: Reading | None = None
        self._waits: tuple[int, Day, list[Wait]] | None = None
        self._parties: tuple[int, Day, list[KnownParty]] | None = None
        self._names: dict[Kind, tuple[list[KnownParty], Names]] = {}

    @property
    def notice(self) -> str | None:
        return self._index.notice

    @property
    def is_known(self) -> bool:
        """Whether the index was ever brought up to date."""
        with self._reachable():
            return bool(self._index.ask(lambda db: db.execute("SELECT resolved_up_to > 0 FROM meta").fetchone()[0]))

    def reconcile(self, paths: Iterable[str] | None, on_progress: Callable[[int, int], object] | None) -> Delta:
        """As Index.reconcile."""
        with self._reachable():
            return self._index.reconcile(paths, on_progress)

    def sweep(self, state: Path | None) -> bool:
        """Whether what killed writes left in the folder is out of it; not while somebody writes. state: Writable's."""
        if not self._index.leftovers:
            return True
        from journal.vault.disk.temporary import sweep_alone

        return sweep_alone(self._root, self._index.leftovers, state)

    def reading(self) -> Reading:
        """All notes and what follows from them; read from the index only where that has changed."""
        from journal.vault.queries.reading import Reading

        with self._lock:
            before = self._reading
            if before is None or before.number != self.ask(rows.revision):
                self._reading = self._with_alike(lambda db: Reading.of_all(db, self._meant, before))
            assert self._reading is not None
            return self._reading

    def today(self, today: Day) -> Today:
        """What all notes mean on a day."""
        from journal.vault.queries.reading import Today

        reading = self.reading()
        if today not in reading.days:
            reading.days[today] = Today(reading, self._settings, today)
        return reading.days[today]

    def ask(self, question: Callable[[Connection], Answer], *, writes: bool = False) -> Answer:
        """As Index.ask."""
        with self._reachable():
            return self._index.ask(question, writes=writes)

    def resolver(self, note: Note | None = None) -> Resolver:
        """What names mean, and what one note is; no other is read before it is asked for."""
        from journal.rules.resolve import Resolver

        return Resolver({0: note} if note else {}, (), self._meant, self.note, self._rivals)

    def called(self) -> list[rows.Called]:
        """What every note is called, by path."""
        return self.ask(lambda db: list(rows.called(db)))

    def meant(self, name: str, kind: Kind | None = None) -> Meant:
        """The notes that a name could mean, of one kind where one is given."""
        return named(name, [called for called in self.called() if kind is None or called.kind is kind])

    def parties_called(self, name: str, today: Day) -> list[KnownParty]:
        """The contacts and goals that are called so, or have a word of their name begin so."""
        from journal.notes import fold

        wanted, every = fold(name), {known: (fold(known.party.name), *known.names) for known in self.parties(today)}
        if exact := [known for known, names in every.items() if wanted in names]:
            return exact
        found, begins = best(name, every, every.__getitem__)
        return found if begins else []

    def note(self, number: int) -> Note | None:
        """One note by its number; None where it is no more."""
        return self.ask(lambda db: rows.note(db, number))

    def asks(self, paths: Collection[str], today: Day) -> dict[str, FollowUp]:
        """The asks in the notes at some paths, without their gaps; a note that is gone or asks nothing is left out."""
        from journal.rules.state import follow_up
        from journal.vault.queries.neighbourhood import numbers_of, resolved

        def answer(db: Connection) -> dict[str, FollowUp]:
            numbers = numbers_of(db, paths)
            notes, resolver = resolved(db, numbers.values())
            found = {path: notes[number] for path, number in numbers.items()}
            return {
                path: follow_up(resolver.ask(note), self._settings, today)
                for path, note in found.items()
                if note.kind is Kind.ASK
            }

        return self.ask(answer)

    def page(self, about: str | tuple[Kind, Party], today: Day) -> Page | None:
        """What is said of the note at a path, or of a contact or goal; None where there is none such any more."""
        from journal.vault.queries.neighbourhood import beginning, linked, neighbours
        from journal.vault.queries.reading import Reading, Today

        waits = self._waits_by(today)

        def answer(db: Connection) -> Page | None:
            numbers, names = beginning(db, about)
            reading = Reading.of_some(db, neighbours(db, numbers, names), numbers)
            day = Today(reading, self._settings, today, waits)
            subject: Subject | None
            if isinstance(about, tuple):
                kind, party = about
                subject = day.party(kind, party.key)
            else:
                subject = next((day.subject(reading.numbered[number]) for number in numbers), None)
            if subject is None:
                return None
            page = day.page(subject)
            for number in numbers:
                links, backlinks = linked(db, number)
                page = page._replace(links=links, backlinks=backlinks)
            return page

        return self._with_alike(answer)

    def parties(self, today: Day) -> list[KnownParty]:
        """Every contact and goal by name; looked up again only where something has changed."""
        from journal.vault.queries.parties import parties

        number = self.ask(rows.revision)
        if self._parties is None or self._parties[:2] != (number, today):
            self._parties = (number, today, self.ask(lambda db: parties(db, today)))
        return self._parties[2]

    def names(self, kind: Kind, today: Day) -> Names:
        """The names of those of a kind; made ready again only where something has changed."""
        from journal.rules.nearness import Names

        parties = self.parties(today)
        if kind not in self._names or self._names[kind][0] is not parties:
            self._names[kind] = (parties, Names(known for known in parties if known.kind is kind))
        return self._names[kind][1]

    def gaps_of_new(self, note: Note, today: Day) -> tuple[Gap, ...]:
        """The gaps of an ask that is in no file, from the notes around whom it names."""
        from journal.vault.queries.neighbourhood import named_by, neighbours
        from journal.vault.queries.reading import Reading, Today

        def answer(db: Connection) -> tuple[Gap, ...]:
            reading = Reading.of_some(db, neighbours(db, *named_by(db, note)), ())
            return Today(reading, self._settings, today).gaps_of(reading.resolver.ask(note))

        return self.ask(answer)

    def queue(self, today: Day, which: queue.Which, limit: int) -> list[QueueLine]:
        """As queue.lines."""
        return self._evaluated(today, lambda db: list(queue.lines(db, today, which, limit)))

    def counts(self, today: Day) -> Counts:
        """How many asks there are, and whose."""
        return self._evaluated(today, queue.counts)

    def count_problems(self, today: Day) -> int:
        """How much is wrong in all notes together."""
        from journal.vault.queries import lookalikes

        def evaluate_and_find(db: Connection) -> None:
            self._evaluate(db, today)
            lookalikes.find(db)

        return self._ready(
            lambda db: lookalikes.are_found(db) and not queue.is_stale(db, self._settings, today),
            evaluate_and_find,
            queue.problems,
        )

    def close(self) -> None:
        self._index.close()

    def _evaluated(self, today: Day, question: Callable[[Connection], Answer]) -> Answer:
        """The answer to a question about follow-ups, each of which holds today."""
        return self._ready(
            lambda db: not queue.is_stale(db, self._settings, today), lambda db: self._evaluate(db, today), question
        )

    def _evaluate(self, db: Connection, today: Day) -> None:
        from journal.vault.queries.evaluate import evaluate

        evaluate(db, self._settings, today)

    def _with_alike(self, question: Callable[[Connection], Answer]) -> Answer:
        """The answer to a question that may be about names that are almost alike."""
        from journal.vault.queries import lookalikes

        return self._ready(lookalikes.are_found, lookalikes.find, question)

    def _ready(
        self,
        is_ready: Callable[[Connection], bool],
        make_ready: Callable[[Connection], None],
        question: Callable[[Connection], Answer],
    ) -> Answer:
        """The answer to a question, in the same state of the index in which all is ready for it."""

        def answer_at_once(db: Connection) -> tuple[Answer] | None:
            return (question(db),) if is_ready(db) else None

        def answer(db: Connection) -> Answer:
            make_ready(db)
            return question(db)

        at_once = self.ask(answer_at_once)
        return at_once[0] if at_once else self.ask(answer, writes=True)

    def _waits_by(self, today: Day) -> list[Wait]:
        """How long every ask of the vault waited; read again only where something has changed."""
        from journal.vault.queries.evaluate import waits

        number = self.ask(rows.revision)
        if self._waits is None or self._waits[:2] != (number, today):
            self._waits = (number, today, self._evaluated(today, waits))
        return self._waits[2]

    def _meant(self, means: str, key: str) -> int | None:
        return self.ask(lambda db: rows.meant(db, means, key))

    def _rivals(self, means: str, key: str) -> list[int]:
        return self.ask(lambda db: rows.rivals(db, means, key))

    @contextmanager
    def _reachable(self) -> Iterator[None]:
        """What the system says against a look at the folder, as the sentence for a person."""
        try:
            yield
        except FileNotFoundError:
            raise NoVault(f"The vault {self._root} is gone: bring the folder back, or name another.") from None
        except OSError as error:
            raise EnvironmentFailed(f"The vault {self._root} cannot be read: {error.strerror}.") from None
