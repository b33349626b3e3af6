"""What to bring to the next meeting with a contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journal.model import Brief, Contact, Day, FollowUp, Meeting, State
from journal.rules.effort import durations

__all__ = ["brief"]


def brief(contact: Contact, follow_ups: Iterable[FollowUp], meetings: Iterable[Meeting], today: Day) -> Brief:
    """The bring-list for a contact: outcomes they have not heard of first, then what was parked for them."""
    key = contact.person.party.key
    mine = [f for f in follow_ups if any(key == party.key for party in (*f.ask.contacts, *f.owed_to))]
    parked = [f for f in mine if f.state is State.PARKED]
    costs = [durations(follow_up.ask.effort or "") for follow_up in parked]
    return Brief(
        meeting=_next(key, meetings, today),
        owed=tuple(f for f in mine if any(key == party.key for party in f.owed_to)),
        parked=tuple(parked),
        minutes=round(sum(map(sum, costs))),
        unmeasured=sum(not cost for cost in costs),
    )


def _next(key: str, meetings: Iterable[Meeting], today: Day) -> Meeting | None:
    ahead: Sequence[tuple[Day, str, Meeting]] = [
        (m.date, m.note.id, m) for m in meetings if m.date and m.date >= today and any(p.key == key for p in m.people)
    ]
    return min(ahead, key=lambda found: found[:2])[2] if ahead else None
