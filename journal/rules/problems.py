"""What the rules find wrong with an ask, each with what to do about it (docs/rules.md 1 and 2)."""

from __future__ import annotations

from journal.model import Ask, Day, Problem, Span, State
from journal.notes.keys import line_of
from journal.rules.status import StatusClass

__all__ = ["problems"]

_UNSENT = (StatusClass.DRAFT, StatusClass.PARKED)
_UNSENT_STATES = (State.DRAFT, State.PARKED, State.CLOSED)


def problems(
    ask: Ask, status: StatusClass | None, until: Day | None, state: State, due: Day | None
) -> tuple[Problem, ...]:
    """The problems that the rules find with an ask.

    until: its follow_up as a date; the others as ``state`` worked them out.
    """
    found: list[Problem] = []

    def warn(code: str, key: str, message: str) -> None:
        found.append(Problem(code, message, line_of(ask.note, key, "ask")))

    if ask.status is not None and status is None:
        message = f"Nobody knows the status “{ask.status}”: write draft, parked, asked, answered, done or closed."
        warn("unknown-status", "status", message)
    if status in _UNSENT and state not in _UNSENT_STATES:
        beaten_by = "outcome" if ask.outcome else "answered" if state is State.ANSWERED else "asked"
        message = f"The status is “{ask.status}”, but {beaten_by} says otherwise and counts: remove one of the two."
        warn("status-contradicts", "status", message)
    if isinstance(ask.follow_up, Span) and until is None:
        message = f"A follow_up of {ask.follow_up} counts from the day of asking, and there is none: write a date."
        warn("bad-date", "follow_up", message)
    if state is State.NUDGE and due is None:
        warn("undated-ask", "asked", "Nothing tells how long this ask has waited: write the day it went out in asked.")
    if state is State.ANSWERED and ask.outcome_date:
        warn("outcome-missing", "outcome_date", "There is an outcome_date but no outcome: write what came of it.")
    if status is StatusClass.DONE and ask.outcome and (missing := _unrecorded_thanks(ask)):
        message = f"“{ask.status}” counts as thanked, but no thanks is recorded: write the day in {missing}."
        warn("thanks-unrecorded", "status", message)
    if not ask.contacts:
        warn("no-contact", "contact", "It is asked of nobody: write a name in contact.")
    if not ask.goals:
        warn("no-goal", "goal", "It serves no goal: write in goal what it is for.")
    return tuple(found)


def _unrecorded_thanks(ask: Ask) -> str:
    """The keys that should have a day of thanks and do not, for a sentence."""
    unrecorded = (("thanked", ask.thanked is None), ("via_thanked", bool(ask.via) and ask.via_thanked is None))
    return " and ".join(key for key, missing in unrecorded if missing)
