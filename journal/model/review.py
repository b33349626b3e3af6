"""What a person looks back on (docs/practice.md 6)."""

from __future__ import annotations

from journal.model.asks import Goal
from journal.model.captures import Capture
from journal.model.days import Day
from journal.model.party_lines import ContactLine
from journal.model.queue_line import QueueLine
from journal.model.today import Contact, FollowUp, Progress
from journal.named_tuple import NamedTuple

__all__ = ["Median", "Medians", "Rate", "Review", "Unasked"]


class Rate(NamedTuple):
    """How many of some asks were answered within 14 days.

    by: channel, effort or via. value: what these asks share: a channel, an effort, or whether via names somebody.
    """

    by: str
    value: str | bool
    answered: int
    of: int


class Median(NamedTuple):
    """The middle of some numbers of days. days: None where there are too few of them. of: how many there are."""

    days: int | float | None
    of: int


class Medians(NamedTuple):
    """The usual days to an answer, and from what came of an ask to our thanks, over the last 12 weeks."""

    answer: Median
    thanks: Median


class Unasked(NamedTuple):
    """A piece of a goal that nobody was asked for and that no source serves."""

    goal: Goal
    piece: str


class Review(NamedTuple):
    """What is on us at the end of some days, and what happened in them.

    since, until: the first and the last of these days. path: of the note that keeps the review. owed: asks of which
    somebody is to hear the outcome or the end. mine: what else needs follow-up. Both are in the queue's order. opening:
    contacts whose year is used up and who can be met again soon. touch: contacts to keep in touch with. found:
    captured lines that wait to become asks. asked,
    answered, outcomes, thanked: asks to which that happened in these days, of which no more is filled in than an
    outline has.
    """

    since: Day
    until: Day
    path: str
    owed: tuple[QueueLine, ...]
    mine: tuple[QueueLine, ...]
    stuck: tuple[Progress, ...]
    unasked: tuple[Unasked, ...]
    opening: tuple[Contact, ...]
    touch: tuple[ContactLine, ...]
    found: tuple[Capture, ...]
    asked: tuple[FollowUp, ...]
    answered: tuple[FollowUp, ...]
    outcomes: tuple[FollowUp, ...]
    thanked: tuple[FollowUp, ...]
    rates: tuple[Rate, ...]
    medians: Medians
