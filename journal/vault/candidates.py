"""What a filter looks at in asks, contacts, goals and notes that are read whole."""

from __future__ import annotations

from functools import cached_property

from journal import model, records
from journal.filter_keys import Candidate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from journal.model import Ask, Day, FollowUp, Kind, Note, Party, Problem, Subject
    from journal.vault.overviews import Overviews

__all__ = ["Candidates"]


class Candidates:
    """Makes candidates for a filter, with further records that are worked out where it needs them."""

    def __init__(self, overviews: Overviews, today: Day) -> None:
        self._overviews, self._today = overviews, today

    def of(self, found: Subject) -> Candidate:
        """The candidate that something is."""
        match found:
            case model.FollowUp():
                return Candidate(records.subject_record(found, self._problems.get(found.note.path, ())), found.note)
            case model.Contact():
                record, key = records.subject_record(found, ()), found.party.key
                return Candidate(record, found.note, lambda: self._of_contacts.get(key, ()))
            case model.Progress():
                record, key = records.subject_record(found, ()), found.party.key
                return Candidate(record, found.note, lambda: self._of_goals.get(key, ()))
            case model.Note():
                kind, problems = self._kinds.get(found.path, model.Kind.NOTE), self._problems.get(found.path, ())
                record = records.note_record(found, kind, problems)
                return Candidate(record, found, lambda: self._as_more_than_a_note(found))

    @cached_property
    def _problems(self) -> Mapping[str, Sequence[Problem]]:
        return self._overviews.problems_by_path(self._today)

    @cached_property
    def _kinds(self) -> Mapping[str, Kind]:
        """The kind of each note, by path."""
        return {line.path: line.kind for line in self._overviews.note_lines(self._today)}

    @cached_property
    def _asks(self) -> list[tuple[FollowUp, Mapping[str, Any]]]:
        asks = self._overviews.follow_ups(self._today)
        return list(zip(asks, self._overviews.records(asks, self._today), strict=True))

    @cached_property
    def _of_contacts(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The records of asks, by the party key of their contacts."""
        return self._of_parties(lambda ask: ask.contacts)

    @cached_property
    def _of_goals(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The records of asks, by the party key of their goals."""
        return self._of_parties(lambda ask: [goal.party for goal in ask.goals])

    def _of_parties(self, parties_of: Callable[[Ask], Iterable[Party]]) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """The records of asks, by the keys of some parties of each."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for ask, record in self._asks:
            for party in parties_of(ask.ask):
                found.setdefault(party.key, []).append(record)
        return found

    @cached_property
    def _subjects(self) -> Mapping[str, Mapping[str, Any]]:
        """Records by note id: of an ask first, else of a contact, else of a goal."""
        overviews, today = self._overviews, self._today
        found = {g.note.id: records.subject_record(g, ()) for g in overviews.goals(today) if g.note}
        found |= {c.note.id: records.subject_record(c, ()) for c in overviews.contacts(today) if c.note}
        return found | {ask.note.id: record for ask, record in self._asks}

    def _as_more_than_a_note(self, note: Note) -> list[Mapping[str, Any]]:
        """The record of a note as an ask, contact, goal or meeting; empty for any other note."""
        if note.id in self._subjects:
            return [self._subjects[note.id]]
        meeting = self._overviews.meeting(note)
        return [records.meeting_record(meeting)] if meeting else []
