"""The bring-list of a meeting: what is to be added to it, and what its ticked boxes record (docs/practice.md 2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from journal.model import Brief, Brought, Contact, Day, Edit, FollowUp, ListLine, Meeting, Name, Note, NoteEdits, State
from journal.named_tuple import NamedTuple
from journal.rules.days import known_day
from journal.rules.owed import contacts_are_owed, is_reported, via_is_owed
from journal.rules.steps import STEPS, Given

__all__ = ["BRING", "Left", "Recorded", "bring_line", "is_listed", "recorded", "to_add", "used_up"]

BRING = "Bring"
"""The heading over what to bring."""
_STEPS = {"thank": "thank", "thanks": "thank", "report": "report", "ask": "ask"}
"""The word before a link, and what a tick then records."""
_DONE = {"thank": "thanked", "report": "reported", "ask": "asked"}
_UNFIT = str.maketrans("[]|\t\r\n", " " * 6)
"""What the text of a wikilink cannot hold."""


class Left(NamedTuple):
    """A ticked box that records nothing. line: as in ListLine. note: the one that it links to, None for none."""

    line: int
    note: Note | None
    reason: str


class Recorded(NamedTuple):
    """What the ticked boxes of a meeting record. summary: for the person. ticks: how many of them record something."""

    summary: str
    ticks: int
    edits: tuple[NoteEdits, ...]
    left: tuple[Left, ...]


def is_listed(line: ListLine) -> bool:
    """Whether a line is of the list of what to bring: in that section, or with a box (docs/decisions/0141)."""
    return BRING.casefold() in line.under or line.sign is not None


def to_add(brief: Brief, meant: Callable[[Name], Note | None]) -> list[Brought]:
    """What to bring and is not on the list of the meeting's note yet.

    On it is what a line of the section links to, and what any line with a box is about.
    """
    there: set[str] = set()
    for line in brief.lines:
        links = line.links if BRING.casefold() in line.under else (line.link,) if is_listed(line) else ()
        there.update(note.id for link in links if link and (note := meant(link)))
    return [each for each in brief.bring if each.ask.note.id not in there]


def bring_line(brought: Brought, target: str, sign: str = " ") -> str:
    """The line of the list for something to bring. target: what links to its note. sign: in its box."""
    title = brought.ask.title.translate(_UNFIT).strip()
    return f"- [{sign}] {brought.kind}: [[{target}{'|' if title else ''}{title}]]"


def used_up(people: Iterable[Contact], meeting: Meeting | None, day: Day, today: Day) -> list[Contact]:
    """Those of the people whose year has no room for a meeting on a day. meeting: the one that is met for, if it is
    there already; it does not count against itself.
    """
    counted = {party.key for party in meeting.people} if meeting and meeting.date and meeting.date <= today else set()
    return [
        contact
        for contact in people
        if contact.meetings_used - (contact.party.key in counted) >= contact.meetings_budget
        and (contact.next_opens is None or day < contact.next_opens)
    ]


def recorded(
    meeting: Meeting,
    lines: Sequence[ListLine],
    meant: Callable[[Name], Note | None],
    asks: Mapping[str, FollowUp],
    day: Day,
    today: Day,
) -> Recorded:
    """The edits that the ticked boxes of a meeting stand for, dated on its day; none for a box recorded before.

    meant: the note that a link leads to. asks: by the path of their notes, as they stand today.
    """
    keys = {party.key for party in meeting.people}
    edits: dict[str, list[Edit]] = {}
    done: list[str] = []
    left = []
    seen: set[tuple[str, str]] = set()
    for line in lines:
        if not line.is_ticked or line.link is None:
            continue
        note = meant(line.link)
        ask = asks.get(note.path) if note else None
        if ask is None:
            is_unread = note and any(each.code == "unreadable" for each in note.problems)
            left.append(Left(line.line, note, "its note cannot be read" if is_unread else "no ask"))
            continue
        what = _STEPS.get(line.word) or _owed(ask, keys) or "ask"
        found = _WHY_AGAIN[what] if (ask.note.path, what) in seen else _RECORD[what](ask, keys, day, today)
        if isinstance(found, str):
            left.append(Left(line.line, note, found))
            continue
        seen.add((ask.note.path, what))
        edits.setdefault(ask.note.path, []).extend(found)
        done.append(_DONE[what])
    dated = () if meeting.date == day else ((meeting.note, (Edit("date", day.isoformat()),)),)
    counted = ", ".join(f"{number} {word}" for word, number in Counter(done).items())
    return Recorded(
        f"Met: {meeting.note.title}{': ' if counted else ''}{counted}",
        len(done),
        (*((asks[path].note, tuple(each)) for path, each in edits.items()), *dated),
        tuple(left),
    )


def _owed(ask: FollowUp, keys: set[str]) -> str:
    """The step that is owed to somebody with one of these keys, "" for none."""
    if not isinstance(_thanks(ask, keys, Day.max, Day.max), str):
        return "thank"
    return "" if isinstance(_report(ask, keys, Day.max, Day.max), str) else "report"


def _ask(ask: FollowUp, _keys: set[str], day: Day, today: Day) -> tuple[Edit, ...] | str:
    """The edits for an ask that was asked at the meeting, or the reason why there are none."""
    if ask.state is State.CLOSED:
        return "closed"
    if ask.state not in (State.DRAFT, State.PARKED):
        return "out already"
    return STEPS["send"].edits(ask, Given(today, day))


def _thanks(ask: FollowUp, keys: set[str], day: Day, _today: Day) -> tuple[Edit, ...] | str:
    """The edits for thanks to whom they are owed of those there, or the reason why there are none."""
    if ask.state is State.CLOSED:
        return "closed"
    of_contacts = contacts_are_owed(ask.ask) and any(party.key in keys for party in ask.ask.contacts)
    of_via = via_is_owed(ask.ask) and any(party.key in keys for party in ask.ask.via)
    if ask.state is not State.THANK or not (of_contacts or of_via):
        return "not owed"
    if _is_before_outcome(ask, day):
        return _LATER
    thanked = (("thanked", of_contacts), ("via_thanked", of_via))
    return tuple(Edit(key, day.isoformat()) for key, is_owed in thanked if is_owed)


def _report(ask: FollowUp, keys: set[str], day: Day, _today: Day) -> tuple[Edit, ...] | str:
    """The edits for a report to the contacts, or the reason why there are none."""
    if ask.state is State.CLOSED:
        return "closed"
    ended = max((end for goal in ask.achieved if (end := known_day(goal.achieved))), default=None)
    is_owed = ask.ask.outcome and ask.achieved and not is_reported(ask.ask, ended)
    if not is_owed or not any(party.key in keys for party in ask.ask.contacts):
        return "not owed"
    if (ended and ended > day) or _is_before_outcome(ask, day):
        return _LATER
    return (Edit("reported", day.isoformat()),)


def _is_before_outcome(ask: FollowUp, day: Day) -> bool:
    """Whether an outcome came after a day, by its own date, else the answer's, and by the day that it was asked for."""
    came = ask.ask.outcome_date or known_day(ask.ask.answered)
    return any(known > day for known in (came, ask.asked) if known)


_LATER = "outcome later than the meeting"
_RECORD = {"ask": _ask, "thank": _thanks, "report": _report}
_WHY_AGAIN = {"ask": "out already", "thank": "not owed", "report": "not owed"}
"""Why a second box for the same records nothing."""
