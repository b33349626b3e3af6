"""How often and how soon people answer, by how they were asked (docs/practice.md 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from journal.dates import moved
from journal.model import Day, FollowUp, Median, Medians, Rate
from journal.notes import fold
from journal.rules.days import answered_on, known_day
from journal.rules.silence import Wait, wait

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["medians", "rates"]

_IN_TIME = 14
"""Days within which an answer counts."""
_RECENT = 7 * 12
"""Days that medians look back."""
_FEWEST = 5
"""Asks, or answers, below which nothing is said."""

_Group: TypeAlias = "tuple[str, str | bool]"
"""What asks are grouped by, and the value that those of one group share."""


def rates(follow_ups: Iterable[FollowUp], today: Day) -> tuple[Rate, ...]:
    """How many asks were answered within 14 days: by channel, by effort, by whether somebody led there; the largest
    group first. Asks of the last 14 days are left out, and groups of fewer than 5.
    """
    of_group: dict[_Group, list[bool]] = defaultdict(list)
    for follow_up in follow_ups:
        waited = wait(follow_up, today)
        if waited and (today - waited.asked).days >= _IN_TIME:
            in_time = waited.is_over(today) and waited.days(today) <= _IN_TIME
            for group in _groups(follow_up):
                of_group[group].append(in_time)
    found = [Rate(by, value, sum(each), len(each)) for (by, value), each in of_group.items() if len(each) >= _FEWEST]
    return tuple(sorted(found, key=lambda rate: (rate.by, -rate.of, str(rate.value))))


def _groups(follow_up: FollowUp) -> Iterator[_Group]:
    """The groups that an ask belongs to; none for what its note does not say."""
    channel = fold(follow_up.ask.channel or "")
    effort = "".join(letter for letter in fold(follow_up.ask.effort or "") if letter.isalnum())
    yield from ((by, value) for by, value in (("channel", channel), ("effort", effort)) if value)
    yield "via", bool(follow_up.ask.via)


def medians(follow_ups: Sequence[FollowUp], today: Day) -> Medians:
    """The median days from asking to the answer, and from the outcome to our thanks, over the last 12 weeks."""
    since = moved(today, -_RECENT)
    waits = [waited for follow_up in follow_ups if (waited := wait(follow_up, today))]
    answers = [waited.days(today) for waited in waits if waited.is_over(today) and _ended(waited) > since]
    thanks = [days for follow_up in follow_ups for days in _thanking(follow_up, since, today)]
    return Medians(_median(answers), _median(thanks))


def _ended(waited: Wait) -> Day:
    return waited.answered or Day.min


def _thanking(follow_up: FollowUp, since: Day, today: Day) -> Iterator[int]:
    """The days from an outcome to the thanks for it; nothing where a day is unknown, or the thanks came before."""
    ask, thanked = follow_up.ask, known_day(follow_up.ask.thanked)
    heard = ask.outcome_date or answered_on(ask)
    if ask.outcome and thanked and heard and since < thanked <= today and heard <= thanked:
        yield (thanked - heard).days


def _median(days: Sequence[int]) -> Median:
    usual = median(days) if len(days) >= _FEWEST else None
    return Median(int(usual) if usual is not None and usual == int(usual) else usual, len(days))
