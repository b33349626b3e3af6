"""Which dates a merge left out, and on whose pages they are told."""

from __future__ import annotations

from typing import Any

import pytest

from journal.model import Ask, Event, FieldValue, Kind, Note, Page, Person, Problem, Subject
from journal.rules.contacts import contacts
from journal.rules.goals import progress
from journal.rules.lost_dates import LeftOut, LostDate, left_out, with_lost_dates
from tests.unit.rules.values import SETTINGS, TODAY, ask, d, goal, means, party, person

THEN, LATER = d("03-05"), d("03-07")


def note(*problems: str, **fields: FieldValue) -> Note:
    return Note(
        "asks/x", "asks/x.md", Kind.ASK, "x", fields=fields, problems=tuple(Problem(code, "") for code in problems)
    )


LEFT_OUT: dict[str, tuple[list[Note], Note, Note, list[LeftOut]]] = {
    "another date instead": ([note()], note(thanked=THEN), note(thanked=LATER), [LeftOut("thanked", THEN, LATER)]),
    "nothing instead": ([note()], note(thanked=THEN), note(), [LeftOut("thanked", THEN, None)]),
    "a yes instead": ([note()], note(thanked=THEN), note(thanked=True), [LeftOut("thanked", THEN, None)]),
    "two keys": (
        [], note(thanked=THEN, promised=LATER), note(),
        [LeftOut("thanked", THEN, None), LeftOut("promised", LATER, None)],
    ),
    "one of a list": (
        [note()], note(nudged=(THEN, LATER)), note(nudged=(LATER, d("03-08"))), [LeftOut("nudged", THEN, None)],
    ),
    "of a list that is a date": (
        [note()], note(nudged=(THEN, LATER)), note(nudged=LATER), [LeftOut("nudged", THEN, LATER)],
    ),
    "a date that is there": ([note()], note(thanked=THEN), note(thanked=THEN), []),
    "a date of the note before": ([note(thanked=THEN)], note(thanked=THEN), note(thanked=LATER), []),
    "a date of one of two notes before": ([note(), note(thanked=THEN)], note(thanked=THEN), note(), []),
    "the same date under another key": ([], note(thanked=THEN), note(reported=THEN), [LeftOut("thanked", THEN, None)]),
    "what is no date": ([note()], note(thanked=True, why="a", asked=""), note(), []),
    "markers around both": ([note()], note(thanked=THEN), note("bad-date", "conflict", thanked=LATER), []),
    "both, one below the other": ([note()], note(thanked=THEN), note("duplicate-key", thanked=LATER), []),
    "both, in two spellings": ([note()], note(thanked=THEN), note("two-spellings", thanked=LATER), []),
    "another problem": ([note()], note(thanked=THEN), note("bad-date"), [LeftOut("thanked", THEN, None)]),
    "a problem of the side": ([note()], note("conflict", thanked=THEN), note(), [LeftOut("thanked", THEN, None)]),
}  # fmt: skip


@pytest.mark.parametrize(("base", "side", "merged", "expected"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_merge_leaves_out_what_only_the_side_had(
    base: list[Note], side: Note, merged: Note, expected: list[LeftOut]
) -> None:
    assert list(left_out(base, side, merged)) == expected


@pytest.mark.parametrize(
    ("lost", "text"),
    [
        (
            LostDate(d("03-08"), LeftOut("thanked", THEN, LATER), True, "3a673090"),
            "thanked 2026-03-07, not 2026-03-05 from the side that came in (3a67309)",
        ),
        (
            LostDate(d("03-08"), LeftOut("thanked", THEN, None), False, "3a67309"),
            "lost thanked 2026-03-05 from the side that merged (3a67309)",
        ),
    ],
)
def test_a_lost_date_is_told_with_its_side(lost: LostDate, text: str) -> None:
    assert lost.text == text


LED: dict[str, Any] = dict(contact="Maria Kim", via="Ben Cy")
OF_ALL = ["asked", "outcome_date"]
OF_CONTACT = ["nudged", "answered", "thanked", "reported"]
OF_VIA = ["via_thanked", "via_told"]


def about(subject: str, *asks: Ask, own: Person | None = None) -> Page:
    """The page of a contact by name, each ask in it."""
    found = contacts([own or person(subject)], (), (), SETTINGS, TODAY)[0]
    return Page(found, (), asks=tuple(map(means, asks)))


def losing(*keys: str, path: str = "asks/x.md", merged: str = "03-08") -> dict[str, list[LostDate]]:
    return {path: [LostDate(d(merged), LeftOut(key, THEN, None), True, "3a67309") for key in keys]}


def told(page: Page, lost: dict[str, list[LostDate]]) -> list[str]:
    """The keys whose lost dates the history tells."""
    history = with_lost_dates(page, lost, TODAY).history
    assert all(event.event == "merged" and event.is_from_git for event in history)
    return [event.text.split()[1] for event in history]


PAGES: dict[str, tuple[Page, list[str]]] = {
    "a contact": (about("Kim", ask(**LED)), [*OF_ALL, *OF_CONTACT]),
    "who led to a contact": (about("Cy", ask(**LED)), [*OF_ALL, *OF_VIA]),
    "a contact who led to another": (
        about("Kim", ask(contact="Kim Maria", via="Ben Kim")), [*OF_ALL, *OF_CONTACT, *OF_VIA],
    ),
    "somebody else": (about("Zoe", ask(**LED)), OF_ALL),
    "a contact without asks": (about("Kim"), []),
    "a goal": (
        Page(progress([goal()], [means(ask(**LED))], (), TODAY)[0], (), asks=(means(ask(**LED)),)),
        [*OF_ALL, *OF_CONTACT, *OF_VIA],
    ),
    "the ask itself": (Page(means(ask(**LED)), ()), [*OF_ALL, *OF_CONTACT, *OF_VIA, "needed_by"]),
    "a plain note": (Page(note(), ()), [*OF_ALL, *OF_CONTACT, *OF_VIA, "needed_by"]),
}  # fmt: skip


@pytest.mark.parametrize(("page", "keys"), PAGES.values(), ids=PAGES)
def test_a_page_tells_the_lost_dates_that_concern_it(page: Page, keys: list[str]) -> None:
    assert told(page, losing(*OF_ALL, *OF_CONTACT, *OF_VIA, "needed_by")) == keys


def test_a_contacts_own_note_tells_all_that_it_lost() -> None:
    assert told(about("Kim"), losing("last_contact", path="people/Kim.md")) == ["last_contact"]
    assert told(about("Kim", own=Person(party("Kim"), None)), losing("last_contact", path="people/Kim.md")) == []


def test_the_event_stands_on_the_day_of_the_merge_among_the_others() -> None:
    earlier, later = Event(d("03-07"), "ask", "asks/x", "a"), Event(d("03-09"), "nudged", "asks/x", "a")
    text = "lost thanked 2026-03-05 from the side that came in (3a67309)"
    between = Event(d("03-08"), "merged", "asks/x", text, True)
    page = Page(means(ask()), (later, earlier), met=(earlier,))
    found = with_lost_dates(page, losing("thanked"), TODAY)
    assert found == page._replace(history=(later, between, earlier), met=(between, earlier))
    assert with_lost_dates(page._replace(met=()), losing("thanked"), TODAY).met == ()


@pytest.mark.parametrize(("merged", "keys"), [("03-16", ["thanked"]), ("03-17", [])])
def test_a_merge_that_is_ahead_has_not_happened(merged: str, keys: list[str]) -> None:
    assert told(Page(means(ask()), ()), losing("thanked", merged=merged)) == keys


@pytest.mark.parametrize(
    "says", [{"thanked": THEN}, {"thanked": LATER}, {"nudged": (LATER, THEN)}, {"nudged": (LATER,)}]
)
def test_a_date_that_is_back_is_lost_no_longer(says: dict[str, FieldValue]) -> None:
    (key, value), *_ = says.items()
    is_back = THEN in (value if isinstance(value, tuple) else (value,))
    subject: Subject = note(**says)
    assert told(Page(subject, ()), losing(key)) == ([] if is_back else [key])
