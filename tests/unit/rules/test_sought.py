"""What a few typed words or letters find."""

from __future__ import annotations

import pytest

from journal import Sought
from tests.quick import at_once

FOUND = {
    "the beginning of a word": ("tha", "write the thank-you", 0, "tha"),
    "words in another order": ("lee sam", "go to contact Sam Lee", 0, "LeeSam"),
    "the first letters of all": ("ana", "Ana Ruiz", 0, "Ana"),
    "no accents": ("jorg", "go to contact Jörg Weber", 0, "Jörg"),
    "accents": ("JÖRG", "go to contact Jorg Weber", 0, "Jorg"),
    "two letters for one": ("strasse", "Straße 1", 0, "Straße"),
    "inside a word": ("ank", "thank", 1, "ank"),
    "inside a word, where others begin": ("an th", "a thank", 1, "anth"),
    "a script without spaces": ("中", "去中国", 1, "中"),
    "letters of a word": ("thnk", "write the thank-you", 2, "thnk"),
    "letters of one, the beginning of another": ("ctct sam", "go to contact Sam Lee", 2, "ctctSam"),
    "signs": ("c++ (", "ask (C++)", 0, "C++("),
    "nothing": ("  ", "anything", 0, ""),
    "letters of several words": ("thx", "the next section", None, ""),
    "letters out of order": ("knht", "thank", None, ""),
    "letters that begin no word": ("hnk", "thank", None, ""),
    "three letters": ("lee", "a letter", None, ""),
    "a word too many": ("sam ruiz", "go to contact Sam Lee", None, ""),
}


@pytest.mark.parametrize("case", FOUND)
def test_what_is_found_how_well_and_by_which_letters(case: str) -> None:
    typed, text, rank, letters = FOUND[case]
    sought = Sought(typed)
    assert sought.rank(text) == rank
    if rank is not None:
        assert "".join(text[place] for place in dict.fromkeys(sought.places(text))) == letters


def test_a_text_begins_with_one_of_the_words_or_none_is_looked_for() -> None:
    sought = Sought("lee SÁM")
    assert [sought.begins(text) for text in ("Sam Lee", "Leeds", "a Sam", "sa")] == [True, True, False, False]
    assert [bool(Sought(typed)) for typed in ("x", "", "  ")] == [True, False, False]


def test_no_text_takes_long() -> None:
    assert at_once(lambda: Sought("aaaaaaaaab").rank("a" * 50_000)) is None
    assert at_once(lambda: Sought("ababababac").rank("ab " * 50_000)) is None
