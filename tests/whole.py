"""All notes of a vault read, and what the rules make of them: what answers from the index are compared with."""

from __future__ import annotations

from functools import partial
from sqlite3 import Connection

from journal.config import Settings
from journal.model import Day, Kind
from journal.rules.resolve import Resolver
from journal.vault.index import rows
from journal.vault.queries import lookalikes
from journal.vault.queries.queries import LOOKALIKES, Queries
from journal.vault.queries.reading import Reading, Today

__all__ = ["read_all"]


def read_all(queries: Queries, settings: Settings, today: Day, *, alike: bool = True) -> tuple[Reading, Today]:
    """Every note with what names mean, and what follows from them today.

    alike: a name without a note is worded as in the first ask that has it, as it is in lists; else as in each note.
    """

    def answer(db: Connection) -> Reading:
        notes = dict(rows.notes(db))
        mentions, look_up = list(rows.mentions(db)), partial(rows.meant_note, db)
        resolver = Resolver(notes, mentions, look_up)
        for ask in Resolver(notes, mentions, look_up).asks() if alike else ():
            for party in (*ask.contacts, *ask.via):
                resolver.call(Kind.PERSON, party)
            for goal in ask.goals:
                resolver.call(Kind.GOAL, goal.party)
        return Reading(notes, resolver, [*rows.unreadable(db), *lookalikes.found(db)])

    reading = queries.ask(answer, (LOOKALIKES,))
    return reading, Today(reading, settings, today)
