"""Outlines of contacts: what counts of each in a list on any day, kept in the index until a note changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from journal.model import Note, Person
from journal.rules.contacts import Dealings
from journal.vault.index.cells import Damaged, checked_number, checked_text, checked_texts, packed
from journal.vault.index.codec import span_of
from journal.vault.index.json_text import encoded, parsed
from journal.vault.index.schema import CONTACTS_FOLLOW
from journal.vault.queries.everyone import EVERY_CONTACT, is_among
from journal.vault.queries.outline import party_of
from journal.vault.queries.queue import day_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from typing import Any, TypeAlias

    from journal.model import Day
    from journal.vault.queries.everyone import Some

    Outlined: TypeAlias = "tuple[Person, Dealings]"
    Numbered: TypeAlias = "int | bytes"
    """A contact by the number of their note, or the folded name, packed."""

__all__ = ["every", "keep", "kept", "without"]

_NOBODY = "null"
"""Kept of whom no field makes a contact, though a note names them."""


def without(db: sqlite3.Connection, limit: int = -1) -> list[Numbered]:
    """The contacts of whom no outline is kept. limit: at most so many, -1 for all."""
    query = f"{EVERY_CONTACT} EXCEPT SELECT party FROM contact LIMIT ?"
    return [party for (party,) in db.execute(query, (limit,))]


def keep(db: sqlite3.Connection, parties: Mapping[Numbered, str], outlined: Iterable[Outlined]) -> None:
    """Keep outlines of some contacts. parties: the party key of each. outlined: those whom a field makes one."""
    for statement in CONTACTS_FOLLOW:
        db.execute(statement)
    found = {person.party.key: _text(person, dealings) for person, dealings in outlined}
    rows = [(party, found.get(key, _NOBODY)) for party, key in parties.items()]
    db.executemany("REPLACE INTO contact VALUES (?, ?)", rows)


def kept(db: sqlite3.Connection, some: Some) -> dict[Numbered, Outlined | None]:
    """The kept outlines of some contacts, None where no field makes them one. Raises Damaged.

    Of a person, and of their note, there is only what counts in a list.
    """
    marks = ", ".join("?" * len(some.names))
    query = f"SELECT party, outline FROM contact WHERE {is_among('party', some.numbers)} OR party IN ({marks})"
    return {party: _outlined(text) for party, text in db.execute(query, list(map(packed, some.names)))}


def every(db: sqlite3.Connection) -> Iterator[Outlined]:
    """All kept outlines: those of all contacts, once ``without`` gives none. Raises Damaged.

    No outline stays of somebody whom no note makes a contact any more.
    """
    return filter(None, (_outlined(text) for (text,) in db.execute("SELECT outline FROM contact")))


def _text(person: Person, dealings: Dealings) -> str:
    """The text of which ``_outlined`` makes both again."""
    note, cadence = person.note, person.cadence
    days = [person.homework_day, person.last_contact, person.follow_up]
    return encoded(
        [
            person.party,
            note and [note.path, note.tags, note.has_text],
            [person.org, person.role, person.can_help, bool(person.homework), person.meetings_per_year],
            cadence and [cadence.count, cadence.unit],
            [day and day.isoformat() for day in days],
            [dealings.asks, dealings.open_asks, dealings.owed],
            [[day.isoformat() for day in each] for each in (dealings.touched, dealings.met)],
        ]
    )


def _outlined(text: Any) -> Outlined | None:
    """The contact that a kept text describes. Raises Damaged."""
    if text == _NOBODY:
        return None
    try:
        written, own, (org, role, can_help, homework, budget), cadence, days, numbers, (touched, met) = parsed(text)
        party = party_of(*written)
        note = None
        if own is not None:
            path, tags, has_text = own
            note = Note(party.key, checked_text(path), None, party.name, tags=checked_texts(tags), has_text=has_text)
        homework_day, last_contact, follow_up = [_day_or_none(day) for day in days]
        person = Person(
            party=party,
            note=note,
            org=org,
            role=role,
            can_help=checked_texts(can_help),
            homework=("",) if homework else (),
            homework_date=homework_day,
            meetings_per_year=budget,
            cadence=None if cadence is None else span_of(cadence),
            last_contact=last_contact,
            follow_up=follow_up,
        )
        asks, open_asks, owed = map(checked_number, numbers)
        return person, Dealings(asks, open_asks, owed, tuple(map(day_of, touched)), tuple(map(day_of, met)))
    except (TypeError, ValueError):
        raise Damaged(text) from None


def _day_or_none(text: Any) -> Day | None:
    return None if text is None else day_of(text)
