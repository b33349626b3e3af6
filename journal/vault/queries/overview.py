"""What all notes mean on a day, as lists of asks, contacts, goals, problems: as few notes are read as each needs."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from journal.config import Settings
from journal.model import QUEUE_ORDER, Contact, Day, FollowUp, Found, Note, Party, Progress, State
from journal.notes import fold
from journal.rules import contacts, gaps, goals, state
from journal.rules.resolve import Resolver
from journal.vault.index import rows
from journal.vault.queries import lookalikes, outline
from journal.vault.queries.neighbourhood import resolved
from journal.vault.queries.reading import dangling_links

__all__ = ["Overview", "without_collection"]

_PEOPLE = """number IN (
    SELECT number FROM note WHERE kind IN ('person', 'meeting')
    UNION SELECT target FROM mention WHERE means = 'person'
)"""
"""Who is a contact, whether its note says so or another one, and the meetings."""
_GOALS = """number IN (
    SELECT number FROM note WHERE kind = 'goal'
    UNION SELECT target FROM mention WHERE means = 'goal'
    UNION SELECT note FROM mention WHERE means = 'goal' AND note NOT IN (SELECT note FROM follow_up)
)"""
"""The goals, and what serves one without being an ask."""
_WRONG = """number IN (
    SELECT number FROM note WHERE problems > 0
    UNION SELECT note FROM mention WHERE means = 'link' AND target IS NULL
)"""
_NOT_SENT = (State.DRAFT, State.PARKED)
"""The states of asks that can have gaps (docs/rules.md 4)."""
_UNSENT = tuple(map(QUEUE_ORDER.index, _NOT_SENT))
_AT_A_TIME = 500
"""Asks: what is read of them is soon let go."""


@contextmanager
def without_collection() -> Iterator[None]:
    """Makes many values that all stay, without Python's looking through them again and again for what can go."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


class Overview:
    """All notes of one state of the index, while the connection is in this transaction.

    Follow-ups must hold today, and look-alikes be found. Everything raises Damaged.
    """

    def __init__(self, db: sqlite3.Connection, settings: Settings, today: Day) -> None:
        self._db, self._settings, self._today = db, settings, today

    def contacts(self) -> list[Contact]:
        """Every contact, most owed first, then by name."""
        return self._contacts(outline.follow_ups(self._db))

    def goals(self) -> list[Progress]:
        """Every goal, achieved ones last, then by deadline and name."""
        resolver = self._resolver(_GOALS)
        follow_ups = outline.follow_ups(self._db, resolver.goal)
        every = resolver.goals(outline.by_path(follow_ups))
        return goals.progress(every, follow_ups, resolver.sources(), self._today)

    def problems(self) -> list[Found]:
        """Everything wrong in any note, by path and line."""
        db = self._db
        nowhere = {key for _, key, _ in rows.mentions(db, "means = 'link' AND target IS NULL")}
        found = [*rows.unreadable(db), *lookalikes.found(db)]
        for note in self.notes(_WRONG):
            found += [Found(note.path, problem) for problem in note.problems]
            found += dangling_links(note, lambda name: fold(name.target) not in nowhere)
        for follow_up in self._read("problems > 0"):
            found += [Found(follow_up.note.path, problem) for problem in follow_up.problems]
        return sorted(found, key=lambda f: (f.path, f.problem.line or 0, f.problem.code))

    def notes(self, which: str = "1") -> Iterator[Note]:
        """Every note, by path."""
        return (note for _, note in rows.notes(self._db, which))

    def follow_ups(self) -> Iterator[FollowUp]:
        """Every ask in the queue's order, with its gaps."""
        return self._with_gaps("1")

    def unready(self) -> Iterator[FollowUp]:
        """The asks that lack something before they go out, in the queue's order."""
        return (follow_up for follow_up in self._with_gaps(f"place IN {_UNSENT}") if follow_up.gaps)

    def _with_gaps(self, which: str) -> Iterator[FollowUp]:
        """Some asks in the queue's order, with their gaps. which: a condition on the follow-up's row."""
        outlines = outline.follow_ups(self._db)
        keys = {party.key for each in outlines if each.state in _NOT_SENT for party in each.ask.contacts}
        known = {c.party.key: c for c in self._contacts(outlines) if c.party.key in keys}
        rest, without_note = gaps.other_asks(outlines), _goals_without_note(outlines)
        del outlines
        for follow_up in self._read(which, without_note):
            found = gaps.gaps(follow_up, known, rest, self._settings, self._today)
            yield follow_up._replace(gaps=found) if found else follow_up

    def _contacts(self, outlines: Sequence[FollowUp]) -> list[Contact]:
        resolver = self._resolver(_PEOPLE)
        meetings = resolver.meetings()
        people = resolver.people(outline.by_path(outlines), meetings)
        return contacts.contacts(people, outlines, meetings, self._settings, self._today)

    def _read(self, which: str, without_note: Collection[Party] = ()) -> Iterator[FollowUp]:
        """Some asks in the queue's order, read as they are, without their gaps.

        which: a condition on the follow-up's row. without_note: goals, as they are to be called.
        """
        query = f"SELECT note FROM follow_up WHERE {which} ORDER BY place, due, id"
        numbers = [number for (number,) in self._db.execute(query)]
        for start in range(0, len(numbers), _AT_A_TIME):
            some = numbers[start : start + _AT_A_TIME]
            notes, resolver = resolved(self._db, some)
            for party in without_note:
                resolver.goal(party)
            for number in some:
                yield state.follow_up(resolver.ask(notes[number]), self._settings, self._today)

    def _resolver(self, which: str) -> Resolver:
        """Some notes, and what names of people and goals mean. which: a condition on the note's row."""
        notes = dict(rows.notes(self._db, which))
        return Resolver(notes, rows.mentions(self._db, "means <> 'link'"), partial(rows.meant, self._db))


def _goals_without_note(outlines: Iterable[FollowUp]) -> Collection[Party]:
    """Each as the first ask by path calls it."""
    found: dict[str, Party] = {}
    for ask in outline.by_path(outlines):
        for goal in ask.goals:
            if goal.party.id is None:
                found.setdefault(goal.party.key, goal.party)
    return found.values()
