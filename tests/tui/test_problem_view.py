"""A problem beside the lines of its note: the one that is marked is the one that is meant."""

from __future__ import annotations

import pytest

from journal import NoteProblem
from journal.notes import read
from tui.problem_view import problem_details


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0c", "\x1c", " "])
def test_the_line_that_is_marked_is_that_of_the_problem(end: str, sign: str) -> None:
    text = f"---\nask: Would you?\nwhy: one{sign}two\nasked: someday\n---\n".replace("\n", end)
    (problem,) = [each for each in read("x.md", text.encode()).note.problems if each.code == "bad-date"]
    shown = problem_details(NoteProblem("x.md", problem), "x.md", text, {}, 80).plain.split("\n")
    assert [line for line in shown if line.startswith("▶")] == ["▶   4  asked: someday"]


def test_a_long_line_goes_on_below_its_text() -> None:
    text = "---\nask: Would you read it?\nasked: someday soon, I hope\n---\n"
    (problem,) = read("x.md", text.encode()).note.problems
    shown = problem_details(NoteProblem("x.md", problem), "x.md", text, {}, 24).plain.split("\n")
    assert [line.rstrip() for line in shown[-5:]] == [
        "    2  ask: Would you",
        "       read it?",
        "▶   3  asked: someday",
        "       soon, I hope",
        "    4  ---",
    ]


def test_of_a_very_long_line_the_beginning_is_shown() -> None:
    text = f"---\nask: Would you?\nasked: someday\n---\n{'x' * 1_000_000}\n"
    (problem,) = read("x.md", text.encode()).note.problems
    shown = " ".join(problem_details(NoteProblem("x.md", problem), "x.md", text, {}, 80).plain.split())
    assert shown.endswith("x … and 999,000 characters more")
