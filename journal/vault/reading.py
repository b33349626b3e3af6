"""Everything that follows from one look at the folder, computed once and only when asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from journal.config import Settings
from journal.model import Ask, Contact, Day, FollowUp, Found, Gap, Meeting, Note, Party, Problem, Progress, Subject
from journal.notes import fold
from journal.rules import contacts, gaps, goals, queue, state
from journal.vault import names, rows
from journal.vault.resolve import Resolver

__all__ = ["Reading", "Today"]


class Reading:
    """Everything that follows from one state of the index; made anew when that changes."""

    def __init__(self, db: sqlite3.Connection, look_up: Callable[[str, str], int | None]) -> None:
        self.number = rows.number(db)
        found = dict(rows.notes(db))
        self.notes = list(found.values())
        self.resolver = Resolver(found, rows.mentions(db), look_up)
        self.unreadable = rows.unreadable(db)
        self.days: dict[Day, Today] = {}

    @cached_property
    def asks(self) -> list[Ask]:
        return self.resolver.asks()

    @cached_property
    def meetings(self) -> list[Meeting]:
        return self.resolver.meetings()

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(key for note in self.notes for key in note.frontmatter)

    @cached_property
    def linked(self) -> Mapping[str, frozenset[str]]:
        """Per id of a note, the ids of those that it names or links to."""
        return {note.id: frozenset(self.resolver.linked(note)) for note in self.notes}

    @cached_property
    def problems(self) -> list[Found]:
        found = [Found(note.path, problem) for note in self.notes for problem in note.problems]
        return [*self.unreadable, *found, *names.dangling_links(self.resolver), *names.look_alikes(self.resolver)]


class Today:
    """What one reading means on one day."""

    def __init__(self, reading: Reading, settings: Settings, today: Day) -> None:
        self._reading, self._settings, self._today = reading, settings, today

    @cached_property
    def bare(self) -> list[FollowUp]:
        return queue.in_order(state.follow_up(ask, self._settings, self._today) for ask in self._reading.asks)

    @cached_property
    def contacts(self) -> list[Contact]:
        people = self._reading.resolver.people(self._reading.asks, self._reading.meetings)
        return contacts.contacts(people, self.bare, self._reading.meetings, self._settings, self._today)

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        by_key = {contact.person.party.key: contact for contact in self.contacts}
        return gaps.with_gaps(self.bare, by_key, self._settings, self._today)

    def gaps_of(self, ask: Ask) -> tuple[Gap, ...]:
        """The gaps of an ask that is in no note of this reading."""
        new = state.follow_up(ask, self._settings, self._today)
        asked = {party.key for party in ask.contacts}
        known = {c.person.party.key: c for c in self.contacts if c.person.party.key in asked}
        if len(known) < len(asked):  # somebody whom no note named until now
            people = [p for p in self._reading.resolver.people([ask], ()) if p.party.key in asked - known.keys()]
            first_time = contacts.contacts(people, (), (), self._settings, self._today)
            known |= {contact.person.party.key: contact for contact in first_time}
        return gaps.gaps(new, known, gaps.others([*self.bare, new]), self._settings, self._today)

    @cached_property
    def goals(self) -> list[Progress]:
        return goals.progress(self._reading.resolver.goals(self._reading.asks), self.bare, self._today)

    def if_achieved(self, goal: Party) -> list[FollowUp]:
        """The asks of a goal as they would stand were it achieved today."""
        found = []
        for ask in self._reading.asks:
            goals = tuple(replace(g, achieved=self._today) if g.party.key == goal.key else g for g in ask.goals)
            if goals != ask.goals:
                found.append(state.follow_up(replace(ask, goals=goals), self._settings, self._today))
        return found

    @cached_property
    def problems(self) -> list[Found]:
        found = [Found(f.ask.note.path, problem) for f in self.bare for problem in f.problems]
        return sorted([*self._reading.problems, *found], key=lambda f: (f.path, f.problem.line or 0, f.problem.code))

    @cached_property
    def problems_by_path(self) -> Mapping[str, list[Problem]]:
        by_path: dict[str, list[Problem]] = {}
        for found in self.problems:
            by_path.setdefault(found.path, []).append(found.problem)
        return by_path

    def subject(self, note: Note) -> Subject:
        """What a note is today: an ask, a contact, a goal, or just the note."""
        of_ask = (f for f in self.follow_ups if f.ask.note.id == note.id)
        of_person = (c for c in self.contacts if c.person.party.id == note.id)
        of_goal = (g for g in self.goals if g.goal.party.id == note.id)
        return next(of_ask, None) or next(of_person, None) or next(of_goal, None) or note

    def implicit(self, name: str) -> Subject | None:
        """The contact or goal of a folded name that has no note, None where nobody is called so."""
        of_person = (c for c in self.contacts if c.person.note is None and fold(c.person.party.name) == name)
        of_goal = (g for g in self.goals if g.goal.note is None and fold(g.goal.party.name) == name)
        return next(of_person, None) or next(of_goal, None)

    def concerning(self, subject: Subject) -> tuple[list[FollowUp], list[Meeting]]:
        """The asks and meetings that a subject's history is made of."""
        meetings = self._reading.meetings
        if isinstance(subject, FollowUp):
            return [subject], []
        if isinstance(subject, Contact):
            key = subject.person.party.key
            named = [f for f in self.bare if any(key == party.key for party in (*f.ask.contacts, *f.ask.via))]
            return named, [m for m in meetings if any(key == party.key for party in m.people)]
        if isinstance(subject, Progress):
            key = subject.goal.party.key
            return [f for f in self.bare if any(key == goal.party.key for goal in f.ask.goals)], []
        return [], [m for m in meetings if m.note.id == subject.id]
