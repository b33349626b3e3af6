"""The words that narrow a list mean the same on the command line and in the TUI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from journal.errors import BadFilter
from journal.model import Day
from journal.vault.filters import Term, matcher, parse, parse_words

TODAY = Day(2026, 3, 16)
RECORD: Mapping[str, Any] = {
    "path": "asks/a.md",
    "state": "nudge",
    "contact": ["María López", "Ben Ito"],
    "tags": ["acme"],
    "due": "2026-03-12",
    "asked": None,
    "answered": True,
    "days_overdue": 4,
    "outcome": None,
    "needs_follow_up": True,
}


def holds(line: str) -> bool:
    test = matcher(parse(line), frozenset(RECORD), frozenset({"priority", "contact"}), _containing, TODAY)
    return test(RECORD, None)


def _containing(word: str) -> frozenset[str]:
    return frozenset({"asks/a.md"}) if word in ("visa", "a visa") else frozenset()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("state:nudge", True),
        ("state:thank", False),
        ("-state:thank", True),
        ("contact:maría", True),
        ('contact:"ben ito"', True),
        ("contact=ben", False),
        ("tag:acme", True),
        ("due<2026-04-01", True),
        ("due<2026-03-12", False),
        ("due<=2026-03-12", True),
        ("due>=2026-03", True),
        ("due>2026-03", False),
        ("due<=2026-03", True),
        ("due<2026", False),
        ("due<today", True),
        ("asked>=2026-01", False),
        ("-asked>=2026-01", True),
        ("asked:", True),
        ("outcome:", True),
        ("-outcome:", False),
        ("answered:yes", True),
        ("days_overdue>3", True),
        ("days_overdue>4", False),
        ("days-overdue:4", True),
        ("needs_follow_up:yes", True),
        ("visa", True),
        ('"a visa"', True),
        ("-visa", False),
        ("passport", False),
        ("state:nudge visa -passport", True),
        ("state:nudge passport", False),
        ("priority:high", False),
        ("-priority:high", True),
    ],
)
def test_a_filter_holds_or_not(line: str, expected: bool) -> None:
    assert holds(line) is expected


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("contcat:maria", r"did you mean contact:\?"),
        ("zzzzzz:1", "put the word in double quotes"),
        ("state:nugde", "write one of thank, report"),
        ("due<soon", "is no date"),
    ],
)
def test_a_filter_nobody_understands_is_named(line: str, sentence: str) -> None:
    with pytest.raises(BadFilter, match=sentence):
        holds(line)


def test_a_word_in_quotes_is_text_even_with_a_colon() -> None:
    assert parse('"http://acme.example"') == [Term(None, ":", "http://acme.example")]


def test_words_that_the_shell_told_apart_keep_their_spaces() -> None:
    assert parse_words(["contact:Maria Lopez", " "]) == [Term("contact", ":", "Maria Lopez")]
