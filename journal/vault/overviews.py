"""What a vault says of all its notes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from journal import model, records
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
        Found,
        GoalLine,
        Kind,
        KnownParty,
        Meeting,
        Note,
        NoteLine,
        Problem,
        Progress,
        QueueLine,
    )
    from journal.rules.nearness import Names
    from journal.vault.queries.queries import Queries
    from journal.vault.queries.queue import Which

__all__ = ["Overviews"]


class Overviews:
    """The lists of one vault. What was read once is kept until something changes."""

    def __init__(self, queries: Queries) -> None:
        self._queries = queries

    def lines(self, today: Day, which: Which, limit: int = -1) -> list[QueueLine]:
        """Asks in the queue's order as a list shows them. which: as in ``follow_ups``. limit: at most so many."""
        return self._queries.ask(lambda db: queue.lines(db, today, which, limit), (self._queries.evaluated(today),))

    def follow_ups(self, today: Day, which: Which = "all") -> list[FollowUp]:
        """Asks in the queue's order (docs/rules.md 2). which: due ones need follow-up, open ones are someone's move."""
        return self._queries.overview(today, None, lambda overview: list(overview.follow_ups(queue.WHICH[which])))

    def follow_ups_at(self, paths: Collection[str], today: Day) -> list[FollowUp]:
        """The asks in the notes at some paths, in the queue's order; no other is read whole."""
        return self._queries.overview(today, None, lambda overview: list(overview.follow_ups_at(paths)))

    def contacts(self, today: Day) -> list[Contact]:
        """Every contact, most owed first, then by name."""
        return self._queries.overview(today, None, lambda overview: overview.contacts())

    def contact_lines(self, today: Day) -> list[ContactLine]:
        """The same as a list shows them."""
        return self._queries.overview(today, "contacts", lambda overview: overview.standings.contact_lines())

    def goals(self, today: Day) -> list[Progress]:
        """Every goal, achieved ones last, then by deadline and name."""
        return self._queries.overview(today, None, lambda overview: overview.goals())

    def goal_lines(self, today: Day) -> list[GoalLine]:
        """The same as a list shows them."""
        return self._queries.overview(today, "goals", lambda overview: overview.standings.goal_lines())

    def notes(self) -> list[Note]:
        """Every note, by path."""
        return self._queries.notes()

    def note_lines(self, today: Day) -> list[NoteLine]:
        """Every note as a list shows it, by path; hardly any is read."""
        problems = self.problems_by_path(today)
        every = self._queries.ask(lambda db: list(rows.note_lines(db)))
        return [line._replace(problems=tuple(found)) if (found := problems.get(line.path)) else line for line in every]

    def counts(self, today: Day) -> Counts:
        """How many asks there are, and whose."""
        return self._queries.ask(queue.counts, (self._queries.evaluated(today),))

    def count_problems(self, today: Day) -> int:
        """As many as ``problems`` gives, without reading a note."""
        return self._queries.ask(queue.problems, (self._queries.evaluated(today), LOOKALIKES))

    def count_notes(self) -> int:
        """How many notes there are."""
        return self._queries.ask(rows.count)

    def parties(self, today: Day) -> list[KnownParty]:
        """Every contact and goal by name, quickly: as many as ``contacts`` and ``goals`` give."""
        return self._queries.parties(today)

    def names(self, kind: Kind, today: Day) -> Names:
        """What contacts or goals are called, to find whom somebody means by what is typed; kind: person or goal."""
        return self._queries.names(kind, today)

    def unready(self, today: Day) -> list[FollowUp]:
        """The asks that lack something before they go out, in the queue's order; no other is read."""
        return self._queries.overview(today, "unready", lambda overview: list(overview.unready()))

    def first_contacts(self, today: Day, limit: int) -> list[ContactLine]:
        """So many of ``contact_lines`` from its beginning, quickly."""
        return self._queries.overview(today, None, lambda overview: overview.standings.first_contacts(limit))

    def first_goals(self, today: Day, limit: int) -> list[GoalLine]:
        """So many of ``goal_lines``, the first by name and achieved ones last, quickly."""
        return self._queries.overview(today, None, lambda overview: overview.standings.first_goals(limit))

    def notes_at(self, paths: Collection[str]) -> list[Note]:
        """The notes at some paths, by path; those where none is are left out, and no other is read."""
        return self._queries.notes_at(paths)

    def problems_by_path(self, today: Day) -> Mapping[str, Sequence[Problem]]:
        """What is wrong in each note with problems, by its path."""
        by_path: dict[str, list[Problem]] = {}
        for found in self.problems(today):
            by_path.setdefault(found.path, []).append(found.problem)
        return by_path

    def records(
        self, found: Sequence[FollowUp] | Sequence[Contact] | Sequence[Progress], today: Day
    ) -> list[Mapping[str, Any]]:
        """The published shapes of asks, contacts or goals (docs/cli.md, "JSON")."""
        is_of_asks = any(isinstance(each, model.FollowUp) for each in found)
        problems = self.problems_by_path(today) if is_of_asks else {}
        return [records.subject_record(each, problems.get(each.note.path, ()) if each.note else ()) for each in found]

    def meeting(self, note: Note) -> Meeting | None:
        """The meeting that a note is of; None where it is of none."""
        return next(iter(self._queries.resolver(note).meetings()), None)

    def meetings(self, days: Collection[Day]) -> list[Meeting]:
        """The meetings on some days, by day and path; no other note is read."""
        from journal.vault.queries.neighbourhood import meetings_on

        return self._queries.ask(lambda db: meetings_on(db, days))

    def problems(self, today: Day) -> list[Found]:
        """Everything wrong in any note, by path and line."""
        return self._queries.overview(today, "problems", lambda overview: overview.problems())
