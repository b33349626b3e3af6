"""What a review tells of contacts, goals and asks, and the links in it."""

from __future__ import annotations

from typing import Any

import pytest

from journal.model import Capture, Captured, Day, Median, Medians, QueueLine, Rate
from journal.rules.contacts import contacts
from journal.rules.goals import progress
from journal.rules.review import days_that_open, path_of, review
from journal.rules.review_text import answering, answering_of, new_note, section, stands_in
from tests.unit.rules.values import SETTINGS, TODAY, ask, d, goal, means, meeting, party, person


def lines(*asks: Any, goals: Any = (), people: Any = (), since: str = "03-10") -> list[str]:
    """The lines of a review's lists and headings."""
    follow_ups = [means(each) for each in asks]
    due = [QueueLine.of(each) for each in follow_ups if each.needs_follow_up]
    found = review(due, follow_ups, progress(goals, follow_ups, [], TODAY), people, [], [], d(since), TODAY)
    return [line.removeprefix("- ").removeprefix("### ") for line in section(found) if line]


@pytest.mark.parametrize(
    ("met", "opens"),
    [
        ("2025-03-16", None),
        ("2025-03-17", "17 Mar 2026"),
        ("2025-04-13", "13 Apr 2026"),
        ("2025-04-14", None),
    ],
)
def test_who_can_be_met_again_within_four_weeks_is_told(met: str, opens: str | None) -> None:
    people = contacts([person(meetings_per_year=1)], [], [meeting(met)], SETTINGS, TODAY)
    said = ["Can be met again soon", f"Maria, from {opens}"] if opens else []
    assert lines(people=people) == ["Since Tuesday 10 March", "Nothing asked, answered or thanked for.", *said]


def test_the_meetings_that_may_open_a_year_soon_are_those_of_four_weeks_a_year_ago() -> None:
    assert days_that_open(TODAY) == (d("2025-03-17"), d("2025-04-13"))


def test_of_several_the_first_to_open_stands_first_and_who_never_does_is_left_out() -> None:
    met = [meeting("2025-04-01", "Maria"), meeting("2025-03-20", "Tom"), meeting("2025-03-18", "Ida")]
    people = [
        person("Maria", meetings_per_year=1),
        person("Tom", meetings_per_year=1),
        person("Ida", meetings_per_year=0),
    ]
    told = lines(people=contacts(people, [], met, SETTINGS, TODAY))
    assert told[2:] == ["Can be met again soon", "Tom, from 20 Mar 2026", "Maria, from 1 Apr 2026"]


@pytest.mark.parametrize(
    ("id", "title", "link"),
    [
        ("asks/a", "A", "[[asks/a|A]]"),
        ("asks/a", "asks/a", "[[asks/a]]"),
        ("asks/a", "A [b]\n|c", "[[asks/a|A  b   c]]"),
        ("asks/a#1", "A", "A"),
        ("asks/a|1", "A", "A"),
        ("asks/[a", "A", "A"),
        ("asks/a^", "A", "A"),
    ],
)
def test_an_ask_is_a_link_where_one_can_hold_its_id(id: str, title: str, link: str) -> None:
    made = ask(asked="03-10")
    made = made._replace(note=made.note._replace(id=id, title=title))
    assert lines(made) == ["Since Tuesday 10 March", f"Asked: {link}, Maria"]


def test_what_happened_is_told_of_the_days_alone_and_of_those_it_happened_to() -> None:
    before = {"asked": "03-01", "outcome_date": "03-09", "outcome": "yes", "thanked": "03-09"}
    asks = [
        ask("a", asked="03-10", answered="03-16"),
        ask("b", **{**before, "via": "Tom", "via_thanked": "03-10"}),
        ask(
            "c",
            asked="03-01",
            outcome="two\n names",
            outcome_date="03-10",
            thanked="03-16",
            via="Tom",
            via_thanked="03-09",
        ),
        ask("d", asked="", contact="Ida"),
        ask("e", asked="03-09", answered="03-09"),
        ask("f", **before),
        ask("g", contact="", asked="03-01", outcome="no", outcome_date="03-02", thanked="03-10"),
    ]
    assert lines(*asks)[:7] == [
        "Since Tuesday 10 March",
        "Asked: [[a|Title of a]], Maria",
        "Answered: [[a|Title of a]], Maria",
        "What came of it: [[c|Title of c]], Maria: “two names”",
        "Thanked: [[b|Title of b]], Tom",
        "Thanked: [[c|Title of c]], Maria",
        "Thanked: [[g|Title of g]]",
    ]


def test_what_is_on_us_stands_below_what_is_to_be_done() -> None:
    asks = [
        ask("a", asked="03-01", outcome="yes", outcome_date="03-02"),
        ask("b", asked="02-01", answered="02-02"),
        ask("c", asked="02-01", contact="Maria Tom"),
        ask("d", asked="02-02"),
        ask("e", asked="03-09"),
        ask("f", asked="03-09", follow_up="03-20"),
    ]
    assert lines(*asks, since="03-16") == [
        "Since Monday 16 March",
        "Nothing asked, answered or thanked for.",
        "Tell them how it went",
        "[[a|Title of a]], Maria",
        "Record what came of it",
        "[[b|Title of b]], Maria",
        "Nudge",
        "[[c|Title of c]], Maria, Tom",
        "[[d|Title of d]], Maria",
        "[[e|Title of e]], Maria",
    ]


def test_goals_that_stand_still_and_pieces_that_nobody_was_asked_for() -> None:
    goals = [
        goal("Job", dated="2026-01-01", needs="intro"),
        goal("Won", d("03-01"), needs="x", dated="2026-01-01"),
        goal("New", dated="03-15"),
    ]
    implied = goal("PhD")._replace(note=None, party=party("PhD"))
    old = ask(goal=implied, asked="01-01", status="closed")
    assert lines(old, goals=[*goals, implied])[2:] == [
        "Goals that stand still",
        "[[goals/Job|Job]]",
        "PhD",
        "Nobody was asked for",
        "intro (Job)",
    ]


def test_a_captured_line_is_told_with_whom_it_asks_and_a_link_to_its_note() -> None:
    found = Capture("1", "daily/x.md", 3, "…", False, ("Ida", "Tom"), (), Captured((), (), "Could\n you?"), None)
    told = section(review([], [], [], [], [], [found], d("03-10"), TODAY))
    assert told[-3:] == ("### Found in notes", "", "- Ida, Tom: Could you? ([[daily/x]])")


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (Rate("channel", "mail", 3, 5), "by mail: 3 of 5 within 14 days"),
        (Rate("effort", "5m", 0, 5), "for 5m: 0 of 5 within 14 days"),
        (Rate("via", True, 5, 6), "where somebody led there: 5 of 6 within 14 days"),
        (Rate("via", False, 1, 9), "where nobody led there: 1 of 9 within 14 days"),
    ],
)
def test_how_people_answer_is_told_by_what_their_asks_share(rate: Rate, said: str) -> None:
    assert list(answering([rate], Medians(Median(None, 4), Median(None, 0)))) == [said]


def test_how_long_answers_and_thanks_take_is_told_where_enough_are_known() -> None:
    assert list(answering([], Medians(Median(1, 5), Median(2.5, 6)))) == [
        "an answer takes 1 day as a rule (5 answers in 12 weeks)",
        "our thanks take 2.5 days as a rule (6 thank-yous in 12 weeks)",
    ]


def test_how_a_contact_answers_is_told_of_asks_of_them_alone() -> None:
    asks = [means(ask(str(n), contact="Tom Maria", asked="02-01", answered="02-03")) for n in range(5)]
    others = [means(ask(f"o{n}", contact="Tom", asked="02-01")) for n in range(5)]
    (maria,) = contacts([person()], asks, [], SETTINGS, TODAY)
    assert answering_of(maria, [*asks, *others], TODAY) == [
        "where nobody led there: 5 of 5 within 14 days",
        "an answer takes 2 days as a rule (5 answers in 12 weeks)",
    ]


def test_the_note_of_a_review_begins_with_its_week() -> None:
    begun = new_note(review([], [], [], [], [], [], d("03-10"), TODAY))
    assert begun == "---\ntype: note\ngenerated: journal\n---\n\n# Review of 2026-W12\n"


@pytest.mark.parametrize(
    ("day", "path"), [("2026-01-01", "2026-W01"), ("2027-01-01", "2026-W53"), ("2026-11-22", "2026-W47")]
)
def test_the_note_of_a_review_is_named_by_its_iso_week(day: str, path: str) -> None:
    assert path_of(Day.fromisoformat(day)) == f"reviews/{path}.md"


@pytest.mark.parametrize(
    ("behind", "same"),
    [
        ("", True),
        ("\n\nMy own words.\n", True),
        (" and more\n", False),
        ("\n- one more\n", False),
        ("\n\n### Nudge\n\n- x\n", False),
        ("\n\n## Monday 16 March\n\nother\n", False),
        ("\n\n## Not a review's heading\n", True),
    ],
)
def test_a_review_stands_in_its_note_where_the_newest_section_says_it(behind: str, same: bool) -> None:
    found = review([], [means(ask(asked="03-10"))], [], [], [], [], d("03-10"), TODAY)
    said = "\n".join(section(found))
    assert stands_in(f"# Review\n\n## Sunday 15 March\n\nold\n\n## Monday 16 March\n\n{said}{behind}", found) is same
