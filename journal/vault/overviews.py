"""The half of a Vault that goes through all notes: lists with filters, problems, search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journal.config import Settings
from journal.model import Contact, Day, FollowUp, Found, Goal, Hits, Kind, Note, Problem, Progress, Subject
from journal.vault import records

if TYPE_CHECKING:
    from journal.vault import filters
    from journal.vault.known import Known
    from journal.vault.search import Search

__all__ = ["Overviews"]


class Overviews:
    """A vault as something to look over. All but the search of bare words reads every note, once for each change."""

    root: Path
    settings: Settings
    _known: Known

    def follow_ups(self, today: Day, where: Sequence[filters.Term] = ()) -> list[FollowUp]:
        """Every ask in the queue's order (docs/rules.md 2). Raises BadFilter."""
        known = self._known.today(today)
        holds = self._matcher(where, records.ASK_FIELDS, today)
        return [f for f in known.follow_ups if holds is None or holds(self.record(f, today), f.ask.note)]

    def contacts(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Contact]:
        """Every contact, most owed first, then by name. Raises BadFilter."""
        known = self._known.today(today)
        holds = self._matcher(where, records.CONTACT_FIELDS, today)
        return [c for c in known.contacts if holds is None or holds(self.record(c, today), c.person.note)]

    def goals(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Progress]:
        """Every goal. Raises BadFilter."""
        known = self._known.today(today)
        holds = self._matcher(where, records.GOAL_FIELDS, today)
        return [g for g in known.goals if holds is None or holds(self.record(g, today), g.goal.note)]

    def notes(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Note]:
        """Every note, by path. Raises BadFilter."""
        holds = self._matcher(where, records.NOTE_FIELDS, today)
        return [n for n in self._known.reading().notes if holds is None or holds(self.record(n, today), n)]

    def kind(self, note: Note) -> Kind:
        """What a note is, told by itself or by those that name it (docs/format.md 4)."""
        return self._known.reading().resolver.kind(note)

    def problems(self, today: Day) -> list[Found]:
        """Everything wrong in any note, by path and line."""
        return self._known.today(today).problems

    def problems_of(self, note: Note, today: Day) -> Sequence[Problem]:
        """What is wrong in one note."""
        return self._known.today(today).problems_by_path.get(note.path, ())

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
        return self._known.today(today).if_achieved(goal.party)

    def record(self, found: Subject, today: Day) -> Mapping[str, Any]:
        """The published shape of an ask, contact, goal or note (docs/cli.md, "JSON")."""
        by_path = self._known.today(today).problems_by_path
        if isinstance(found, Note):
            return records.note_record(found, self.kind(found), by_path.get(found.path, ()))
        problems = by_path.get(found.ask.note.path, ()) if isinstance(found, FollowUp) else ()
        return records.subject_record(found, problems)

    @cached_property
    def _search(self) -> Search:
        from journal.vault.search import Search

        return Search(self._known.ask, self.root, self.settings.max_note_bytes)

    def _matcher(self, where: Sequence[filters.Term], fields: frozenset[str], today: Day) -> filters.Matcher | None:
        if not where:
            return None
        from journal.vault import filters

        return filters.matcher(where, fields, self._known.reading().keys, self._search.holding, today)
