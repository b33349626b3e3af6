"""Texts of notes as sentences and lists say them."""

from __future__ import annotations

import pytest

from journal import wording


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (None, ""),
        ("Acme", "Acme"),
        ("[[Acme]]", "Acme"),
        ("[[orgs/acme|Acme Ltd]]", "Acme Ltd"),
        ("[[orgs/Acme]] and [[Globex]]", "Acme and Globex"),
        ("[[Acme|]]", "Acme"),
        ("lead [of] many", "lead [of] many"),
        ("[[Acme", "[[Acme"),
    ],
)
def test_a_wikilink_is_what_it_shows(text: str | None, shown: str) -> None:
    assert wording.unlinked(text) == shown


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Put back: asks/x.md", "Put back: asks/x.md."), ("No: lunch?", "No: lunch?")],
)
def test_a_sentence_has_one_sign_at_its_end(text: str, sentence: str) -> None:
    assert wording.ended(text) == sentence


@pytest.mark.parametrize(
    ("number", "one", "many", "said"),
    [
        (0, "ask", None, "0 asks"),
        (1, "ask", None, "1 ask"),
        (2, "ask", None, "2 asks"),
        (1, "reply", "replies", "1 reply"),
        (2, "reply", "replies", "2 replies"),
    ],
)
def test_a_number_of_things(number: int, one: str, many: str | None, said: str) -> None:
    assert wording.count(number, one, many) == said
