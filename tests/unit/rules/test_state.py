from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.config import WEEKDAYS, Settings
from journal.model import Ask, DateOrYes, Day, FollowUp, Goal, Span
from journal.rules.goals import progress
from journal.rules.state import follow_up, holds_until, open_asks
from tests.unit.rules.values import TODAY, ask, d, goal, means

days = st.integers(-25, 25).map(lambda shift: TODAY + timedelta(days=shift))
yes: st.SearchStrategy[Literal[True]] = st.just(True)
told: st.SearchStrategy[DateOrYes] = st.one_of(st.none(), yes, days)


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    goals: list[Goal] = [
        goal(f"Goal {number}", draw(told), status=draw(st.sampled_from([None, None, "done"])))
        for number in range(draw(st.integers(0, 2)))
    ]
    words = [None, "draft", "parked", "asked", "answered", "done", "closed", "warm"]
    return ask(draw(st.sampled_from(["asks/x", "asks/2026-03-14-x"])), via=draw(st.sampled_from(["", "Ben"])))._replace(
        goals=tuple(goals),
        status=draw(st.sampled_from(words)),
        asked=draw(st.none() | st.just("") | st.just("yes") | days),
        date=draw(st.none() | days),
        answered=draw(told),
        follow_up=draw(st.none() | days | st.builds(Span, st.integers(0, 30), st.sampled_from(["d", "w", "m"]))),
        promised=draw(st.none() | days),
        needed_by=draw(st.none() | days),
        nudged=tuple(sorted(draw(st.sets(days, max_size=3)))),
        outcome=draw(st.sampled_from([None, None, "yes"])),
        outcome_date=draw(st.none() | days),
        thanked=draw(told),
        via_thanked=draw(told),
        reported=draw(told),
    )


def _lasting(found: FollowUp) -> FollowUp:
    return found._replace(days_overdue=None)


@given(
    asks(),
    st.builds(
        Settings()._replace,
        wait_days=st.integers(0, 9),
        nudge_gap_days=st.integers(0, 9),
        max_nudges=st.integers(0, 3),
        rest_days=st.sets(st.sampled_from(WEEKDAYS)).map(tuple),
    ),
)
def test_nothing_changes_while_it_is_said_to_be_steady(asked: Ask, settings: Settings) -> None:
    today, last = TODAY - timedelta(days=35), TODAY + timedelta(days=80)
    while today < last:
        found = follow_up(asked, settings, today)
        until = holds_until(found, today)
        assert until is None or until >= today
        steady = min(until or last, last)
        while today <= steady:
            assert _lasting(follow_up(asked, settings, today)) == _lasting(found)
            today += timedelta(days=1)


STEADY: dict[str, tuple[dict[str, Any], str | None]] = {
    "waiting, until the day before its end": (dict(asked="03-15"), "03-21"),
    "a nudge that is due": (dict(asked="03-01"), None),
    "needed_by is the last day": (dict(asked="03-01", needed_by="03-20"), "03-20"),
    "needed_by today": (dict(asked="03-01", needed_by="03-16"), "03-16"),
    "asked tomorrow": (dict(asked="03-17"), "03-16"),
    "a nudge ahead": (dict(asked="03-01", nudged="03-20"), "03-19"),
    "a goal that ends ahead": (dict(asked="03-01", goal=goal(achieved=d("03-25"))), "03-24"),
    "closed": (dict(status="closed", asked="03-01"), None),
    "a draft with no dates": ({}, None),
}


@pytest.mark.parametrize(("says", "until"), STEADY.values(), ids=STEADY)
def test_steady_until(says: dict[str, Any], until: str | None) -> None:
    assert holds_until(means(ask(**says)), TODAY) == (d(until) if until else None)


def test_the_calendar_ends_without_a_crash() -> None:
    assert holds_until(means(ask(asked="03-01", needed_by=Day.max)), TODAY) == Day.max - timedelta(days=1)


def test_open_asks_are_all_but_those_that_are_done_or_closed() -> None:
    found = [("a", "closed"), ("b", "done"), ("c", "draft"), ("d", "parked"), ("e", "asked"), ("f", "asked")]
    (counted,) = progress([goal()], [means(ask(name, status=status)) for name, status in found], (), TODAY)
    assert open_asks(counted) == 4


def test_equal_asks_mean_equal_things() -> None:
    assert means(ask(asked="03-01")) == means(ask(asked="03-01"))
