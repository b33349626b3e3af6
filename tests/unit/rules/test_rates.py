"""Rates and medians of one contact, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from journal.model import Ask
from journal.rules.contacts import contacts
from journal.rules.rates import medians
from journal.rules.review_text import answering_of
from tests.unit.rules.values import SETTINGS, TODAY, ask, means, person


def asked_ago(days: int, after: int | None, contact: str = "Maria") -> Ask:
    asked = TODAY - timedelta(days=days)
    answered = None if after is None else asked + timedelta(days=after)
    return ask(contact=contact, asked=asked, answered=answered, channel="E-Mail", effort="5 min")


def test_only_the_contacts_own_asks_count_and_from_five_on() -> None:
    asks = [asked_ago(60, 2), asked_ago(50, 4), asked_ago(40, 20), asked_ago(30, 3), asked_ago(20, None)]
    asks[0] = asked_ago(60, 2, "Tom Maria")
    others = [asked_ago(40, 1, "Tom")] * 6
    (maria,) = contacts([person()], [], [], SETTINGS, TODAY)
    assert answering_of(maria, [*map(means, asks), *map(means, others)], TODAY) == [
        "by e-mail: 3 of 5 within 14 days",
        "for 5min: 3 of 5 within 14 days",
        "where nobody led there: 3 of 5 within 14 days",
    ], "four answers are too few for a median"
    assert answering_of(maria, map(means, [*asks, asked_ago(25, 5)]), TODAY)[-1] == (
        "an answer takes 4 days as a rule (5 answers in 12 weeks)"
    )
    assert answering_of(maria, map(means, asks[1:]), TODAY) == []


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ((1, 1, 1, 1, 1), "an answer takes 1 day as a rule (5 answers in 12 weeks)"),
        ((0, 0, 0, 5, 5), "an answer takes 0 days as a rule (5 answers in 12 weeks)"),
        ((1, 2, 4, 5, 9, 9), "an answer takes 4.5 days as a rule (6 answers in 12 weeks)"),
    ],
)
def test_days_are_counted_in_words(answers: tuple[int, ...], said: str) -> None:
    (maria,) = contacts([person()], [], [], SETTINGS, TODAY)
    assert answering_of(maria, [means(asked_ago(13, after)) for after in answers], TODAY) == [said]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ({"outcome_date": "03-01", "answered": "02-20", "thanked": "03-04"}, 3),
        ({"answered": "02-20", "thanked": "03-04"}, 12),
        ({"outcome_date": "03-01", "thanked": "03-01"}, 0),
        ({"outcome_date": "03-01", "thanked": "03-16"}, 15),
        ({"outcome_date": "03-01", "thanked": "03-17"}, None),
        ({"outcome_date": "03-05", "thanked": "03-04"}, None),
        ({"answered": True, "thanked": "03-04"}, None),
        ({"outcome_date": "03-01", "thanked": True}, None),
        ({"outcome_date": "2025-12-01", "thanked": "2025-12-23"}, 22),
        ({"outcome_date": "2025-12-01", "thanked": "2025-12-22"}, None),
        ({"outcome": None, "outcome_date": "03-01", "thanked": "03-04"}, None),
    ],
)
def test_our_thanks_take_the_days_from_the_outcome_of_the_last_twelve_weeks(
    written: dict[str, Any], days: int | None
) -> None:
    told = means(ask(**{"asked": "2025-11-01", "outcome": "yes", **written}))
    assert medians([told] * 5, TODAY).thanks == (days, 0 if days is None else 5)
