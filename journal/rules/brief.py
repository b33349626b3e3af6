"""What to know of the people at a meeting, and what to bring (docs/practice.md 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from journal.model import (
    Brief,
    Briefed,
    Brought,
    Contact,
    Day,
    FollowUp,
    Kind,
    ListLine,
    Meeting,
    Move,
    Name,
    Note,
    Promise,
    State,
)
from journal.notes.lengths import minutes_of
from journal.rules.history import events
from journal.rules.meetings import is_listed
from journal.rules.owed import OWING

__all__ = ["brief", "next_meeting", "with_lines"]

_LAST = 3
"""Events of a person that are told."""


def brief(
    people: Iterable[Contact],
    meeting: Meeting | None,
    follow_ups: Sequence[FollowUp],
    meetings: Sequence[Meeting],
    today: Day,
) -> Brief:
    """The brief for meeting some people; the lines of notes are still to come (``with_lines``).

    follow_ups, meetings: of the vault, or those that name one of these people. The follow-ups are in the queue's order,
    which is kept.
    """
    contacts = list(people)
    bring = tuple(_brought({contact.party.key for contact in contacts}, follow_ups))
    measured = [each.minutes for each in bring if each.kind == "ask"]
    return Brief(
        people=tuple(_briefed(contact, meeting, follow_ups, meetings, today) for contact in contacts),
        meeting=meeting,
        bring=bring,
        minutes=sum(minutes or 0 for minutes in measured),
        unmeasured=measured.count(None),
    )


def next_meeting(keys: Iterable[str], meetings: Iterable[Meeting], today: Day) -> Meeting | None:
    """The next meeting with all these people, today's included; None for none. keys: of the people."""
    wanted = set(keys)
    ahead = [m for m in meetings if m.date and m.date >= today and wanted <= {party.key for party in m.people}]
    return min(ahead, key=lambda m: (m.date or today, m.note.id), default=None)


def with_lines(
    brief: Brief, lines_of: Callable[[Note], Sequence[ListLine]], meant: Callable[[Name], Note | None]
) -> Brief:
    """The brief with the lists in the notes of its meetings. lines_of: gives those of one note.

    meant: the note that a link leads to, None for none.
    """
    lines = tuple(lines_of(brief.meeting.note)) if brief.meeting else ()
    about: dict[str, ListLine] = {}
    for line in sorted(filter(is_listed, lines), key=lambda each: each.sign is None):  # boxes count before other lines
        if line.link and (note := meant(line.link)):
            about.setdefault(note.id, line)
    promised: dict[str, tuple[Promise, ...]] = {}
    for meeting in {each.note.id: each for person in brief.people for each in person.earlier}.values():
        promised[meeting.note.id] = tuple(
            Promise(meeting.note, line)
            for line in lines_of(meeting.note)
            if line.is_open and line.text and not any(_is_ask(meant(link)) for link in line.links)
        )
    return brief._replace(
        people=tuple(_with_promised(person, promised) for person in brief.people),
        bring=tuple(each._replace(line=about.get(each.ask.note.id)) for each in brief.bring),
        lines=lines,
    )


def _brought(keys: set[str], follow_ups: Sequence[FollowUp]) -> Iterator[Brought]:
    """What to bring to people with these keys."""
    for state in OWING:
        for owed in follow_ups:
            if owed.state is state and any(party.key in keys for party in owed.owed_to):
                yield Brought("thank" if state is State.THANK else "report", owed, None)
    for state in (State.PARKED, State.DRAFT):
        for ask in follow_ups:
            if ask.state is state and any(party.key in keys for party in ask.ask.contacts):
                yield Brought("ask", ask, minutes_of(ask.ask.effort))


def _briefed(
    contact: Contact, meeting: Meeting | None, follow_ups: Sequence[FollowUp], meetings: Sequence[Meeting], today: Day
) -> Briefed:
    """What to know of one person before a meeting."""
    key = contact.party.key
    theirs = [f for f in follow_ups if any(key == party.key for party in f.ask.contacts)]
    theirs_or_through = [f for f in follow_ups if any(key == party.key for party in (*f.ask.contacts, *f.ask.via))]
    owed = [f for f in follow_ups if any(key == party.key for party in f.owed_to)]
    with_them = [m for m in meetings if any(key == party.key for party in m.people)]
    led = sorted((f.note.id, number, party) for f in theirs for number, party in enumerate(f.ask.via))
    return Briefed(
        contact=contact,
        via=tuple({party.key: party for _, _, party in led}.values()),
        last=events(theirs_or_through, with_them, today, of=key)[:_LAST],
        mine=tuple(f for f in follow_ups if f.move is Move.MINE and (f in theirs or f in owed)),
        theirs=tuple(f for f in theirs if f.move is Move.THEIRS),
        earlier=tuple(_earlier(with_them, meeting, today)),
    )


def _earlier(meetings: Iterable[Meeting], meeting: Meeting | None, today: Day) -> list[Meeting]:
    """The meetings before one, or up to today where it is None, the newest first; those ahead promised nothing yet."""
    found = [
        (each.date, each.note.id, each)
        for each in meetings
        if each.date
        and each.date <= today
        and (meeting is None or (meeting.note.id != each.note.id and (not meeting.date or each.date < meeting.date)))
    ]
    found.sort(key=lambda each: each[1])
    found.sort(key=lambda each: each[0], reverse=True)
    return [each for _, _, each in found]


def _with_promised(person: Briefed, promised: Mapping[str, tuple[Promise, ...]]) -> Briefed:
    """The person with the promises of the meetings with them. promised: by the id of the meeting's note."""
    return person._replace(promised=tuple(each for meeting in person.earlier for each in promised[meeting.note.id]))


def _is_ask(note: Note | None) -> bool:
    return note is not None and note.kind is Kind.ASK
