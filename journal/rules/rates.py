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

__all__ = ["Answers"]

_IN_TIME = 14
"""Days within which an answer counts."""
_RECENT = 7 * 12
"""Days that medians look back."""
_FEWEST = 5
"""Asks, or answers, below which nothing is said."""

_Group: TypeAlias = "tuple[str, str | bool]"
"""What asks are grouped by, and the value that those of one group share."""


class Answers:
    """What some asks tell of how often and how soon people answer; an ask that was added is not kept."""

    def __init__(self, follow_ups: Iterable[FollowUp], today: Day) -> None:
        self._today, self._since = today, moved(today, -_RECENT)
        self._of_group: dict[_Group, list[bool]] = defaultdict(list)
        self._answers: list[int] = []
        self._thanks: list[int] = []
        for follow_up in follow_ups:
            self.add(follow_up)

    def add(self, follow_up: FollowUp) -> None:
        """Count an ask too."""
        today = self._today
        self._thanks += _thanking(follow_up, self._since, today)
        if waited := wait(follow_up, today):
            days, is_over = waited.days(today), waited.is_over(today)
            if (today - waited.asked).days >= _IN_TIME:
                for group in _groups(follow_up):
                    self._of_group[group].append(is_over and days <= _IN_TIME)
            if is_over and _ended(waited) > self._since:
                self._answers.append(days)

    def rates(self) -> tuple[Rate, ...]:
        """How many asks were answered within 14 days: by channel, by effort, by whether somebody led there; the largest
        group first. Asks of the last 14 days are left out, and groups of fewer than 5.
        """
        groups = self._of_group.items()
        found = [Rate(by, value, sum(each), len(each)) for (by, value), each in groups if len(each) >= _FEWEST]
        return tuple(sorted(found, key=lambda rate: (rate.by, -rate.of, str(rate.value))))

    def medians(self) -> Medians:
        """The median days from asking to the answer, and from the outcome to our thanks, over the last 12 weeks."""
        return Medians(_median(self._answers), _median(self._thanks))


def _groups(follow_up: FollowUp) -> Iterator[_Group]:
    """The groups that an ask belongs to; none for what its note does not say."""
    channel = fold(follow_up.ask.channel or "")
    effort = "".join(letter for letter in fold(follow_up.ask.effort or "") if letter.isalnum())
    yield from ((by, value) for by, value in (("channel", channel), ("effort", effort)) if value)
    yield "via", bool(follow_up.ask.via)


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
