"""The half of a Vault that goes through all notes: lists with filters, problems, search."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from journal import model, records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from journal import filter_keys, filters
    from journal.config import Settings
    from journal.model import (
        Contact,
        Day,
        FollowUp,
        Found,
        Goal,
        Hits,
        Kind,
        Meeting,
        Note,
        NoteLine,
        Problem,
        Progress,
        Subject,
    )
    from journal.vault.index.index import Index
    from journal.vault.queries.queries import Queries
    from journal.vault.search.search import Search

    Listed = TypeVar("Listed", "FollowUp", "Contact", "Progress", "Note")

__all__ = ["Overviews"]


class Overviews:
    """A vault as something to look over. What was read once is kept until something changes."""

    root: Path
    settings: Settings
    _index: Index
    _queries: Queries

    def follow_ups(self, today: Day, where: Sequence[filters.Term] = ()) -> list[FollowUp]:
        """Every ask in the queue's order (docs/rules.md 2). Raises BadFilter."""
        every = self._queries.overview("follow-ups", today, lambda overview: list(overview.follow_ups()))
        return self._those(model.FollowUp, every, where, today)

    def unready(self, today: Day) -> list[FollowUp]:
        """The asks that lack something before they go out, in the queue's order; no other is read."""
        return self._queries.overview("unready", today, lambda overview: list(overview.unready()))

    def contacts(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Contact]:
        """Every contact, most owed first, then by name. Raises BadFilter."""
        every = self._queries.overview("contacts", today, lambda overview: overview.contacts())
        return self._those(model.Contact, every, where, today)

    def goals(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Progress]:
        """Every goal, achieved ones last, then by deadline and name. Raises BadFilter."""
        every = self._queries.overview("goals", today, lambda overview: overview.goals())
        return self._those(model.Progress, every, where, today)

    def notes(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Note]:
        """Every note, by path. Raises BadFilter."""
        return self._those(model.Note, self._queries.notes(), where, today)

    def notes_at(self, paths: Collection[str]) -> list[Note]:
        """The notes at some paths, by path; those where none is are left out, and no other is read."""
        return self._queries.notes_at(paths)

    def note_lines(self, today: Day, where: Sequence[filters.Term] = ()) -> list[NoteLine]:
        """Every note as a list shows it, by path; without a filter hardly any is read. Raises BadFilter."""
        every = self._queries.note_lines()
        if where:
            paths = {note.path for note in self.notes(today, where)}
            every = [line for line in every if line.path in paths]
        problems = self._problems_by_path(today)
        return [line._replace(problems=tuple(problems.get(line.path, ()))) for line in every]

    def kind(self, note: Note) -> Kind:
        """What a note is, told by itself or by those that name it (docs/format.md 4)."""
        return self._queries.kind(note)

    def meeting(self, note: Note) -> Meeting | None:
        """The meeting that a note is of; None where it is of none."""
        return next(iter(self._queries.resolver(note).meetings()), None)

    def meetings(self, days: Collection[Day]) -> list[Meeting]:
        """The meetings on some days, by day and path; no other note is read."""
        from journal.vault.queries.neighbourhood import meetings_on

        return self._queries.ask(lambda db: meetings_on(db, days))

    def problems(self, today: Day) -> list[Found]:
        """Everything wrong in any note, by path and line."""
        return self._queries.overview("problems", today, lambda overview: overview.problems())

    def search(self, today: Day, terms: Sequence[filters.Term], *, limit: int | None = None, now: bool = False) -> Hits:
        """The notes that hold every bare word, best first, narrowed by the other terms; by path without any word.

        limit: at most so many. now: of those that could be looked at so far. Raises BadFilter.
        """
        return self._search.hits(terms, lambda rest: self.notes(today, rest), limit=limit, now=now)

    def line_holding(self, note: Note, words: Sequence[str]) -> str:
        """The first line of a note, other than its title, that holds one of some words; empty where none does."""
        return self._search.line(note, words)

    def catch_up(self) -> tuple[int, int] | None:
        """Read, for the search, some of the notes that changed: how many of how many are read, None for all."""
        return self._search.catch_up()

    def if_achieved(self, goal: Goal, today: Day) -> list[FollowUp]:
        """A goal's asks as they would stand were it achieved today."""
        return self._queries.if_achieved(goal.party, today)

    def records(
        self, found: Sequence[FollowUp] | Sequence[Contact] | Sequence[Progress], today: Day
    ) -> list[Mapping[str, Any]]:
        """The published shapes of asks, contacts or goals (docs/cli.md, "JSON")."""
        return [records.subject_record(each, problems) for each, problems in self._with_problems(found, today)]

    def _with_problems(self, found: Sequence[Subject], today: Day) -> Iterator[tuple[Subject, Sequence[Problem]]]:
        """Each with what is wrong in its note, where it is told of an ask or a note."""
        by_path = (
            self._problems_by_path(today)
            if any(isinstance(each, model.FollowUp | model.Note) for each in found)
            else {}
        )
        for each in found:
            path = (
                each.ask.note.path
                if isinstance(each, model.FollowUp)
                else each.path
                if isinstance(each, model.Note)
                else ""
            )
            yield each, by_path.get(path, ())

    def _problems_by_path(self, today: Day) -> Mapping[str, Sequence[Problem]]:
        by_path: dict[str, list[Problem]] = {}
        for found in self.problems(today):
            by_path.setdefault(found.path, []).append(found.problem)
        return by_path

    @cached_property
    def _search(self) -> Search:
        from journal.vault.search.search import Search

        return Search(self._index.ask, self.root, self.settings.max_note_bytes)

    def _those(
        self, kind: type[Listed], every: Sequence[Listed], where: Sequence[filters.Term], today: Day
    ) -> list[Listed]:
        """Those of one kind that a filter lets through."""
        if not where:
            return list(every)
        from journal.filter_keys import LISTINGS
        from journal.filters import matcher

        holds = matcher(where, LISTINGS[kind], self._queries.keys(), self._search.holding, today)
        further = _Further(self, today)
        found = zip(every, self._with_problems(every, today), strict=True)
        return [each for each, (_, problems) in found if holds(further.candidate(each, problems))]


class _Further:
    """What a filter may ask of what is listed besides its record: worked out where one does."""

    def __init__(self, vault: Overviews, today: Day) -> None:
        self._vault, self._today = vault, today

    def candidate(self, found: Subject, problems: Sequence[Problem]) -> filter_keys.Candidate:
        from journal.filter_keys import Candidate

        match found:
            case model.FollowUp():
                return Candidate(records.subject_record(found, problems), found.ask.note)
            case model.Contact():
                record, key = records.subject_record(found, ()), found.person.party.key
                return Candidate(record, found.person.note, lambda: self._of_contacts.get(key, ()))
            case model.Progress():
                record, key = records.subject_record(found, ()), found.goal.party.key
                return Candidate(record, found.goal.note, lambda: self._of_goals.get(key, ()))
            case model.Note():
                record = records.note_record(found, self._kinds.get(found.path, model.Kind.NOTE), problems)
                return Candidate(record, found, lambda: self._as_more_than_a_note(found))

    @cached_property
    def _kinds(self) -> Mapping[str, Kind]:
        return {line.path: line.kind for line in self._vault.note_lines(self._today)}

    @cached_property
    def _asks(self) -> list[tuple[FollowUp, Mapping[str, Any]]]:
        asks = self._vault.follow_ups(self._today)
        return list(zip(asks, self._vault.records(asks, self._today), strict=True))

    @cached_property
    def _of_contacts(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The records of asks by the party key of a contact."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for ask, record in self._asks:
            for party in ask.ask.contacts:
                found.setdefault(party.key, []).append(record)
        return found

    @cached_property
    def _of_goals(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The records of asks by the party key of a goal."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for ask, record in self._asks:
            for goal in ask.ask.goals:
                found.setdefault(goal.party.key, []).append(record)
        return found

    @cached_property
    def _subjects(self) -> Mapping[str, Mapping[str, Any]]:
        """Records by the id of a note: an ask's whatever else it is, and a contact's rather than a goal's."""
        vault, today = self._vault, self._today
        found = {g.goal.note.id: records.subject_record(g, ()) for g in vault.goals(today) if g.goal.note}
        found |= {c.person.note.id: records.subject_record(c, ()) for c in vault.contacts(today) if c.person.note}
        return found | {ask.ask.note.id: record for ask, record in self._asks}

    def _as_more_than_a_note(self, note: Note) -> list[Mapping[str, Any]]:
        """What is computed for a note that is an ask, a contact or a goal, or said of a meeting; none for any other."""
        if note.id in self._subjects:
            return [self._subjects[note.id]]
        meeting = self._vault.meeting(note) if note.kind is model.Kind.MEETING else None
        return [records.meeting_record(meeting)] if meeting else []
