from __future__ import annotations

from typing import Any

import pytest

from journal.model import Span
from tests.unit.rules.values import ask, d, goal, means

FOUND: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": (dict(asked="03-15"), ""),
    "unknown status": (dict(status="warm"), "unknown-status"),
    "unknown status counts as none": (dict(asked="03-15", status="warm"), "unknown-status"),
    "draft, but asked": (dict(status="draft", asked="03-15"), "status-contradicts"),
    "draft, to be asked": (dict(status="draft", asked="03-17"), ""),
    "parked, but asked some day": (dict(status="parked", asked="yes", promised="04-01"), "status-contradicts"),
    "parked, but answered": (dict(status="parked", answered="03-15"), "status-contradicts"),
    "draft, but an outcome": (dict(status="draft", outcome="yes"), "status-contradicts"),
    "draft of a goal that ended": (dict(status="draft", goal=goal(achieved=True)), ""),
    "asked of a goal that ended": (dict(status="draft", asked="03-15", goal=goal(achieved=True)), "status-contradicts"),
    "undated": (dict(status="asked"), "undated-ask"),
    "undated, but F": (dict(status="asked", follow_up="03-01"), ""),
    "undated, but promised": (dict(status="asked", promised="03-01"), ""),
    "undated, but moot": (dict(status="asked", needed_by="03-01"), ""),
    "outcome_date alone": (dict(outcome_date="03-01"), "outcome-missing"),
    "outcome_date and answered": (dict(answered="03-01", outcome_date="03-02"), "outcome-missing"),
    "outcome_date of what was closed": (dict(status="declined", outcome_date="03-01"), ""),
    "outcome_date of what is done": (dict(status="done", outcome_date="03-01"), ""),
    "done without thanks": (dict(status="done", outcome="yes"), "thanks-unrecorded"),
    "done without thanks to via": (dict(status="done", outcome="yes", thanked=True, via="Ben"), "thanks-unrecorded"),
    "done with thanks": (dict(status="done", outcome="yes", thanked=True, via="Ben", via_thanked=True), ""),
    "done with nothing to thank for": (dict(status="done"), ""),
    "span of a draft": (dict(follow_up=Span(2, "w")), "bad-date"),
    "span after asked": (dict(follow_up=Span(2, "w"), asked="03-15"), ""),
    "no contact": (dict(contact=""), "no-contact"),
    "no goal": (dict(goal=""), "no-goal"),
}


@pytest.mark.parametrize(("says", "codes"), FOUND.values(), ids=FOUND)
def test_what_is_wrong_with_an_ask(says: dict[str, Any], codes: str) -> None:
    assert " ".join(problem.code for problem in means(ask(**says)).problems) == codes


LINES: dict[str, tuple[dict[str, Any], str]] = {
    "unknown-status": (dict(status="warm"), "status"),
    "status-contradicts": (dict(asked="03-15", status="idea"), "status"),
    "bad-date": (dict(status="draft", follow_up=Span(1, "m")), "followup"),
    "undated-ask": (dict(status="draft", asked="yes", nudged=""), "asked"),
    "outcome-missing": (dict(asked="03-01", outcome_date="03-01"), "outcomedate"),
    "thanks-unrecorded": (dict(outcome="yes", status="done"), "status"),
}


@pytest.mark.parametrize(("code", "says", "key"), [(code, *row) for code, row in LINES.items()], ids=LINES)
def test_a_problem_names_the_line_of_its_key(code: str, says: dict[str, Any], key: str) -> None:
    asked = ask(**says)
    lines = {problem.code: problem.line for problem in means(asked).problems}
    assert lines[code] == asked.note.lines[key] is not None


@pytest.mark.parametrize(
    ("lines", "line"),
    [({"state": 4}, 4), ({"ask": 2, "status": 5}, 5), ({"ask": 2}, 2), ({"request": 3}, 3), ({}, None)],
)
def test_the_line_is_that_of_any_spelling_or_else_of_the_ask(lines: dict[str, int], line: int | None) -> None:
    asked = ask(asked="03-15", status="warm")
    (problem,) = means(asked._replace(note=asked.note._replace(lines=lines))).problems
    assert problem.line == line


def test_the_sentences_say_what_to_do() -> None:
    told = [p.message for says, _ in FOUND.values() for p in means(ask(**says)).problems]
    assert told
    assert all(":" in message and message.endswith(".") for message in told)


def test_the_keys_that_lack_a_day_of_thanks_are_named() -> None:
    (problem,) = means(ask(status="done", outcome="yes", via="Ben")).problems
    assert "thanked and via_thanked" in problem.message
    (problem,) = means(ask(status="done", outcome="yes", via="Ben", thanked=d("03-01"))).problems
    assert "day in via_thanked" in problem.message


@pytest.mark.parametrize(
    ("says", "counts"),
    [
        (dict(status="draft", asked="03-15"), "asked"),
        (dict(status="parked", asked="03-01", answered="03-15"), "answered"),
        (dict(status="parked", answered=True), "answered"),
        (dict(status="draft", outcome="yes", answered="03-15"), "outcome"),
        (dict(status="draft", outcome="yes", thanked=True), "outcome"),
    ],
)
def test_the_key_that_beats_a_status_is_named(says: dict[str, Any], counts: str) -> None:
    (problem,) = means(ask(**says)).problems
    assert f", but {counts} says otherwise and counts:" in problem.message
