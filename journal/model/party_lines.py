"""What lists show of contacts and goals."""

from __future__ import annotations

from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from journal.model.asks import Party
    from journal.model.days import DateOrYes, Day

__all__ = ["ContactLine", "GoalLine", "Touch"]


class Touch(NamedTuple):
    """Why a contact is due to be thought of (docs/practice.md 5).

    due: since when, None for a cadence without any contact yet. why: the key of their note or of journal.toml.
    cadence_days: how often to be in touch, in days, None for no cadence. ratio: days since the last contact by those,
    None where one is unknown.
    """

    due: Day | None
    why: Literal["follow_up", "cadence"]
    cadence_days: int | None
    ratio: float | None


class ContactLine(NamedTuple):
    """A contact as one line of a list, today; field names as in Contact, which has more.

    path: of the contact's note, None where there is none. role: with the organisation. role and can_help: one text
    each. touch: None for one who is not due to be thought of.
    """

    party: Party
    path: str | None
    role: str
    can_help: str
    owed: int
    open_asks: int
    last_contact: Day | None
    meetings_used: int
    meetings_budget: int
    next_opens: Day | None
    next_touch: Day | None
    homework: Literal["fresh", "stale", "missing"]
    touch: Touch | None


class GoalLine(NamedTuple):
    """A goal as one line of a list, today; field names as in Progress, which has more.

    path: of the goal's note, None where there is none. pieces, unasked: how many. open_asks: how many asks are
    somebody's move.
    """

    party: Party
    path: str | None
    achieved: DateOrYes
    stuck: bool
    deadline: Day | None
    asks: int
    open_asks: int
    contacts: int
    pieces: int
    unasked: int
    concentration: float | None
