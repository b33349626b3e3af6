"""Dates that a merge left out: which they are, how they are worded, and on whose page they are told."""

from __future__ import annotations

from typing import Any

import pytest

from journal.model import Day, Event, Kind, Note, Page, Problem
from journal.rules.contacts import contacts
from journal.rules.goals import progress
from journal.rules.lost_dates import LeftOut, LostDate, left_out, with_lost_dates
from tests.unit.rules.values import SETTINGS, TODAY, ask, d, goal, means, person

EARLIER = Event(d("01-01"), "nudged", "asks/x", "before")


def note(**fields: Any) -> Note:
    """A note with dates as ``03-16`` in its fields, or texts, several in a tuple."""

    def held(text: str) -> Day | str:
        return d(text) if text[:1].isdigit() else text

    read = {key: tuple(map(held, value)) if isinstance(value, tuple) else held(value) for key, value in fields.items()}
    return Note("n", "n.md", Kind.NOTE, "N", fields=read)


LEFT: dict[str, tuple[Note, list[Note], Note, list[LeftOut]]] = {
    "nothing instead": (note(thanked="03-01"), [note()], note(), [LeftOut("thanked", d("03-01"), None)]),
    "another day": (
        note(thanked="03-01"), [note()], note(thanked="03-02"), [LeftOut("thanked", d("03-01"), d("03-02"))],
    ),
    "kept": (note(thanked="03-01"), [note()], note(thanked="03-01"), []),
    "there before": (note(thanked="03-01"), [note(thanked="03-01")], note(), []),
    "there before on one way": (note(thanked="03-01"), [note(), note(thanked="03-01")], note(), []),
    "one of a list": (
        note(nudged=("03-01", "03-02")), [note()], note(nudged=("03-02",)), [LeftOut("nudged", d("03-01"), None)],
    ),
    "of a list that is a day": (
        note(nudged=("03-01", "03-02")), [note()], note(nudged="03-02"), [LeftOut("nudged", d("03-01"), d("03-02"))],
    ),
    "texts are no dates": (note(why="You know", tags=("a", "b")), [note()], note(why="She knows"), []),
    "the same day of another key": (
        note(thanked="03-01"), [note()], note(asked="03-01"), [LeftOut("thanked", d("03-01"), None)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("side", "base", "merged", "found"), LEFT.values(), ids=LEFT)
def test_what_a_merge_left_out(side: Note, base: list[Note], merged: Note, found: list[LeftOut]) -> None:
    assert list(left_out(base, side, merged)) == found


@pytest.mark.parametrize("code", ["conflict", "duplicate-key", "two-spellings"])
def test_nothing_is_left_out_where_both_may_stand(code: str) -> None:
    merged = note()._replace(problems=(Problem(code, "Both stand here."),))
    assert list(left_out([note()], note(thanked="03-01"), merged)) == []
    merged = note()._replace(problems=(Problem("bad-date", "No date."),))
    assert list(left_out([note()], note(thanked="03-01"), merged)) == [LeftOut("thanked", d("03-01"), None)]


def lost(key: str, day: str = "03-01", instead: str | None = None, merged: str = "03-10") -> LostDate:
    what = LeftOut(key, d(day), d(instead) if instead else None)
    return LostDate(d(merged), what, True, "0123456789abcdef")


def test_the_words_name_both_dates_the_side_and_its_commit() -> None:
    assert lost("thanked").text == "lost thanked 2026-03-01 from the side that came in (0123456)"
    ours = lost("thanked", instead="03-05")._replace(came_in=False)
    assert ours.text == "thanked 2026-03-05, not 2026-03-01 from the side that merged (0123456)"


ASKED = means(ask(contact="Maria Kim", via="Ben Kim"))
STEPS = ("asked", "outcome_date", "nudged", "answered", "thanked", "reported", "via_thanked", "via_told")
OF_CONTACT = STEPS[:6]
OF_VIA = ("asked", "outcome_date", "via_thanked", "via_told")


def told(page: Page) -> list[str]:
    """The keys whose lost dates the page of one ask tells; its keys are the steps and one that is none."""
    found = [lost(key) for key in (*STEPS, "needed_by")]
    history = with_lost_dates(page, {"asks/x.md": found}, TODAY).history
    texts = [event.text.split()[1] for event in history]
    assert history == tuple(Event(d("03-10"), "merged", "asks/x", lost(key).text, True) for key in texts)
    return texts


@pytest.mark.parametrize(
    ("who", "keys"), [("Maria", OF_CONTACT), ("Ben", OF_VIA), ("Kim", STEPS), ("Zoe", ("asked", "outcome_date"))]
)
def test_a_contact_has_the_lost_dates_of_steps_that_concern_them(who: str, keys: tuple[str, ...]) -> None:
    (found,) = contacts([person(who)], (), (), SETTINGS, TODAY)
    assert set(told(Page(found, (), asks=(ASKED,)))) == set(keys)


def test_a_goal_has_those_of_all_steps_of_its_asks_and_an_ask_its_own_of_any_key() -> None:
    (found,) = progress([goal("Job")], (), (), TODAY)
    assert set(told(Page(found, (), asks=(ASKED,)))) == set(STEPS)
    assert set(told(Page(ASKED, ()))) == {*STEPS, "needed_by"}


def test_what_is_back_or_ahead_is_not_told_and_how_one_met_only_where_it_is_told_at_all() -> None:
    back = means(ask(thanked="03-01", nudged="03-02 03-03"))
    found = [
        lost("thanked"),
        lost("nudged", "03-03"),
        lost("nudged", "03-04"),
        lost("asked", merged="03-16"),
        lost("asked", merged="03-17"),
    ]
    page = with_lost_dates(Page(back, (EARLIER,)), {"asks/x.md": found}, TODAY)
    days: list[Day] = [event.date for event in page.history]
    assert days == [TODAY, d("03-10"), d("01-01")]
    assert "nudged 2026-03-04" in page.history[1].text
    assert page.met == ()
    met = with_lost_dates(Page(back, (), met=(EARLIER,)), {"asks/x.md": found[:1] + found[3:4]}, TODAY).met
    assert [event.date for event in met] == [TODAY, d("01-01")]
