"""The text of each message, in paragraphs; an empty paragraph is left out.

All texts of messages are here. They take what has happened from the follow-up, and compare no dates but those they
name.
"""

from __future__ import annotations

from collections.abc import Iterable

from journal.model import Day, FollowUp, State
from journal.rules.messages.days_in_words import day_in_words
from journal.rules.messages.greeting import called_again
from journal.rules.messages.person_name import joined, name_in_words, person_in_words
from journal.rules.messages.words import (
    ASK_TO_WORD,
    OUTCOME_TO_WORD,
    ask_paragraphs,
    asking_sentence,
    effort_in_words,
    is_asking,
    may_be_no,
    outcome_in_words,
    quoted,
    subject,
    why_in_words,
)

__all__ = ["ask", "nothing_came", "nudge", "release", "report", "thanks", "thanks_to_via", "word_to_via"]


def ask(follow_up: FollowUp, today: Day) -> Iterable[str]:
    asked = follow_up.ask
    yield why_in_words(asked, today)
    yield ask_paragraphs(asked, today) or ASK_TO_WORD
    yield effort_in_words(asked.effort)
    if asked.needed_by and asked.needed_by >= today:
        yield f"An answer {_by(asked.needed_by, today)} would help most; a no is fine too."


def nudge(follow_up: FollowUp, today: Day) -> Iterable[str]:
    asked = follow_up.ask
    yield _asked_you(follow_up, today)
    if not asking_sentence(asked, today) and subject(asked, today) == "A question":
        yield ASK_TO_WORD
    if asked.promised and asked.promised < today:
        day = day_in_words(asked.promised, today)
        yield f"You thought you might get to it by {day}, so I am asking how it stands."
    elif any(day <= today for day in asked.nudged):
        yield "I know that I have asked before, so this is only a short reminder."
    if asked.needed_by and asked.needed_by >= today:
        yield f"An answer {_by(asked.needed_by, today)} would help."
    yield "If it does not suit you, a short no is a good answer too."


def thanks(follow_up: FollowUp, today: Day) -> Iterable[str]:
    yield f"{_asked_you(follow_up, today)} {_thank_you(follow_up, 'Thank you for your help with it.')}"
    yield _came_of_it(outcome_in_words(follow_up.ask, follow_up.ask.contacts, today))
    yield "I wanted you to know how it went."


def report(follow_up: FollowUp, today: Day) -> Iterable[str]:
    yield _asked_you(follow_up, today)
    goals = [f"“{name_in_words(goal.party.name)}”" for goal in follow_up.achieved]
    have = "have" if len(goals) > 1 else "has"
    ended = f"{joined(goals)} {have} come true" if goals else "What I asked it for has come true"
    yield f"Today I can tell you how it ended: {ended}. {_thank_you(follow_up, 'You had a part in it: thank you.')}"


def release(follow_up: FollowUp, today: Day) -> Iterable[str]:
    match follow_up.row:
        case 8:
            why = "It has worked out in the meantime, so there is nothing left for you to do."
        case 11:
            why = "The day I needed it by has passed, so there is nothing left for you to do."
        case _:
            why = "I take it that it does not suit you now, and that is fine: please forget about it."
    yield f"{_asked_you(follow_up, today)} {why}"
    yield "Thank you all the same."


def word_to_via(follow_up: FollowUp, today: Day) -> Iterable[str]:
    yield _led_me(follow_up, today)
    if follow_up.state is not State.RELEASE:
        yield "Thank you for the lead. I will tell you what comes of it."
    elif follow_up.row == 8:
        yield "It has worked out in the meantime, so I am letting this rest. Thank you all the same for the lead."
    else:
        yield "Nothing has come of it so far, and I am letting it rest. Thank you all the same for the lead."


def thanks_to_via(follow_up: FollowUp, today: Day) -> Iterable[str]:
    yield _led_me(follow_up, today)
    yield _came_of_it(outcome_in_words(follow_up.ask, follow_up.ask.via, today, of_others=True))
    yield "Thank you for the lead."


def nothing_came(follow_up: FollowUp, today: Day) -> Iterable[str]:
    yield _led_me(follow_up, today)
    yield "Nothing came of it this time, and I wanted you to know. Thank you all the same for the lead."


def _led_me(follow_up: FollowUp, today: Day) -> str:
    """The contacts that the reader led to, by full name, and what they were asked."""
    asked = follow_up.ask
    names = [name for party in asked.contacts if (name := person_in_words(party.name))]
    whom = joined(names) or "the right person"
    return f"You led me to {whom}. {_asked(called_again(asked.contacts, asked.via), follow_up, today)}"


def _asked_you(follow_up: FollowUp, today: Day) -> str:
    return _asked("you", follow_up, today)


def _asked(whom: str, follow_up: FollowUp, today: Day) -> str:
    """A sentence: who was asked, when, and for what. whom: the words for who."""
    known = follow_up.asked and follow_up.asked <= today
    when = f"On {day_in_words(follow_up.asked, today)}" if known and follow_up.asked else "A while ago"
    if said := asking_sentence(follow_up.ask, today):
        return (
            f"{when} I asked {whom}: {quoted(said)}"
            if is_asking(said)
            else (f"{when} I wrote to {whom} with a request: {quoted(said)}")
        )
    about = subject(follow_up.ask, today)
    return f"{when} I wrote to {whom}" + (f" about {quoted(about)}" if about != "A question" else " with a question.")


def _came_of_it(outcome: str) -> str:
    return f"What came of it: {quoted(outcome)}" if outcome else OUTCOME_TO_WORD


def _thank_you(follow_up: FollowUp, for_help: str) -> str:
    return "Thank you for taking the time." if may_be_no(follow_up.ask) else for_help


def _by(day: Day, today: Day) -> str:
    return "today" if day == today else f"by {day_in_words(day, today)}"
