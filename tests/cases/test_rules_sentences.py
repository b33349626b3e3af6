"""From the row of docs/rules.md 2 that decided to what is said of the ask: one table, with several goals and people."""

from __future__ import annotations

from typing import Any

import pytest

from journal.model import Goal
from journal.next_step import next_step
from tests.unit.rules.values import TODAY, ask, d, goal, means

OPEN = goal("Talk")
WON = goal("Job", d("03-10"))
WON_TOO = goal("Book", True)
AHEAD = goal("Move", d("04-01"))
GIVEN_UP = goal("Choir", status="done")

CASES: dict[str, tuple[dict[str, Any], tuple[Goal, ...], int, str]] = {
    "closed": (dict(status="closed"), (OPEN,), 1, "Closed."),
    "closed, with why": (dict(status="noreply", closed_because="moved away"), (WON,), 1, "Closed: moved away"),
    "closed with an outcome": (
        dict(status="closed", outcome="yes"), (OPEN,), 1, "Closed. Nobody was thanked for what came of it.",
    ),
    "closed with an outcome, with why": (
        dict(status="closed", outcome="yes", closed_because="moved away."), (OPEN,), 1,
        "Closed: moved away. Nobody was thanked for what came of it.",
    ),
    "closed and thanked": (dict(status="closed", outcome="yes", thanked=True), (OPEN,), 1, "Closed."),
    "done": (dict(status="done", asked="03-01"), (WON, OPEN), 2, "Done: nothing is owed."),
    "thank one": (
        dict(asked="02-01", outcome="yes", outcome_date="03-07"), (OPEN,), 3,
        "The outcome came 9 days ago: tell Maria, with thanks.",
    ),
    "thank two, one of two goals won": (
        dict(contact="Maria Tom", outcome="yes", outcome_date="03-15"), (WON, OPEN), 3,
        "The outcome came yesterday: tell Maria and Tom, with thanks.",
    ),
    "thank again, since the thanks were before the outcome": (
        dict(asked="02-01", outcome="yes", outcome_date="03-16", thanked="03-15"), (OPEN,), 3,
        "The outcome came today, after the thanks of Sun 15 Mar: tell Maria, with thanks.",
    ),
    "put off to another year": (
        dict(asked="03-01", follow_up="2027-03-12"), (OPEN,), 12,
        "Asked 15 days ago. Quiet is fine until Fri 12 Mar 2027, in 361 days.",
    ),
    "thank contact and via": (
        dict(via="Ben", outcome="yes"), (OPEN,), 3,
        "The outcome is recorded: tell Maria and Ben, with thanks.",
    ),
    "thank via alone": (
        dict(via="Ben", outcome="yes", outcome_date="03-07", thanked="03-08"), (OPEN,), 3,
        "Maria has heard the outcome: tell Ben, who led you there, with thanks.",
    ),
    "thank two in via alone": (
        dict(contact="Maria Tom", via="Ben Ida", outcome="yes", thanked=True), (OPEN,), 3,
        "Maria and Tom have heard the outcome: tell Ben and Ida, with thanks.",
    ),
    "thank nobody that is named": (
        dict(contact="", outcome="yes"), (OPEN,), 3,
        "The outcome is recorded: tell whoever helped, with thanks.",
    ),
    "thank, put off": (
        dict(outcome="yes", outcome_date="03-15", follow_up="03-20"), (OPEN,), 3,
        "The outcome came yesterday: tell Maria, with thanks. Put off until Fri 20 Mar, in 4 days.",
    ),
    "report the goal that is won": (
        dict(outcome="yes", thanked=True), (OPEN, WON), 4, "Job is achieved: tell Maria how it ended.",
    ),
    "report two goals": (
        dict(contact="Maria Tom", outcome="yes", thanked=True), (WON, WON_TOO), 4,
        "Job and Book are achieved: tell Maria and Tom how it ended.",
    ),
    "report a goal that is done, not one ahead": (
        dict(outcome="yes", thanked=True), (AHEAD, GIVEN_UP), 4, "Choir is achieved: tell Maria how it ended.",
    ),
    "report, put off": (
        dict(outcome="yes", thanked=True, follow_up="03-17"), (WON,), 4,
        "Job is achieved: tell Maria how it ended. Put off until Tue 17 Mar, tomorrow.",
    ),
    "told": (dict(outcome="yes", thanked=True, reported=True), (WON, OPEN), 5, "Done: nothing is owed."),
    "answered": (
        dict(asked="02-01", answered="03-06"), (OPEN, WON), 6,
        "Answered 10 days ago; record what came of it.",
    ),
    "answered lately": (
        dict(asked="02-01", answered="03-15"), (OPEN,), 6,
        "Answered yesterday; record what came of it by Sun 22 Mar.",
    ),
    "answered some day": (dict(asked="02-01", status="replied"), (OPEN,), 6, "Answered; record what came of it."),
    "answered by the day of an outcome": (
        dict(asked="02-01", outcome_date="03-06"), (OPEN,), 6, "Answered 10 days ago; record what came of it.",
    ),
    "never sent, both goals won": (
        {}, (WON, WON_TOO), 7, "Job and Book are achieved, and this was never sent: nothing is left to do.",
    ),
    "let go, the goal is won": (
        dict(asked="03-01"), (WON,), 8, "Job is achieved: tell Maria that this is no longer needed.",
    ),
    "let go, both goals won, nudged and past the day": (
        dict(asked="02-01", nudged="02-10 02-20", needed_by="03-01", contact="Maria Tom"), (WON, GIVEN_UP), 8,
        "Job and Choir are achieved: tell Maria and Tom that this is no longer needed.",
    ),
    "parked": (dict(status="parked"), (OPEN, WON), 9, "Kept for a meeting; no date set."),
    "parked, dated": (dict(status="parked", follow_up="03-27"), (OPEN,), 9, "Kept until Fri 27 Mar, in 11 days."),
    "draft": ({}, (OPEN, WON), 10, "Not sent yet: send it when it is ready."),
    "draft, put off": (
        dict(follow_up="03-15"), (OPEN,), 10,
        "Not sent yet; you put it off until Sun 15 Mar, yesterday.",
    ),
    "draft, asked ahead": (dict(asked="03-20"), (OPEN,), 10, "Not sent yet; it is to go out Fri 20 Mar, in 4 days."),
    "draft, an answer is needed some day": (
        dict(needed_by="04-06"), (OPEN, AHEAD), 10,
        "Not sent yet: to have an answer by Mon 6 Apr, send it by Mon 30 Mar, in 14 days.",
    ),
    "draft, an answer is needed soon": (
        dict(needed_by="03-20"), (OPEN,), 10,
        "Not sent yet, and an answer is needed by Fri 20 Mar, in 4 days: send it now.",
    ),
    "draft, too late": (
        dict(needed_by="03-10"), (OPEN,), 10, "Not sent, and it was needed by Tue 10 Mar. Close it, or move the date.",
    ),
    "let go, the day has passed, one of two goals won": (
        dict(asked="02-01", nudged="02-10 02-20", needed_by="03-10"), (WON, OPEN), 11,
        "It was needed by Tue 10 Mar, 6 days ago. Let it go.",
    ),
    "waiting": (
        dict(asked="03-12"), (OPEN, WON), 12, "Asked 4 days ago. Quiet is fine until Thu 19 Mar, in 3 days.",
    ),
    "waiting, and of no use before the wait is over": (
        dict(asked="03-16", needed_by="03-18"), (OPEN,), 12,
        "Asked today. An answer helps until Wed 18 Mar, in 2 days; then let it go.",
    ),
    "waiting, put off to a day past all use": (
        dict(asked="03-14", needed_by="03-18", follow_up="03-30"), (OPEN,), 12,
        "Asked 2 days ago. An answer helps until Wed 18 Mar, in 2 days; you put it off until Mon 30 Mar, in "
        "14 days, then let it go.",
    ),
    "waiting, put off to a day before the promise": (
        dict(asked="03-14", promised="03-27", follow_up="03-20"), (OPEN,), 12,
        "Asked 2 days ago. An answer is promised for Fri 27 Mar. Quiet is fine until Sat 28 Mar, in 12 days.",
    ),
    "waiting, put off to a day before a promise that comes too late": (
        dict(asked="03-14", promised="03-27", follow_up="03-20", needed_by="03-25"), (OPEN,), 12,
        "Asked 2 days ago. An answer is promised for Fri 27 Mar. An answer helps until Wed 25 Mar, in 9 days;"
        " then let it go.",
    ),
    "waiting, put off to a day after the promise": (
        dict(asked="03-14", promised="03-27", follow_up="04-01"), (OPEN,), 12,
        "Asked 2 days ago. Quiet is fine until Wed 1 Apr, in 16 days.",
    ),
    "waiting, nudged while it was put off": (
        dict(asked="03-08", nudged="03-16", follow_up="03-17"), (OPEN,), 12,
        "Nudged today. Quiet is fine until Tue 17 Mar, tomorrow, as its follow_up says.",
    ),
    "draft, needed before today and put off": (
        dict(asked="", needed_by="03-10", follow_up="03-20"), (OPEN,), 10,
        "Not sent, and it was needed by Tue 10 Mar. Close it, or move the date. Put off until Fri 20 Mar, in 4 days.",
    ),
    "waiting, asked today": (
        dict(asked="03-16"), (OPEN,), 12,
        "Asked today. Quiet is fine until Mon 23 Mar, in 7 days.",
    ),
    "waiting, nudged today": (
        dict(asked="03-08", nudged="03-16"), (OPEN,), 12, "Nudged today. Quiet is fine until Mon 23 Mar, in 7 days.",
    ),
    "waiting, nudged before it was asked again": (
        dict(asked="03-12", nudged="03-08 03-20"), (OPEN,), 12,
        "Asked 4 days ago. Quiet is fine until Thu 19 Mar, in 3 days.",
    ),
    "waiting, asked ahead": (
        dict(asked="03-18", status="sent"), (OPEN,), 12, "Quiet is fine until Wed 25 Mar, in 9 days.",
    ),
    "let go, nudged out, one of two goals won": (
        dict(asked="02-01", nudged="02-10 03-01"), (WON, OPEN), 13, "Nudged twice and no answer. Let it go, kindly.",
    ),
    "let go, nudged three times, one ahead": (
        dict(asked="02-01", nudged="02-10 02-20 03-01 03-20"), (OPEN, AHEAD), 13,
        "Nudged 3 times and no answer. Let it go, kindly.",
    ),
    "nudge": (dict(asked="02-23"), (OPEN, WON), 14, "Asked 21 days ago and no answer. Nudge, kindly."),
    "nudge once more": (
        dict(asked="02-01", nudged="03-01 03-20"), (OPEN,), 14,
        "Nudged 15 days ago and no answer. Nudge once more, kindly.",
    ),
    "nudge, promised": (
        dict(asked="02-01", promised="03-12"), (OPEN,), 14,
        "An answer was promised for Thu 12 Mar and is not here. Ask how it stands.",
    ),
    "nudge, promised before the last nudge": (
        dict(asked="02-01", promised="02-20", nudged="03-01"), (OPEN,), 14,
        "Nudged 15 days ago and no answer. Nudge once more, kindly.",
    ),
    "nudge, asked some day": (
        dict(status="asked"), (OPEN,), 14, "Asked on an unknown day: write the day after “asked:”.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("says", "goals", "row", "sentence"), CASES.values(), ids=CASES)
def test_the_row_that_decided_is_what_is_said(
    says: dict[str, Any], goals: tuple[Goal, ...], row: int, sentence: str
) -> None:
    found = means(ask(**says)._replace(goals=goals))
    assert (found.row, next_step(found, TODAY)) == (row, sentence)


def test_every_row_has_its_sentence() -> None:
    assert {row for _, _, row, _ in CASES.values()} == set(range(1, 15))


@pytest.mark.parametrize(
    ("says", "max_nudges", "sentence"),
    [
        (dict(asked="02-01", nudged="03-01"), 1, "Nudged once and no answer. Let it go, kindly."),
        (dict(asked="03-01"), 0, "Asked 15 days ago and no answer. Let it go, kindly."),
        (dict(status="asked", follow_up="03-01"), 0, "Asked and no answer. Let it go, kindly."),
    ],
)
def test_how_often_it_was_tried(says: dict[str, Any], max_nudges: int, sentence: str) -> None:
    found = means(ask(**says), max_nudges=max_nudges)
    assert (found.row, next_step(found, TODAY)) == (13, sentence)


def test_what_notes_say_comes_out_showable() -> None:
    found = means(ask(contact="\x1b[2J", outcome="yes"))
    assert "\x1b" not in next_step(found, TODAY)
