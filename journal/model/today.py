"""What notes mean today: follow-ups, contacts and goals."""

from __future__ import annotations

from collections.abc import Mapping

from journal.model.asks import Ask, Goal, Party, Person
from journal.model.days import DateOrYes, Day
from journal.model.notes import Note, Problem
from journal.model.states import Move, State
from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

__all__ = ["Contact", "Event", "FollowUp", "Gap", "Piece", "Progress"]


class Gap(NamedTuple):
    """What is missing before an ask goes out (docs/rules.md 4). code: as in its table."""

    code: str
    message: str


_UNSURE = frozenset({"bad-date", "unknown-status"})
"""Codes of problems after which nobody knows whether an ask stands where it seems to."""


class FollowUp(NamedTuple):
    """What an ask means today (docs/rules.md 2).

    row: the number of the row in the table of docs/rules.md 2 that decided, so that whoever words it compares no
    dates again. achieved: the goals of the ask that are achieved today. nudges: those up to today. since: the day the
    wait started, that of the last nudge or of asking, None where nobody knows. asked: the effective asked date
    (docs/rules.md 1). follow_up: as a date. days_overdue: 0 or more, None without a due date. owed_to: shown
    names. problems: what the rules found; those of reading stay in ``note``.
    """

    ask: Ask
    row: int
    state: State
    move: Move
    due: Day | None
    needs_follow_up: bool
    days_overdue: int | None
    asked: Day | None
    follow_up: Day | None
    achieved: tuple[Goal, ...] = ()
    nudges: tuple[Day, ...] = ()
    since: Day | None = None
    owed_to: tuple[Party, ...] = ()
    problems: tuple[Problem, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def note(self) -> Note:
        return self.ask.note

    @property
    def whom(self) -> tuple[Party, ...]:
        """Whom the next step is about: its contacts, but those in via where they alone are still to hear."""
        are_all_heard = self.owed_to and not any(party in self.owed_to for party in self.ask.contacts)
        return self.owed_to if are_all_heard else self.ask.contacts

    @property
    def title(self) -> str:
        """The title of the ask's note."""
        return self.note.title

    @property
    def is_unsure(self) -> bool:
        """Whether a date or the status of the note could not be read (docs/rules.md 1, docs/format.md 2)."""
        return any(problem.code in _UNSURE for problem in (*self.note.problems, *self.problems))


class Contact(NamedTuple):
    """A person's standing today (docs/rules.md 3).

    next_opens: None means never. silence_days: days by which 80 % of answers come, None where
    there are too few asks to tell (docs/rules.md 6).
    """

    person: Person
    last_contact: Day | None
    asks: int
    open_asks: int
    owed: int
    meetings_used: int
    meetings_budget: int
    next_opens: Day | None
    next_touch: Day | None
    homework: Literal["fresh", "stale", "missing"]
    silence_days: int | None

    @property
    def party(self) -> Party:
        return self.person.party

    @property
    def planned(self) -> Day | None:
        """The day on which their note says to think of them; None where there was a contact on or after it."""
        day, last = self.person.follow_up, self.last_contact
        return day if day and (last is None or last < day) else None

    @property
    def note(self) -> Note | None:
        """The contact's own note; None where there is none."""
        return self.person.note

    @property
    def title(self) -> str:
        return self.party.name


class Event(NamedTuple):
    """One dated line of a history: what happened, in which note, in its words.

    is_from_git: the note does not say when; git knows since when it says so. asked_of: the names of those who were
    asked, where it was not the contact whose history this is.
    """

    date: Day
    event: str
    id: str
    text: str
    is_from_git: bool = False
    asked_of: tuple[str, ...] = ()


class Piece(NamedTuple):
    """One thing that a goal needs.

    asks: ids of the asks for it, in the queue's order. outcome: whether one has an outcome. sources: ids of the notes
    that serve it without asking anybody.
    """

    piece: str
    asks: tuple[str, ...]
    outcome: bool
    sources: tuple[str, ...] = ()


class Progress(NamedTuple):
    """A goal's standing today (docs/rules.md 5).

    states: number of its asks in each of the ten. contacts: distinct ones over its asks. unasked: pieces that
    nobody was asked for and that have no source. concentration: 1.0 means all open asks on one contact, None where
    none names one.
    """

    goal: Goal
    achieved: DateOrYes
    states: Mapping[State, int]
    contacts: int
    pieces: tuple[Piece, ...]
    unasked: tuple[str, ...]
    concentration: float | None
    stuck: bool

    @property
    def party(self) -> Party:
        return self.goal.party

    @property
    def note(self) -> Note | None:
        """The goal's own note; None where there is none."""
        return self.goal.note

    @property
    def title(self) -> str:
        return self.party.name

    @property
    def asks(self) -> int:
        """How many asks there are for this goal."""
        return sum(self.states.values())
