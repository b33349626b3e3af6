"""Where contacts and goals stand today, some at a time: only the notes that name these are read, and soon let go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import chain

from journal.config import Settings
from journal.model import (
    QUEUE_ORDER,
    Contact,
    ContactLine,
    Day,
    FollowUp,
    GoalLine,
    Kind,
    Meeting,
    Person,
    Progress,
)
from journal.notes.spelling import without_accents
from journal.rules import contacts, goals
from journal.rules.contacts import Dealings, by_name, cadence_of_tags, dealings, standing
from journal.rules.goals import achieved_on
from journal.rules.owed import OWING
from journal.rules.resolve import Resolver, goal_of
from journal.rules.silence import silence_days, usual
from journal.rules.state import open_asks
from journal.rules.touch import touch
from journal.vault.index import rows
from journal.vault.index.cells import checked_texts, packed, unpacked
from journal.vault.index.json_text import parsed
from journal.vault.index.schema import KEPT_IN_TOUCH, TAGGED
from journal.vault.queries import contact_outlines, outline
from journal.vault.queries.evaluate import waits
from journal.vault.queries.everyone import Some, everyone, is_among, portions, with_note, without_note
from journal.vault.queries.neighbourhood import meeting_days
from journal.wording import unlinked

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from typing import TypeVar

    Rank = TypeVar("Rank", tuple[int, str], tuple[bool, str])

__all__ = ["Standings", "contact_line", "contacts_are_kept"]

_OWED = f"""
SELECT json_extract(party.value, '$[1]'), json_extract(party.value, '$[0]'), count(*)
FROM follow_up, json_each(outline, '$[3]') AS party WHERE place IN {tuple(map(QUEUE_ORDER.index, OWING))} GROUP BY 1
"""
"""To whom word of an ask is owed: key, name, and of how many."""


class Standings:
    """Where the contacts and goals of one state of the index stand, while the connection is in this transaction.

    Stored follow-ups must be up to date. Every method raises Damaged.
    """

    def __init__(self, db: sqlite3.Connection, settings: Settings, today: Day) -> None:
        self._db, self._settings, self._today = db, settings, today

    def all_contacts(self) -> Iterator[list[Contact]]:
        """All contacts, in portions, in no order."""
        usual_silence = usual(waits(self._db), self._today)
        return (self.contacts(some, usual_silence) for some in everyone(self._db, Kind.PERSON))

    def all_goals(self) -> Iterator[list[Progress]]:
        """All goals, in portions, in no order."""
        return map(self.goals, everyone(self._db, Kind.GOAL))

    def contact_lines(self) -> list[ContactLine]:
        """All contacts as lines of a list, those owed most first, then by name; ``keep_contacts`` must come first."""
        return _in_order(map(self._line, contact_outlines.every(self._db)))

    def keep_contacts(self) -> None:
        """Keep an outline of each contact, for ``contact_lines``."""
        missing = contact_outlines.without(self._db)
        numbers = [party for party in missing if isinstance(party, int)]
        names = [unpacked(party) for party in missing if isinstance(party, bytes)]
        for some in portions(Kind.PERSON, numbers, names):
            contact_outlines.keep(self._db, self._keys(some), self._outlined(some))

    def touched(self) -> list[ContactLine]:
        """The lines of contacts who are due to be thought of (docs/practice.md 5), in no order; others are not read."""
        numbers = {number for (number,) in self._db.execute(KEPT_IN_TOUCH)}
        if cadence := self._settings.cadence:
            tagged = self._db.execute(TAGGED)
            numbers |= {number for number, tags in tagged if cadence_of_tags(checked_texts(parsed(tags)), cadence)}
        return [line for line in self._lines(portions(Kind.PERSON, sorted(numbers))) if line.touch]

    def met_between(self, first: Day, last: Day) -> list[Contact]:
        """The contacts who met us from one day through another, in the order of ``contacts``; few others are read."""
        numbers = (str(number) for number, day in meeting_days(self._db) if day and first <= day <= last)
        return self.contacts(Some.named_in(self._db, Kind.PERSON, ",".join(numbers)))

    def first_contacts(self, limit: int) -> list[ContactLine]:
        """The first lines of ``contact_lines``; hardly any other contact is read. limit: how many."""
        owed = self._db.execute(_OWED).fetchall()
        ranks: dict[str, tuple[int, str]] = {key: (-asks, without_accents(name)) for key, name, asks in owed}
        if len(ranks) < limit:
            ranks = {**{key: (0, name) for key, name in self._called(Kind.PERSON)}, **ranks}
        first = self._first(ranks, limit)
        lines = _in_order(self._lines([first]))
        if len(lines) < limit and first.size < len(ranks):
            lines = _in_order(self._lines(everyone(self._db, Kind.PERSON)))
        return lines[:limit]

    def goal_lines(self) -> list[GoalLine]:
        """All goals as lines of a list, open ones first, then by deadline and name."""
        return list(map(_goal_line, goals.in_order(chain.from_iterable(self.all_goals()))))

    def first_goals(self, limit: int) -> list[GoalLine]:
        """The first goals as lines: open ones first, then by name; hardly any other goal is read. limit: how many."""
        over = rows.notes(self._db, f"over AND number IN ({with_note(Kind.GOAL)})")
        achieved = {note.id for _, note in over if achieved_on(goal_of(note), self._today)}
        ranks = {key: (key in achieved, name) for key, name in self._called(Kind.GOAL)}
        return sorted(map(_goal_line, self.goals(self._first(ranks, limit))), key=_by_name)[:limit]

    def goals(self, some: Some) -> list[Progress]:
        """These goals, open ones first, then by deadline and name."""
        naming = self.naming(Kind.GOAL, some)
        resolver = self._resolver(Kind.GOAL, some, f"kind IS NOT 'ask' AND {is_among('number', naming)}")
        asks = outline.follow_ups(self._db, resolver.goal, is_among("note", naming))
        keys = set(self._keys(some).values())
        found = [goal for goal in resolver.goals(outline.by_path(asks)) if goal.party.key in keys]
        return goals.progress(found, asks, resolver.sources(), self._today)

    def naming(self, kind: Kind, some: Some) -> set[int]:
        """The numbers of the notes that name one of these contacts or goals."""
        with_note = f"SELECT note FROM mention WHERE means = ? AND {is_among('target', some.numbers)}"
        found = {number for (number,) in self._db.execute(with_note, (kind,))}
        if some.names:
            marks = ", ".join("?" * len(some.names))
            without = f"SELECT note FROM mention WHERE means = ? AND target IS NULL AND text IN ({marks})"
            found |= {number for (number,) in self._db.execute(without, (kind, *map(packed, some.names)))}
        return found

    def contacts(self, some: Some, usual_silence: int | None = None) -> list[Contact]:
        """These contacts, those owed most first, then by name.

        usual_silence: of the vault, None where nobody needs it.
        """
        people, asks, meetings = self._people(some)
        silence = silence_days(asks, self._today)._replace(vault=usual_silence)
        return contacts.contacts(people, asks, meetings, self._settings, self._today, silence)

    def _people(self, some: Some) -> tuple[list[Person], list[FollowUp], list[Meeting]]:
        """These contacts, with the asks and the meetings that name one of them."""
        naming = self.naming(Kind.PERSON, some)
        asks = outline.follow_ups(self._db, which=is_among("note", naming))
        resolver = self._resolver(Kind.PERSON, some, f"kind = 'meeting' AND {is_among('number', naming)}")
        meetings = resolver.meetings()
        keys = set(self._keys(some).values())
        people = [p for p in resolver.people(outline.by_path(asks), meetings) if p.party.key in keys]
        return people, asks, meetings

    def _lines(self, portions: Iterable[Some]) -> Iterator[ContactLine]:
        """Contacts as lines of a list, in no order; notes are read of those whose outline is not kept."""
        for some in portions:
            kept = contact_outlines.kept(self._db, some)
            rest = Some(set(some.numbers) - kept.keys(), [name for name in some.names if packed(name) not in kept])
            yield from map(self._line, chain(filter(None, kept.values()), self._outlined(rest) if rest.size else ()))

    def _line(self, outlined: tuple[Person, Dealings]) -> ContactLine:
        """The line of a contact, from what counts of it."""
        contact = standing(*outlined, self._settings, self._today)
        return contact_line(contact, self._settings, self._today)

    def _outlined(self, some: Some) -> Iterator[tuple[Person, Dealings]]:
        """These contacts and what asks and meetings tell of each, worked out."""
        people, asks, meetings = self._people(some)
        known = dealings(asks, meetings)
        return ((person, known.get(person.party.key, Dealings())) for person in people)

    def _called(self, kind: Kind) -> Iterator[tuple[str, str]]:
        """The party key of each contact or goal and the name that it sorts by.

        It may give more contacts: notes that no field makes one.
        """
        for own, title in self._db.execute(f"SELECT id, title FROM note WHERE number IN ({with_note(kind)})"):
            yield unpacked(own), without_accents(unpacked(title))
        for name in without_note(self._db, kind):
            yield f"/{name}", without_accents(name)

    def _first(self, ranks: Mapping[str, Rank], limit: int) -> Some:
        """The contacts or goals with the lowest ranks; more than limit where ranks are equal. ranks: by party key."""
        lowest = set(nsmallest(limit, ranks.values()))
        keys = [key for key, rank in ranks.items() if rank in lowest]
        names = [key[1:] for key in keys if key.startswith("/")]
        query = "SELECT number FROM note WHERE id = ?"
        found = (self._db.execute(query, (packed(key),)).fetchone() for key in keys if not key.startswith("/"))
        return Some([row[0] for row in found if row], names)

    def _resolver(self, kind: Kind, some: Some, further: str) -> Resolver:
        """A Resolver for these contacts or goals and further notes, read whole.

        Of other notes that they name it has titles. further: a condition on the row of a note, in SQL.
        """
        db = self._db
        own = is_among("target", some.numbers)
        others = f"note IN (SELECT number FROM note WHERE {further})"
        mentions = [
            *rows.mentions(db, f"means = '{kind}' AND {own}"),
            *rows.mentions(db, f"means = '{kind}' AND {others}"),
        ]
        notes = dict(rows.notes(db, f"{is_among('number', some.numbers)} OR ({further})"))
        notes |= rows.titles(db, is_among("number", {target for *_, target in mentions if target} - notes.keys()))
        return Resolver(notes, mentions, lambda means, key: notes.get(rows.meant(db, means, key) or 0))

    def _keys(self, some: Some) -> dict[int | bytes, str]:
        """The party keys of these contacts or goals, by the number of their note or the folded name, packed."""
        ids = self._db.execute(f"SELECT number, id FROM note WHERE {is_among('number', some.numbers)}")
        return {number: unpacked(own) for number, own in ids} | {packed(name): f"/{name}" for name in some.names}


def contacts_are_kept(db: sqlite3.Connection) -> bool:
    """Whether an outline of each contact is kept, so that ``contact_lines`` reads no note."""
    return not contact_outlines.without(db, 1)


def _in_order(lines: Iterable[ContactLine]) -> list[ContactLine]:
    """The lines of contacts sorted: those owed most first, then by name."""
    return sorted(lines, key=lambda line: (-line.owed, *by_name(line.party)))


def contact_line(contact: Contact, settings: Settings, today: Day) -> ContactLine:
    """A contact as a line of a list."""
    person = contact.person
    return ContactLine(
        party=contact.party,
        path=contact.note and contact.note.path,
        role=", ".join(filter(None, map(unlinked, [person.role, person.org]))),
        can_help="; ".join(person.can_help),
        owed=contact.owed,
        open_asks=contact.open_asks,
        last_contact=contact.last_contact,
        meetings_used=contact.meetings_used,
        meetings_budget=contact.meetings_budget,
        next_opens=contact.next_opens,
        next_touch=contact.next_touch,
        homework=contact.homework,
        touch=touch(contact, settings, today),
    )


def _goal_line(progress: Progress) -> GoalLine:
    return GoalLine(
        party=progress.party,
        path=progress.note and progress.note.path,
        achieved=progress.achieved,
        stuck=progress.stuck,
        deadline=progress.goal.deadline,
        asks=progress.asks,
        open_asks=open_asks(progress),
        contacts=progress.contacts,
        pieces=len(progress.pieces),
        unasked=len(progress.unasked),
        concentration=progress.concentration,
    )


def _by_name(line: GoalLine) -> tuple[bool, tuple[str, str, str]]:
    """A sort key for goals: open ones first, then by name."""
    return bool(line.achieved), by_name(line.party)
