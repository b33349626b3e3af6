"""Which message is next for an ask, and to whom.

A draft is a start, never sent by itself; the person changes it before a step is recorded. It tells
and thanks, or asks once: thanks and reports never ask again (docs/rules.md 4).
"""

from __future__ import annotations

from journal.errors import Refused
from journal.model import Day, FollowUp, Party, State
from journal.rules.messages.draft import Draft
from journal.rules.messages.letter import letter_in_words
from journal.rules.messages.part import Part
from journal.rules.messages.wording import Templates, worded
from journal.rules.messages.words import left_to_word
from journal.rules.owed import only_via_is_left, via_is_owed

__all__ = ["compose", "kind_to_via"]


def compose(follow_up: FollowUp, today: Day, templates: Templates, *, letter: str = "", via: bool = False) -> Draft:
    """The next message for an ask. via: to the people in via.

    Raises Refused where there is none, with what to do instead, and BadSettings for a template that cannot be used.
    letter: the text that the note has for its contacts, "" for none; it is the message while the ask has not been sent.
    """
    part = Part(follow_up, kind_to_via(follow_up) if via else _kind(follow_up))
    if part.kind == "ask" and letter.strip():
        part = part._replace(letter=letter_in_words(letter, today) + "\n")
    subject, text = worded(part, templates, today)
    blanks = () if part.letter else left_to_word(templates(part.kind).text)
    return Draft(part.kind, part.to, subject, text, (part,), blanks=blanks)


def _kind(follow_up: FollowUp) -> str:
    """The kind of the next message for an ask. Raises Refused where there is none."""
    if follow_up.state not in _NEXT:
        raise Refused(f"Nothing is to be sent for “{follow_up.title}”: {_INSTEAD[follow_up.state]}")
    kind = _NEXT[follow_up.state]
    is_theirs = only_via_is_left(follow_up) or not follow_up.ask.contacts
    return "thanks-via" if kind == "thanks" and is_theirs and via_is_owed(follow_up.ask) else kind


def kind_to_via(follow_up: FollowUp) -> str:
    """The kind of the next message to the people in via (docs/practice.md 3).

    Raises Refused where there are none, or they have heard everything.
    """
    asked, title = follow_up.ask, follow_up.title
    if not asked.via:
        raise Refused(f"“{title}” names nobody in via: there is nobody to tell.")
    is_closed_draft = follow_up.state is State.CLOSED and asked.asked == "" and not asked.outcome
    if follow_up.state in (State.DRAFT, State.PARKED) or follow_up.row == 7 or is_closed_draft:
        raise Refused(f"“{title}” was not sent yet: there is nothing to tell {_names(asked.via)}.")
    kind = "thanks-via"
    if asked.outcome:
        is_told = not via_is_owed(asked)
    elif follow_up.state in (State.CLOSED, State.DONE):
        is_told = bool(asked.via_thanked) or follow_up.state is State.DONE
    else:
        is_told, kind = bool(asked.via_told), "told-via"
    if is_told:
        raise Refused(f"{_names(asked.via)} heard of “{title}” already: there is nothing new to tell.")
    return kind


def _names(parties: tuple[Party, ...]) -> str:
    return " and ".join(party.name for party in parties)


_NEXT = {
    State.THANK: "thanks",
    State.REPORT: "report",
    State.NUDGE: "nudge",
    State.RELEASE: "release",
    State.PARKED: "ask",
    State.DRAFT: "ask",
}
"""The message that each state calls for, by the name of its template."""
_INSTEAD = {
    State.ANSWERED: "record what came of it first.",
    State.WAITING: "you are waiting for their answer.",
    State.DONE: "everybody was told and thanked.",
    State.CLOSED: "it is closed.",
}
