"""What follows from notes of one state of the index, from all or from some, computed only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property

from journal.config import Settings
from journal.model import (
    ABOUT_KEYS,
    Ask,
    Brief,
    Contact,
    Day,
    FollowUp,
    Gap,
    Goal,
    Kind,
    Meeting,
    Name,
    Note,
    NoteProblem,
    Page,
    Party,
    Problem,
    Progress,
    Subject,
)
from journal.notes import fold
from journal.rules import contacts, gaps, goals, history, queue, state
from journal.rules.resolve import Resolver
from journal.rules.silence import Wait, silence_days
from journal.vault.index.rows import names_day
from journal.vault.queries import lookalikes
from journal.vault.queries.neighbourhood import beginning, neighbours, resolved

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

__all__ = ["Reading", "Today", "dangling_links"]


class Reading:
    """Notes with their names resolved, and what follows from them, each worked out when it is first used.

    found: problems that no note has by itself. about: the numbers of the only notes whose problems count, None for all.
    """

    def __init__(
        self,
        notes: Mapping[int, Note],
        resolver: Resolver,
        found: Iterable[NoteProblem],
        about: Collection[int] | None = None,
    ) -> None:
        self.numbered, self.resolver = notes, resolver
        self.notes = list(notes.values())
        self._found = list(found)
        self._about = self.notes if about is None else [notes[number] for number in about]

    @classmethod
    def of_some(cls, db: sqlite3.Connection, numbers: Collection[int], about: Collection[int]) -> Reading:
        """A Reading of some notes, valid while the connection is in this transaction. Raises Damaged.

        about: those of them whose problems are wanted, () for none.
        """
        notes, resolver = resolved(db, numbers)
        found = [problem for number in about for problem in lookalikes.found(db, notes[number].path)]
        return cls(notes, resolver, found, about)

    @cached_property
    def asks(self) -> list[Ask]:
        return self.resolver.asks()

    @cached_property
    def meetings(self) -> list[Meeting]:
        return self.resolver.meetings()

    @cached_property
    def problems(self) -> list[NoteProblem]:
        found = list(self._found)
        for note in self._about:
            is_plain = self.resolver.kind(note) is Kind.NOTE
            found += (
                NoteProblem(note.path, each) for each in note.problems if not (is_plain and each.code in ABOUT_KEYS)
            )
            if not is_plain:
                found += dangling_links(note, self._is_there)
        return found

    def _is_there(self, name: Name) -> bool:
        """Whether a note answers to a link."""
        return self.resolver.note(name) is not None


class Today:
    """What a Reading means on one day. waits: of the whole vault, where the reading is of some notes."""

    def __init__(self, reading: Reading, settings: Settings, today: Day, waits: Iterable[Wait] | None = None) -> None:
        self._reading, self._settings, self._today, self._waits = reading, settings, today, waits

    @classmethod
    def around(cls, db: sqlite3.Connection, people: Iterable[Party], settings: Settings, today: Day) -> Today:
        """What the notes of some people and all that name them mean; it does not know how long answers take.

        Valid while the connection is in this transaction. Raises Damaged.
        """
        begun = [beginning(db, (Kind.PERSON, party)) for party in people]
        numbers = {number for found, _ in begun for number in found}
        around = neighbours(db, numbers, [name for _, names in begun for name in names])
        return cls(Reading.of_some(db, around, ()), settings, today, ())

    @cached_property
    def bare(self) -> list[FollowUp]:
        """The asks without their gaps, in the queue's order."""
        return queue.in_order(state.follow_up(ask, self._settings, self._today) for ask in self._reading.asks)

    @cached_property
    def contacts(self) -> list[Contact]:
        reading = self._reading
        people = reading.resolver.people(reading.asks, reading.meetings)
        silence = silence_days(self.bare, self._today, self._waits)
        return contacts.contacts(people, self.bare, reading.meetings, self._settings, self._today, silence)

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        by_key = {contact.party.key: contact for contact in self.contacts}
        return gaps.with_gaps(self.bare, by_key, self._settings, self._today)

    def gaps_of(self, ask: Ask) -> tuple[Gap, ...]:
        """The gaps of an ask that is in no note of this reading."""
        new = state.follow_up(ask, self._settings, self._today)
        asked = {party.key for party in ask.contacts}
        known = {c.party.key: c for c in self.contacts if c.party.key in asked}
        if len(known) < len(asked):  # somebody whom no note named until now
            people = [p for p in self._reading.resolver.people([ask], ()) if p.party.key in asked - known.keys()]
            first_time = contacts.contacts(people, (), (), self._settings, self._today)
            known |= {contact.party.key: contact for contact in first_time}
        return gaps.gaps(new, known, gaps.other_asks([*self.bare, new]), self._settings, self._today)

    @cached_property
    def goals(self) -> list[Progress]:
        resolver = self._reading.resolver
        return goals.progress(resolver.goals(self._reading.asks), self.bare, resolver.sources(), self._today)

    def if_achieved(self, goal: Party) -> list[FollowUp]:
        """A goal's asks as they would be if the goal were achieved today."""
        found = []
        for ask in self._reading.asks:
            goals = tuple(g._replace(achieved=self._today) if g.party.key == goal.key else g for g in ask.goals)
            if goals != ask.goals:
                found.append(state.follow_up(ask._replace(goals=goals), self._settings, self._today))
        return found

    @cached_property
    def problems(self) -> list[NoteProblem]:
        found = [NoteProblem(f.note.path, problem) for f in self.bare for problem in f.problems]
        return sorted([*self._reading.problems, *found], key=lambda f: (f.path, f.problem.line or 0, f.problem.code))

    @cached_property
    def problems_by_path(self) -> Mapping[str, list[Problem]]:
        by_path: dict[str, list[Problem]] = {}
        for found in self.problems:
            by_path.setdefault(found.path, []).append(found.problem)
        return by_path

    def subject(self, note: Note) -> Subject:
        """The subject of a note's page: an ask, a contact or a goal, else the note itself."""
        return self._subjects.get(note.id, note)

    @cached_property
    def _subjects(self) -> Mapping[str, Subject]:
        """Subjects by note id: an ask first, else a contact, else a goal."""
        found: dict[str, Subject] = {g.note.id: g for g in self.goals if g.note}
        found |= {c.note.id: c for c in self.contacts if c.note}
        return found | {f.note.id: f for f in self.follow_ups}

    def meetings_of(self, note: Note) -> list[Meeting]:
        """The meeting that a note describes, in a list; empty for another note."""
        meetings = self._reading.meetings if note.kind is Kind.MEETING else ()
        return [meeting for meeting in meetings if meeting.note.id == note.id]

    def party(self, kind: Kind, key: str) -> Contact | Progress | None:
        """The contact or goal with that party key; None where no note names it any more."""
        if kind is Kind.PERSON:
            return next((c for c in self.contacts if c.party.key == key), None)
        return next((g for g in self.goals if g.party.key == key), None)

    def page(self, subject: Subject) -> Page:
        """The page of a subject, without its links."""
        match subject:
            case FollowUp():
                return self._page_of_ask(subject)
            case Contact():
                asks, meetings = self._with_contact(subject.party.key)
                page = self._page(subject, subject.note, asks, meetings, of=subject.party.key)
                from journal.rules import brief

                ahead = brief.next_meeting([subject.party.key], meetings, self._today)
                return page._replace(asks=tuple(asks), brief=brief.brief([subject], ahead, asks, meetings, self._today))
            case Progress():
                asks = self._for_goals({subject.party.key})
                return self._page(subject, subject.note, asks, goal=subject.goal)._replace(asks=tuple(asks))
            case Note():
                meetings = self.meetings_of(subject)
                page = self._page(subject, subject, (), meetings)
                return page._replace(brief=self.brief(meetings[0].people, meetings[0])) if meetings else page

    def brief(self, people: Iterable[Party], meeting: Meeting | None) -> Brief:
        """The brief for meeting some people, without the lines of notes. meeting: None where there is none yet."""
        from journal.rules import brief

        known = {contact.party.key: contact for contact in self.contacts}
        contacts = [known[party.key] for party in people if party.key in known]
        return brief.brief(contacts, meeting, self.bare, self._reading.meetings, self._today)

    def _page_of_ask(self, follow_up: FollowUp) -> Page:
        ask = follow_up.ask
        keys = {goal.party.key for goal in ask.goals}
        page = self._page(follow_up, ask.note, [follow_up])
        if ask.contacts:
            whom = ask.contacts[0].key
            asks, meetings = self._with_contact(whom)
            page = page._replace(met=history.events(asks, meetings, self._today, of=whom))
        return page._replace(
            asks=tuple(f for f in self._for_goals(keys) if f.note.id != ask.note.id),
            goals=tuple(progress for progress in self.goals if progress.party.key in keys),
        )

    def _page(
        self,
        subject: Subject,
        note: Note | None,
        asks: Iterable[FollowUp],
        meetings: Iterable[Meeting] = (),
        *,
        of: str | None = None,
        goal: Goal | None = None,
    ) -> Page:
        """The page of a subject, with the history of these asks and meetings (``history.events``)."""
        problems = self.problems_by_path.get(note.path, ()) if note else ()
        return Page(subject, history.events(asks, meetings, self._today, of=of, goal=goal), problems=tuple(problems))

    def _for_goals(self, keys: Collection[str]) -> list[FollowUp]:
        """The asks for goals with these party keys."""
        return [f for f in self.bare if any(goal.party.key in keys for goal in f.ask.goals)]

    def _with_contact(self, key: str) -> tuple[list[FollowUp], list[Meeting]]:
        """The asks of a contact or through them, and the meetings with them."""
        asks = [f for f in self.bare if any(key == party.key for party in (*f.ask.contacts, *f.ask.via))]
        return asks, [m for m in self._reading.meetings if any(key == party.key for party in m.people)]


def dangling_links(note: Note, is_there: Callable[[Name], bool]) -> Iterator[NoteProblem]:
    """A warning for each link in a body to which no note answers, but for links to days."""
    for name in note.links:
        if not is_there(name) and not names_day(fold(name.target)):
            message = f"No note is named “{name.target}”: mend the link, or write that note."
            yield NoteProblem(note.path, Problem("dangling-link", message))
