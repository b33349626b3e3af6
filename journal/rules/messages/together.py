"""One message to a person, for all that is due to them (docs/practice.md 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.errors import Refused
from journal.model import Day, FollowUp, Party, State
from journal.rules.messages.draft import TOGETHER, Draft, Left
from journal.rules.messages.greeting import greeting
from journal.rules.messages.part import Part
from journal.rules.messages.person_name import joined
from journal.rules.messages.values import Value, people
from journal.rules.messages.wording import Templates, worded_together
from journal.rules.messages.words import LONGEST_SUBJECT, left_to_word, subject
from journal.rules.owed import contacts_are_owed, via_is_owed

__all__ = ["compose_together"]

_OTHER_NUDGE = "one nudge is enough for a message"
_NO_NUDGE = "a message that thanks or reports asks for nothing"


def compose_together(person: Party, asks: Sequence[FollowUp], today: Day, templates: Templates) -> Draft:
    """The message to a person for what is due to them today: thanks, reports and releases, else one nudge too.

    asks: theirs, in the queue's order. Raises Refused where nothing is due, and BadSettings for a template that cannot
    be used.
    """
    due = list(_due(person, asks))
    alone = [part for part in due if _is_alone(part)]
    tells = any(part.tells for part in alone)
    nudges = sorted((part for part in alone if part.kind == "nudge"), key=lambda part: part.follow_up.due or Day.max)
    chosen = [part for part in alone if part.kind != "nudge"] + ([] if tells else nudges[:1])
    left = [_left(part, tells) for part in due if part not in chosen]
    if not chosen:
        rest = "".join(f"\n  {each.id}: {each.reason}" for each in left)
        raise Refused(f"Nothing is due to {person.name} that one message could tell.{rest}")
    parts = sorted(chosen, key=lambda part: _ORDER.index(part.kind))
    values: dict[str, Value] = {"to": people([person]), "greeting": greeting([person]), "title": _title(parts, today)}
    about, text = worded_together(TOGETHER, parts, values, templates, today)
    kinds = dict.fromkeys([TOGETHER, *(part.kind for part in parts)])
    blanks = left_to_word("\n".join(templates(kind).text for kind in kinds))
    return Draft(TOGETHER, (person,), about, text, tuple(parts), tuple(left), blanks)


# A nudge stands before what takes leave: the last words are thanks then, and no request follows them.
_ORDER = ("thanks", "thanks-via", "report", "nudge", "release")
_KINDS = {State.REPORT: "report", State.RELEASE: "release", State.NUDGE: "nudge"}


def _due(person: Party, asks: Sequence[FollowUp]) -> Iterator[Part]:
    """What is due to a person today, in the order of the asks."""
    for follow_up in asks:
        ask = follow_up.ask
        is_contact, led = _is_among(person, ask.contacts), _is_among(person, ask.via)
        if not follow_up.needs_follow_up:
            continue
        if follow_up.state is State.THANK:
            is_owed, led_and_owed = is_contact and contacts_are_owed(ask), led and via_is_owed(ask)
            if is_owed:
                yield Part(follow_up, "thanks", to_via_too=led_and_owed and len(ask.via) == 1)
            elif led_and_owed:
                yield Part(follow_up, "thanks-via")
        elif is_contact and (kind := _KINDS.get(follow_up.state)):
            yield Part(follow_up, kind)


def _is_among(person: Party, parties: Sequence[Party]) -> bool:
    return any(party.key == person.key for party in parties)


def _is_alone(part: Part) -> bool:
    """Whether a part is for one person alone. The key that records its sending would count for all whom it is for."""
    return len(part.to) == 1


def _left(part: Part, tells: bool) -> Left:
    """A part that is left out. tells: whether the message thanks or reports."""
    if _is_alone(part):
        reason = _NO_NUDGE if tells else _OTHER_NUDGE
    else:
        reason = f"it goes to {joined(people(part.to))}, and would be recorded for all of them"
    return Left(part.follow_up.note.id, part.follow_up.title, reason)


def _title(parts: Sequence[Part], today: Day) -> str:
    """What a message is about: the subjects of two parts that are short and ask nothing, else that of the first."""
    about = [said for part in parts if (said := subject(part.follow_up.ask, today))]
    if len(about) < 2:
        return "".join(about)
    both, first = joined(about), about[0]
    if len(about) == 2 and len(both) <= LONGEST_SUBJECT and not any(mark in both for mark in "?？؟"):
        return both
    return f"{first} And more" if first[-1] in "?？؟!…" else f"{first}, and more"
