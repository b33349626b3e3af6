"""Which note a name means (docs/format.md 4 and 5), and asks, people, goals and meetings so resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from journal.model import Ask, Goal, Kind, Meeting, Name, Note, Party, Person
from journal.notes import fold

__all__ = ["Resolver"]

_NAMING = {"contact": Kind.PERSON, "via": Kind.PERSON, "people": Kind.PERSON, "goal": Kind.GOAL}
"""The fields that name others, and what they mean by it; a person before a goal (docs/format.md 4)."""


class Resolver:
    """The meaning of every name in one set of notes; built once, then only looked up."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self.notes = list(notes)
        self._ends: dict[str, list[Note]] = {}
        self._titles: dict[str, list[Note]] = {}
        for note in self.notes:
            end = fold(note.id)
            while True:
                self._ends.setdefault(end, []).append(note)
                _, slash, end = end.partition("/")
                if not slash:
                    break
            for title in {fold(title) for title in (note.title, note.heading, *note.aliases) if title}:
                self._titles.setdefault(title, []).append(note)
        self._resolved: dict[tuple[Name, Kind | None], Note | None] = {}
        self._implied: dict[str, Kind] = {}
        for field, kind in _NAMING.items():
            for name in {name for note in self.notes if field in note.fields for name in _names(note, field)}:
                if note := self.note(name, kind):
                    self._implied.setdefault(note.id, kind)
        self._goals: dict[str, Goal] = {}

    def note(self, name: Name, kind: Kind | None = None) -> Note | None:
        """The note that answers to a name, None where none does.

        kind: the kind that is meant, which then wins among several. An ask is never a person or a
        goal, unless its own ``type`` says so.
        """
        key = (name, kind)
        if key not in self._resolved:
            self._resolved[key] = self._look_up(fold(name.target), kind)
        return self._resolved[key]

    def _look_up(self, target: str, kind: Kind | None) -> Note | None:
        ends = self._ends.get(target, ())
        exact = [note for note in ends if fold(note.id) == target]
        for candidates in (exact, ends, self._titles.get(target, ())):
            ranked = [
                (not fits, len(note.id), note.id, note)
                for note in candidates
                if (fits := _fits(note, kind)) or kind is None or note.kind is not Kind.ASK
            ]
            if ranked:
                return min(ranked, key=lambda row: row[:3])[3]
        return None

    def kind(self, note: Note) -> Kind:
        """What a note is, told by itself or by those that name it (docs/format.md 4)."""
        return note.kind or self._implied.get(note.id, Kind.NOTE)

    def party(self, name: Name, kind: Kind | None) -> Party:
        """The contact or goal that a name means; one with no note stands for itself."""
        note = self.note(name, kind)
        return _party(note) if note else Party(name.text, "/" + fold(name.text))

    def ask(self, note: Note) -> Ask:
        """A note of kind ask with its names resolved."""
        get: Any = note.fields.get
        return Ask(
            note=note,
            text=get("ask"),
            goals=tuple(self.goal(party) for party in self._parties(note, "goal", Kind.GOAL)),
            contacts=self._parties(note, "contact", Kind.PERSON),
            via=self._parties(note, "via", Kind.PERSON),
            status=get("status"),
            asked=get("asked"),
            date=get("date"),
            answered=get("answered"),
            follow_up=get("follow_up"),
            promised=get("promised"),
            needed_by=get("needed_by"),
            nudged=get("nudged", ()),
            outcome=get("outcome"),
            outcome_date=get("outcome_date"),
            thanked=get("thanked"),
            via_thanked=get("via_thanked"),
            reported=get("reported"),
            channel=get("channel"),
            closed_because=get("closed_because"),
            why=get("why"),
            effort=get("effort"),
            piece=get("piece"),
            despite=get("despite"),
            homework=get("homework", ()),
            homework_date=get("homework_date"),
        )

    def asks(self) -> list[Ask]:
        """Every ask, by path."""
        return [self.ask(note) for note in self.notes if note.kind is Kind.ASK]

    def meetings(self) -> list[Meeting]:
        """Every meeting, by path."""
        return [
            Meeting(note, get("date"), self._parties(note, "people", Kind.PERSON), get("duration"))
            for note in self.notes
            if note.kind is Kind.MEETING
            for get in [_getter(note)]
        ]

    def people(self, asks: Iterable[Ask], meetings: Iterable[Meeting]) -> list[Person]:
        """Every contact there is: people with a note, and those whom only asks and meetings name."""
        found = {party.key: party for note in self.notes if self.kind(note) is Kind.PERSON for party in [_party(note)]}
        for ask in asks:
            for party in (*ask.contacts, *ask.via):
                found.setdefault(party.key, party)
        for meeting in meetings:
            for party in meeting.people:
                found.setdefault(party.key, party)
        by_id = {note.id: note for note in self.notes}
        return [_person(party, by_id.get(party.id) if party.id else None) for party in found.values()]

    def goals(self, asks: Iterable[Ask]) -> list[Goal]:
        """Every goal there is: those with a note, and those that only asks name."""
        found = {goal.party.key: goal for ask in asks for goal in ask.goals}
        for note in self.notes:
            if self.kind(note) is Kind.GOAL:
                found.setdefault(note.id, self.goal(_party(note)))
        return list(found.values())

    def linked(self, note: Note) -> Iterator[str]:
        """The ids of the notes that a note's fields and body name."""
        named = ((name, kind) for field, kind in _NAMING.items() for name in _names(note, field))
        for name, kind in (*named, *((name, None) for name in note.links)):
            target = self.note(name, kind)
            if target is not None and target.id != note.id:
                yield target.id

    def goal(self, party: Party) -> Goal:
        """What a goal's note says, once per goal."""
        if party.key not in self._goals:
            note = next((n for n in self._ends.get(fold(party.id), ()) if n.id == party.id), None) if party.id else None
            self._goals[party.key] = _goal(party, note)
        return self._goals[party.key]

    def _parties(self, note: Note, field: str, kind: Kind) -> tuple[Party, ...]:
        found: dict[str, Party] = {}
        for name in _names(note, field):
            party = self.party(name, kind)
            found.setdefault(party.key, party)
        return tuple(found.values())


def _getter(note: Note) -> Any:
    """The types of fields are those of docs/format.md 2, which ``notes.read`` has made sure of."""
    return note.fields.get


def _names(note: Note, field: str) -> tuple[Name, ...]:
    return _getter(note)(field, ())  # type: ignore[no-any-return]


def _fits(note: Note, kind: Kind | None) -> bool:
    return kind is not None and (note.kind is kind or _getter(note)("type") == kind)


def _party(note: Note) -> Party:
    return Party(note.title, note.id, note.id)


def _goal(party: Party, note: Note | None) -> Goal:
    if note is None:
        return Goal(party)
    get = _getter(note)
    return Goal(party, note, get("status"), get("achieved"), get("deadline"), get("needs", ()))


def _person(party: Party, note: Note | None) -> Person:
    if note is None:
        return Person(party)
    get = _getter(note)
    return Person(
        party=party,
        note=note,
        org=get("org"),
        role=get("role"),
        email=get("email"),
        phone=get("phone"),
        url=get("url"),
        loc=get("loc"),
        birthday=get("birthday"),
        can_help=get("can_help", ()),
        homework=get("homework", ()),
        homework_date=get("homework_date"),
        date=get("date"),
        meetings_per_year=get("meetings_per_year"),
        cadence=get("cadence"),
        last_contact=get("last_contact"),
    )
