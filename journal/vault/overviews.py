"""What a vault says of all its notes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from journal import model
from journal.vault.index import rows
from journal.vault.queries import queue
from journal.vault.queries.queries import LOOKALIKES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.model import (
        Contact,
        ContactLine,
        Counts,
        Day,
        FollowUp,
        GoalLine,
        Kind,
        KnownParty,
        Meeting,
        NextUp,
        Note,
        NoteLine,
        NoteProblem,
        Problem,
        Progress,
        QueueLine,
    )
    from journal.rules.nearness import Names
    from journal.vault.queries.queries import Queries
    from journal.vault.queries.queue import Which

__all__ = ["Overviews"]


class Overviews:
    """The lists of one vault without filters, and counts; what takes long is kept until the index changes."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    def lines(self, today: Day, which: Which, limit: int = -1) -> list[QueueLine]:
        """Asks as lines of a list, in the queue's order. which: as in ``follow_ups``. limit: at most so many."""
        return self._queries.lines(today, which, limit)

    def follow_ups(self, today: Day, which: Which = "all") -> list[FollowUp]:
        """Asks in the queue's order (docs/rules.md 2). which: due ones need follow-up, open ones are someone's move."""
        return self._queries.overview(today, None, lambda overview: list(overview.follow_ups(queue.WHICH[which])))

    def follow_ups_at(self, paths: Collection[str], today: Day) -> list[FollowUp]:
        """The asks in the notes at some paths, in the queue's order; no other ask is read whole."""
        return self._queries.overview(today, None, lambda overview: list(overview.follow_ups_at(paths)))

    def contacts(self, today: Day) -> list[Contact]:
        """All contacts, those owed most first, then by name."""
        return self._queries.overview(today, None, lambda overview: overview.contacts())

    def contact_lines(self, today: Day) -> list[ContactLine]:
        """All contacts as lines of a list, in the order of ``contacts``."""
        kept = self._queries.contacts_kept(today)
        return self._queries.overview(today, "contacts", lambda overview: overview.standings.contact_lines(), kept)

    def touch(self, today: Day) -> list[ContactLine]:
        """The contacts who are due to be thought of, most pressing first (docs/practice.md 5); few others are read."""
        from journal.rules.touch import due_first

        return self._queries.overview(today, "touch", lambda overview: due_first(overview.standings.touched()))

    def goals(self, today: Day) -> list[Progress]:
        """All goals, open ones first, then by deadline and name."""
        return self._queries.overview(today, None, lambda overview: overview.goals())

    def goal_lines(self, today: Day) -> list[GoalLine]:
        """All goals as lines of a list, in the order of ``goals``."""
        return self._queries.overview(today, "goals", lambda overview: overview.standings.goal_lines())

    def notes(self) -> list[Note]:
        """All notes, sorted by path."""
        return self._queries.notes()

    def note_lines(self, today: Day) -> list[NoteLine]:
        """All notes as lines of a list with their problems, sorted by path; hardly any note is read."""
        problems = self.problems_by_path(today)
        every = self._queries.ask(lambda db: list(rows.note_lines(db)))
        return [line._replace(problems=tuple(found)) if (found := problems.get(line.path)) else line for line in every]

    def counts(self, today: Day) -> Counts:
        """How many asks there are, how many need follow-up, and how many are each side's move."""
        return self._queries.ask(queue.counts, (self._queries.evaluated(today),))

    def next_up(self, today: Day) -> NextUp | None:
        """The ask that time puts on you next, where none is now; None for none. No draft counts."""
        return self._queries.ask(queue.next_up, (self._queries.evaluated(today),))

    def count_problems(self, today: Day) -> int:
        """The number of problems that ``problems`` gives, without reading a note."""
        return self._queries.ask(queue.problems, (self._queries.evaluated(today), LOOKALIKES))

    def count_notes(self) -> int:
        """How many notes there are."""
        return self._queries.ask(rows.count)

    def parties(self, today: Day) -> list[KnownParty]:
        """All contacts and goals by name, quickly."""
        return self._queries.parties(today)

    def names(self, kind: Kind, today: Day) -> Names:
        """The names of contacts or goals, to search for a typed one. kind: person or goal."""
        return self._queries.names(kind, today)

    def unread(self) -> list[str]:
        """The paths of the notes and folders that could not be read, sorted; only notes with problems are looked at."""
        return self._queries.ask(rows.paths_unreadable)

    def unready(self, today: Day) -> list[FollowUp]:
        """The asks with gaps, in the queue's order; no other ask is read."""
        return self._queries.overview(today, "unready", lambda overview: list(overview.unready()))

    def first_contacts(self, today: Day, limit: int) -> list[ContactLine]:
        """The first lines of ``contact_lines``, quickly. limit: how many."""
        return self._queries.overview(today, None, lambda overview: overview.standings.first_contacts(limit))

    def first_goals(self, today: Day, limit: int) -> list[GoalLine]:
        """The first goals as lines, quickly: open ones first, then by name. limit: how many."""
        return self._queries.overview(today, None, lambda overview: overview.standings.first_goals(limit))

    def notes_at(self, paths: Collection[str]) -> list[Note]:
        """The notes at some paths, sorted by path, without paths where no note is; no other note is read."""
        return self._queries.notes_at(paths)

    def problems_by_path(self, today: Day) -> Mapping[str, Sequence[Problem]]:
        """The problems of each note that has any, by its path."""
        by_path: dict[str, list[Problem]] = {}
        for found in self.problems(today):
            by_path.setdefault(found.path, []).append(found.problem)
        return by_path

    def records(
        self, found: Sequence[FollowUp] | Sequence[Contact] | Sequence[Progress], today: Day
    ) -> list[Mapping[str, Any]]:
        """The JSON of asks, contacts or goals (docs/cli.md, "JSON")."""
        from journal.records import subject_record

        is_of_asks = any(isinstance(each, model.FollowUp) for each in found)
        problems = self.problems_by_path(today) if is_of_asks else {}
        return [subject_record(each, problems.get(each.note.path, ()) if each.note else ()) for each in found]

    def meeting(self, note: Note) -> Meeting | None:
        """The meeting that a note describes; None for another note."""
        return next(iter(self._queries.resolver(note).meetings()), None)

    def meetings(self, days: Collection[Day]) -> list[Meeting]:
        """The meetings on some days, sorted by day and path; no other note is read."""
        from journal.vault.queries.neighbourhood import meetings_on

        return self._queries.ask(lambda db: meetings_on(db, days))

    def problems(self, today: Day) -> list[NoteProblem]:
        """All problems of all notes, sorted by path and line."""
        return self._queries.overview(today, "problems", lambda overview: overview.problems())
