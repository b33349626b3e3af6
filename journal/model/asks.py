"""Asks, people, goals and meetings with their names resolved, as their notes word them."""

from __future__ import annotations

from journal.model.days import DateOrYes, Day, Span
from journal.model.kinds import Kind
from journal.model.notes import Note
from journal.named_tuple import NamedTuple

__all__ = ["Ask", "Goal", "Meeting", "Party", "Person", "Source"]


class Party(NamedTuple):
    """A contact or goal after resolution (docs/format.md 5).

    name: as shown. key: equal for two mentions exactly when they are the same one.
    id: of its note, None for one that stands for itself. address: the e-mail address beside the
    name in the note that names them, None for none; it makes no difference to who they are.
    """

    name: str
    key: str
    id: str | None = None
    address: str | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Party) and self[:3] == other[:3]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:3])


class KnownParty(NamedTuple):
    """A contact or goal by name. kind: person or goal. over: whether it is an achieved goal.

    names: what else its note answers to, folded: its file name, title, first heading and aliases.
    """

    kind: Kind
    party: Party
    over: bool
    names: tuple[str, ...] = ()


class Person(NamedTuple):
    """What a person's note says; without a note, only ``party`` is set.

    follow_up: the day to think of them, None where the note names no day, but a span too.
    """

    party: Party
    note: Note | None = None
    org: str | None = None
    role: str | None = None
    email: str | None = None
    phone: str | None = None
    url: str | None = None
    loc: str | None = None
    birthday: str | None = None
    can_help: tuple[str, ...] = ()
    homework: tuple[str, ...] = ()
    homework_date: Day | None = None
    date: Day | None = None
    meetings_per_year: int | None = None
    cadence: Span | None = None
    last_contact: Day | None = None
    follow_up: Day | None = None

    @property
    def homework_day(self) -> Day | None:
        """The day of the homework, else of the note; None where neither is known."""
        return self.homework_date or self.date


class Goal(NamedTuple):
    """What a goal's note says; without a note, only ``party`` is set and the goal is never achieved."""

    party: Party
    note: Note | None = None
    status: str | None = None
    achieved: DateOrYes = None
    deadline: Day | None = None
    needs: tuple[str, ...] = ()


class Meeting(NamedTuple):
    """A meeting's note. duration: minutes."""

    note: Note
    date: Day | None
    people: tuple[Party, ...]
    duration: int | None = None


class Source(NamedTuple):
    """A note that serves a piece of a goal without asking anybody (docs/rules.md 5): a book, a site."""

    id: str
    goals: tuple[Party, ...]
    piece: str


class Ask(NamedTuple):
    """An ask's own words and dates with its names resolved; what they mean today is a FollowUp.

    text: the ask, None in a note that only says ``type: ask``. asked: as in Note.fields, None where
    the key is absent. date: the note's own ``date``. nudged: sorted, each day once.
    """

    note: Note
    text: str | None
    goals: tuple[Goal, ...] = ()
    contacts: tuple[Party, ...] = ()
    via: tuple[Party, ...] = ()
    status: str | None = None
    asked: Day | str | None = None
    date: Day | None = None
    answered: DateOrYes = None
    follow_up: Day | Span | None = None
    promised: Day | None = None
    needed_by: Day | None = None
    nudged: tuple[Day, ...] = ()
    outcome: str | None = None
    outcome_date: Day | None = None
    thanked: DateOrYes = None
    via_thanked: DateOrYes = None
    via_told: DateOrYes = None
    reported: DateOrYes = None
    channel: str | None = None
    closed_because: str | None = None
    why: str | None = None
    effort: str | None = None
    piece: str | None = None
    despite: str | None = None
    homework: tuple[str, ...] = ()
    homework_date: Day | None = None

    @property
    def homework_day(self) -> Day | None:
        """The day of the homework, else of the note; None where neither is known."""
        return self.homework_date or self.date
