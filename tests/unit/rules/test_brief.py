"""What to bring to a contact: what is owed first, then what is parked, against the time there is."""

from __future__ import annotations

import pytest

from journal.model import Contact
from journal.rules.brief import brief
from journal.rules.contacts import contacts
from journal.rules.effort import durations
from journal.rules.queue import in_order
from tests.unit.rules.values import SETTINGS, TODAY, ask, d, goal, means, meeting, person


def maria() -> Contact:
    return contacts([person("Maria")], (), (), SETTINGS, TODAY)[0]


def parked(name: str, effort: str | None = None, contact: str = "Maria") -> object:
    return means(ask(name, contact=contact, status="parked", effort=effort))


def test_owed_outcomes_then_parked_asks_of_this_contact_alone() -> None:
    owed = means(ask("owed", asked="02-01", outcome="yes", outcome_date="03-01"))
    led = means(ask("led", contact="Tom", via="Maria", asked="02-01", outcome="yes", outcome_date="03-01"))
    waits = means(ask("waits", asked="03-15"))
    mine, theirs = parked("mine", "15m", "Maria Kim"), parked("theirs", "5m", "Tom")
    found = brief(maria(), [mine, owed, led, waits, theirs], (), TODAY)  # type: ignore[list-item]
    assert found.owed == (owed, led)
    assert found.asks == (mine,)
    assert found.out == (waits,)
    assert (found.minutes, found.unmeasured) == (15, 0)


def test_asks_are_parked_ones_then_drafts_and_apart_from_them_what_is_out() -> None:
    states = {
        "report": dict(asked="02-01", outcome="yes", thanked=True, goal=goal(achieved=d("03-01"))),
        "answered": dict(asked="02-01", answered="03-01"),
        "nudge": dict(asked="02-01"),
        "release": dict(asked="02-01", needed_by="03-01"),
        "parked": dict(status="parked"),
        "draft": dict(effort="10m"),
        "waiting": dict(asked="03-15"),
        "done": dict(outcome="yes", thanked=True),
        "closed": dict(status="closed"),
    }
    queue = in_order(means(ask(name, **says)) for name, says in states.items())  # type: ignore[arg-type]
    found = brief(maria(), queue, (), TODAY)
    assert [f.note.id for f in found.owed] == ["report"]
    assert [f.note.id for f in found.asks] == ["parked", "draft"]
    assert [f.note.id for f in found.out] == ["answered", "nudge", "release", "waiting"]
    assert (found.minutes, found.unmeasured) == (10, 1)


def test_efforts_are_summed_and_those_that_name_no_time_are_counted() -> None:
    asks = [parked("a", "15m"), parked("b", "1h"), parked("c", "intro"), parked("d"), parked("e", "10")]
    found = brief(maria(), asks, (), TODAY)  # type: ignore[arg-type]
    assert (found.minutes, found.unmeasured) == (85, 2)


def test_the_next_meeting_with_them_is_the_earliest_from_today_on() -> None:
    ahead = [meeting("03-20"), meeting("03-16", "Tom"), meeting("03-18", "Tom Maria"), meeting("03-15"), meeting(None)]
    assert brief(maria(), (), ahead, TODAY).meeting == ahead[2]
    assert brief(maria(), (), [meeting("03-16")], TODAY).meeting == meeting("03-16")
    assert brief(maria(), (), ahead[3:], TODAY).meeting is None


EFFORTS = {
    "15m": [15],
    "1h 30 min": [60, 30],
    "1.5 hours": [90],
    "half a page": [],
    "": [],
    "20": [20],
    "1234": [1234],
    "12345": [9999],
    "9" * 5000: [9999],
    "2026-03-04": [],
    "half an hour": [30],
    "An Hour, by phone": [60],
    "one hour": [60],
    "a quarter of an hour": [15],
    "a 30-minute chat": [30],
    "15-30 min": [30],
    "man hours": [],
}


@pytest.mark.parametrize("effort", EFFORTS, ids=lambda effort: effort[:12])
def test_lengths_of_time_are_read_out_of_an_effort(effort: str) -> None:
    assert durations(effort) == EFFORTS[effort]
