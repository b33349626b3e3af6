"""The review of some days: what is on us, what stands still, and what happened (docs/practice.md 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from journal.dates import moved
from journal.model import Capture, Contact, ContactLine, Day, FollowUp, Progress, QueueLine, Review, State, Unasked
from journal.rules.contacts import YEAR, in_order
from journal.rules.days import answered_on, known_day
from journal.rules.goals import is_open
from journal.rules.owed import OWING
from journal.rules.rates import Answers

__all__ = ["days_that_open", "path_of", "review"]

_SOON = 28
"""Days ahead in which a contact whose year is used up opens soon."""


def review(
    due: Iterable[QueueLine],
    follow_ups: Iterable[FollowUp],
    goals: Iterable[Progress],
    contacts: Iterable[Contact],
    touch: Iterable[ContactLine],
    found: Iterable[Capture],
    since: Day,
    until: Day,
) -> Review:
    """The review of the days from since through until, which is today.

    due: what needs follow-up. follow_ups: all asks, or their outlines; most are let go. Both are in the queue's order.
    goals: all that are stuck or have a piece that nobody was asked for, in their order. contacts: in any order, all
    who met us on ``days_that_open``. touch: contacts who are due to be thought of, in their order. found: captured
    lines that wait.
    """
    on_us = tuple(due)
    answers = Answers((), until)
    days: dict[str, Callable[[FollowUp], Iterable[Day | None]]] = {
        "asked": lambda f: () if f.state in (State.DRAFT, State.PARKED) else (f.asked,),
        "answered": lambda f: (answered_on(f.ask),),
        "outcomes": lambda f: (f.ask.outcome_date,) if f.ask.outcome else (),
        "thanked": lambda f: (known_day(f.ask.thanked), known_day(f.ask.via_thanked)),
    }
    happened: dict[str, list[FollowUp]] = {what: [] for what in days}
    for follow_up in follow_ups:
        answers.add(follow_up)
        for what, days_of in days.items():
            if any(day and since <= day <= until for day in days_of(follow_up)):
                happened[what].append(follow_up)
    soon = in_order(contact for contact in contacts if _opens_soon(contact, until))
    open_goals = [progress for progress in goals if is_open(progress.goal, until)]

    return Review(
        since=since,
        until=until,
        path=path_of(until),
        owed=tuple(line for line in on_us if line.state in OWING),
        mine=tuple(line for line in on_us if line.state not in OWING),
        stuck=tuple(progress for progress in open_goals if progress.stuck),
        unasked=tuple(Unasked(progress.goal, piece) for progress in open_goals for piece in progress.unasked),
        opening=tuple(sorted(soon, key=lambda contact: contact.next_opens or Day.max)),
        touch=tuple(touch),
        found=tuple(found),
        asked=tuple(happened["asked"]),
        answered=tuple(happened["answered"]),
        outcomes=tuple(happened["outcomes"]),
        thanked=tuple(happened["thanked"]),
        rates=answers.rates(),
        medians=answers.medians(),
    )


def path_of(day: Day) -> str:
    """The path of the note that keeps the review of a day's ISO week."""
    year, week, _ = day.isocalendar()
    return f"reviews/{year:04}-W{week:02}.md"


def days_that_open(today: Day) -> tuple[Day, Day]:
    """The first and last day of the meetings that can make a contact one who can be met again soon."""
    return moved(today, 1 - YEAR), moved(today, _SOON - YEAR)


def _opens_soon(contact: Contact, today: Day) -> bool:
    """Whether the year of a contact is used up, but not for long."""
    opens = contact.next_opens
    return opens is not None and today < opens <= moved(today, _SOON)
