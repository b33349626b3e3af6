"""What notes mean today: follow-ups, contacts and goals."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

from journal.model.asks import Ask, Goal, Meeting, Party, Person
from journal.model.notes import DateOrYes, Day, Problem

__all__ = [
    "QUEUE_ORDER",
    "Brief",
    "Contact",
    "Counts",
    "FollowUp",
    "Gap",
    "Move",
    "Piece",
    "Progress",
    "QueueLine",
    "State",
]


class State(StrEnum):
    """Where an ask stands today (docs/rules.md 2)."""

    THANK = "thank"
    REPORT = "report"
    ANSWERED = "answered"
    NUDGE = "nudge"
    RELEASE = "release"
    PARKED = "parked"
    DRAFT = "draft"
    WAITING = "waiting"
    DONE = "done"
    CLOSED = "closed"

    @property
    def word(self) -> str:
        """How it is shown, in at most seven capitals: what to do rather than what was, ACT and WAIT."""
        return {"answered": "ACT", "waiting": "WAIT"}.get(self.value, self.value.upper())


QUEUE_ORDER: tuple[State, ...] = tuple(State)
"""The states in the queue's order (docs/rules.md 2, "The queue's order"), then waiting, done, closed."""


class Move(StrEnum):
    """Whose turn it is: mine, theirs, nobody's before a date, or nobody's at all."""

    MINE = "mine"
    THEIRS = "theirs"
    DATED = "dated"
    NONE = "none"


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
    names. problems: what the rules found; those of reading stay in ``ask.note``.
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
    def is_unsure(self) -> bool:
        """Whether a date or the status of the note could not be read (docs/rules.md 1, docs/format.md 2)."""
        return any(problem.code in _UNSURE for problem in (*self.ask.note.problems, *self.problems))


class QueueLine(NamedTuple):
    """An ask as one line of a list shows it today; a FollowUp says the rest.

    days_overdue, asked: as in FollowUp. contacts, goals: shown names, with commas between. errors: codes
    of the problems after which it may not mean what was meant, with spaces between. is_unsure: as in FollowUp.
    """

    id: str
    path: str
    title: str
    state: State
    move: Move
    due: Day | None
    needs_follow_up: bool
    days_overdue: int | None
    asked: Day | None
    contacts: str
    goals: str
    errors: str
    is_unsure: bool

    @classmethod
    def of(cls, follow_up: FollowUp) -> QueueLine:
        note = follow_up.ask.note
        return cls(
            id=note.id,
            path=note.path,
            title=note.title,
            state=follow_up.state,
            move=follow_up.move,
            due=follow_up.due,
            needs_follow_up=follow_up.needs_follow_up,
            days_overdue=follow_up.days_overdue,
            asked=follow_up.asked,
            contacts=", ".join(party.name for party in follow_up.ask.contacts),
            goals=", ".join(goal.party.name for goal in follow_up.ask.goals),
            errors=" ".join(dict.fromkeys(problem.code for problem in note.problems if problem.severity == "error")),
            is_unsure=follow_up.is_unsure,
        )


class Counts(NamedTuple):
    """How many asks there are, need follow-up, and are whose move.

    groups: how many are in a state and need follow-up, or do not.
    """

    asks: int
    need_follow_up: int
    mine: int
    theirs: int
    dated: int
    groups: Mapping[tuple[State, bool], int]


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


class Brief(NamedTuple):
    """What to bring to a contact, each in the queue's order.

    meeting: the next one with them, today's too, None where none is ahead. owed: whose outcome or end they
    have not heard. asks: what can be asked of them, parked ones before drafts. out: what was asked of them already and
    is not over. minutes: what asks cost them together; unmeasured: how many of those do not say.
    """

    meeting: Meeting | None
    owed: tuple[FollowUp, ...]
    asks: tuple[FollowUp, ...]
    out: tuple[FollowUp, ...]
    minutes: int
    unmeasured: int


class Piece(NamedTuple):
    """One of a goal's needs. asks: ids of those for it, in the queue's order. outcome: one of them has one.

    sources: ids of the notes that serve it without asking anybody.
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
