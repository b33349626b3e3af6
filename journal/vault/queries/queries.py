"""The questions to a vault's index, and their answers for as long as they are right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from journal.model import Kind
from journal.vault.index import rows
from journal.vault.queries import queue
from journal.vault.queries.questions import Need, Questions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection
    from typing import TypeVar

    from journal.config import Settings
    from journal.model import Day, FollowUp, Gap, KnownParty, Note, Page, Party, QueueLine, Subject
    from journal.rules.nearness import Names
    from journal.rules.resolve import Resolver
    from journal.rules.silence import Wait
    from journal.vault.index.index import Index
    from journal.vault.queries.lookup import Meant
    from journal.vault.queries.overview import Overview
    from journal.vault.queries.queue import Which

    Answer = TypeVar("Answer")

__all__ = ["LOOKALIKES", "Queries"]


class Queries(Questions):
    """Questions about a vault's notes, from any thread. Every method raises NoVault and EnvironmentFailed."""

    def __init__(self, index: Index, settings: Settings) -> None:
        super().__init__(index)
        self._settings = settings

    def overview(self, today: Day, name: str | None, part: Callable[[Overview], Answer], *further: Need) -> Answer:
        """A part of the Overview of a day. name: of the part, to keep the answer; None to ask each time.

        further: needs of this part.
        """
        from journal.vault.queries.overview import Overview, without_collection

        def answer(db: Connection) -> Answer:
            with without_collection():
                return part(Overview(db, self._settings, today))

        needs = (self.evaluated(today), LOOKALIKES, *further)
        return self.once(name, answer, needs, today) if name else self.ask(answer, needs)

    def notes(self) -> list[Note]:
        """All notes, sorted by path."""
        from journal.vault.queries.overview import without_collection

        def answer(db: Connection) -> list[Note]:
            with without_collection():
                return [note for _, note in rows.notes(db)]

        return self.ask(answer)

    def notes_at(self, paths: Collection[str]) -> list[Note]:
        """The notes at some paths, sorted by path, without paths where no note is."""
        from journal.vault.queries.neighbourhood import numbers_of

        def answer(db: Connection) -> list[Note]:
            numbers = ",".join(map(str, numbers_of(db, paths).values()))
            return [note for _, note in rows.notes(db, f"number IN ({numbers})")]

        return self.ask(answer)

    def keys(self) -> Collection[str]:
        """The keys of all notes' frontmatter, looked up when they are first used."""
        from journal.vault.queries.lazy_keys import LazyKeys

        return LazyKeys(lambda: self.once("keys", rows.keys))

    def kind(self, note: Note) -> Kind:
        """The kind of a note: its own, else what the notes that name it take it for."""
        from journal.vault.queries.neighbourhood import numbers_of

        def answer(db: Connection) -> Kind:
            number = numbers_of(db, [note.path]).get(note.path, 0)
            return rows.kinds(db, f"number = {number}").get(number, note.kind or Kind.NOTE)

        return self.ask(answer)

    def if_achieved(self, goal: Party, today: Day) -> list[FollowUp]:
        """A goal's asks as they would be if the goal were achieved today."""
        from journal.vault.queries.neighbourhood import beginning, neighbours
        from journal.vault.queries.reading import Reading, Today

        def answer(db: Connection) -> list[FollowUp]:
            reading = Reading.of_some(db, neighbours(db, *beginning(db, (Kind.GOAL, goal))), ())
            return Today(reading, self._settings, today).if_achieved(goal)

        return self.ask(answer)

    def resolver(self, note: Note | None = None) -> Resolver:
        """A Resolver that reads a note only when it is needed. note: one that is read already, None for none."""
        from journal.rules.resolve import Resolver

        return Resolver({0: note} if note else {}, (), self._meant, self._rivals)

    def meant(self, name: str, kind: Kind | None = None) -> Meant:
        """The notes that a name may mean. kind: of these notes, None for any."""
        from journal.vault.queries.lookup import called_so, may_hold, named_in_part, named_whole

        by_name = self.ask(lambda db: _of_kind(called_so(db, name), kind))
        if whole := named_whole(name, by_name):
            return whole
        found = named_in_part(name, self.ask(lambda db: _of_kind(may_hold(db, name), kind)))
        return found if found.notes else named_in_part(name, self.ask(lambda db: _of_kind(rows.called(db), kind)))

    def called(self, name: str) -> list[Note]:
        """The notes of which this is a whole name: id, path or title, else what links name it by."""
        from journal.vault.queries.lookup import called_so

        def answer(db: Connection) -> list[Note]:
            return [note for each in called_so(db, name, linked=True) if (note := rows.note(db, each.number))]

        return self.ask(answer)

    def lines(self, today: Day, which: Which, limit: int) -> list[QueueLine]:
        """Asks as lines of a list, in the queue's order. limit: at most so many, -1 for all.

        All are kept, and after a change only those are asked for which it made others.
        """
        needs = (self.evaluated(today),)
        if limit >= 0:
            return self.ask(lambda db: queue.lines(db, today, which, limit), needs)

        def changed(db: Connection, known: list[QueueLine], revision: int) -> list[QueueLine]:
            return queue.lines_now(db, today, which, known, revision)

        return self.once(f"{which} asks", lambda db: queue.lines(db, today, which), needs, today, changed)

    def lines_called(self, name: str, today: Day) -> list[QueueLine]:
        """The asks of which this is a whole name, as for ``called``, as lines of a list in the queue's order."""
        from journal.vault.queries.lookup import as_spelled, called_so

        def answer(db: Connection) -> list[QueueLine]:
            lines = queue.lines_of(db, today, [called.number for called in called_so(db, name, linked=True)])
            return as_spelled(name, lines, lambda line: (line.id, line.path, line.title))

        return self.ask(answer, (self.evaluated(today),))

    def parties_called(self, name: str, today: Day, kind: Kind | None = None) -> list[KnownParty]:
        """The contacts and goals with this name; if none, those whose name has a word that begins with it.

        kind: person or goal, None for both.
        """
        from journal.vault.queries.lookup import parties_called

        return parties_called(name, [known for known in self.parties(today) if kind in (None, known.kind)])

    def asks(self, paths: Collection[str], today: Day) -> dict[str, FollowUp]:
        """The asks in the notes at some paths, by path, without their gaps; a note that is gone or is no ask is left
        out.
        """
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
        """The page of the note at a path, or of a contact or goal; None where there is none any more."""
        from journal.vault.queries.neighbourhood import beginning, linked, may_tell_of_contacts, neighbours
        from journal.vault.queries.reading import Reading, Today

        waits = self._waits(today) if self.ask(lambda db: may_tell_of_contacts(db, about)) else ()

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

        return self.ask(answer, (LOOKALIKES,))

    def parties(self, today: Day) -> list[KnownParty]:
        """All contacts and goals by name."""
        from journal.vault.queries.parties import parties

        return self.once("parties", lambda db: parties(db, today), today=today)

    def names(self, kind: Kind, today: Day) -> Names:
        """The names of contacts or goals, prepared for a search. kind: person or goal."""
        from journal.rules.nearness import Names
        from journal.vault.queries.parties import parties

        def answer(db: Connection) -> Names:
            return Names(known for known in parties(db, today) if known.kind is kind)

        return self.once(f"names of {kind}", answer, today=today)

    def gaps_of_new(self, note: Note, today: Day) -> tuple[Gap, ...]:
        """The gaps of an ask that is in no file yet, from the notes around those it names."""
        from journal.vault.queries.neighbourhood import named_by, neighbours
        from journal.vault.queries.reading import Reading, Today

        def answer(db: Connection) -> tuple[Gap, ...]:
            reading = Reading.of_some(db, neighbours(db, *named_by(db, note)), ())
            return Today(reading, self._settings, today).gaps_of(reading.resolver.ask(note))

        return self.ask(answer)

    def evaluated(self, today: Day) -> Need:
        """The need that every stored follow-up is up to date."""

        def evaluate(db: Connection) -> None:
            from journal.vault.queries.evaluate import evaluate

            evaluate(db, self._settings, today)

        return Need(lambda db: not queue.is_stale(db, self._settings, today), evaluate)

    def contacts_kept(self, today: Day) -> Need:
        """The need that an outline of each contact is kept, once follow-ups are up to date."""
        from journal.vault.queries.standings import Standings, contacts_are_kept

        return Need(contacts_are_kept, lambda db: Standings(db, self._settings, today).keep_contacts())

    def dated(self, today: Day) -> tuple[Need, Need]:
        """The needs of ``timeline``."""
        from journal.vault.queries.timeline import date_events, is_dated

        return self.evaluated(today), Need(is_dated, date_events)

    def _waits(self, today: Day) -> list[Wait]:
        """The waits of all asks of the vault."""
        from journal.vault.queries.evaluate import waits

        return self.once("waits", waits, (self.evaluated(today),), today)

    def _meant(self, means: str, key: str) -> Note | None:
        return self.ask(lambda db: rows.meant_note(db, means, key))

    def _rivals(self, means: str, key: str) -> list[Note]:
        return self.ask(lambda db: rows.rivals(db, means, key))


def _of_kind(notes: Iterable[rows.Called], kind: Kind | None) -> list[rows.Called]:
    """The notes of a kind among these; all for None."""
    return [called for called in notes if kind is None or called.kind is kind]


def _are_found(db: Connection) -> bool:
    return bool(db.execute("SELECT alike_at = revision FROM meta").fetchone()[0])


def _find(db: Connection) -> None:
    from journal.vault.queries import lookalikes

    lookalikes.find(db)


LOOKALIKES = Need(_are_found, _find)
"""That names which are almost another, or one of several, are looked for."""
