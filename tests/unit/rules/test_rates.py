"""Rates and medians of one contact, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from journal.model import Ask, Median, Rate
from journal.rules.contacts import contacts
from journal.rules.rates import Answers
from journal.rules.review_text import answering_of
from tests.unit.rules.values import SETTINGS, TODAY, ask, means, party, person


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
    assert Answers([told] * 5, TODAY).medians().thanks == (days, 0 if days is None else 5)


@pytest.mark.parametrize(
    ("days", "after", "answered"),
    [(14, 14, 5), (14, 0, 5), (20, 14, 5), (20, 15, 0), (20, None, 0), (13, 1, None), (15, 20, 0)],
)
def test_an_ask_counts_from_its_14th_day_on_and_an_answer_up_to_it(
    days: int, after: int | None, answered: int | None
) -> None:
    asks = [means(asked_ago(days, after)._replace(channel=None, effort="?")) for _ in range(5)]
    assert Answers(asks, TODAY).rates() == (() if answered is None else (Rate("via", False, answered, 5),))


def test_the_largest_group_of_each_kind_stands_first() -> None:
    asks = [asked_ago(20, 1)] * 5 + [
        asked_ago(20, None)._replace(channel="in person", effort=None, via=(party("Ana"),))
    ] * 6
    assert Answers(map(means, asks), TODAY).rates() == (
        Rate("channel", "in person", 0, 6),
        Rate("channel", "e-mail", 5, 5),
        Rate("effort", "5min", 5, 5),
        Rate("via", True, 0, 6),
        Rate("via", False, 5, 5),
    )


@pytest.mark.parametrize(("after", "counted"), [(100, 1), (17, 1), (16, 0), (15, 0), (121, 0), (None, 0)])
def test_answers_of_the_last_twelve_weeks_have_a_median(after: int | None, counted: int) -> None:
    """Twelve weeks ago was the 16th day after asking; the answer of day 121 is still to come."""
    assert Answers([means(asked_ago(100, after))], TODAY).medians().answer == Median(None, counted)
