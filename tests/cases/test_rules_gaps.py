"""docs/rules.md 4 as tables: every gap, what silences it, and thanks that ask again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from journal.model import Ask, FollowUp, Meeting, Person
from journal.rules.contacts import contacts
from journal.rules.gaps import asks_again, gaps, other_asks, with_gaps
from tests.unit.rules.values import SETTINGS, TODAY, ask, d, means, meeting, party, person

COMPLETE: dict[str, Any] = dict(
    why="she hired there", effort="5m", needed_by="05-01", homework=("read",), homework_date="03-01"
)


def draft(**says: Any) -> Ask:
    """An ask with nothing missing but for what it says."""
    return ask("draft", **{**COMPLETE, **says})


def found(
    asked: Ask, others: Sequence[Ask] = (), meetings: Sequence[Meeting] = (), people: Sequence[Person] = ()
) -> FollowUp:
    """The ask with its gaps, among others."""
    follow_ups = [means(each) for each in (asked, *others)]
    parties = {party.key: party for f in follow_ups for party in (*f.ask.contacts, *f.owed_to)}
    known = {each.party.name: each for each in (*(Person(party) for party in parties.values()), *people)}
    standings = contacts(known.values(), follow_ups, meetings, SETTINGS, TODAY)
    return with_gaps(follow_ups, {each.party.key: each for each in standings}, SETTINGS, TODAY)[0]


def codes(follow_up: FollowUp) -> str:
    return " ".join(gap.code for gap in follow_up.gaps)


def test_what_is_out_has_no_gaps() -> None:
    assert gaps(means(ask(asked="03-15")), {}, other_asks(()), SETTINGS, TODAY) == ()


OWN: dict[str, tuple[dict[str, Any], str]] = {
    "nothing missing": ({}, ""),
    "parked asks have gaps too": (dict(status="parked", why=None), "no-why"),
    "why": (dict(why=None), "no-why"),
    "effort": (dict(effort=None), "no-effort"),
    "needed_by": (dict(needed_by=None), "no-needed-by"),
    "homework: none": (dict(homework=()), "homework"),
    "homework: stale": (dict(homework_date="2025-01-01"), "homework"),
    "homework: undated": (dict(homework_date=None), "homework"),
    "homework: nobody to read up on": (dict(homework=(), contact=""), ""),
    "no request": (dict(text="An intro to Acme"), "no-request"),
    "no text at all: nothing to say of it": (dict(text=None), ""),
    "a mark": (dict(text="Who hires at Acme?"), ""),
    "a wide mark": (dict(text="李さん？"), ""),
    "an Arabic mark": (dict(text="من؟"), ""),
    "a word of asking": (dict(text="Please REVIEW my abstract"), ""),
    "a word of asking over a line's end": (dict(text="can\nyou spare the book"), ""),
    "a word within a word": (dict(text="Resend the sharecropper's reference"), "no-request"),
    "two marks": (dict(text="Who hires? And when?"), "many-requests"),
    "two marks of two kinds": (dict(text="Who hires? 誰？"), "many-requests"),
    "marks together are one": (dict(text="Who hires?? Really?!"), "many-requests"),
    "marks together alone": (dict(text="Who hires???"), ""),
    "a mark and an exclamation": (dict(text="Who hires?!"), ""),
    "a mark within a word": (dict(text="Who?hires? Or a?b"), ""),
    "a mark before a closing quote": (dict(text="Would you answer “who hires?” with “why not?”"), "many-requests"),
    "a mark before a bracket": (dict(text="Who hires (or fired?) there?"), ""),
    "marks in web addresses": (
        dict(text="Please: https://acme.example/?a= and http://b.example/?\nx www.c.example?y"), "",
    ),
    "a mark behind a web address": (dict(text="Have you seen https://a.example? And this?"), "many-requests"),
    "marks in wikilinks": (dict(text="Please read [[Why me?]] and [[Who else?]]"), ""),
    "marks in Markdown targets": (dict(text="Please read [a](x?) and [b](who?) and [c](why?)"), ""),
    "sixty words": (dict(text="please " * 60), ""),
    "sixty-one words": (dict(text="please " * 61), "long"),
    "vague": (dict(text="Could I pick  your\nbrain?"), "vague"),
    "vague twice is one gap": (dict(text="Could we catch up, grab a coffee?"), "vague"),
    "vague within a word": (dict(text="Could you catch upstream bugs?"), ""),
}  # fmt: skip


@pytest.mark.parametrize(("says", "expected"), OWN.values(), ids=OWN)
def test_gaps_of_the_ask_itself(says: dict[str, Any], expected: str) -> None:
    assert codes(found(draft(**says))) == expected


OTHERS: dict[str, tuple[dict[str, Any], str]] = {
    "owes thanks": (dict(outcome="yes", goal="Book"), "owes-outcome"),
    "owes thanks as via": (dict(outcome="yes", contact="Tom", via="Maria", thanked=True, goal="Book"), "owes-outcome"),
    "owes another": (dict(outcome="yes", contact="Tom", goal="Book"), ""),
    "waiting": (dict(asked="03-15", goal="Book"), "open-ask"),
    "to nudge": (dict(asked="03-01", goal="Book"), "open-ask"),
    "to release": (dict(asked="01-01", nudged="01-10 01-20", goal="Book"), ""),
    "another's": (dict(asked="03-15", contact="Tom", goal="Book"), ""),
    "a second draft for the same goal": ({}, "single-hope"),
    "a second ask for the same goal": (dict(asked="03-15"), "open-ask single-hope"),
    "another contact for the same goal": (dict(contact="Tom"), ""),
    "both contacts for the same goal": (dict(contact="Maria Tom"), ""),
    "nobody for the same goal": (dict(contact=""), ""),
    "a settled ask for the same goal": (dict(status="closed"), ""),
}


@pytest.mark.parametrize(("says", "expected"), OTHERS.values(), ids=OTHERS)
def test_gaps_by_another_ask(says: dict[str, Any], expected: str) -> None:
    other = ask("other", **says)
    assert codes(found(draft(), [other])) == expected
    assert codes(found(draft(despite="she offered"), [other])) == ""


EFFORTS: dict[str, bool] = {
    "meeting": True, "a Coffee": True, "two lunches": True, "phone call": True, "visits": True, "30m": True,
    "30 min": True, "45 minutes": True, "1h": True, "1.5 hours": True, "0,5 h": True, "half an hour": True,
    "half-an-hour": True, "quarter of an hour": False,
    "an hour": True, "a 30-minute chat": True, "1-hour walk": True, "a 20-minute call": True,
    "a 20-minute chat": False, "two 20-minute chats, 45 m at most": True, "half-hearted": False, "recalls": False,
    "callous": False, "visitor pass": False, "30 - 40 mins": True, "a 3-m fall": False,
    "15-30 min": True, "1h30": True, "90": True, "29m": False,
    "5m": False, "intro": False,
    "recall a name": False, "30 messages": False, "2 months": False, "a quarter of an hour": False, "0.25h": False,
    "25": False, "60 pages": False, "1" * 60_000: True,
}  # fmt: skip


@pytest.mark.parametrize(("effort", "is_meeting"), EFFORTS.items(), ids=[effort[:30] for effort in EFFORTS])
def test_an_effort_that_is_a_meeting_counts_against_the_budget(effort: str, is_meeting: bool) -> None:
    met = [meeting("01-10"), meeting("02-10")]
    assert codes(found(draft(effort=effort), meetings=met)) == ("meeting-budget" if is_meeting else "")
    assert codes(found(draft(effort=effort, despite="she offered"), meetings=met)) == ""
    assert codes(found(draft(effort=effort), meetings=met[:1])) == ""


def test_despite_silences_respect_not_the_text() -> None:
    other = ask("other", asked="03-15")
    assert codes(found(draft(despite="she offered", text="hello", why=None), [other])) == "no-why no-request"


@pytest.mark.parametrize(
    ("own", "known", "says"),
    [
        ({}, {}, "Read up on Maria first, and note under homework what you found."),
        (
            {},
            {"homework": ("read",)},
            "The homework on Maria has no date: note under homework_date when you read it.",
        ),
        (
            {},
            {"homework": ("read",), "date": d("2025-01-01")},
            "The homework on Maria is stale: look again, and note the day under homework_date.",
        ),
        (
            {"homework": ("read",)},
            {},
            "The homework of this ask has no date: note under homework_date when you read it.",
        ),
        (
            {"homework": ("read",), "homework_date": "2025-01-01"},
            {},
            "The homework of this ask is stale: look again, and note the day under homework_date.",
        ),
    ],
)
def test_the_gap_says_what_the_homework_needs(own: dict[str, Any], known: dict[str, Any], says: str) -> None:
    asked = draft(**{"homework": (), "homework_date": None, **own})
    (gap,) = found(asked, people=[Person(party("Maria"), **known)]).gaps
    assert (gap.code, gap.message) == ("homework", says)


def test_homework_on_every_contact_is_as_good_as_the_asks_own() -> None:
    both = draft(contact="Maria Tom", homework=())
    known = [Person(party(name), homework=("read",), homework_date=d("03-01")) for name in ("Maria", "Tom")]
    assert codes(found(both, people=known)) == ""
    (gap,) = found(both, people=known[:1]).gaps
    assert (gap.code, "Tom" in gap.message, "Maria" in gap.message) == ("homework", True, False)


@pytest.mark.parametrize("says", [dict(asked="03-15"), dict(outcome="yes"), dict(status="closed"), dict(status="done")])
def test_an_ask_that_is_out_has_no_gaps(says: dict[str, Any]) -> None:
    assert found(ask(text="hm", **says)).gaps == ()


@pytest.mark.parametrize(("budget", "until"), [(2, ", or wait until 2027-01-10."), (0, " ask in writing.")])
def test_a_spent_budget_says_from_when_on_there_is_room_if_ever(budget: int, until: str) -> None:
    met = [meeting("01-10"), meeting("02-10")]
    (gap,) = found(draft(effort="1h"), meetings=met, people=[person(meetings_per_year=budget)]).gaps
    assert gap.message.endswith(until)


def test_every_gap_names_the_contact_in_one_sentence() -> None:
    others = [ask("a", asked="03-15"), ask("b", outcome="yes")]
    vague = "hm catch up " * 30
    gaps = [
        *found(ask("draft", text=vague, effort="1h"), others, [meeting("03-01"), meeting("03-02")]).gaps,
        *found(draft(text="Who? When?")).gaps,
        *found(draft(effort=None)).gaps,
    ]
    assert [gap.code for gap in gaps] == [
        "owes-outcome", "open-ask", "meeting-budget", "homework", "no-why", "no-needed-by", "no-request", "long",
        "vague", "single-hope", "many-requests", "no-effort",
    ]  # fmt: skip
    assert all("Maria" in gap.message and gap.message[-1] in ".?" for gap in gaps)


def test_several_contacts_are_named_once_each() -> None:
    (gap,) = found(draft(contact="Ana Maria Tom", why=None)).gaps
    assert "Ana, Maria and Tom" in gap.message


def test_what_a_persons_note_says_is_homework() -> None:
    told = person("maria", has_text=True, date=d("03-01"))
    assert codes(found(draft(homework=(), contact="maria"), people=[told])) == ""


AGAIN: dict[str, tuple[str, tuple[int, ...]]] = {
    "only thanks": ("Dear Maria,\nthank you. It worked out.\n", ()),
    "a question": ("Thank you.\nDo you know Tom?\n", (2,)),
    "a wide question": ("谢谢。\n好吗？", (2,)),
    "a phrase": ("Thank you.\n\nI’d love to hear more.", (3,)),
    "a phrase with a plain apostrophe": ("I'd love to hear more.", (1,)),
    "a phrase over a line's end": ("Thanks. Could\nyou also call Tom.", (1,)),
    "several lines, each once": ("Please call. Can you?\nThanks\nuntil Next Time", (1, 3)),
    "what was asked before, in quotes": ("I asked you: “Could you call?”\nThank you.", ()),
    "a word within a word": ("You pleased me, none more", ()),
    "quotes within quotes": ("I asked: “Could you send “X” to me?”\nThanks.", ()),
    "a quote over a line's end, and a question behind it": ("“Could you\ncall?” Thanks.\nCan you?", (3,)),
    "a quote that is not closed": ("“Could you call?\nThanks.", (1,)),
    "a quote in one that is not closed": ("“Thanks.\nI asked “could you?”", ()),
    "the sign that closes a quote is of it, what follows is not": ("“Thanks”?", (1,)),
    "plain quotes": ('I asked "could you call?"', (1,)),
    "nothing": ("", ()),
}


@pytest.mark.parametrize(("text", "lines"), AGAIN.values(), ids=AGAIN)
def test_thanks_that_ask_again_name_the_lines(text: str, lines: tuple[int, ...]) -> None:
    assert asks_again(text) == lines
