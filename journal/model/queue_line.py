"""What lists show of asks without reading a note."""

from __future__ import annotations

from collections.abc import Mapping

from journal.model.days import Day
from journal.model.states import Move, State
from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.model.today import FollowUp

__all__ = ["Counts", "NextUp", "QueueLine"]


class QueueLine(NamedTuple):
    """An ask as one line of a list, today; field names as in FollowUp, which has more.

    days_overdue, asked, is_unsure: as in FollowUp. contacts, whom, goals: shown names, comma-separated. errors: codes
    of the problems that may change what the ask means, space-separated.
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
    whom: str
    goals: str
    errors: str
    is_unsure: bool

    @classmethod
    def of(cls, follow_up: FollowUp) -> QueueLine:
        note = follow_up.note
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
            whom=", ".join(party.name for party in follow_up.whom),
            goals=", ".join(goal.party.name for goal in follow_up.ask.goals),
            errors=" ".join(dict.fromkeys(problem.code for problem in note.problems if problem.severity == "error")),
            is_unsure=follow_up.is_unsure,
        )


class Counts(NamedTuple):
    """How many asks there are, how many need follow-up, and how many are each side's move.

    groups: the number of asks by their state and whether they need follow-up.
    """

    asks: int
    need_follow_up: int
    mine: int
    theirs: int
    dated: int
    groups: Mapping[tuple[State, bool], int]


class NextUp(NamedTuple):
    """The next day on which time alone puts an ask on you; no draft counts. whom: its contacts, else its title."""

    day: Day
    whom: str
