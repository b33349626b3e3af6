"""What one ask means today: its state, whose move it is, and when it is due (docs/rules.md 1 and 2)."""

from __future__ import annotations

from collections.abc import Sequence

from journal.config import Settings
from journal.dates import add, moved
from journal.model import Ask, Day, FollowUp, Move, Progress, Span, State
from journal.rules.days import answered_on, due_day, known_day, stem_day
from journal.rules.goals import achieved_on
from journal.rules.owed import contacts_are_owed, is_reported, owed_to, via_is_owed
from journal.rules.problems import problems
from journal.rules.status import StatusClass, status_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

__all__ = ["MOVE", "asked_on", "follow_up", "holds_until", "open_asks"]

MOVE = {
    State.THANK: Move.MINE,
    State.REPORT: Move.MINE,
    State.ANSWERED: Move.MINE,
    State.NUDGE: Move.MINE,
    State.RELEASE: Move.MINE,
    State.PARKED: Move.DATED,
    State.DRAFT: Move.MINE,
    State.WAITING: Move.THEIRS,
    State.DONE: Move.NONE,
    State.CLOSED: Move.NONE,
}
"""Whose move each state is (docs/rules.md 2)."""


def open_asks(progress: Progress) -> int:
    """How many of a goal's asks are open: it is or will be somebody's move."""
    return sum(number for state, number in progress.states.items() if MOVE[state] is not Move.NONE)


def follow_up(ask: Ask, settings: Settings, today: Day) -> FollowUp:
    """What an ask means today, without its gaps, which depend on other notes."""
    asked = asked_on(ask)
    status = status_class(ask.status)
    until = _follow_up_day(ask.follow_up, asked)
    ends = [(goal, end) for goal in ask.goals if (end := achieved_on(goal, today)) is not None]
    nudges = tuple(day for day in ask.nudged if day <= today)
    row, state, due = _row(ask, status, asked, until, nudges, [end for _, end in ends], settings, today)
    move = MOVE[state]
    return FollowUp(
        ask=ask,
        row=row,
        state=state,
        move=move,
        due=due,
        needs_follow_up=_needs_follow_up(state, move, due, today),
        days_overdue=None if due is None else max(0, (today - due).days),
        asked=asked,
        follow_up=until,
        achieved=tuple(goal for goal, _ in ends),
        nudges=nudges,
        since=_wait_start(asked, nudges),
        owed_to=owed_to(ask, state),
        problems=problems(ask, status, until, state, due),
    )


def asked_on(ask: Ask) -> Day | None:
    """The day an ask was asked, or is to be; None for a draft and for an unknown day (docs/rules.md 1)."""
    if isinstance(ask.asked, Day):
        return ask.asked
    if ask.asked == "":
        return None
    if ask.asked is None and status_class(ask.status) in (StatusClass.DRAFT, StatusClass.PARKED):
        return None
    return ask.date or stem_day(ask.note.path)


def holds_until(follow_up: FollowUp, today: Day) -> Day | None:
    """The last day on which today's FollowUp is still right, but for days_overdue, if no note changes.

    None if time alone never changes it. Every comparison with today in docs/rules.md 2 is with one of these days; the
    day may come too early, never too late.
    """
    ask = follow_up.ask
    turns = [follow_up.due, follow_up.asked, *ask.nudged, *(known_day(goal.achieved) for goal in ask.goals)]
    if ask.needed_by is not None:
        turns.append(moved(ask.needed_by, 1))
    ahead = [day for day in turns if day is not None and day > today]
    return moved(min(ahead), -1) if ahead else None


def _row(  # noqa: C901 - one branch per row of a published table
    ask: Ask,
    status: StatusClass | None,
    asked: Day | None,
    until: Day | None,
    nudges: Sequence[Day],
    ends: Sequence[Day | Literal[True]],
    settings: Settings,
    today: Day,
) -> tuple[int, State, Day | None]:
    """The first row of docs/rules.md 2 that fits: its number, state and due date.

    until: the follow_up day (F in the table). nudges: those up to today. ends: the days on which goals of the ask were
    achieved, True for an unknown day.
    """
    outcome = bool(ask.outcome)
    ended = max((end for end in ends if end is not True), default=None)
    all_ended = bool(ends) and len(ends) == len(ask.goals)
    is_asked = _is_asked(ask, status, asked, today)

    if status is StatusClass.CLOSED:
        return 1, State.CLOSED, None
    if status is StatusClass.DONE and not outcome:
        return 2, State.DONE, None
    if contacts_are_owed(ask) or via_is_owed(ask):
        return 3, State.THANK, due_day(until, ask.outcome_date or known_day(ask.answered))
    if outcome and ends and not is_reported(ask, ended):
        return 4, State.REPORT, due_day(until, ended)
    if outcome:
        return 5, State.DONE, None
    if ask.answered or ask.outcome_date or status is StatusClass.ANSWERED:
        return 6, State.ANSWERED, due_day(until, answered_on(ask), settings.outcome_days)
    if all_ended and not is_asked:
        return 7, State.CLOSED, None
    if all_ended:
        return 8, State.RELEASE, due_day(until, ended)
    if not is_asked and status is StatusClass.PARKED:
        return 9, State.PARKED, until
    if not is_asked:
        return 10, State.DRAFT, until or asked or _latest_start(ask.needed_by, settings)
    if ask.needed_by is not None and ask.needed_by < today:
        return 11, State.RELEASE, due_day(until, ask.needed_by, 1)

    wait_end = _wait_end(asked, nudges, until, ask.promised, settings)
    if wait_end is not None and wait_end > today:
        return 12, State.WAITING, wait_end
    if wait_end is not None and len(nudges) >= settings.max_nudges:
        return 13, State.RELEASE, wait_end
    return 14, State.NUDGE, wait_end


def _is_asked(ask: Ask, status: StatusClass | None, asked: Day | None, today: Day) -> bool:
    """Whether the ask went out ("Not asked" negated): by its day, its status, or an ``asked`` that is no date."""
    return (
        (asked is not None and asked <= today)
        or status is StatusClass.ASKED
        or (isinstance(ask.asked, str) and ask.asked != "")
    )


def _wait_start(asked: Day | None, nudges: Sequence[Day]) -> Day | None:
    """The day the wait counts from: of the last nudge, or of asking, even one ahead (docs/rules.md 2, "The wait")."""
    return max((day for day in (asked, *nudges) if day is not None), default=None)


def _wait_end(
    asked: Day | None, nudges: Sequence[Day], until: Day | None, promised: Day | None, settings: Settings
) -> Day | None:
    """The day on which the wait ends (docs/rules.md 2, "The wait"); None where no rule gives one.

    nudges: those up to today, sorted.
    """
    start = _wait_start(asked, nudges)
    days = settings.nudge_gap_days if start in nudges else settings.wait_days
    end = due_day(until, start, days, settings.rest_days)
    if promised is not None and (end is None or (start is not None and start <= promised and end <= promised)):
        return moved(promised, 1)
    return end


def _needs_follow_up(state: State, move: Move, due: Day | None, today: Day) -> bool:
    """Whether the ask is on us today: it is due, or our move without a day; a draft without a day is not."""
    if due is None:
        return move is Move.MINE and state is not State.DRAFT
    return move in (Move.MINE, Move.DATED) and due <= today


def _follow_up_day(written: Day | Span | None, asked: Day | None) -> Day | None:
    """The day of ``follow_up``: a span counts from the day of asking; None where there is none to count from."""
    if isinstance(written, Span):
        return None if asked is None else add(asked, written)
    return written


def _latest_start(needed_by: Day | None, settings: Settings) -> Day | None:
    """The last day on which to ask, so that the answer comes before ``needed_by``; None without one."""
    return None if needed_by is None else moved(needed_by, -settings.wait_days)
