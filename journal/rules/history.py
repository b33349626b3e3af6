"""What happened, day by day, between us and our contacts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journal.model import Event, FollowUp, Meeting, State
from journal.rules.days import known_day

__all__ = ["events"]

_LIFE = ("meeting", "ask", "nudged", "answered", "outcome", "thanks", "reported")
"""The order in which events of one day are told, first to last."""
_STEP = {event: step for step, event in enumerate(_LIFE)}


def events(follow_ups: Iterable[FollowUp], meetings: Iterable[Meeting]) -> tuple[Event, ...]:
    """The dated events of these asks and meetings, newest first; the steps of one day last first."""
    found = [event for follow_up in follow_ups for event in _of_ask(follow_up)]
    found += (Event(m.date, "meeting", m.note.id, m.note.title) for m in meetings if m.date is not None)
    found.sort(key=lambda event: event.id)
    found.sort(key=lambda event: (event.date, _STEP[event.event]), reverse=True)
    return tuple(found)


def _of_ask(follow_up: FollowUp) -> Iterator[Event]:
    ask, note = follow_up.ask, follow_up.ask.note
    if follow_up.asked is not None and follow_up.state not in (State.DRAFT, State.PARKED):
        yield Event(follow_up.asked, "ask", note.id, note.title)
    for day in ask.nudged:
        yield Event(day, "nudged", note.id, note.title)
    if (answered := known_day(ask.answered) or (None if ask.outcome else ask.outcome_date)) is not None:
        yield Event(answered, "answered", note.id, note.title)
    if ask.outcome and ask.outcome_date is not None:
        yield Event(ask.outcome_date, "outcome", note.id, ask.outcome)
    for told in {ask.thanked, ask.via_thanked}:
        if (thanked := known_day(told)) is not None:
            yield Event(thanked, "thanks", note.id, note.title)
    if (reported := known_day(ask.reported)) is not None:
        yield Event(reported, "reported", note.id, note.title)
