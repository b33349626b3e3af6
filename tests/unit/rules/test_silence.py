from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from journal.model import Ask
from journal.rules.silence import silence_days
from tests.unit.rules.values import TODAY, ask, means


def asked_ago(days: int, answered_after: int | None = None, **says: Any) -> Ask:
    """An ask of so many days ago, answered after so many or not yet."""
    asked = TODAY - timedelta(days=days)
    answered = None if answered_after is None else asked + timedelta(days=answered_after)
    return ask(asked=asked, answered=answered, **says)


ESTIMATES: dict[str, tuple[list[Ask], int | None]] = {
    "none": ([], None),
    "four are too few": ([asked_ago(30, 3)] * 4, None),
    "all after three days": ([asked_ago(30, 3)] * 5, 3),
    "four of five are 80 %": ([asked_ago(30, days) for days in (1, 2, 3, 4, 20)], 4),
    "a third never answered": ([asked_ago(30, 1)] * 4 + [asked_ago(60)] * 2, None),
    "the same day": ([asked_ago(30, 0)] * 5, 0),
    # silent: two thirds from day 2 on, one third from 3 on, none from 4 on
    "censored ones leave those who may answer": ([asked_ago(1)] * 2 + [asked_ago(30, days) for days in (2, 3, 4)], 4),
    "censored on the day of an answer is still at risk": ([asked_ago(5)] + [asked_ago(30, 5)] * 4, 5),
    "closed without an answer is censored today": ([asked_ago(30, 1)] * 4 + [asked_ago(60, status="noreply")], 1),
    "by outcome_date": ([asked_ago(14, outcome="yes", outcome_date="03-09")] * 5, 7),
    "an answer without a day, by key": ([asked_ago(30, 3)] * 4 + [ask(asked="02-20", answered=True)], None),
    "an answer without a day, by status": ([asked_ago(30, 3)] * 4 + [asked_ago(30, status="answered")], None),
    "an answer without a day: done": ([asked_ago(30, 3)] * 4 + [asked_ago(30, status="done")], None),
    "an answer without a day, by outcome": ([asked_ago(30, 3)] * 4 + [asked_ago(30, outcome="yes")], None),
    "asked today is a wait": ([asked_ago(30, 3)] * 4 + [asked_ago(0)], 3),
    "not yet asked tells nothing": ([asked_ago(30, 3)] * 4 + [asked_ago(-1), asked_ago(-1, status="sent")], None),
    "drafts tell nothing": ([asked_ago(30, 3)] * 4 + [ask()], None),
    "nobody to answer": ([asked_ago(30, 3)] * 4 + [asked_ago(30, 3, contact="")], None),
    "answered ahead is censored today": (
        [asked_ago(30, 3)] * 4 + [asked_ago(2, 30)] * 2, 3,
    ),
    "an answer ahead is none": ([asked_ago(30, 31)] * 5, None),
    "an answer of today is one": ([asked_ago(30, 30)] * 5, 30),
    "done with a date is an answer": ([asked_ago(30, 4, status="done")] * 5, 4),
    "answered before asked": ([asked_ago(30, -3)] * 5, 0),
}  # fmt: skip


@pytest.mark.parametrize(("asks", "days"), ESTIMATES.values(), ids=ESTIMATES)
def test_the_day_by_which_four_of_five_have_answered(asks: list[Ask], days: int | None) -> None:
    found = silence_days(map(means, asks), TODAY)
    assert found.vault == days
    assert found.days("maria") == days


def test_own_asks_count_from_five_on_else_the_vaults() -> None:
    slow = [asked_ago(60, 20, contact="Tom")] * 5
    quick = [asked_ago(60, 2, contact="Maria")] * 4
    found = silence_days(map(means, slow + quick), TODAY)
    assert (found.days("tom"), found.days("maria"), found.days("nobody")) == (20, 20, 20)
    found = silence_days(map(means, [*slow, *quick, asked_ago(60, 2, contact="Maria Ben")]), TODAY)
    assert (found.days("tom"), found.days("maria"), found.vault) == (20, 2, 20)


def test_somebody_who_seldom_answers_has_no_day_of_their_own_nor_anothers() -> None:
    silent = [asked_ago(90, contact="Tom")] * 5
    quick = [asked_ago(60, 2, contact="Maria")] * 40
    found = silence_days(map(means, silent + quick), TODAY)
    assert (found.vault, found.days("tom")) == (2, None)
