"""Where the note of a day is, and which paths are refused."""

from __future__ import annotations

from datetime import date as Day

import pytest

from journal.config import DAY_PATH
from journal.day_path import day_of, path_on, wrong_with

PATHS = {
    DAY_PATH: "journal/2026-03-05.md",
    "%Y/%m/%d.md": "2026/03/05.md",
    "%d.%m.%Y.md": "05.03.2026.md",
    "a+b/%Y/%Y-%m-%d.md": "a+b/2026/2026-03-05.md",
}


@pytest.mark.parametrize("pattern", PATHS)
def test_path_of_a_day_and_back(pattern: str) -> None:
    assert wrong_with(pattern) is None
    assert path_on(pattern, Day(2026, 3, 5)) == PATHS[pattern]
    assert day_of(PATHS[pattern], pattern) == Day(2026, 3, 5)


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("journal/2026-02-30.md", DAY_PATH),
        ("journal/2026-3-5.md", DAY_PATH),
        ("old/journal/2026-03-05.md", DAY_PATH),
        ("2025/2026-03-05.md", "%Y/%Y-%m-%d.md"),
        ("journal/2026-03.md", "journal/%Y-%m.md"),
        ("journal.md", "journal.md"),
    ],
)
def test_path_of_no_day(path: str, pattern: str) -> None:
    assert day_of(path, pattern) is None


def test_year_before_1000_has_four_digits() -> None:
    assert path_on(DAY_PATH, Day(7, 1, 2)) == "journal/0007-01-02.md"


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("%Y-%m-%d %H.md", "has %H"),
        ("%%Y.md", "has %%"),
        ("%Y%", "has %"),
        ("%-d.md", "has %-"),
        ("%Y-%m-%d", "ends in .md"),
        ("%Y-%m-%d.txt", "ends in .md"),
        ("", "ends in .md"),
        ("a\n/%Y.md", "no path of a note"),
        ("/%Y-%m-%d.md", "inside it"),
        ("../%Y-%m-%d.md", "inside it"),
        ("a/../../%Y.md", "inside it"),
        ("a//%Y.md", "inside it"),
        ("./%Y.md", "inside it"),
        ("a\\%Y.md", "inside it"),
        (".daily/%Y.md", "is hidden"),
        ("daily/.%Y.md", "is hidden"),
        (".md", "is hidden"),
        ("#/%Y.md", "is hidden"),
    ],
)
def test_path_that_is_refused(pattern: str, why: str) -> None:
    assert why in (wrong_with(pattern) or "")
