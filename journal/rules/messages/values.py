"""What a template may say of an ask: each value as the words of a message, or missing (docs/practice.md 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal.model import Day, FollowUp, Goal, Party, State
from journal.notes.lengths import minutes_of
from journal.regex import regex
from journal.rules.days import known_day
from journal.rules.messages.days_in_words import day_in_words
from journal.rules.messages.greeting import called_again, greeting
from journal.rules.messages.outcome import may_be_no, outcome_in_words
from journal.rules.messages.person_name import name_in_words, person_in_words
from journal.rules.messages.words import (
    GOAL_TO_WORD,
    ask_to_send,
    asking_sentence,
    in_quotes,
    is_private,
    subject,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["LIST", "OF_PARTS", "PART", "PARTS", "TEXT", "VALUES", "Value", "given_by", "minutes", "values_of"]

Value: TypeAlias = "str | float | bool | tuple[Value, ...] | Mapping[str, Value] | None"
"""A text, a number, a list of texts, a part with its own values by name, or a list of parts. None: it is missing."""

TEXT, LIST, PART, PARTS = "text", "list", "part", "parts"
"""What a value can be. Numbers count as text; ``parts`` is a name, too."""
VALUES = (
    "to greeting title ask goal outcome asked answered nudged promised needed_by minutes contact via whom ended "
    "also achieved".split()
)
"""The names of the values that every template has."""
OF_PARTS = frozenset({*VALUES, "kind", "text"})
"""The names of the values of a part."""
_LISTS = frozenset({"to", "goal", "achieved", "nudged", "contact", "via"})
_LONGEST_EFFORT = 24 * 60
"""Minutes."""
_SEVERAL_TIMES = regex(
    r"(?i)\d\s*[x×*]|\d\s+\w+\s+of\b|\b(?:twice|times|each|every|daily|weekly|monthly|a (?:day|week|month))\b"
)
_RELEASED = {8: "achieved", 11: "late"}
"""Why an ask is let go, by the row of docs/rules.md 2; else it is ``quiet``."""


def given_by(name: str) -> str:
    """What the value with this name is: TEXT, LIST or PARTS."""
    return name if name == PARTS else LIST if name in _LISTS else TEXT


def values_of(follow_up: FollowUp, kind: str, today: Day) -> Mapping[str, Value]:
    """The values of an ask for a message, without those that are missing. kind: the name of the template."""
    ask = follow_up.ask
    is_first, is_to_via = kind == "ask", kind.endswith("-via")
    to = ask.via if is_to_via else ask.contacts
    goals = follow_up.achieved if kind == "report" else ask.goals

    def on(day: Day | None) -> str:
        return day_in_words(day, today) if day else ""

    found: dict[str, Value] = {
        "to": people(to),
        "greeting": greeting(to),
        "title": subject(ask, today),
        "ask": ask_to_send(ask, today) if is_first else in_quotes(asking_sentence(ask, today)),
        "goal": _names(goals, to) or ((GOAL_TO_WORD,) if kind == "report" else ()),
        "outcome": outcome_in_words(ask, to, today, of_others=is_to_via),
        "asked": on(follow_up.asked) if follow_up.asked and follow_up.asked <= today else "",
        "answered": on(known_day(ask.answered)),
        "nudged": tuple(on(day) for day in ask.nudged if day <= today),
        "promised": on(ask.promised if kind != "nudge" or _was_promised(follow_up, today) else None),
        "needed_by": "today" if ask.needed_by == today else on(ask.needed_by),
        "minutes": minutes(ask.effort),
        "contact": people(ask.contacts),
        "via": people(ask.via),
        "whom": called_again(ask.contacts, to) if is_to_via else "you",
        "ended": _ended(follow_up),
        "achieved": _names(follow_up.achieved, to),
    }
    if is_first and ask.needed_by and ask.needed_by < today:
        del found["needed_by"]
    return {name: value for name, value in found.items() if value}


def _was_promised(follow_up: FollowUp, today: Day) -> bool:
    """Whether a promised day has passed and no nudge has said so."""
    day = follow_up.ask.promised
    return day is not None and day < today and all(nudge <= day for nudge in follow_up.nudges)


def minutes(effort: str | None) -> int:
    """What an ask costs its contact, in minutes; 0 where its effort names no length of time, several times one, or more
    than a day.
    """
    named = 0 if effort and _SEVERAL_TIMES.search(effort) else minutes_of(effort) or 0
    return named if named <= _LONGEST_EFFORT else 0


def people(parties: Sequence[Party]) -> tuple[str, ...]:
    """The full names of people, without remarks and a dot at the end, to stand in a sentence."""
    return tuple(name for party in parties if (name := person_in_words(party.name).removesuffix(".")))


def _names(goals: Sequence[Goal], to: Sequence[Party]) -> tuple[str, ...]:
    """The names of goals that can be told to somebody, without a dot at the end, to stand in a sentence."""
    found = (name_in_words(goal.party.name).removesuffix(".") for goal in goals)
    return tuple(name for name in found if not is_private(name, to))


def _ended(follow_up: FollowUp) -> str:
    """How it ended, in a word: yes, no, or why it is let go; "" where it goes on, or nobody can tell."""
    if follow_up.ask.outcome:
        return "no" if may_be_no(follow_up.ask) else "yes"
    return _RELEASED.get(follow_up.row, "quiet") if follow_up.state is State.RELEASE else ""
