"""The half of a Vault that goes through all notes: lists with filters, problems, search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from journal import records
from journal.model import Contact, FollowUp, Note, Progress

if TYPE_CHECKING:
    from journal import filter_keys, filters
    from journal.config import Settings
    from journal.model import Day, Found, Goal, Hits, Kind, Problem, Subject
    from journal.vault.queries.queries import Queries
    from journal.vault.search.search import Search

__all__ = ["Overviews"]

Listed = TypeVar("Listed", FollowUp, Contact, Progress, Note)


class Overviews:
    """A vault as something to look over. All but the search of bare words reads every note, once for each change."""

    root: Path
    settings: Settings
    _queries: Queries

    def follow_ups(self, today: Day, where: Sequence[filters.Term] = ()) -> list[FollowUp]:
        """Every ask in the queue's order (docs/rules.md 2). Raises BadFilter."""
        return self._those(FollowUp, self._queries.today(today).follow_ups, where, today)

    def contacts(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Contact]:
        """Every contact, most owed first, then by name. Raises BadFilter."""
        return self._those(Contact, self._queries.today(today).contacts, where, today)

    def goals(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Progress]:
        """Every goal, achieved ones last, then by deadline and name. Raises BadFilter."""
        return self._those(Progress, self._queries.today(today).goals, where, today)

    def notes(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Note]:
        """Every note, by path. Raises BadFilter."""
        return self._those(Note, self._queries.reading().notes, where, today)

    def kind(self, note: Note) -> Kind:
        """What a note is, told by itself or by those that name it (docs/format.md 4)."""
        return self._queries.reading().resolver.kind(note)

    def problems(self, today: Day) -> list[Found]:
        """Everything wrong in any note, by path and line."""
        return self._queries.today(today).problems

    def problems_of(self, note: Note, today: Day) -> Sequence[Problem]:
        """What is wrong in one note."""
        return self._queries.today(today).problems_by_path.get(note.path, ())

    def search(self, today: Day, terms: Sequence[filters.Term], *, limit: int | None = None, now: bool = False) -> Hits:
        """The notes that hold every bare word, best first, narrowed by the other terms; by path without any word.

        limit: at most so many. now: of those that could be looked at so far. Raises BadFilter.
        """
        return self._search.hits(terms, lambda rest: self.notes(today, rest), limit=limit, now=now)

    def catch_up(self) -> tuple[int, int] | None:
        """Read, for the search, some of the notes that changed: how many of how many are read, None for all."""
        return self._search.catch_up()

    def if_achieved(self, goal: Goal, today: Day) -> list[FollowUp]:
        """A goal's asks as they would stand were it achieved today."""
        return self._queries.today(today).if_achieved(goal.party)

    def record(self, found: Subject, today: Day) -> Mapping[str, Any]:
        """The published shape of an ask, contact, goal or note (docs/cli.md, "JSON")."""
        by_path = self._queries.today(today).problems_by_path
        if isinstance(found, Note):
            return records.note_record(found, self.kind(found), by_path.get(found.path, ()))
        problems = by_path.get(found.ask.note.path, ()) if isinstance(found, FollowUp) else ()
        return records.subject_record(found, problems)

    @cached_property
    def _search(self) -> Search:
        from journal.vault.search.search import Search

        return Search(self._queries.ask, self.root, self.settings.max_note_bytes)

    def _those(
        self, kind: type[Listed], every: Sequence[Listed], where: Sequence[filters.Term], today: Day
    ) -> list[Listed]:
        """Those of one kind that a filter lets through."""
        if not where:
            return list(every)
        from journal.filter_keys import LISTINGS
        from journal.filters import matcher

        holds = matcher(where, LISTINGS[kind], self._queries.reading().keys, self._search.holding, today)
        return [each for each in every if holds(self._candidate(each, today))]

    def _candidate(self, found: Subject, today: Day) -> filter_keys.Candidate:
        """With all that a filter may ask of it."""
        from journal.filter_keys import Candidate

        known, record = self._queries.today(today), self.record(found, today)
        match found:
            case FollowUp():
                return Candidate(record, found.ask.note)
            case Contact():
                asks = known.asks_by_contact.get(found.person.party.key, ())
                return Candidate(record, found.person.note, lambda: [self.record(ask, today) for ask in asks])
            case Progress():
                asks = known.asks_by_goal.get(found.goal.party.key, ())
                return Candidate(record, found.goal.note, lambda: [self.record(ask, today) for ask in asks])
            case Note():
                return Candidate(record, found, lambda: self._as_more_than_a_note(found, today))

    def _as_more_than_a_note(self, note: Note, today: Day) -> list[Mapping[str, Any]]:
        """What is computed for a note that is an ask, a contact or a goal, or said of a meeting; none for any other."""
        known = self._queries.today(today)
        subject = known.subject(note)
        if not isinstance(subject, Note):
            return [self.record(subject, today)]
        return [records.meeting_record(meeting) for meeting in known.meetings_of(note)]
