"""Names, keys and ids that count as the same."""

from __future__ import annotations

import pytest

from journal.notes import fold, fold_key, note_id
from journal.notes.spelling import shortened, stripped, without_accents


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maria Lopez", " maria   LOPEZ "),
        ("Zoë", "Zoe\u0308"),
        ("ZOË", "zoe\u0308"),
        ("Weiß", "WEISS"),
        ("a\u00a0b", "a b"),
        ("a\tb\n", "a b"),
    ],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_text_too_long_for_a_name_compares_without_case_too() -> None:
    assert fold(" Ä" * 2_000) == " ".join("ä" * 2_000)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        (" \u00a0\u200b\ufeff ", ""),
        ("\u200b", ""),
        ("a\u200b", "a"),
        (" \u200b \u2060é\u200b a \ufeff\n", "é\u200b a"),
        ("é", "é"),
        (" a ", "a"),
    ],
)
def test_nothing_unseen_is_at_the_ends(text: str, wanted: str) -> None:
    assert stripped(text) == wanted


@pytest.mark.parametrize(("one", "other"), [("Zoë", "Zoe"), ("a b", "ab"), ("a-b", "a b")])
def test_names_that_are_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("spelling", ["follow_up", "Follow-up", "followUp", "FOLLOW UP", "follow - up"])
def test_spellings_of_one_key(spelling: str) -> None:
    assert fold_key(spelling) == "followup"


def test_a_key_compares_in_nfc() -> None:
    assert fold_key("Prio_rité") == fold_key("priorite\u0301") == "priorité"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("asks/2026-03-04-maria-intro.md", "asks/2026-03-04-maria-intro"),
        ("A.B/x.y.MARKDOWN", "A.B/x.y"),
        ("Zoe\u0308.Md", "Zoë"),
        ("x.txt", "x.txt"),
    ],
)
def test_the_id_of_a_path(path: str, expected: str) -> None:
    assert note_id(path) == expected


@pytest.mark.parametrize(
    ("text", "bare"),
    [("Maria", "maria"), ("Zoë Ångström", "zoe angstrom"), ("ﬁ", "fi"), ("Weiß", "weiss"), ("東", "東")],
)
def test_a_text_without_its_accents(text: str, bare: str) -> None:
    assert without_accents(text) == bare


@pytest.mark.parametrize(
    ("text", "short"), [("a  b\n c", "a b c"), ("x" * 60, "x" * 60), ("x" * 61, "x" * 59 + "…"), ("", "")]
)
def test_a_text_in_a_sentence_has_60_characters_at_most(text: str, short: str) -> None:
    assert shortened(text) == short
