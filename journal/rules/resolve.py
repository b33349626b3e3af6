"""Which note a name means, and asks, people, goals and meetings so resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from journal.model import Ask, Day, Goal, Kind, Meeting, Name, Note, Party, Person, Source
from journal.notes import fold
from journal.rules.days import stem_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["NAMING", "Resolver", "goal_of", "names_in"]

NAMING = {"contact": Kind.PERSON, "via": Kind.PERSON, "people": Kind.PERSON, "goal": Kind.GOAL}
"""The fields that name others, and what they mean by it."""
_ANY = "link"
"""What a link in a body means: a note of any kind."""


class Resolver:
    """Resolves the names in some notes.

    notes: by number. mentions: as ``rows.mentions`` gives them. look_up: gives the note that answers to a name in no
    note, by what is meant and the folded name; None for none. rivals: gives the notes that a person's or goal's folded
    name may mean equally well.
    """

    def __init__(
        self,
        notes: Mapping[int, Note],
        mentions: Iterable[tuple[str, str, int | None]],
        look_up: Callable[[str, str], Note | None],
        rivals: Callable[[str, str], Sequence[Note]] = lambda *_: (),
    ) -> None:
        self.notes = list(notes.values())
        self._look_up, self._rivals = look_up, rivals
        self._by_id = {note.id: note for note in self.notes}
        self._meant = {(means, key): notes.get(target or 0) for means, key, target in mentions}
        self._implied: dict[str, Kind] = {}
        for kind in (Kind.PERSON, Kind.GOAL):
            for (means, _), note in self._meant.items():
                if note is not None and means == kind:
                    self._implied.setdefault(note.id, kind)
        self._goals: dict[Party, Goal] = {}
        self._called: dict[tuple[Name, Kind | None], Party] = {}
        self._first: dict[tuple[Kind | None, str], Party] = {}

    def call(self, kind: Kind, party: Party) -> None:
        """Give a contact or goal without a note one name for all notes to come; without this, each note's own counts.

        What is called first counts.
        """
        self._first.setdefault((kind, party.key), party)

    def note(self, name: Name, kind: Kind | None = None) -> Note | None:
        """The note that answers to a name (docs/format.md 5), None where none does.

        kind: the kind that is meant, which then wins among several; None for any.
        """
        key = (kind or _ANY, fold(name.target))
        if key not in self._meant:
            self._meant[key] = self._look_up(*key)
        return self._meant[key]

    def candidates(self, name: Name, kind: Kind) -> list[Note]:
        """The notes that a person's or goal's name may mean equally well; empty where only one can be meant.

        Their ids differ only in length and order (docs/format.md 5).
        """
        found = self._rivals(kind, fold(name.target))
        return list(found) if len(found) > 1 else []

    def kind(self, note: Note) -> Kind:
        """The kind of a note: its own, else what the notes that name it take it for (docs/format.md 4)."""
        return note.kind or self._implied.get(note.id, Kind.NOTE)

    def party(self, name: Name, kind: Kind | None) -> Party:
        """The contact or goal that a name means, worked out once; a name without a note is one by itself."""
        if (name, kind) not in self._called:
            self._called[name, kind] = self._party_of(name, kind)
        return self._called[name, kind]

    def _party_of(self, name: Name, kind: Kind | None) -> Party:
        note = self.note(name, kind)
        key = "/" + fold(name.text)
        party = _party(note) if note else self._first.get((kind, key)) or Party(name.text, key)
        return party._replace(address=name.address) if name.address else party

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
            via_told=get("via_told"),
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
        """All asks, sorted by path."""
        return [self.ask(note) for note in self.notes if note.kind is Kind.ASK]

    def meetings(self) -> list[Meeting]:
        """All meetings, sorted by path; the day is that of the date key or of the file's name (docs/rules.md 3)."""
        return [
            Meeting(note, get("date") or stem_day(note.path), people, get("duration"))
            for note in self.notes
            if note.kind is Kind.MEETING
            for get, people in [(_getter(note), self._parties(note, "people", Kind.PERSON))]
        ]

    def sources(self) -> list[Source]:
        """All notes that serve a piece of a goal and are no asks, sorted by path."""
        return [
            Source(note.id, self._parties(note, "goal", Kind.GOAL), piece)
            for note in self.notes
            if note.kind is not Kind.ASK and (piece := _getter(note)("piece")) and names_in(note, "goal")
        ]

    def people(self, asks: Iterable[Ask], meetings: Iterable[Meeting]) -> list[Person]:
        """All contacts: people with a note, and those that only asks and meetings name."""
        found = {party.key: party for note in self.notes if self.kind(note) is Kind.PERSON for party in [_party(note)]}
        for ask in asks:
            for party in (*ask.contacts, *ask.via):
                found.setdefault(party.key, party)
        for meeting in meetings:
            for party in meeting.people:
                found.setdefault(party.key, party)
        return [_person(party, self._by_id.get(party.id) if party.id else None) for party in found.values()]

    def goals(self, asks: Iterable[Ask]) -> list[Goal]:
        """All goals: those with a note, and those that only asks name."""
        found: dict[str, Goal] = {}
        for goal in (goal for ask in asks for goal in ask.goals):
            found.setdefault(goal.party.key, goal)
        for note in self.notes:
            if self.kind(note) is Kind.GOAL:
                found.setdefault(note.id, self.goal(_party(note)))
        return list(found.values())

    def goal(self, party: Party) -> Goal:
        """The Goal for a party, read once per party."""
        if party not in self._goals:
            self._goals[party] = _goal(party, self._by_id.get(party.id) if party.id else None)
        return self._goals[party]

    def _parties(self, note: Note, field: str, kind: Kind) -> tuple[Party, ...]:
        """The contacts or goals that a field of a note names, each once."""
        found: dict[str, Party] = {}
        for name in names_in(note, field):
            party = self.party(name, kind)
            found.setdefault(party.key, party)
        return tuple(found.values())


def _getter(note: Note) -> Any:
    """The getter of a note's fields, typed as Any: ``notes.read`` has checked their types (docs/format.md 2)."""
    return note.fields.get


def names_in(note: Note, field: str) -> tuple[Name, ...]:
    """The names in a field of a note, as the note words them."""
    return _getter(note)(field, ())  # type: ignore[no-any-return]


def _party(note: Note) -> Party:
    return Party(note.title, note.id, note.id)


def goal_of(note: Note) -> Goal:
    """The Goal that a note describes."""
    return _goal(_party(note), note)


def _goal(party: Party, note: Note | None) -> Goal:
    if note is None:
        return Goal(party)
    get = _getter(note)
    return Goal(party, note, get("status"), get("achieved"), get("deadline"), get("needs", ()))


def _person(party: Party, note: Note | None) -> Person:
    if note is None:
        return Person(party, email=party.address)
    get = _getter(note)
    planned = get("follow_up")
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
        follow_up=planned if isinstance(planned, Day) else None,
    )
