"""What to bring to the next meeting with a contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journal.model import Brief, Contact, Day, FollowUp, Meeting, State
from journal.rules.effort import durations

__all__ = ["brief"]

_OUT = (State.ANSWERED, State.NUDGE, State.RELEASE, State.WAITING)


def brief(contact: Contact, follow_ups: Iterable[FollowUp], meetings: Iterable[Meeting], today: Day) -> Brief:
    """What to bring to a contact: first what they have not heard of, then what to ask.

    follow_ups: in the queue's order, which is kept.
    """
    key = contact.party.key
    every = list(follow_ups)
    theirs = [f for f in every if any(key == party.key for party in f.ask.contacts)]
    asks = [f for state in (State.PARKED, State.DRAFT) for f in theirs if f.state is state]
    costs = [durations(follow_up.ask.effort or "") for follow_up in asks]
    return Brief(
        meeting=_next(key, meetings, today),
        owed=tuple(f for f in every if any(key == party.key for party in f.owed_to)),
        asks=tuple(asks),
        out=tuple(f for f in theirs if f.state in _OUT),
        minutes=round(sum(map(sum, costs))),
        unmeasured=sum(not cost for cost in costs),
    )


def _next(key: str, meetings: Iterable[Meeting], today: Day) -> Meeting | None:
    """The next meeting with a contact, today's included; None for none. key: of the contact."""
    ahead: Sequence[tuple[Day, str, Meeting]] = [
        (m.date, m.note.id, m) for m in meetings if m.date and m.date >= today and any(p.key == key for p in m.people)
    ]
    return min(ahead, key=lambda found: found[:2])[2] if ahead else None
