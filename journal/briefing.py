"""A brief in sentences, for the command line and the terminal UI (docs/practice.md 2).

Pure; what comes from notes is as they word it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from journal.model import State
from journal.wording import ago, count, listed, unlinked, weekday

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.model import Brief, Briefed, Brought, Contact, Day, Event, FollowUp, Meeting

__all__ = ["NOTHING_TO_BRING", "efforts", "occasion", "person_lines", "room", "thing"]

NOTHING_TO_BRING = "There is nothing to bring: nothing is owed, and no ask is parked or drafted."
"""Said where the list of what to bring is empty, of a meeting as of a contact."""
_EVENTS: Mapping[str, str] = {
    "written": "you wrote “{}”",
    "meeting": "you met (“{}”)",
    "ask": "you asked “{}”",
    "told": "you told them of your ask “{}”",
    "nudged": "you asked once more about “{}”",
    "answered": "they answered “{}”",
    "outcome": "it came to “{}”",
    "thanks": "you thanked them for “{}”",
    "reported": "you told them how “{}” ended",
}
"""What an event was, in words around the title of its note, or its text."""
_ON_YOU: Mapping[State, str] = {
    State.THANK: "to thank for",
    State.REPORT: "to report on",
    State.ANSWERED: "to write what came of",
    State.NUDGE: "to ask once more about",
    State.RELEASE: "to let go",
    State.DRAFT: "to send",
}
_MOST = 5
"""Titles that are written out in one sentence."""
_OFTEN = ("not met", "met once", "met twice")


def occasion(meeting: Meeting, today: Day) -> str:
    """When a meeting is and how long: ``Thu 3 Dec, in 11 days, for 45 minutes``."""
    when = f"{weekday(meeting.date)}, {ago(meeting.date, today)}" if meeting.date else "no day yet"
    return f"{when}, for {count(meeting.duration, 'minute')}" if meeting.duration else when


def person_lines(person: Briefed, brief: Brief, today: Day) -> Iterator[str]:
    """What to know of a person before a meeting, a sentence each; the first says who they are.

    What the brief brings is told below these lines, and so not here, and the meeting itself is no news.
    """
    contact, own = person.contact, person.contact.person
    at = ", at " if "," in (own.role or "") else " at "
    role = at.join(filter(None, map(unlinked, [own.role, own.org])))
    yield f"{contact.party.name}, {role}" if role else contact.party.name
    if own.can_help:
        yield f"Can help with {listed(own.can_help)}."
    if person.via:
        yield f"{listed([party.name for party in person.via])} led you to them."
    own_id = brief.meeting.note.id if brief.meeting else None
    if lately := [_event(event, today) for event in person.last if event.id != own_id]:
        yield f"Lately: {'; '.join(lately)}."
    day = contact.last_contact
    if day and all(event.date < day for event in person.last):
        yield f"You were last in touch on {_day(day, today)}."
    elif not person.last:
        yield "You have not been in touch yet."
    yield room(contact, today)
    if contact.homework == "missing":
        yield "You have noted nothing that you read about them."
    elif own.homework:
        when = "" if contact.homework == "fresh" else " some time ago" if own.homework_day else ", on a day not noted"
        yield f"You looked up{when}: {'; '.join(own.homework)}."
    told = {brought.ask.note.id for brought in brief.bring}
    if mine := [follow_up for follow_up in person.mine if follow_up.note.id not in told]:
        groups = groupby(mine, key=lambda follow_up: follow_up.state)
        yield f"On you: {'; '.join(f'{_ON_YOU[state]} {_titles(list(group))}' for state, group in groups)}."
    if person.theirs:
        yield f"You wait for their answer to {_titles(person.theirs)}."
    for promise in person.promised:
        yield f"Still open from “{promise.note.title}”: {promise.line.text}"


def room(contact: Contact, today: Day) -> str:
    """How many of a year's meetings with a contact are used, and when there is room for the next."""
    used, opens = contact.meetings_used, contact.next_opens
    often = _OFTEN[used] if used < len(_OFTEN) else f"met {used} times"
    met = f"You have {often} in the last year; your limit is {contact.meetings_budget}"
    if opens is None:
        return f"{met}, so there is no room for a meeting."
    return f"{met}." if opens <= today else f"{met}, so there is room again from {opens.day} {opens:%B %Y}."


def thing(brought: Brought, people: Sequence[Briefed]) -> str:
    """Something to bring, in a line: its title, of whom it was asked where that is nobody there, its minutes."""
    keys = {person.contact.party.key for person in people}
    contacts = brought.ask.ask.contacts
    others = [] if any(party.key in keys for party in contacts) else [party.name for party in contacts]
    of = _asked_of(others)
    takes = f", {count(brought.minutes, 'minute')}" if brought.minutes is not None else ""
    return f"{brought.ask.title}{of}{takes}"


def efforts(brief: Brief) -> str:
    """The minutes that the asks to bring cost together, against the length of the meeting; "" where there are none."""
    if not any(brought.kind == "ask" for brought in brief.bring):
        return ""
    unknown = f", and {brief.unmeasured} without a time" if brief.unmeasured else ""
    duration = brief.meeting.duration if brief.meeting else None
    if not brief.minutes:
        return "No ask says how long it takes."
    if duration is None:
        return f"The asks take {count(brief.minutes, 'minute')}{unknown}."
    much = " That is too much for once." if brief.is_too_much else ""
    return f"The asks take {brief.minutes} of {count(duration, 'minute')}{unknown}.{much}"


def _event(event: Event, today: Day) -> str:
    said = _EVENTS.get(event.event, f"{event.event}, {{}}").replace("{}", event.text)
    return f"on {_day(event.date, today)} {said}{_asked_of(event.asked_of)}"


def _day(day: Day, today: Day) -> str:
    """A day in words, with its year where that is not this one."""
    return f"{day.day} {day:%B}{f' {day.year}' if day.year != today.year else ''}"


def _asked_of(others: Sequence[str]) -> str:
    """Whom an ask went to, where it is nobody there, as the end of a line; "" where it is."""
    return f" (asked of {listed(others)})" if others else ""


def _titles(follow_ups: Sequence[FollowUp]) -> str:
    """The titles of asks in a sentence, the first ones of many."""
    titles = [f"“{follow_up.title}”" for follow_up in follow_ups[:_MOST]]
    more = len(follow_ups) - len(titles)
    return listed([*titles, f"{more} more"] if more else titles)
