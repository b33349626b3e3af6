"""How long a contact takes to answer as a rule (docs/rules.md 6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from journal.model import Day, FollowUp, State
from journal.rules.days import known_day
from journal.rules.status import StatusClass, status_class

__all__ = ["Silence", "silence_days"]

_FEWEST = 5
"""Asks below which nothing is said."""
_UNANSWERED = 0.2 + 1e-9
"""The share still without an answer at which quiet stops being normal; the rest is for rounding."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Days by which 80 % have answered. by_contact: by party key, where there are asks enough to tell."""

    by_contact: Mapping[str, int | None]
    vault: int | None

    def days(self, key: str) -> int | None:
        """For the contact with that party key; None where there is no telling."""
        return self.by_contact.get(key, self.vault)


class _Wait(NamedTuple):
    """Days from asking to the answer, or, where that is still to come, to today."""

    days: int
    answered: bool


def silence_days(follow_ups: Iterable[FollowUp], today: Day) -> Silence:
    """What silence to expect, from every ask that went out to somebody on a known day."""
    every: list[_Wait] = []
    of_contact: dict[str, list[_Wait]] = defaultdict(list)
    for follow_up in follow_ups:
        if follow_up.ask.contacts and (wait := _wait(follow_up, today)):
            every.append(wait)
            for party in follow_up.ask.contacts:
                of_contact[party.key].append(wait)
    by_contact = {key: _expected(waits) for key, waits in of_contact.items() if len(waits) >= _FEWEST}
    return Silence(by_contact, _expected(every) if len(every) >= _FEWEST else None)


def _wait(follow_up: FollowUp, today: Day) -> _Wait | None:
    """None where an ask tells nothing: not yet asked, or answered on an unknown day."""
    ask, asked = follow_up.ask, follow_up.asked
    if asked is None or asked > today:
        return None
    answered = known_day(ask.answered) or ask.outcome_date
    if answered is not None:
        return _Wait(max(0, (answered - asked).days), answered=True)
    status = status_class(ask.status)
    if ask.answered or ask.outcome or status is StatusClass.ANSWERED or follow_up.state is State.DONE:
        return None
    return _Wait((today - asked).days, answered=False)


def _expected(waits: Sequence[_Wait]) -> int | None:
    """The Kaplan-Meier estimate of the day by which 80 % have answered; None where too few ever did."""
    answers: dict[int, int] = defaultdict(int)
    leaving: dict[int, int] = defaultdict(int)
    for wait in waits:
        answers[wait.days] += wait.answered
        leaving[wait.days] += 1
    at_risk, silent = len(waits), 1.0
    for days in sorted(leaving):
        silent *= 1 - answers[days] / at_risk
        if silent <= _UNANSWERED:
            return days
        at_risk -= leaving[days]
    return None
