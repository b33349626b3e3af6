from __future__ import annotations

from typing import Any

import pytest

from journal.model import DateOrYes, Event, Goal
from journal.rules.history import events
from tests.unit.rules.values import TODAY, ask, d, goal, means, meeting, party


def test_the_events_of_an_ask_newest_first() -> None:
    whole = ask("a", via="Ben", asked="02-01", nudged="02-09 02-16", answered="02-17", outcome="Intro made",
                outcome_date="02-20", thanked="02-20", via_thanked="02-21", reported="03-01")  # fmt: skip
    assert [(e.date, e.event, e.text) for e in events([means(whole)], [meeting("02-20")], TODAY)] == [
        (d("03-01"), "reported", "Title of a"),
        (d("02-21"), "thanks", "Title of a"),
        (d("02-20"), "thanks", "Title of a"),
        (d("02-20"), "outcome", "Intro made"),
        (d("02-20"), "meeting", "Meeting of 02-20"),
        (d("02-17"), "answered", "Title of a"),
        (d("02-16"), "nudged", "Title of a"),
        (d("02-09"), "nudged", "Title of a"),
        (d("02-01"), "ask", "Title of a"),
    ]


def kinds(who: str | None, goal: Goal | None = None, **says: Any) -> list[str]:
    led = ask("a", contact="Maria Kim", via="Ben Cy", asked="02-01", nudged="02-09", answered="02-17", via_told="02-02",
              outcome="Intro made", outcome_date="02-20", thanked="02-21", via_thanked="02-22",
              reported="03-01")  # fmt: skip
    return [e.event for e in events([means(led._replace(**says))], (), TODAY, of=who, goal=goal)]


def test_a_contacts_history_holds_what_they_had_to_do_with() -> None:
    assert kinds(None) == ["reported", "thanks", "thanks", "outcome", "answered", "nudged", "told", "ask"]
    assert kinds("maria") == ["reported", "thanks", "outcome", "answered", "nudged", "ask"]
    assert kinds("kim") == kinds("maria")
    assert kinds("cy") == kinds("ben") == ["thanks", "outcome", "told", "ask"]
    assert kinds("maria", via=(party("Maria"),)) == kinds(None)


def test_who_led_there_sees_of_whom_it_was_asked() -> None:
    led = means(ask("a", contact="Maria Kim", via="Ben", asked="02-01", outcome="Intro made", outcome_date="02-20"))
    assert {each.asked_of for each in events([led], (), TODAY, of="ben")} == {("Maria", "Kim")}
    assert {each.asked_of for who in ("maria", "kim", None) for each in events([led], (), TODAY, of=who)} == {()}


def test_what_is_ahead_has_not_happened() -> None:
    assert kinds("maria", reported=d("03-17"), thanked=d("03-16"), nudged=(d("02-09"), d("03-20"))) == [
        "thanks", "outcome", "answered", "nudged", "ask",
    ]  # fmt: skip
    assert events((), [meeting("03-16"), meeting("03-17")], TODAY) == events((), [meeting("03-16")], TODAY) != ()


@pytest.mark.parametrize(
    ("achieved", "happened"), [(d("03-16"), True), (d("03-17"), False), (True, False), (None, False)]
)
def test_a_goals_history_ends_with_its_end(achieved: DateOrYes, happened: bool) -> None:
    found = events((), (), TODAY, goal=goal("Job", achieved))
    assert found == ((Event(d("03-16"), "achieved", "goals/Job", "Job"),) if happened else ())


def test_what_has_no_day_is_no_event() -> None:
    undated = ask(
        status="asked", answered=True, outcome="yes", thanked=True, via="Ben", via_thanked=True, reported=True
    )
    assert events([means(undated)], [meeting(None)], TODAY) == ()


def test_what_was_not_sent_was_not_asked() -> None:
    assert events([means(ask(asked="03-20"))], (), TODAY) == ()


def test_an_outcome_date_with_no_outcome_is_an_answer() -> None:
    assert [e.event for e in events([means(ask(outcome_date="03-01"))], (), TODAY)] == ["answered"]


def test_both_thanks_on_one_day_are_one_event() -> None:
    both = ask(outcome="yes", thanked="03-02", via="Ben", via_thanked="03-02")
    assert [e.event for e in events([means(both)], (), TODAY)] == ["thanks"]


def test_events_of_one_day_and_kind_stand_by_id() -> None:
    assert [e.id for e in events([means(ask(name, asked="03-01")) for name in "bca"], (), TODAY)] == ["a", "b", "c"]
