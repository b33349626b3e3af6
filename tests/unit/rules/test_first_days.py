"""Steps and keys that no note dates, told on the day on which the note first had the key."""

from __future__ import annotations

from typing import Any

import pytest

from journal.model import Ask, DateOrYes, Day, Event, Kind, Note, Page, Person, Subject
from journal.rules.contacts import contacts
from journal.rules.first_days import asks_in, paths_of, with_first_days
from journal.rules.goals import progress
from tests.unit.rules.values import SETTINGS, TODAY, ask, d, goal, means, party, person

EARLIER = Event(d("01-01"), "nudged", "asks/x", "before")


def about(subject: str, *asks: Ask) -> Page:
    """The page of a contact by name, each ask in it."""
    found = contacts([person(subject)], (), (), SETTINGS, TODAY)[0]
    return Page(found, (), asks=tuple(map(means, asks)))


def told(page: Page, **first: str) -> list[tuple[Day, str, str]]:
    """What the history tells once each key of the ask is known to be there from a day on."""
    days = {key: d(day) for key, day in first.items()}
    found = with_first_days(page, {"asks/x.md": days}, TODAY).history
    assert all(event.is_from_git and event.id == "asks/x" for event in found)
    return [(event.date, event.event, event.text) for event in found]


UNDATED: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "asked on an unknown day": (dict(asked="yes"), "asked", ["ask"]),
    "asked, as its status says": (dict(status="asked"), "asked", ["ask"]),
    "a draft": (dict(asked=""), "asked", []),
    "parked": (dict(status="parked"), "asked", []),
    "asked on a day": (dict(asked="03-01"), "asked", []),
    "answered": (dict(asked="03-01", answered=True), "answered", ["answered"]),
    "answered by an outcome_date": (dict(answered=True, outcome_date="03-02"), "answered", []),
    "answered, then an outcome": (dict(answered=True, outcome="yes", outcome_date="03-02"), "answered", ["answered"]),
    "answered on a day": (dict(asked="03-01", answered="03-02"), "answered", []),
    "no answer": (dict(asked="03-01"), "answered", []),
    "an outcome": (dict(asked="03-01", outcome="yes"), "outcome", ["outcome"]),
    "an outcome of a day": (dict(asked="03-01", outcome="yes", outcome_date="03-02"), "outcome", []),
    "no outcome": (dict(asked="03-01"), "outcome", []),
    "thanked": (dict(outcome="yes", outcome_date="03-02", thanked=True), "thanked", ["thanks"]),
    "thanked on a day": (dict(outcome="yes", outcome_date="03-02", thanked="03-03"), "thanked", []),
    "the via thanked": (dict(via="Ben", via_thanked=True), "via_thanked", ["thanks"]),
    "the via thanked on a day": (dict(via="Ben", via_thanked="03-03"), "via_thanked", []),
    "the via told": (dict(via="Ben", via_told=True), "via_told", ["told"]),
    "the via told on a day": (dict(via="Ben", via_told="03-03"), "via_told", []),
    "reported": (dict(outcome="yes", outcome_date="03-02", reported=True), "reported", ["reported"]),
    "reported on a day": (dict(outcome="yes", outcome_date="03-02", reported="03-03"), "reported", []),
}


@pytest.mark.parametrize(("says", "key", "events"), UNDATED.values(), ids=UNDATED)
def test_a_step_without_a_day_is_told_on_the_first_day_of_its_key(
    says: dict[str, Any], key: str, events: list[str]
) -> None:
    page = about("Maria", ask(**{"via": "Maria", **says}))._replace(subject=means(ask(**says)))
    text = "yes" if key == "outcome" else "Title of asks/x"
    assert told(page, **{key: "03-10"}) == [(d("03-10"), event, text) for event in events]
    assert told(page) == [], "a key whose first day is not known"
    assert told(page, **{key: "03-16"}) == [(TODAY, event, text) for event in events]
    assert told(page, **{key: "03-17"}) == [], "what is ahead has not happened"


LED: dict[str, Any] = dict(
    contact="Maria Kim", via="Ben Cy", status="asked", answered=True, outcome="yes", thanked=True, via_thanked=True,
    via_told=True, reported=True,
)  # fmt: skip
DAYS = dict.fromkeys(("asked", "answered", "outcome", "thanked", "via_thanked", "via_told", "reported"), "03-10")


@pytest.mark.parametrize("who", ["Maria", "Kim"])
def test_a_contact_has_the_steps_that_concern_them(who: str) -> None:
    events = [event for _, event, _ in told(about(who, ask(**LED)), **DAYS)]
    assert events == ["reported", "thanks", "outcome", "answered", "ask"]


@pytest.mark.parametrize("who", ["Ben", "Cy"])
def test_who_led_there_has_their_own(who: str) -> None:
    events = [event for _, event, _ in told(about(who, ask(**LED)), **DAYS)]
    assert events == ["thanks", "outcome", "told", "ask"]


def test_a_goal_has_the_steps_of_its_asks_and_its_end() -> None:
    ended: list[tuple[DateOrYes, list[str]]] = [(True, ["achieved"]), (None, []), (d("03-01"), [])]
    for achieved, ends in ended:
        found = progress([goal("Job", achieved)], [means(ask(**LED))], (), TODAY)[0]
        page = Page(found, (EARLIER,), asks=(means(ask(**LED)),))
        days = {"goals/Job.md": {"achieved": d("03-11")}, "asks/x.md": {"thanked": d("03-12")}}
        history = with_first_days(page, days, TODAY).history
        assert [event.event for event in history] == ["thanks", *ends, "nudged"]
        assert history[1 : 1 + len(ends)] == tuple(Event(d("03-11"), end, "goals/Job", "Job", True) for end in ends)
    found = progress([goal("Job", True)], (), (), TODAY)[0]
    assert with_first_days(Page(found, ()), {}, TODAY).history == ()


def test_other_keys_are_told_by_day_while_the_note_has_them() -> None:
    steps = "asked nudged answered outcome outcome_date thanked via_thanked via_told reported achieved".split()
    frontmatter = {"tags": ("a",), "colour": ("red",), **dict.fromkeys(steps, ("yes",))}
    note = Note("n", "n.md", Kind.NOTE, "N", fields={"tags": ("a",)}, frontmatter=frontmatter)
    days = dict.fromkeys(["tags", "colour", "gone", *steps], d("03-01"))
    page = with_first_days(Page(note, ()), {"n.md": days}, TODAY)
    assert page.history == (Event(d("03-01"), "written", "n", "tags, colour", True),)


def test_how_one_met_is_told_with_them_where_it_is_told_at_all() -> None:
    page = about("Maria", ask(status="asked"))
    days = {"asks/x.md": {"asked": d("03-10")}}
    asked = Event(d("03-10"), "ask", "asks/x", "Title of asks/x", True)
    assert with_first_days(page, days, TODAY).met == ()
    assert with_first_days(page._replace(met=(EARLIER,)), days, TODAY).met == (asked, EARLIER)


def test_a_page_tells_of_its_own_note_and_its_asks() -> None:
    one, other = means(ask("asks/a")), means(ask("asks/b"))
    bare = contacts([Person(party("Maria"))], (), (), SETTINGS, TODAY)[0]
    subjects: list[tuple[Subject, list[str]]] = [
        (one, ["asks/a.md", "asks/a.md"]),
        (bare, ["asks/a.md", "asks/b.md"]),
        (contacts([person("Maria")], (), (), SETTINGS, TODAY)[0], ["people/Maria.md", "asks/a.md", "asks/b.md"]),
        (progress([goal("Job")], (), (), TODAY)[0], ["goals/Job.md", "asks/a.md", "asks/b.md"]),
        (Note("n", "n.md", Kind.NOTE, "N"), ["n.md"]),
    ]
    for subject, paths in subjects:
        page = Page(subject, (), asks=(one, other))
        assert paths_of(page) == paths
        assert [f.note.path for f in asks_in(page)] == paths[1 if page.note else 0 :]
