"""What all notes mean on a day, as lists of asks, contacts, goals and problems; each list reads as few notes as it
can.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from itertools import chain

from journal.config import Settings
from journal.model import QUEUE_ORDER, Contact, Day, FollowUp, Kind, Note, NoteProblem, Progress, State
from journal.notes import fold
from journal.rules import contacts, goals, state
from journal.vault.index import rows
from journal.vault.queries import lookalikes, outline, queue
from journal.vault.queries.neighbourhood import numbers_of, resolved

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from journal.model import Ask, Capture, ContactLine, Review
    from journal.rules.resolve import Resolver
    from journal.vault.queries.everyone import Some
    from journal.vault.queries.standings import Standings

__all__ = ["Overview", "without_collection"]

_WITH_DANGLING = f"number IN (SELECT note FROM mention WHERE {rows.DANGLING})"
_MAY_HAVE_LOST = f"""
SELECT number FROM note WHERE captures IS NOT NULL AND NOT is_shadowed AND {rows.KIND} = 'note'
AND number IN (SELECT note FROM mention WHERE means = 'link' AND target IS NULL)
"""
"""Plain notes with a capture whose arrow may lead to no note; of others each such link is told."""
_NOT_SENT = (State.DRAFT, State.PARKED)
"""The states of asks that can have gaps (docs/rules.md 4)."""
_UNSENT = tuple(map(QUEUE_ORDER.index, _NOT_SENT))
_FIRST = """
SELECT (
    SELECT first.note FROM mention AS first CROSS JOIN note ON number = first.note
    WHERE first.target IS NULL AND first.means = named.means AND first.text = named.text AND kind = 'ask'
    ORDER BY path LIMIT 1
) FROM (
    SELECT DISTINCT means, text FROM mention
    WHERE target IS NULL AND means <> 'link' AND note IN (SELECT note FROM follow_up WHERE {})
) AS named
"""
"""The asks that some contacts and goals without a note are called after: the first by path for each.

CROSS: SQLite then looks for the name first, and does not go through all notes by path.
"""
_AT_A_TIME = 500
"""Asks: what is read of them is soon let go."""


@contextmanager
def without_collection() -> Iterator[None]:
    """Turn the garbage collector off inside, since many values are made that all stay."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


class Overview:
    """All notes of one state of the index, while the connection is in this transaction.

    Stored follow-ups must be up to date, and look-alikes found. Every method raises Damaged.
    """

    def __init__(self, db: sqlite3.Connection, settings: Settings, today: Day) -> None:
        self._db, self._settings, self._today = db, settings, today

    @cached_property
    def standings(self) -> Standings:
        from journal.vault.queries.standings import Standings

        return Standings(self._db, self._settings, self._today)

    def contacts(self) -> list[Contact]:
        """All contacts, those owed most first, then by name."""
        return contacts.in_order(chain.from_iterable(self.standings.all_contacts()))

    def goals(self) -> list[Progress]:
        """All goals, open ones first, then by deadline and name."""
        return goals.in_order(chain.from_iterable(self.standings.all_goals()))

    def review(self, touch: Iterable[ContactLine], found: Iterable[Capture], since: Day) -> Review:
        """The review of the days from since on. touch, found: as ``journal.rules.review`` takes them."""
        from journal.rules.review import days_that_open, review

        db, today = self._db, self._today
        wanting = (p for some in self.standings.all_goals() for p in some if p.stuck or p.unasked)
        met = self.standings.met_between(*days_that_open(today))
        due = queue.lines(db, today, "due")
        return review(due, outline.each(db), goals.in_order(wanting), met, touch, found, since, today)

    def problems(self) -> list[NoteProblem]:
        """All problems of all notes, sorted by path and line."""
        from journal.vault.queries.reading import dangling_links

        db = self._db
        nowhere = {key for _, key, _ in rows.mentions(db, rows.DANGLING)}
        found = [*rows.unreadable(db), *lookalikes.found(db), *rows.problems(db)]
        for note in self.notes(_WITH_DANGLING):
            found += dangling_links(note, lambda name: fold(name.target) not in nowhere)
        if lost := [number for (number,) in db.execute(_MAY_HAVE_LOST)]:
            from journal.vault.queries.captures import captures_lost

            found += captures_lost(db, self._settings, lost)
        for follow_up in self._read("problems > 0"):
            found += [NoteProblem(follow_up.note.path, problem) for problem in follow_up.problems]
        return sorted(found, key=lambda f: (f.path, f.problem.line or 0, f.problem.code))

    def notes(self, which: str = "1") -> Iterator[Note]:
        """All notes, sorted by path. which: a condition on the row, in SQL."""
        return (note for _, note in rows.notes(self._db, which))

    def follow_ups(self, which: str = "1") -> Iterator[FollowUp]:
        """Asks with their gaps, in the queue's order. which: a condition on the follow-up's row, in SQL."""
        from journal.rules import gaps

        unsent = f"place IN {_UNSENT} AND {which}"
        people, aims = self._named(Kind.PERSON, unsent), self._named(Kind.GOAL, unsent)
        known = {contact.party.key: contact for contact in self.standings.contacts(people)}
        rest = gaps.other_asks(self._naming({Kind.PERSON: people, Kind.GOAL: aims}))
        for follow_up in self._read(which):
            found = gaps.gaps(follow_up, known, rest, self._settings, self._today)
            yield follow_up._replace(gaps=found) if found else follow_up

    def follow_ups_at(self, paths: Collection[str]) -> Iterator[FollowUp]:
        """The asks in the notes at some paths, as ``follow_ups`` gives them."""
        numbers = ",".join(map(str, numbers_of(self._db, paths).values()))
        return self.follow_ups(f"note IN ({numbers})")

    def unready(self) -> Iterator[FollowUp]:
        """The asks with gaps, in the queue's order."""
        return (follow_up for follow_up in self.follow_ups(f"place IN {_UNSENT}") if follow_up.gaps)

    def _read(self, which: str) -> Iterator[FollowUp]:
        """Asks without their gaps, read whole, in the queue's order. which: as in ``follow_ups``."""
        first = {number for (number,) in self._db.execute(_FIRST.format(which))}
        first_asks = outline.by_path(outline.follow_ups(self._db, which=f"note IN ({','.join(map(str, first))})"))
        query = f"SELECT note FROM follow_up WHERE {which} ORDER BY place, due, id"
        numbers = [number for (number,) in self._db.execute(query)]
        for start in range(0, len(numbers), _AT_A_TIME):
            some = numbers[start : start + _AT_A_TIME]
            notes, resolver = resolved(self._db, some)
            for ask in first_asks:
                _call(resolver, ask)
            for number in some:
                yield state.follow_up(resolver.ask(notes[number]), self._settings, self._today)

    def _named(self, kind: Kind, which: str) -> Some:
        """The contacts or goals that some asks name. which: these asks, as in ``follow_ups``."""
        from journal.vault.queries.everyone import Some

        return Some.named_in(self._db, kind, f"SELECT note FROM follow_up WHERE {which}")

    def _naming(self, parties: Mapping[Kind, Some]) -> list[FollowUp]:
        """Outlines of the asks that name one of these contacts or goals, in the queue's order."""
        numbers = {number for kind, some in parties.items() for number in self.standings.naming(kind, some)}
        return outline.follow_ups(self._db, which=f"note IN ({','.join(map(str, numbers))})")


def _call(resolver: Resolver, ask: Ask) -> None:
    """Let a resolver call contacts and goals without a note as an ask does."""
    for kind, parties in ((Kind.PERSON, (*ask.contacts, *ask.via)), (Kind.GOAL, [goal.party for goal in ask.goals])):
        for party in parties:
            if party.id is None:
                resolver.call(kind, party)
