"""How long a contact takes to answer as a rule (docs/rules.md 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from journal.model import Day, FollowUp, State
from journal.named_tuple import NamedTuple
from journal.rules.days import known_day
from journal.rules.status import StatusClass, status_class

__all__ = ["Silence", "Wait", "silence_days", "usual", "wait"]

_FEWEST = 5
"""Asks below which nothing is said."""
_UNANSWERED = 0.2 + 1e-9
"""The share still without an answer at which quiet stops being normal; the rest is for rounding."""


class Silence(NamedTuple):
    """The days by which 80 % of answers come. by_contact: by party key, for contacts with enough asks."""

    by_contact: Mapping[str, int | None]
    vault: int | None

    def days(self, key: str) -> int | None:
        """The days for a contact by party key, else the vault's; None where there are too few asks to tell."""
        return self.by_contact.get(key, self.vault)


class Wait(NamedTuple):
    """A wait from the day of asking to the day of the answer; answered is None where the answer is still to come.

    An answer dated in the future is still to come too.
    """

    asked: Day
    answered: Day | None

    def is_over(self, today: Day) -> bool:
        """Whether the answer has come as of today."""
        return self.answered is not None and self.answered <= today

    def days(self, today: Day) -> int:
        """The length of the wait in days, up to today; 0 where the answer is dated before the asking."""
        return max(0, (min(self.answered or today, today) - self.asked).days)


def silence_days(follow_ups: Iterable[FollowUp], today: Day, every: Iterable[Wait] | None = None) -> Silence:
    """The silence to expect, worked out from the asks that went out to somebody on a known day.

    every: the waits of the whole vault, where follow_ups are only those of some contacts.
    """
    own: list[Wait] = []
    of_contact: dict[str, list[Wait]] = defaultdict(list)
    for follow_up in follow_ups:
        if waited := wait(follow_up, today):
            own.append(waited)
            for party in follow_up.ask.contacts:
                of_contact[party.key].append(waited)
    by_contact = {key: _expected(waits, today) for key, waits in of_contact.items() if len(waits) >= _FEWEST}
    return Silence(by_contact, usual(own if every is None else list(every), today))


def usual(waits: Sequence[Wait], today: Day) -> int | None:
    """The days by which 80 % of a vault's answers come; None where there are too few waits to tell."""
    return _expected(waits, today) if len(waits) >= _FEWEST else None


def wait(follow_up: FollowUp, today: Day) -> Wait | None:
    """The wait of an ask; None where nobody is asked, it is not out yet, or the day of the answer is unknown."""
    ask, asked = follow_up.ask, follow_up.asked
    if not ask.contacts or asked is None or asked > today:
        return None
    answered = known_day(ask.answered) or ask.outcome_date
    if answered is not None:
        return Wait(asked, answered)
    status = status_class(ask.status)
    if ask.answered or ask.outcome or status is StatusClass.ANSWERED or follow_up.state is State.DONE:
        return None
    return Wait(asked, None)


def _expected(waits: Sequence[Wait], today: Day) -> int | None:
    """The Kaplan-Meier estimate of the day by which 80 % have answered; None where too few ever did."""
    answers: dict[int, int] = defaultdict(int)
    leaving: dict[int, int] = defaultdict(int)
    for wait in waits:
        answers[wait.days(today)] += wait.is_over(today)
        leaving[wait.days(today)] += 1
    at_risk, silent = len(waits), 1.0
    for days in sorted(leaving):
        silent *= 1 - answers[days] / at_risk
        if silent <= _UNANSWERED:
            return days
        at_risk -= leaving[days]
    return None
