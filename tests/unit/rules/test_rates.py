"""Rates and medians of one contact, in words."""

from __future__ import annotations

from datetime import timedelta

from journal.model import Ask
from journal.rules.contacts import contacts
from journal.rules.review_text import answering_of
from tests.unit.rules.values import SETTINGS, TODAY, ask, means, person


def asked_ago(days: int, after: int | None, contact: str = "Maria") -> Ask:
    asked = TODAY - timedelta(days=days)
    answered = None if after is None else asked + timedelta(days=after)
    return ask(contact=contact, asked=asked, answered=answered, channel="E-Mail", effort="5 min")


def test_only_the_contacts_own_asks_count_and_from_five_on() -> None:
    asks = [asked_ago(60, 2), asked_ago(50, 4), asked_ago(40, 20), asked_ago(30, 3), asked_ago(20, None)]
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
