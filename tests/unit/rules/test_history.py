from __future__ import annotations

from journal.rules.history import events
from tests.unit.rules.values import ask, d, means, meeting


def test_the_events_of_an_ask_newest_first() -> None:
    whole = ask("a", via="Ben", asked="02-01", nudged="02-09 02-16", answered="02-17", outcome="Intro made",
                outcome_date="02-20", thanked="02-20", via_thanked="02-21", reported="03-01")  # fmt: skip
    assert [(e.date, e.event, e.text) for e in events([means(whole)], [meeting("02-20")])] == [
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


def test_what_has_no_day_is_no_event() -> None:
    undated = ask(
        status="asked", answered=True, outcome="yes", thanked=True, via="Ben", via_thanked=True, reported=True
    )
    assert events([means(undated)], [meeting(None)]) == ()


def test_what_was_not_sent_was_not_asked() -> None:
    assert events([means(ask(asked="03-20"))], ()) == ()


def test_an_outcome_date_with_no_outcome_is_an_answer() -> None:
    assert [e.event for e in events([means(ask(outcome_date="03-01"))], ())] == ["answered"]


def test_both_thanks_on_one_day_are_one_event() -> None:
    both = ask(outcome="yes", thanked="03-02", via="Ben", via_thanked="03-02")
    assert [e.event for e in events([means(both)], ())] == ["thanks"]


def test_events_of_one_day_and_kind_stand_by_id() -> None:
    assert [e.id for e in events([means(ask(name, asked="03-01")) for name in "bca"], ())] == ["a", "b", "c"]
