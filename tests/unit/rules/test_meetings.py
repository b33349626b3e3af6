"""What the ticked boxes of a meeting record and leave, and whose year has no room for one more (docs/practice.md 2)."""

from __future__ import annotations

from typing import Any

import pytest

from journal.model import Brief, Brought, Edit, FollowUp, Kind, Name, Note, Problem
from journal.rules.contacts import contacts
from journal.rules.meetings import Left, Recorded, bring_line, is_listed, recorded, to_add, used_up
from tests.unit.rules.test_brief import line
from tests.unit.rules.values import SETTINGS, TODAY, ask, d, goal, means, meeting, person

CAME: dict[str, Any] = {"asked": "02-01", "outcome": "yes", "outcome_date": "03-05"}
WON: dict[str, Any] = {**CAME, "thanked": "03-05", "goal": goal(achieved=d("03-08"))}
MET = meeting("03-10")


def met(words: str, *, day: str = "03-10", **written: Any) -> Recorded:
    """What a meeting with Maria records whose boxes have these words, each for the same ask."""
    about = means(ask(**written))
    lines = [line(f"{word.strip('-')}: x", "x", "x", number) for number, word in enumerate(words.split(), start=1)]
    asks: dict[str, FollowUp] = {about.note.path: about}
    return recorded(MET, lines, lambda _: about.note, asks, d(day), TODAY)


@pytest.mark.parametrize(
    ("word", "written", "keys"),
    [
        ("thank", CAME, ["thanked"]),
        ("thank", {**CAME, "contact": "Tom Maria"}, ["thanked"]),
        ("thank", {**CAME, "outcome_date": "03-10"}, ["thanked"]),
        ("thank", {**CAME, "outcome_date": None}, ["thanked"]),
        ("thank", {**CAME, "contact": "Tom", "via": "Ben Maria"}, ["via_thanked"]),
        ("thanks", {**CAME, "via": "Maria"}, ["thanked", "via_thanked"]),
        ("about", CAME, ["thanked"]),
        ("about", WON, ["reported"]),
        ("report", {**WON, "contact": "Tom Maria"}, ["reported"]),
        ("ask", {"asked": ""}, ["asked"]),
        ("ask", {"status": "parked"}, ["asked", "status"]),
        ("about", {"status": "parked"}, ["asked", "status"]),
    ],
)
def test_a_tick_records_what_its_word_says_else_what_is_owed(
    word: str, written: dict[str, Any], keys: list[str]
) -> None:
    found = met(word, **written)
    ((_, edits),) = found.edits
    assert ([edit.key for edit in edits if isinstance(edit, Edit)], found.left, found.ticks) == (keys, (), 1)
    assert isinstance(edits[0], Edit)
    assert edits[0].value == "2026-03-10"


TWO_ENDS = (goal("Job", d("03-08")), goal("PhD", d("03-12")))


@pytest.mark.parametrize(
    ("word", "written", "reason"),
    [
        ("ask", {**CAME, "status": "closed"}, "closed"),
        ("thank", {**CAME, "status": "closed"}, "closed"),
        ("report", {**WON, "status": "closed"}, "closed"),
        ("ask", {"asked": "03-01"}, "out already"),
        ("thank", {**CAME, "contact": "Tom"}, "not owed"),
        ("thank", {**CAME, "thanked": "03-06"}, "not owed"),
        ("thank", {**CAME, "contact": "Tom", "via": "Maria", "via_thanked": "03-06"}, "not owed"),
        ("report", {**WON, "contact": "Tom"}, "not owed"),
        ("report", {**WON, "reported": "03-09"}, "not owed"),
        ("report", CAME, "not owed"),
        ("thank", {**CAME, "outcome_date": "03-11"}, "outcome later than the meeting"),
        ("report", {**WON, "goal": goal(achieved=d("03-11"))}, "outcome later than the meeting"),
    ],
)
def test_a_tick_is_left_with_its_reason(word: str, written: dict[str, Any], reason: str) -> None:
    found = met(word, **written)
    assert ([left.reason for left in found.left], found.edits, found.ticks) == ([reason], (), 0)
    assert found.summary == "Met: Meeting of 03-10"


def test_a_report_waits_for_the_last_goal_that_ended() -> None:
    about = means(ask(**{**WON, "goal": ""})._replace(goals=TWO_ENDS))
    told = [
        recorded(MET, [line("report: x", "x", "x")], lambda _: about.note, {about.note.path: about}, d(day), TODAY).left
        for day in ("03-11", "03-12")
    ]
    assert told == [(Left(1, about.note, "outcome later than the meeting"),), ()]


def test_a_tick_for_no_ask_says_whether_its_note_can_be_read() -> None:
    unread, wrong = Problem("unreadable", "It is no text."), Problem("bad-date", "It is no date.")
    notes = {
        "person": Note("person", "person.md", Kind.PERSON, "Ida"),
        "unread": Note("unread", "unread.md", Kind.NOTE, "unread", problems=(wrong, unread)),
        "wrong": Note("wrong", "wrong.md", Kind.NOTE, "wrong", problems=(wrong,)),
    }
    ticked = [line(f"ask: {link}", "x", link) for link in ("person", "unread", "wrong", "nowhere")]
    others = [line("ask: open", " ", "person"), line("about nobody", "x")]
    found = recorded(MET, [*ticked, *others], lambda name: notes.get(name.target), {}, d("03-10"), TODAY)
    assert [(left.note and left.note.id, left.reason) for left in found.left] == [
        ("person", "no ask"), ("unread", "its note cannot be read"), ("wrong", "no ask"), (None, "no ask"),
    ]  # fmt: skip


def test_what_to_bring_is_added_unless_a_line_of_the_section_links_to_it_or_a_box_is_about_it() -> None:
    names = ("section", "bare", "within", "box", "notes", "beside")
    asks = {name: means(ask(name, status="parked")) for name in names}
    several = line("ask: beside", "x", "box", under="notes")
    lines = [
        line("ask: section", " ", "section"),
        line("bare", None, "bare"),
        line("no link"),
        line("as said to", None)._replace(links=(Name("within", "within"), Name("nowhere", "nowhere"))),
        several._replace(links=(*several.links, Name("beside", "beside"))),
        line("notes", None, "notes", under="notes"),
    ]
    bring = tuple(Brought("ask", each, None) for each in asks.values())
    added = to_add(
        Brief((), None, bring, 0, 0, tuple(lines)), lambda name: asks[name.target].note if name.target in asks else None
    )
    assert [each.ask.note.id for each in added] == ["notes", "beside"]


@pytest.mark.parametrize(
    ("title", "sign", "written"),
    [
        ("Could you?", " ", "- [ ] thank: [[asks/x|Could you?]]"),
        ("A [b]|c", "x", "- [x] thank: [[asks/x|A  b  c]]"),
        (" ", " ", "- [ ] thank: [[asks/x]]"),
    ],
)
def test_a_line_of_what_to_bring_links_to_its_note_by_its_title(title: str, sign: str, written: str) -> None:
    asked = ask()
    about = means(asked._replace(note=asked.note._replace(title=title)))
    assert bring_line(Brought("thank", about, None), "asks/x", sign) == written


def test_a_second_box_for_the_same_is_left_and_another_day_is_written() -> None:
    found = met("thank thank", **CAME)
    assert (found.summary, [left.reason for left in found.left]) == ("Met: Meeting of 03-10: 1 thanked", ["not owed"])
    both = met("thank report", **{**WON, "thanked": None})
    assert both.summary == "Met: Meeting of 03-10: 1 thanked, 1 reported"
    moved = met("thank", day="03-12", **CAME)
    assert moved.edits[-1] == (MET.note, (Edit("date", "2026-03-12"),))


def test_on_the_list_is_what_is_below_its_heading_or_has_a_box() -> None:
    told = [
        (sign, under)
        for sign in (" ", "x", None)
        for under in ("bring", "notes")
        if is_listed(line("a", sign, under=under))
    ]
    assert told == [(" ", "bring"), (" ", "notes"), ("x", "bring"), ("x", "notes"), (None, "bring")]


@pytest.mark.parametrize(
    ("budget", "days", "of", "day", "is_used"),
    [
        (2, "2025-05-01 03-01", None, "03-20", True),
        (2, "2025-05-01 03-01", None, "04-30", True),
        (2, "2025-05-01 03-01", None, "05-01", False),
        (3, "2025-05-01 03-01", None, "03-20", False),
        (2, "2025-05-01 03-16", "03-16", "03-16", False),
        (1, "2025-05-01 03-16", "03-16", "03-16", True),
        (2, "2025-05-01 03-01", "03-20", "03-20", True),
        (0, "", None, "2030-01-01", True),
    ],
)
def test_a_year_is_used_up_by_other_meetings_until_the_oldest_is_a_year_ago(
    budget: int, days: str, of: str | None, day: str, is_used: bool
) -> None:
    people = contacts([person(meetings_per_year=budget)], [], [meeting(each) for each in days.split()], SETTINGS, TODAY)
    found = used_up(people, meeting(of) if of else None, d(day), TODAY)
    assert found == (people if is_used else [])
