"""Which message is next for an ask, and to whom.

A draft is a start, never sent by itself; the person changes it before a step is recorded. It tells
and thanks, or asks once: thanks and reports never ask again (docs/rules.md 4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from journal.errors import Refused
from journal.model import Day, FollowUp, Party, State
from journal.named_tuple import NamedTuple
from journal.rules.messages import letters
from journal.rules.messages.greeting import greeting
from journal.rules.messages.words import subject, unlinked
from journal.rules.owed import only_via_is_left, via_is_owed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Draft", "compose"]

_Letter: TypeAlias = Callable[[FollowUp, Day], Iterable[str]]


class Draft(NamedTuple):
    """A message as plain text.

    kind: the step that sending it takes; ``tell`` tells the people in via that the contact was asked. to: the people it
    greets. via: whether these are the people in via, not the contacts. in_note: whether the text is in the note
    already, as its letter.
    """

    kind: str
    to: tuple[Party, ...]
    subject: str
    text: str
    via: bool = False
    in_note: bool = False


def compose(follow_up: FollowUp, today: Day, *, letter: str = "", via: bool = False) -> Draft:
    """The next message for an ask. via: to the people in via.

    Raises Refused where there is none, with what to do instead. letter: the text that the note has for its contacts, ""
    for none; it is the message while the ask has not been sent.
    """
    if via:
        return _to_via(follow_up, today)
    if follow_up.state not in _NEXT:
        raise Refused(f"Nothing is to be sent for “{follow_up.title}”: {_INSTEAD[follow_up.state]}")
    kind, text = _NEXT[follow_up.state]
    if kind == "thank" and (only_via_is_left(follow_up) or not follow_up.ask.contacts) and via_is_owed(follow_up.ask):
        return _to_via(follow_up, today)
    about = subject(follow_up.ask, today)
    if kind == "send" and letter.strip():
        return Draft(kind, follow_up.ask.contacts, about, unlinked(letter) + "\n", in_note=True)
    return Draft(kind, follow_up.ask.contacts, about, _letter(follow_up.ask.contacts, text(follow_up, today)))


def _to_via(follow_up: FollowUp, today: Day) -> Draft:
    """The next message to the people in via. Raises Refused where there are none, or they have heard everything."""
    asked, title = follow_up.ask, follow_up.title
    if not asked.via:
        raise Refused(f"“{title}” names nobody in via: there is nobody to tell.")
    if follow_up.state in (State.DRAFT, State.PARKED) or follow_up.row == 7:
        raise Refused(f"“{title}” was not sent yet: there is nothing to tell {_names(asked.via)}.")
    kind, text = "thank", letters.thanks_to_via
    if asked.outcome:
        is_told = not via_is_owed(asked)
    elif follow_up.state in (State.CLOSED, State.DONE):
        is_told, text = bool(asked.via_thanked) or follow_up.state is State.DONE, letters.nothing_came
    else:
        is_told, kind, text = bool(asked.via_told), "tell", letters.word_to_via
    if is_told:
        raise Refused(f"{_names(asked.via)} heard of “{title}” already: there is nothing new to tell.")
    return Draft(kind, asked.via, subject(asked, today), _letter(asked.via, text(follow_up, today)), via=True)


def _letter(to: tuple[Party, ...], paragraphs: Iterable[str]) -> str:
    """A message from a greeting and paragraphs; empty paragraphs are left out."""
    return "\n\n".join([greeting(to), *filter(None, paragraphs)]) + "\n"


def _names(parties: tuple[Party, ...]) -> str:
    return " and ".join(party.name for party in parties)


_NEXT: dict[State, tuple[str, _Letter]] = {
    State.THANK: ("thank", letters.thanks),
    State.REPORT: ("report", letters.report),
    State.NUDGE: ("nudge", letters.nudge),
    State.RELEASE: ("close", letters.release),
    State.PARKED: ("send", letters.ask),
    State.DRAFT: ("send", letters.ask),
}
_INSTEAD = {
    State.ANSWERED: "record what came of it first.",
    State.WAITING: "you are waiting for their answer.",
    State.DONE: "everybody was told and thanked.",
    State.CLOSED: "it is closed.",
}
