from __future__ import annotations

import pytest

from journal.rules.status import StatusClass, status_class


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("draft ready todo planned idea", StatusClass.DRAFT),
        ("parked onhold someday", StatusClass.PARKED),
        ("asked sent waiting open inprogress pending", StatusClass.ASKED),
        ("answered replied", StatusClass.ANSWERED),
        ("done complete completed thanked", StatusClass.DONE),
        ("closed declined noreply released dropped cancelled canceled abandoned", StatusClass.CLOSED),
    ],
)
def test_every_published_word_has_its_class(words: str, expected: StatusClass) -> None:
    assert {status_class(word) for word in words.split()} == {expected}


@pytest.mark.parametrize("word", ["In Progress", "in-progress", "IN_PROGRESS", "inProgress"])
def test_words_are_compared_without_case_and_separators(word: str) -> None:
    assert status_class(word) is StatusClass.ASKED


@pytest.mark.parametrize("word", [None, "warm", "", "asked!", "no"])
def test_any_other_word_has_no_class(word: str | None) -> None:
    assert status_class(word) is None
