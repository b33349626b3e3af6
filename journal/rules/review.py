"""The review of some days: what is on us, what stands still, and what happened (docs/practice.md 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from journal.dates import moved
from journal.model import Capture, Contact, ContactLine, Day, FollowUp, Progress, Review, State, Unasked
from journal.rules.days import answered_on, known_day
from journal.rules.goals import is_open
from journal.rules.owed import OWING
from journal.rules.rates import medians, rates

__all__ = ["path_of", "review"]

_SOON = 28
"""Days ahead in which a contact whose year is used up opens soon."""


def review(
    follow_ups: Sequence[FollowUp],
    goals: Iterable[Progress],
    contacts: Iterable[Contact],
    touch: Iterable[ContactLine],
    found: Iterable[Capture],
    since: Day,
    until: Day,
) -> Review:
    """The review of the days from since through until, which is today.

    follow_ups: all, in the queue's order. touch: contacts who are due to be thought of, in their order. found:
    captured lines that wait.
    """
    due = [follow_up for follow_up in follow_ups if follow_up.needs_follow_up]
    open_goals = [progress for progress in goals if is_open(progress.goal, until)]

    def with_day(days: Callable[[FollowUp], Iterable[Day | None]]) -> tuple[FollowUp, ...]:
        return tuple(f for f in follow_ups if any(day and since <= day <= until for day in days(f)))

    return Review(
        since=since,
        until=until,
        path=path_of(until),
        owed=tuple(follow_up for follow_up in due if follow_up.state in OWING),
        mine=tuple(follow_up for follow_up in due if follow_up.state not in OWING),
        stuck=tuple(progress for progress in open_goals if progress.stuck),
        unasked=tuple(Unasked(progress.goal, piece) for progress in open_goals for piece in progress.unasked),
        opening=tuple(sorted((c for c in contacts if _opens_soon(c, until)), key=lambda c: c.next_opens or Day.max)),
        touch=tuple(touch),
        found=tuple(found),
        asked=with_day(lambda f: () if f.state in (State.DRAFT, State.PARKED) else (f.asked,)),
        answered=with_day(lambda f: (answered_on(f.ask),)),
        outcomes=with_day(lambda f: (f.ask.outcome_date,) if f.ask.outcome else ()),
        thanked=with_day(lambda f: (known_day(f.ask.thanked), known_day(f.ask.via_thanked))),
        rates=rates(follow_ups, until),
        medians=medians(follow_ups, until),
    )


def path_of(day: Day) -> str:
    """The path of the note that keeps the review of a day's ISO week."""
    year, week, _ = day.isocalendar()
    return f"reviews/{year:04}-W{week:02}.md"


def _opens_soon(contact: Contact, today: Day) -> bool:
    """Whether the year of a contact is used up, but not for long."""
    opens = contact.next_opens
    return opens is not None and today < opens <= moved(today, _SOON)
