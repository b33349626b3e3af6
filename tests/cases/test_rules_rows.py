"""docs/rules.md 1 and 2 as tables: every row, and every sentence below them."""

from __future__ import annotations

from typing import Any

import pytest

from journal.config import WEEKDAYS
from journal.model import Day, Span
from journal.rules.owed import only_via_is_left
from tests.unit.rules.values import TODAY, ask, d, goal, means

ENDED = goal("Job", d("03-10"))
ENDED_SOMETIME = goal("Job", True)

# id, which begins with the row: the ask; state, move, due
ROWS: dict[str, tuple[dict[str, Any], str, str, str | None]] = {
    "row 1: closed": (dict(status="declined", asked="03-01"), "closed", "none", None),
    "row 1: closed beats an outcome": (dict(status="no-reply", outcome="yes"), "closed", "none", None),
    "row 2: done without an outcome": (dict(status="complete", asked="03-01"), "done", "none", None),
    "row 2: an outcome_date is no outcome": (dict(status="done", outcome_date="03-01"), "done", "none", None),
    "row 3: due on outcome_date": (
        dict(outcome="yes", outcome_date="03-10", answered="03-08"), "thank", "mine", "03-10",
    ),
    "row 3: else on answered": (dict(outcome="yes", answered="03-08"), "thank", "mine", "03-08"),
    "row 3: else none": (dict(outcome="yes", answered=True), "thank", "mine", None),
    "row 3: F later": (dict(outcome="yes", outcome_date="03-10", follow_up="03-20"), "thank", "mine", "03-20"),
    "row 3: F not later": (dict(outcome="yes", outcome_date="03-10", follow_up="03-10"), "thank", "mine", "03-10"),
    "row 3: F with no day to compare": (dict(outcome="yes", follow_up="03-01"), "thank", "mine", "03-01"),
    "row 3 before row 4": (dict(outcome="yes", outcome_date="03-08", goal=ENDED), "thank", "mine", "03-08"),
    "row 4: due when the goal ended": (
        dict(outcome="yes", thanked="03-09", goal=ENDED), "report", "mine", "03-10",
    ),
    "row 4: F later": (dict(outcome="yes", thanked=True, goal=ENDED, follow_up="03-11"), "report", "mine", "03-11"),
    "row 4: F not later": (dict(outcome="yes", thanked=True, goal=ENDED, follow_up="03-10"), "report", "mine", "03-10"),
    "row 4: goal ended on an unknown day": (
        dict(outcome="yes", thanked="03-09", goal=ENDED_SOMETIME), "report", "mine", None,
    ),
    "row 5: thanked": (dict(outcome="yes", thanked=True), "done", "none", None),
    "row 6: answered + outcome_days": (dict(asked="03-01", answered="03-05"), "answered", "mine", "03-12"),
    "row 6: F later": (dict(asked="03-01", answered="03-05", follow_up="03-06"), "answered", "mine", "03-06"),
    "row 6: F not later": (dict(asked="03-01", answered="03-05", follow_up="03-05"), "answered", "mine", "03-12"),
    "row 6: by status": (dict(asked="03-01", status="replied"), "answered", "mine", None),
    "row 6: answered: yes, F": (dict(asked="03-01", answered=True, follow_up="03-02"), "answered", "mine", "03-02"),
    "row 6: outcome_date alone": (dict(asked="03-01", outcome_date="03-03"), "answered", "mine", "03-10"),
    "row 6: answered beats outcome_date": (
        dict(answered="03-05", outcome_date="03-07"), "answered", "mine", "03-12",
    ),
    "row 6: answered: yes takes the day of outcome_date": (
        dict(answered=True, outcome_date="03-07"), "answered", "mine", "03-14",
    ),
    "row 6 before row 8": (dict(asked="03-01", answered="03-05", goal=ENDED), "answered", "mine", "03-12"),
    "row 7: goal ended, never asked": (dict(goal=ENDED), "closed", "none", None),
    "row 7: before parked": (dict(goal=ENDED, status="parked"), "closed", "none", None),
    "row 7: asked ahead": (dict(goal=ENDED, asked="03-17"), "closed", "none", None),
    "row 8: goal ended, asked": (dict(goal=ENDED, asked="03-01"), "release", "mine", "03-10"),
    "row 8: F later": (dict(goal=ENDED, asked="03-01", follow_up="03-20"), "release", "mine", "03-20"),
    "row 8: unknown day": (dict(goal=ENDED_SOMETIME, asked="03-01"), "release", "mine", None),
    "row 8: a typo in asked counts as asked, whatever date says": (
        dict(goal=ENDED, asked="yes", date="03-17"), "release", "mine", "03-10",
    ),
    "row 9: parked": (dict(status="On Hold"), "parked", "dated", None),
    "row 9: parked until F": (dict(status="someday", follow_up="04-01"), "parked", "dated", "04-01"),
    "row 12: parked with an asked date": (dict(status="parked", asked="03-15"), "waiting", "theirs", "03-22"),
    "row 10: draft": ({}, "draft", "mine", None),
    "row 10: F": (dict(follow_up="03-20", needed_by="04-01"), "draft", "mine", "03-20"),
    "row 10: F before asked ahead": (dict(follow_up="03-18", asked="03-20"), "draft", "mine", "03-18"),
    "row 10: asked ahead": (dict(asked="03-20", needed_by="04-01"), "draft", "mine", "03-20"),
    "row 10: needed_by − wait_days": (dict(needed_by="04-01"), "draft", "mine", "03-25"),
    "row 10: needed_by has passed": (dict(needed_by="03-01"), "draft", "mine", "02-22"),
    "row 11: needed_by + 1": (dict(asked="03-01", needed_by="03-15"), "release", "mine", "03-16"),
    "row 11: F later": (dict(asked="03-01", needed_by="03-10", follow_up="03-11"), "release", "mine", "03-11"),
    "row 11: F not later": (dict(asked="03-01", needed_by="03-10", follow_up="03-10"), "release", "mine", "03-11"),
    "row 14: on needed_by itself": (dict(asked="03-01", needed_by="03-16"), "nudge", "mine", "03-08"),
    "row 12: wait_days": (dict(asked="03-10"), "waiting", "theirs", "03-17"),
    "row 12: nudge_gap_days": (dict(asked="03-01", nudged="03-12"), "waiting", "theirs", "03-19"),
    "row 12 before row 13": (dict(asked="03-01", nudged="03-08 03-12"), "waiting", "theirs", "03-19"),
    "row 13: max_nudges": (dict(asked="02-01", nudged="02-10 03-01"), "release", "mine", "03-08"),
    "row 14: a nudge ahead does not count": (dict(asked="02-01", nudged="03-01 03-20"), "nudge", "mine", "03-08"),
    "row 14: the wait is over": (dict(asked="03-09"), "nudge", "mine", "03-16"),
    "row 14: one nudge of two": (dict(asked="02-01", nudged="03-01"), "nudge", "mine", "03-08"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "says", "state", "move", "due"), [(name, *row) for name, row in ROWS.items()], ids=ROWS
)
def test_row_of_the_table(name: str, says: dict[str, Any], state: str, move: str, due: str | None) -> None:
    found = means(ask(**says))
    assert (found.state, found.move, found.due) == (state, move, d(due) if due else None)
    assert str(found.row) == name.replace(":", "").split()[1]


REST: dict[str, Any] = dict(rest_days=("fri", "sat"))
WAITS: dict[str, tuple[dict[str, Any], str, str | None]] = {
    "starts at the asked date, even one ahead": (dict(asked="03-20", status="sent"), "waiting", "03-27"),
    "on a tie the nudge starts it": (
        dict(asked="03-10", nudged="03-10", settings=dict(nudge_gap_days=3)), "nudge", "03-13",
    ),
    "asked after the nudge starts it": (
        dict(asked="03-10", nudged="03-01", settings=dict(nudge_gap_days=1)), "waiting", "03-17",
    ),
    "F after the start ends it": (dict(asked="03-01", follow_up="03-03"), "nudge", "03-03"),
    "F on the start does not": (dict(asked="03-10", follow_up="03-10"), "waiting", "03-17"),
    "F before the nudge does not": (dict(asked="03-01", follow_up="03-09", nudged="03-12"), "waiting", "03-19"),
    "F as a span after asked": (dict(asked="03-01", follow_up=Span(2, "w")), "nudge", "03-15"),
    "promised after the end": (dict(asked="03-01", promised="03-18"), "waiting", "03-19"),
    "promised on the end": (dict(asked="03-09", promised="03-16"), "waiting", "03-17"),
    "promised a day before the end": (dict(asked="03-09", promised="03-15"), "nudge", "03-16"),
    "promised two days before the end": (dict(asked="03-09", promised="03-14"), "nudge", "03-16"),
    "F after promised": (dict(asked="03-01", follow_up="03-20", promised="03-05"), "waiting", "03-20"),
    "promised on the start": (dict(asked="03-10", promised="03-10", settings=dict(wait_days=0)), "nudge", "03-11"),
    "promised before the start": (
        dict(asked="02-01", nudged="03-10", promised="03-09", settings=dict(nudge_gap_days=0)), "nudge", "03-10",
    ),
    "promised beats F": (dict(asked="03-01", follow_up="03-10", promised="03-20"), "waiting", "03-21"),
    "no start: F": (dict(status="asked", follow_up="03-20", promised="04-20"), "waiting", "03-20"),
    "no start: the day after promised": (dict(status="asked", promised="03-16"), "waiting", "03-17"),
    "no start: nothing": (dict(status="asked"), "nudge", None),
    "no start: nothing, and no nudges allowed": (dict(status="asked", settings=dict(max_nudges=0)), "nudge", None),
    "no start but a nudge": (dict(status="asked", nudged="03-12"), "waiting", "03-19"),
    "no start: a nudge ahead is none": (dict(status="asked", nudged="03-17"), "nudge", None),
    "max_nudges 0 lets go at once": (dict(asked="03-01", settings=dict(max_nudges=0)), "release", "03-08"),
    # 6, 13 and 20 March are Fridays, 16 is a Monday
    "rest: wait_days end on a Friday": (dict(asked="03-06", settings=REST), "nudge", "03-15"),
    "rest: nudge_gap_days end on a Saturday": (dict(asked="02-20", nudged="03-07", settings=REST), "nudge", "03-15"),
    "rest: an end on another day stays": (dict(asked="03-08", settings=REST), "nudge", "03-15"),
    "rest: the moved end is ahead": (dict(asked="03-09", settings=dict(rest_days=("mon",))), "waiting", "03-17"),
    "rest: F on a Friday stays": (dict(asked="03-02", follow_up="03-13", settings=REST), "nudge", "03-13"),
    "rest: a span that ends on a Friday stays": (
        dict(asked="03-06", follow_up=Span(1, "w"), settings=REST), "nudge", "03-13",
    ),
    "rest: promised on the moved end": (dict(asked="03-06", promised="03-15", settings=REST), "nudge", "03-16"),
    "rest: promised before the moved end": (dict(asked="03-06", promised="03-14", settings=REST), "nudge", "03-15"),
    "rest: the day after promised stays": (dict(asked="03-02", promised="03-19", settings=REST), "waiting", "03-20"),
    "rest: no start, F stays": (dict(status="asked", follow_up="03-13", settings=REST), "nudge", "03-13"),
    "rest: six days": (
        dict(asked="03-09", settings=dict(rest_days=("mon", "tue", "wed", "thu", "fri", "sat"))), "waiting", "03-22",
    ),
    "rest: all seven are none": (dict(asked="03-06", settings=dict(rest_days=WEEKDAYS)), "nudge", "03-13"),
    "rest: at the calendar's end": (
        dict(asked=Day(9999, 12, 24), status="sent", settings=dict(rest_days=("fri",))), "waiting", "9999-12-31",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("says", "state", "due"), WAITS.values(), ids=WAITS)
def test_the_wait(says: dict[str, Any], state: str, due: str | None) -> None:
    settings = says.get("settings", {})
    found = means(ask(**{key: value for key, value in says.items() if key != "settings"}), **settings)
    assert (found.state, found.due) == (state, d(due) if due else None)


RESTLESS: dict[str, tuple[dict[str, Any], str]] = {
    "thanks": (dict(outcome="yes", outcome_date="03-13"), "03-13"),
    "a report": (dict(outcome="yes", thanked="03-09", goal=goal("Job", d("03-13"))), "03-13"),
    "outcome_days": (dict(asked="03-01", answered="03-06"), "03-13"),
    "the goal's end": (dict(goal=goal("Job", d("03-13")), asked="03-01"), "03-13"),
    "needed_by − wait_days": (dict(needed_by="03-20"), "03-13"),
    "the day after needed_by": (dict(asked="03-01", needed_by="03-12"), "03-13"),
}


@pytest.mark.parametrize(("says", "due"), RESTLESS.values(), ids=RESTLESS)
def test_rest_days_move_the_end_of_a_wait_alone(says: dict[str, Any], due: str) -> None:
    assert means(ask(**says), **REST).due == d(due)


FOLLOW_UPS: dict[str, tuple[str, Span, str]] = {
    "days": ("2026-03-01", Span(10, "d"), "2026-03-11"),
    "weeks": ("2026-03-01", Span(2, "w"), "2026-03-15"),
    "a month, same day": ("2026-01-15", Span(1, "m"), "2026-02-15"),
    "31 + 1m is the last of a shorter month": ("2026-01-31", Span(1, "m"), "2026-02-28"),
    "into a leap year": ("2024-01-31", Span(1, "m"), "2024-02-29"),
    "29 Feb + 12m": ("2024-02-29", Span(12, "m"), "2025-02-28"),
    "across the year": ("2025-12-31", Span(2, "m"), "2026-02-28"),
    "off the calendar": ("2026-01-01", Span(9999, "m"), "2859-04-01"),
}


@pytest.mark.parametrize(("asked", "span", "day"), FOLLOW_UPS.values(), ids=FOLLOW_UPS)
def test_a_span_counts_from_the_asked_date(asked: str, span: Span, day: str) -> None:
    assert means(ask(asked=asked, follow_up=span)).follow_up == d(day)


ASKED: dict[str, tuple[str, dict[str, Any], str | None]] = {
    "asked": ("asks/2026-01-01-x", dict(asked="03-01", date="02-01"), "03-01"),
    "blank is a draft: no fall-back": ("asks/2026-01-01-x", dict(asked="", date="02-01"), None),
    "absent: date": ("asks/2026-01-01-x", dict(date="02-01"), "02-01"),
    "absent: the stem": ("asks/2026-01-01-x", {}, "01-01"),
    "absent: a stem that is only a day": ("2026-01-01", {}, "01-01"),
    "absent: a day within the stem": ("asks/x-2026-01-01", {}, None),
    "absent: a day of the folder": ("2026-01-01/x", {}, None),
    "absent: a stem with no real day": ("asks/2026-02-30-x", {}, None),
    "absent: a short day in the stem": ("asks/2026-1-1-x", {}, None),
    "absent: a week in the stem": ("asks/2026-W01-1", {}, None),
    "absent and draft": ("asks/2026-01-01-x", dict(status="idea", date="02-01"), None),
    "absent and parked": ("asks/2026-01-01-x", dict(status="parked", date="02-01"), None),
    "a typo: date": ("asks/2026-01-01-x", dict(asked="yes", date="02-01"), "02-01"),
    "a typo: the stem": ("asks/2026-01-01-x", dict(asked="yes"), "01-01"),
    "a typo and draft": ("asks/2026-01-01-x", dict(asked="last Tuesday", status="draft"), "01-01"),
    "a typo and nothing": ("asks/x", dict(asked="yes"), None),
}


@pytest.mark.parametrize(("id", "says", "day"), ASKED.values(), ids=ASKED)
def test_asked_on(id: str, says: dict[str, Any], day: str | None) -> None:
    assert means(ask(id, **says)).asked == (d(day) if day else None)


def test_a_typo_never_hides_an_ask() -> None:
    assert means(ask(asked="yes")).state == "nudge"
    assert means(ask(asked="yes", status="parked")).state == "nudge"


THANKS: dict[str, tuple[dict[str, Any], str, str]] = {
    "nobody thanked": (dict(contact="Maria Tom", via="Ben"), "thank", "Maria Tom Ben"),
    "contacts thanked": (dict(thanked="03-10", via="Ben"), "thank", "Ben"),
    "via thanked": (dict(via_thanked=True, via="Ben"), "thank", "Maria"),
    "all thanked": (dict(thanked=True, via_thanked=True, via="Ben"), "done", ""),
    "thanked before the outcome": (dict(thanked="03-09"), "thank", "Maria"),
    "thanked on the day": (dict(thanked="03-10"), "done", ""),
    "thanked, outcome undated": (dict(thanked="01-01", outcome_date=None), "done", ""),
    "via thanked before the outcome": (dict(thanked=True, via="Ben", via_thanked="03-09"), "thank", "Ben"),
    "via names nobody": (dict(thanked=True), "done", ""),
    "contact and via are one": (dict(contact="Maria", via="Maria Ben"), "thank", "Maria Ben"),
    "no contact": (dict(contact=""), "thank", ""),
    "no contact, but via": (dict(contact="", via="Ben"), "thank", "Ben"),
    "done closes the thanks": (dict(status="done", via="Ben"), "done", ""),
    "done closes thanks that came too early": (dict(status="done", thanked="03-01"), "done", ""),
    "done does not close the report": (dict(status="done", goal=ENDED), "report", "Maria"),
    "report is owed to contacts alone": (dict(thanked="03-09", outcome_date="03-08", via="Ben", via_thanked=True,
                                              goal=ENDED), "report", "Maria"),
    "reported on the day": (dict(thanked=True, reported="03-10", goal=ENDED), "done", ""),
    "reported too early": (dict(thanked=True, reported="03-09", goal=ENDED), "report", "Maria"),
    "reported: yes": (dict(thanked=True, reported=True, goal=ENDED), "done", ""),
    "reported, end unknown": (dict(thanked=True, reported="01-01", goal=ENDED_SOMETIME), "done", ""),
    "thanked on the goal's day tells it": (dict(thanked="03-10", goal=ENDED), "done", ""),
    "thanked, end unknown": (dict(thanked="03-12", goal=ENDED_SOMETIME), "report", "Maria"),
    "thanked: yes does not tell it": (dict(thanked=True, goal=ENDED), "report", "Maria"),
}  # fmt: skip


@pytest.mark.parametrize(("says", "state", "owed_to"), THANKS.values(), ids=THANKS)
def test_who_is_owed(says: dict[str, Any], state: str, owed_to: str) -> None:
    found = means(ask(**{"outcome": "yes", "outcome_date": "03-10", **says}))
    assert (found.state, " ".join(party.name for party in found.owed_to)) == (state, owed_to)


VIA_LEFT: dict[str, tuple[dict[str, Any], bool]] = {
    "contacts thanked": (dict(thanked="03-10", via="Ben"), True),
    "contacts thanked a day too early": (dict(thanked="03-09", via="Ben"), False),
    "contacts thanked, outcome undated": (dict(thanked="03-09", outcome_date=None, via="Ben"), True),
    "the contact is in via too": (dict(thanked=True, via="Maria"), True),
    "no contact, and nobody thanked": (dict(contact="", via="Ben"), False),
    "nobody thanked": (dict(via="Ben"), False),
    "via thanked": (dict(via="Ben", via_thanked=True), False),
    "nobody in via": ({}, False),
    "done": (dict(status="done", via="Ben"), False),
}


@pytest.mark.parametrize(("says", "left"), VIA_LEFT.values(), ids=VIA_LEFT)
def test_only_those_in_via_are_left_to_thank(says: dict[str, Any], left: bool) -> None:
    assert only_via_is_left(means(ask(**{"outcome": "yes", "outcome_date": "03-10", **says}))) is left


NEEDS: dict[str, tuple[dict[str, Any], bool, int | None]] = {
    "due before today": (dict(asked="03-01"), True, 8),
    "due today": (dict(asked="03-09"), True, 0),
    "mine but ahead": (dict(outcome="yes", outcome_date="03-10", follow_up="03-17"), False, 0),
    "mine with no due date": (dict(outcome="yes"), True, None),
    "theirs": (dict(asked="03-15"), False, 0),
    "a draft with no due date": ({}, False, None),
    "a draft ahead": (dict(follow_up="03-17"), False, 0),
    "a draft due": (dict(follow_up="03-16"), True, 0),
    "a draft past its needed_by": (dict(needed_by="03-10"), True, 13),
    "parked for good": (dict(status="parked"), False, None),
    "parked until today": (dict(status="parked", follow_up="03-16"), True, 0),
    "parked until tomorrow": (dict(status="parked", follow_up="03-17"), False, 0),
    "done": (dict(status="done"), False, None),
}


@pytest.mark.parametrize(("says", "needs", "overdue"), NEEDS.values(), ids=NEEDS)
def test_needs_follow_up(says: dict[str, Any], needs: bool, overdue: int | None) -> None:
    found = means(ask(**says))
    assert (found.needs_follow_up, found.days_overdue) == (needs, overdue)


def test_all_goals_must_be_achieved_to_let_go_but_one_is_enough_to_report() -> None:
    both = (ENDED, goal("Book"))
    assert means(ask(asked="03-15")._replace(goals=both)).state == "waiting"
    assert means(ask(outcome="yes", thanked=True)._replace(goals=both)).state == "report"


def test_of_several_achieved_goals_the_latest_known_date_counts() -> None:
    goals = (goal("A", d("03-02")), goal("B", True), goal("C", d("03-05")))
    assert means(ask(asked="03-01")._replace(goals=goals)).due == d("03-05")


def test_an_implicit_goal_is_never_achieved() -> None:
    assert means(ask(asked="03-15", goal="Job")).state == "waiting"


@pytest.mark.parametrize("today", [Day.min, TODAY, Day.max])
@pytest.mark.parametrize("says", [dict(needed_by=Day.min), dict(asked=Day.max, status="sent"), dict(asked=Day.min)])
def test_the_calendar_ends_without_a_crash(today: Day, says: dict[str, Any]) -> None:
    assert means(ask(**says), today, wait_days=10**12).ask.note.id == "asks/x"
