"""Where contacts and goals stand today, some at a time: only what names those is read, and soon let go."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, partial
from typing import NamedTuple

from journal.config import Settings
from journal.model import Contact, Day, Kind, Progress
from journal.rules import contacts, goals
from journal.rules.resolve import Resolver
from journal.rules.silence import silence_days, usual
from journal.vault.index import rows
from journal.vault.index.codec import packed, unpacked
from journal.vault.queries import outline
from journal.vault.queries.evaluate import waits

__all__ = ["Some", "Standings"]

_WITH_NOTE = """
SELECT number FROM note WHERE kind = ?1
UNION SELECT target FROM mention JOIN note ON number = target WHERE means = ?1 AND kind IS NULL
UNION SELECT target FROM mention JOIN note ON number = mention.note WHERE means = ?1 AND target > 0 AND {names}
"""
_WITHOUT_NOTE = """
SELECT DISTINCT text FROM mention JOIN note ON number = mention.note WHERE means = ?1 AND target IS NULL AND {names}
"""
_NAMES: Mapping[Kind, str] = {Kind.PERSON: "kind IN ('ask', 'meeting')", Kind.GOAL: "kind = 'ask'"}
"""Which notes make whom they name a contact or a goal, whatever that one's note says."""
_AT_A_TIME = 500


class Some(NamedTuple):
    """Some contacts or goals: the numbers of their notes, and the folded names of those without one."""

    numbers: Collection[int]
    names: Collection[str] = ()

    @classmethod
    def named_in(cls, db: sqlite3.Connection, kind: Kind, notes: str) -> Some:
        """Those of a kind whom some notes name. notes: a query for their numbers. Raises Damaged."""
        query = f"SELECT DISTINCT target, text FROM mention WHERE means = ? AND note IN ({notes})"
        found = db.execute(query, (kind,)).fetchall()
        return cls({target for target, _ in found if target}, {unpacked(text) for target, text in found if not target})


class Standings:
    """What one state of the index says of contacts and goals, while the connection is in this transaction.

    Follow-ups must hold today. Everything raises Damaged.
    """

    def __init__(self, db: sqlite3.Connection, settings: Settings, today: Day) -> None:
        self._db, self._settings, self._today = db, settings, today

    def all_contacts(self) -> Iterator[list[Contact]]:
        """Every contact, some at a time, in no order."""
        return map(self.contacts, self._everyone(Kind.PERSON))

    def all_goals(self) -> Iterator[list[Progress]]:
        """Every goal, some at a time, in no order."""
        return map(self.goals, self._everyone(Kind.GOAL))

    def contacts(self, some: Some) -> list[Contact]:
        """Some contacts, most owed first, then by name."""
        naming = self.naming(Kind.PERSON, some)
        asks = outline.follow_ups(self._db, which=_is("note", naming))
        resolver = self._resolver(Kind.PERSON, some, f"kind = 'meeting' AND {_is('number', naming)}")
        meetings = resolver.meetings()
        keys = self._keys(some)
        people = [p for p in resolver.people(outline.by_path(asks), meetings) if p.party.key in keys]
        silence = silence_days(asks, self._today)._replace(vault=self._usual)
        return contacts.contacts(people, asks, meetings, self._settings, self._today, silence)

    def goals(self, some: Some) -> list[Progress]:
        """Some goals, open ones first, then by deadline and name."""
        naming = self.naming(Kind.GOAL, some)
        resolver = self._resolver(Kind.GOAL, some, f"kind IS NOT 'ask' AND {_is('number', naming)}")
        asks = outline.follow_ups(self._db, resolver.goal, _is("note", naming))
        keys = self._keys(some)
        found = [goal for goal in resolver.goals(outline.by_path(asks)) if goal.party.key in keys]
        return goals.progress(found, asks, resolver.sources(), self._today)

    def naming(self, kind: Kind, some: Some) -> set[int]:
        """The notes that name one of some contacts or goals."""
        with_note = f"SELECT note FROM mention WHERE means = ? AND {_is('target', some.numbers)}"
        found = {number for (number,) in self._db.execute(with_note, (kind,))}
        if some.names:
            marks = ", ".join("?" * len(some.names))
            without = f"SELECT note FROM mention WHERE means = ? AND target IS NULL AND text IN ({marks})"
            found |= {number for (number,) in self._db.execute(without, (kind, *map(packed, some.names)))}
        return found

    @cached_property
    def _usual(self) -> int | None:
        """How long answers take in the whole vault."""
        return usual(waits(self._db), self._today)

    def _everyone(self, kind: Kind) -> Iterator[Some]:
        names = _NAMES[kind]
        numbers = [number for (number,) in self._db.execute(_WITH_NOTE.format(names=names), (kind,))]
        texts = [unpacked(text) for (text,) in self._db.execute(_WITHOUT_NOTE.format(names=names), (kind,))]
        for start in range(0, len(numbers), _AT_A_TIME):
            yield Some(numbers[start : start + _AT_A_TIME])
        for start in range(0, len(texts), _AT_A_TIME):
            yield Some((), texts[start : start + _AT_A_TIME])

    def _resolver(self, kind: Kind, some: Some, further: str) -> Resolver:
        """Some contacts or goals and further notes, whole, and whom those name by title.

        further: a condition on the row of a note.
        """
        db = self._db
        own = _is("target", some.numbers)
        others = f"note IN (SELECT number FROM note WHERE {further})"
        mentions = [
            *rows.mentions(db, f"means = '{kind}' AND {own}"),
            *rows.mentions(db, f"means = '{kind}' AND {others}"),
        ]
        notes = dict(rows.notes(db, f"{_is('number', some.numbers)} OR ({further})"))
        notes |= rows.titles(db, _is("number", {target for *_, target in mentions if target} - notes.keys()))
        return Resolver(notes, mentions, partial(rows.meant, db))

    def _keys(self, some: Some) -> set[str]:
        """As ``Party.key`` has them."""
        ids = self._db.execute(f"SELECT id FROM note WHERE {_is('number', some.numbers)}")
        return {*(unpacked(own) for (own,) in ids), *(f"/{name}" for name in some.names)}


def _is(column: str, numbers: Collection[int]) -> str:
    return f"{column} IN ({','.join(map(str, numbers))})"
