"""Which words and companies a piece names, what of a note says what somebody knows, and who leads to whom."""

from __future__ import annotations

from typing import Any

import pytest

from journal.model import Kind, Lead, Match, Note
from journal.rules.leads import companies_named, in_order, said_in_fields, through, was_asked, words_that_count
from tests.unit.rules.values import ask, d, goal, means, meeting, party


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("an intro to the data team", ("intro", "data", "team")),
        ("Data data DATA", ("Data",)),
        ("x, C and Go", ("Go",)),
        ("to the", ("to", "the")),
        ("AT&T's Straße", ("AT&T's", "Straße")),
        ("…", ()),
        (" ".join(f"w{n}" for n in range(70)), tuple(f"w{n}" for n in range(64))),
    ],
)
def test_small_words_do_not_count_beside_others(piece: str, words: tuple[str, ...]) -> None:
    assert words_that_count(piece) == words


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        ("at Acme", {"at Acme": ("at", "Acme"), "Acme": ("Acme",)}),
        ("referral", {"referral": ("referral",)}),
        ("a job", {"a job": ("a", "job")}),
        ("Red Hat team", {
            "Red Hat team": ("Red", "Hat", "team"), "Red Hat": ("Red", "Hat"), "Hat team": ("Hat", "team"),
            "Red": ("Red",), "Hat": ("Hat",),
        }),
        ("3 jobs", {"3 jobs": ("3", "jobs"), "3": ("3",)}),
        ("中国 ok", {"中国 ok": ("中国", "ok"), "中国": ("中国",)}),
        ("…", {}),
    ],
)  # fmt: skip
def test_a_run_of_words_with_a_capital_may_be_a_company(piece: str, names: dict[str, tuple[str, ...]]) -> None:
    assert companies_named(piece) == names


def test_a_company_has_six_words_at_most_but_where_it_is_the_whole() -> None:
    longest = max(len(words) for name, words in companies_named("A B C D E F G H").items() if name != "A B C D E F G H")
    assert longest == 6


def test_what_a_note_says_of_what_its_person_knows_or_its_ask_is_about() -> None:
    fields: dict[str, Any] = {
        "can_help": ("maps", "dams"), "role": "lead", "org": "Acme", "status": "sent", "effort": "5m",
        "channel": "mail",
        "ask": "Could you?", "why": "You know.", "asked": d("03-01"), "created": "2026",
    }  # fmt: skip
    note = Note("n", "n.md", Kind.PERSON, "Ana", tags=("data",), fields=fields)
    assert list(said_in_fields(note)) == ["data", "maps", "dams", "lead"]
    asked = list(said_in_fields(note._replace(kind=Kind.ASK)))
    assert asked == ["data", "Ana", "maps", "dams", "lead", "Acme", "Could you?", "You know."]


@pytest.mark.parametrize(
    ("written", "went_out"),
    [
        ({"asked": "03-01"}, True),
        ({"asked": "yes"}, True),
        ({"asked": "03-01", "status": "closed"}, True),
        ({"status": "closed"}, False),
        ({"asked": "03-01", "answered": "03-02"}, True),
        ({"asked": ""}, False),
        ({"asked": "03-20"}, False),
        ({"status": "parked"}, False),
        ({"goal": goal(achieved=d("03-01"))}, False),
    ],
)
def test_an_ask_went_out(written: dict[str, Any], went_out: bool) -> None:
    assert was_asked(means(ask(**written))) is went_out


def test_those_who_led_met_or_are_linked_may_know_somebody_each_once() -> None:
    asks = [
        means(ask(contact="Ida Tom", via="Ana")),
        means(ask(contact="Kim", via="Ida Bo")),
        means(ask(contact="Sue", via="Zoe")),
        means(ask(contact="Uma", via="Ana")),
        means(ask(contact="Ana", via="Max")),
    ]
    naming = {
        name.key: [each for each in asks if name in (*each.ask.contacts, *each.ask.via)]
        for name in map(party, ("Ida", "Ana", "Kim", "Sue", "Max"))
    }
    met = [meeting("03-01", "Ida Ana Lea"), meeting("03-02", "Sue Max")]
    assert through(party("Ida"), naming, met, [party("Ida"), party("KIM"), party("Jo")]) == (
        "Ana", "Kim", "Tom", "Uma", "Lea", "Jo",
    )  # fmt: skip
    assert through(party("Nobody"), naming, met, []) == ()


def test_leads_stand_by_why_words_match_note_and_name() -> None:
    leads = [
        Lead("works", Match.WEAK, ("a",), "Weak"),
        Lead("works", Match.EXACT, ("a",), "Exact"),
        Lead("works", Match.STRONG, ("a",), "Strong, no note"),
        Lead("works", Match.STRONG, ("a",), "Strong", "people/strong"),
        Lead("works", Match.WEAK, ("a", "b"), "Two words"),
        Lead("knows", None, ("a",), "Knows"),
        Lead("knows", None, ("a",), "Änne"),
        Lead("knows", None, ("a", "b"), "Knows more"),
    ]
    assert [lead.name for lead in in_order(leads)] == [
        "Knows more", "Änne", "Knows", "Two words", "Exact", "Strong", "Strong, no note", "Weak",
    ]  # fmt: skip
