"""Budgets, rest days, cadences and efforts, counted day by day: whatever year it is, the rules count the same."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Sequence

from hypothesis import given
from hypothesis import strategies as st

from journal.model import Contact, Day, Meeting, Span, State
from journal.notes.lengths import lengths
from journal.rules.contacts import contacts
from journal.rules.touch import touch
from tests.unit.rules.values import SETTINGS, ask, means, meeting, person

LEAP = Day(2028, 2, 29)
days = st.one_of(
    st.dates(Day(2023, 6, 1), Day(2033, 6, 1)),
    st.integers(-800, 800).map(lambda away: Day.fromordinal(LEAP.toordinal() + away)),
    st.sampled_from([Day(2100, 2, 28), Day(2096, 2, 29), Day(2024, 12, 31), Day(2025, 1, 31)]),
)
"""Any, but more around a leap day, and the ends of a year that has none though it divides by four."""
near = st.integers(0, 900)


def later(day: Day, by: int) -> Day:
    return Day.fromordinal(day.toordinal() + by)


def standing(met: Sequence[Day], today: Day, budget: int) -> Contact:
    meetings: list[Meeting] = [meeting(day.isoformat()) for day in met]
    (found,) = contacts([person(meetings_per_year=budget)], (), meetings, SETTINGS, today)
    return found


def used_on(day: Day, met: Sequence[Day]) -> int:
    """The meetings of the 365 days that end with a day, that day included."""
    return sum((day - each).days in range(365) for each in met)


@given(today=days, back=st.lists(near, max_size=8), budget=st.integers(0, 4))
def test_a_budget_opens_on_the_first_day_that_has_room(today: Day, back: list[int], budget: int) -> None:
    met = [later(today, -each) for each in back]
    found = standing(met, today, budget)
    assert found.meetings_used == used_on(today, met)
    ahead = (later(today, each) for each in range(366))
    assert found.next_opens == next((day for day in ahead if used_on(day, met) < budget), None)


def months_later(day: Day, months: int) -> Day:
    """The same day of the month so many months on, walked month by month; its last day where it is shorter."""
    first = day.replace(day=1)
    for _ in range(months):
        first = later(first, 31).replace(day=1)
    return max(each for off in range(day.day) if (each := later(first, off)).month == first.month)


def by_hand(day: Day, span: Span) -> Day:
    if span.unit == "m":
        return months_later(day, span.count)
    for _ in range(span.count * {"d": 1, "w": 7}[span.unit]):
        day = later(day, 1)
    return day


spans = st.builds(Span, st.integers(1, 30), st.sampled_from("dwm"))


@given(last=days, span=spans, since=near)
def test_a_cadence_is_over_from_that_day_on(last: Day, span: Span, since: int) -> None:
    today, over = later(last, since), by_hand(last, span)
    (found,) = contacts([person(cadence=span, last_contact=last)], (), (), SETTINGS, today)
    assert found.next_touch == over
    why = touch(found, SETTINGS, today)
    assert (why is not None) == (today >= over)
    if why:
        assert why.due == over
        assert why.cadence_days is not None
        assert later(last, why.cadence_days) == over
        assert why.ratio == since / why.cadence_days >= 1


@given(planned=days, away=st.integers(-40, 40), since=st.one_of(st.none(), near))
def test_a_planned_day_counts_until_a_contact_on_or_after_it(planned: Day, away: int, since: int | None) -> None:
    today = later(planned, away)
    last = None if since is None else later(today, -since)
    (found,) = contacts([person(follow_up=planned, last_contact=last)], (), (), SETTINGS, today)
    were_in_touch = last is not None and any(later(last, -back) == planned for back in range(1000))
    assert (touch(found, SETTINGS, today) is not None) == (away >= 0 and not were_in_touch)


NAMES = [name.lower() for name in calendar.day_abbr]
rests = st.sets(st.sampled_from(NAMES), max_size=7)


@given(asked=days, wait=st.integers(0, 40), rest=rests)
def test_a_wait_ends_on_the_first_day_that_is_no_rest_day(asked: Day, wait: int, rest: Collection[str]) -> None:
    found = means(ask(asked=asked.isoformat()), asked, wait_days=wait, rest_days=tuple(rest))
    ends = [later(asked, wait + more) for more in range(7)]
    free = [day for day in ends if NAMES[calendar.weekday(day.year, day.month, day.day)] not in rest]
    assert found.due == (free or ends)[0]
    assert (found.state is State.WAITING) == (found.due > asked)


HALVES = {30: ["half an hour", "half-an-hour"], 60: ["an hour", "one hour"], 15: ["quarter of an hour"]}
"""Efforts in words, by their minutes."""
_hours = st.integers(1, 9).flatmap(
    lambda n: st.sampled_from([f"{n}h", f"{n} hours", f"{n}-hour"]).map(lambda t: (60 * n, t))
)
_minutes = st.integers(1, 600).flatmap(
    lambda n: st.sampled_from([f"{n}m", f"{n} min", f"{n} minutes"]).map(lambda t: (n, t))
)
_worded = st.sampled_from([(minutes, text) for minutes, texts in HALVES.items() for text in texts])
_fillers = st.sampled_from(["a call of", "reading:", "coffee,", "two pages in"])


@given(parts=st.lists(st.tuples(_fillers, st.one_of(_hours, _minutes, _worded)), min_size=1, max_size=4))
def test_an_effort_is_all_the_time_that_it_names(parts: list[tuple[str, tuple[int, str]]]) -> None:
    text = " and ".join(f"{filler} {said}" for filler, (_, said) in parts)
    assert sum(lengths(text)) == sum(minutes for _, (minutes, _) in parts)
