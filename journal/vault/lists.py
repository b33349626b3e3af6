"""What a vault lists, counts, reviews and finds, all of it or what a filter lets through; it reads few notes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property

from journal import model

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from journal import filters
    from journal.config import Settings
    from journal.model import (
        Capture,
        Contact,
        ContactLine,
        Day,
        Event,
        FollowUp,
        GoalLine,
        Hits,
        Note,
        NoteLine,
        Progress,
        QueueLine,
        Review,
        Subject,
        Understood,
    )
    from journal.paths import AnyPath
    from journal.vault.index.index import Index
    from journal.vault.overviews import Overviews
    from journal.vault.queries.queries import Queries
    from journal.vault.queries.queue import Which
    from journal.vault.search.search import Search

    Line = TypeVar("Line", QueueLine, ContactLine, GoalLine, NoteLine)

__all__ = ["Lists"]

_AT_A_TIME = 500
"""Asks that are read whole: they are soon let go."""


class Lists:
    """The lists of one vault. Methods that take a filter raise BadFilter."""

    def __init__(self, root: AnyPath, settings: Settings, index: Index, queries: Queries, overviews: Overviews) -> None:
        self._root, self._settings, self._index = root, settings, index
        self._queries, self._overviews = queries, overviews

    def queue(
        self, today: Day, where: Sequence[filters.Term] = (), *, which: Which = "all", limit: int = -1
    ) -> list[QueueLine]:
        """Asks as lines of a list, in the queue's order; without a filter no note is read.

        which: due ones need follow-up, open ones are somebody's move. limit: at most so many, -1 for all.
        """
        if not where:
            return self._overviews.lines(today, which, limit)
        lines, rest = self._sifted(model.FollowUp, self._overviews.lines(today, which), where, today)
        if rest:
            paths = {ask.note.path for ask in self._asks(lines, rest, today)}
            lines = [line for line in lines if line.path in paths]
        return lines if limit < 0 else lines[:limit]

    def follow_ups(self, today: Day, where: Sequence[filters.Term] = (), *, which: Which = "all") -> list[FollowUp]:
        """Asks in the queue's order (docs/rules.md 2). which: as in ``queue``."""
        if not where:
            return self._overviews.follow_ups(today, which)
        return list(self._asks(*self._sifted(model.FollowUp, self._overviews.lines(today, which), where, today), today))

    def contacts(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Contact]:
        """All contacts, those owed most first, then by name."""
        return list(filter(self._test(model.Contact, where, today), self._overviews.contacts(today)))

    def contact_lines(self, today: Day, where: Sequence[filters.Term] = ()) -> list[ContactLine]:
        """All contacts as lines of a list, in the order of ``contacts``."""
        lines, rest = self._sifted(model.Contact, self._overviews.contact_lines(today), where, today)
        if rest:
            keys = {contact.party.key for contact in self.contacts(today, where)}
            lines = [line for line in lines if line.party.key in keys]
        return lines

    def goals(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Progress]:
        """All goals, open ones first, then by deadline and name."""
        return list(filter(self._test(model.Progress, where, today), self._overviews.goals(today)))

    def goal_lines(self, today: Day, where: Sequence[filters.Term] = ()) -> list[GoalLine]:
        """All goals as lines of a list, in the order of ``goals``."""
        lines, rest = self._sifted(model.Progress, self._overviews.goal_lines(today), where, today)
        if rest:
            keys = {progress.party.key for progress in self.goals(today, where)}
            lines = [line for line in lines if line.party.key in keys]
        return lines

    def notes(self, today: Day, where: Sequence[filters.Term] = ()) -> list[Note]:
        """All notes, sorted by path."""
        if not where:
            return self._overviews.notes()
        every = self._overviews.note_lines(today)
        lines, rest = self._sifted(model.Note, every, where, today)
        is_all, holds = len(lines) == len(every), self._test(model.Note, rest, today)
        notes = self._overviews.notes() if is_all else self._overviews.notes_at([line.path for line in lines])
        return list(filter(holds, notes))

    def note_lines(self, today: Day, where: Sequence[filters.Term] = ()) -> list[NoteLine]:
        """All notes as lines of a list, sorted by path; without a filter hardly any is read."""
        lines, rest = self._sifted(model.Note, self._overviews.note_lines(today), where, today)
        if rest:
            paths = {note.path for note in self.notes(today, where)}
            lines = [line for line in lines if line.path in paths]
        return lines

    def events_by_day(self, first: Day, today: Day, last: Day, where: Sequence[filters.Term] = ()) -> Mapping[Day, int]:
        """How many events of all notes each day has, from the first day through the last; days without any are left
        out. where: a filter on the notes.
        """
        from journal.vault.queries import timeline

        paths = self._paths(where, today)
        return self._queries.ask(lambda db: timeline.counts(db, first, last, paths), self._queries.dated(today))

    def events_on(self, day: Day, today: Day, where: Sequence[filters.Term] = ()) -> tuple[Event, ...]:
        """The events of a day, of an ask the last step first. where: as in ``events_by_day``."""
        from journal.vault.queries import timeline

        paths = self._paths(where, today)
        return self._queries.ask(lambda db: timeline.events_on(db, day, paths), self._queries.dated(today))

    def _paths(self, where: Sequence[filters.Term], today: Day) -> Collection[bytes] | None:
        """The packed paths of the notes that pass a filter; None for all, without one."""
        from journal.vault.index.cells import packed

        return {packed(line.path) for line in self.note_lines(today, where)} if where else None

    def search(self, today: Day, terms: Sequence[filters.Term], *, limit: int | None = None, now: bool = False) -> Hits:
        """The notes with every bare word, best first, narrowed by the other terms; without a bare word, sorted by path.

        limit: at most so many. now: only of the notes that the search has read so far.
        """
        return self._search.hits(terms, lambda rest: self.notes(today, rest), limit=limit, now=now)

    def line_holding(self, note: Note, words: Sequence[str]) -> str:
        """The first line of a note, other than its title, with one of some words; "" where there is none."""
        return self._search.line(note, words)

    def captures(self, limit: int = -1) -> list[Capture]:
        """The captures without an arrow, those of the newest notes first, then by path and line.

        limit: at most so many, -1 for all.
        """
        from journal.vault.queries.captures import captures_waiting

        return self._queries.once(f"captures {limit}", lambda db: captures_waiting(db, self._settings, limit))

    def review(self, today: Day, since: Day | None = None) -> Review:
        """What happened since a day, and what is on us today. since: None for the Monday of this week."""
        from journal.dates import monday

        found, touch = self.captures(), self._overviews.touch(today)
        first = since or monday(today)
        return self._queries.overview(today, None, lambda overview: overview.review(touch, found, first))

    def understood(self, today: Day) -> Understood:
        """What the vault holds, how its keys are read, and what to do next (docs/practice.md 7)."""
        from journal.vault.queries.understanding import understood

        return understood(self._root, self._settings, self._queries, today)

    def captures_called(self, ids: Collection[str]) -> list[Capture]:
        """The captures with some ids, those with an arrow too, by path and line."""
        from journal.vault.queries.captures import captures_called

        return self._queries.ask(lambda db: captures_called(db, self._settings, ids))

    def catch_up(self) -> tuple[int, int] | None:
        """Read some of the changed notes for the search; gives how many of how many are read, None when all are."""
        return self._search.catch_up()

    @cached_property
    def _search(self) -> Search:
        from journal.vault.search.search import Search

        return Search(self._index.ask, self._root, self._settings.max_note_bytes)

    def _asks(self, lines: Sequence[QueueLine], where: Sequence[filters.Term], today: Day) -> Iterator[FollowUp]:
        """The asks of some lines, read whole, that pass the filter."""
        holds = self._test(model.FollowUp, where, today)
        for start in range(0, len(lines), _AT_A_TIME):
            some = [line.path for line in lines[start : start + _AT_A_TIME]]
            yield from filter(holds, self._overviews.follow_ups_at(some, today))

    def _sifted(
        self, kind: type, lines: Sequence[Line], where: Sequence[filters.Term], today: Day
    ) -> tuple[list[Line], list[filters.Term]]:
        """The lines that pass those terms which lines can tell, and the other terms. kind: of what the lines show."""
        if not where:
            return list(lines), []
        from journal.filter_keys import LISTINGS, Candidate
        from journal.filters import is_told, matcher
        from journal.records import line_record

        listing, keys = LISTINGS[kind], self._queries.keys()
        matcher(where, listing, keys, lambda _: frozenset(), today)  # one that cannot be understood is told of first
        told = [term for term in where if is_told(term, listing, keys)]
        holds = matcher(told, listing, keys, self._search.holding, today)
        found = [line for line in lines if holds(Candidate(line_record(line), None))] if told else list(lines)
        return found, [term for term in where if term not in told]

    def _test(self, kind: type, where: Sequence[filters.Term], today: Day) -> Callable[[Subject], bool]:
        """A test whether something that is read whole passes a filter."""
        if not where:
            return lambda _: True
        from journal.filter_keys import LISTINGS
        from journal.filters import matcher
        from journal.vault.candidates import Candidates

        holds = matcher(where, LISTINGS[kind], self._queries.keys(), self._search.holding, today)
        candidates = Candidates(self._overviews, today)
        return lambda found: holds(candidates.of(found))
