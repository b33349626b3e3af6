"""What happened, day by day, between us and our contacts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from journal.model import Day, Event, FollowUp, Goal, Meeting, State
from journal.rules.days import answered_on, known_day

__all__ = ["events", "in_order"]

_LIFE = ("note", "written", "meeting", "ask", "told", "nudged", "answered", "outcome", "thanks", "reported", "achieved",
         "merged")  # fmt: skip
"""The order in which events of one day are told, first to last."""
_STEP = {event: step for step, event in enumerate(_LIFE)}


def events(
    follow_ups: Iterable[FollowUp],
    meetings: Iterable[Meeting],
    today: Day,
    *,
    of: str | None = None,
    goal: Goal | None = None,
) -> tuple[Event, ...]:
    """What happened in these asks and meetings up to today, newest first; of one day the last step first.

    of: the key of the contact whose history it is, so that a person in via sees only the steps that concern them; None
    for everybody. goal: the goal whose end is an event.
    """
    found = [event for follow_up in follow_ups for event in _of_ask(follow_up, of)]
    found += (Event(m.date, "meeting", m.note.id, m.note.title) for m in meetings if m.date is not None)
    if goal and goal.note and (ended := known_day(goal.achieved)):
        found.append(Event(ended, "achieved", goal.note.id, goal.party.name))
    return in_order(event for event in found if event.date <= today)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events sorted: newest first; of one day the last step first."""
    found = sorted(events, key=lambda event: event.id)
    found.sort(key=lambda event: (event.date, _STEP[event.event]), reverse=True)
    return tuple(found)


def _of_ask(follow_up: FollowUp, of: str | None) -> Iterator[Event]:
    """The events of one ask. of: as in ``events``."""
    ask, note = follow_up.ask, follow_up.note
    is_contact = of is None or any(party.key == of for party in ask.contacts)
    is_via = of is None or any(party.key == of for party in ask.via)
    asked_of = () if is_contact else tuple(party.name for party in ask.contacts)
    thanked = {known_day(ask.thanked) if is_contact else None, known_day(ask.via_thanked) if is_via else None}
    days: Mapping[str, Iterable[Day | None]] = {
        "ask": () if follow_up.state in (State.DRAFT, State.PARKED) else (follow_up.asked,),
        "told": (known_day(ask.via_told),) if is_via else (),
        "nudged": ask.nudged if is_contact else (),
        "answered": (answered_on(ask),) if is_contact else (),
        "outcome": (ask.outcome_date,) if ask.outcome else (),
        "thanks": thanked,
        "reported": (known_day(ask.reported),) if is_contact else (),
    }
    for event, each in days.items():
        text = ask.outcome if event == "outcome" and ask.outcome else note.title
        yield from (Event(day, event, note.id, text, asked_of=asked_of) for day in each if day is not None)
