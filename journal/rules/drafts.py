"""The message to send next, from the note's own words and dates: all its texts stand in this file.

A draft is a start, never sent by itself; the person changes it before a step is recorded. It tells
and thanks, or asks once: thanks and reports never ask again (docs/rules.md 4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from journal.errors import Refused
from journal.model import Day, FollowUp, Party, State
from journal.rules.goals import achieved
from journal.rules.owed import only_via_is_left, via_is_owed

__all__ = ["Draft", "draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A message as plain text.

    kind: the step that its sending is. to: whom it greets. via: they are those who led to the contact.
    """

    kind: str
    to: tuple[Party, ...]
    subject: str
    text: str
    via: bool = False


def draft(follow_up: FollowUp, today: Day, *, letter: str = "", via: bool = False) -> Draft:
    """What to send next for an ask; via: to those who led to the contact.

    letter: the note's own text, which is the message itself where an ask is still to go out.
    Raises Refused where nothing is to be sent, with what to do instead.
    """
    if follow_up.state not in _TEXTS:
        raise Refused(f"Nothing is to be sent for “{follow_up.ask.note.title}”: {_INSTEAD[follow_up.state]}")
    kind, text = _TEXTS[follow_up.state]
    owes_via = kind == "thank" and via_is_owed(follow_up.ask)
    if via and not owes_via:
        raise Refused(f"Nobody in via waits for word of “{follow_up.ask.note.title}”.")
    if kind == "send" and letter.strip():
        return Draft(kind, follow_up.ask.contacts, _subject(follow_up), letter.strip() + "\n")
    via = via or only_via_is_left(follow_up) or (owes_via and not follow_up.ask.contacts)
    to = follow_up.ask.via if via else follow_up.ask.contacts
    paragraphs = _thanks_to_via(follow_up, today) if via else text(follow_up, today)
    said = (_greeting(to), *(paragraph for paragraph in paragraphs if paragraph))
    return Draft(kind, to, _subject(follow_up), "\n\n".join(said) + "\n", via)


def _ask(follow_up: FollowUp, today: Day) -> Iterable[str]:
    ask = follow_up.ask
    yield ask.why or ""
    yield ask.text or ""
    if ask.effort:
        yield f"I think it takes {ask.effort}."
    if ask.needed_by:
        yield f"An answer by {_day(ask.needed_by, today)} would help most; a no is fine too."


def _nudge(follow_up: FollowUp, today: Day) -> Iterable[str]:
    ask = follow_up.ask
    when = f"On {_day(follow_up.asked, today)} I" if follow_up.asked and follow_up.asked <= today else "A while ago I"
    if ask.promised and ask.promised < today:
        yield f"You thought you might get to it by {_day(ask.promised, today)}, so I am asking how it stands."
    elif ask.nudged:
        yield "This is the last time that I bring it up."
    yield f"{when} asked you: {_quoted(ask.text)}"
    if ask.needed_by:
        yield f"It helps me until {_day(ask.needed_by, today)}."
    yield "If it does not suit you, a short no is a good answer too."


def _thanks(follow_up: FollowUp, today: Day) -> Iterable[str]:
    yield f"Thank you for your help with what I asked{_on(follow_up, today)}: {_quoted(follow_up.ask.text)}"
    yield _came_of_it(follow_up)
    yield "I wanted you to know how it went."


def _thanks_to_via(follow_up: FollowUp, today: Day) -> Iterable[str]:
    whom = _and([party.name for party in follow_up.ask.contacts]) or "the right person"
    yield f"You led me to {whom}, and I want you to know what came of it."
    yield f"I asked{_on(follow_up, today)}: {_quoted(follow_up.ask.text)}"
    yield _came_of_it(follow_up)
    yield "Thank you for the lead."


def _report(follow_up: FollowUp, today: Day) -> Iterable[str]:
    goals = _and([goal.party.name for goal in follow_up.ask.goals if achieved(goal, today)])
    yield f"You helped me{_on(follow_up, today)} with this: {_quoted(follow_up.ask.text)}"
    yield f"Today I can tell you how it ended: {goals or 'the goal behind it'} has come true, and you had a part in it."
    yield "Thank you."


def _release(follow_up: FollowUp, today: Day) -> Iterable[str]:
    ask = follow_up.ask
    yield f"You still have a question of mine{_on(follow_up, today)}: {_quoted(ask.text)}"
    if any(achieved(goal, today) for goal in ask.goals):
        yield "It has worked out in the meantime, so there is nothing left for you to do."
    elif ask.needed_by and ask.needed_by < today:
        yield "The day I needed it by has passed, so there is nothing left for you to do."
    else:
        yield "I take it that it does not suit you now, and that is fine: please forget about it."
    yield "Thank you all the same for reading."


_TEXTS: dict[State, tuple[str, Callable[[FollowUp, Day], Iterable[str]]]] = {
    State.THANK: ("thank", _thanks),
    State.REPORT: ("report", _report),
    State.NUDGE: ("nudge", _nudge),
    State.RELEASE: ("close", _release),
    State.PARKED: ("send", _ask),
    State.DRAFT: ("send", _ask),
}
_INSTEAD = {
    State.ANSWERED: "record what came of it first.",
    State.WAITING: "it is their move.",
    State.DONE: "it is told and thanked.",
    State.CLOSED: "it is closed.",
}


def _came_of_it(follow_up: FollowUp) -> str:
    return f"What came of it: {_sentence(follow_up.ask.outcome or '')}"


def _greeting(to: Sequence[Party]) -> str:
    return f"Hi {_and([_called(party.name) for party in to]) or 'there'},"


def _called(name: str) -> str:
    """The first name, but all of a name with a title, or in a script where the family comes first."""
    first, *rest = name.split() or [name]
    return first if rest and first.isalpha() and first not in _TITLES and _is_latin(first) else name


_TITLES = ("Dr", "Prof", "Professor", "Mr", "Mrs", "Ms", "Sir")


def _is_latin(text: str) -> bool:
    return all(letter < "\u0370" for letter in text)


def _subject(follow_up: FollowUp) -> str:
    return follow_up.ask.note.title


def _quoted(text: str | None) -> str:
    return f"“{' '.join((text or '').split())}”"


def _sentence(text: str) -> str:
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in ".!?…。！？" else stripped + "."


def _on(follow_up: FollowUp, today: Day) -> str:
    return f" on {_day(follow_up.asked, today)}" if follow_up.asked and follow_up.asked <= today else ""


def _day(day: Day, today: Day) -> str:
    """``2 November``, with its year where that is not this one."""
    return f"{day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


def _and(names: Sequence[str]) -> str:
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last
