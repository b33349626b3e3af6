"""Each step of an ask's life writes its keys, and is refused with the way out where it makes no sense."""

from __future__ import annotations

from typing import Any

import pytest

from journal.errors import Refused
from journal.model import Edit
from journal.rules.steps import STEPS, Given
from tests.unit.rules.values import ask, d, goal, means

TODAY = d("2026-03-16")


def edits(name: str, written: dict[str, Any], **given: Any) -> tuple[Edit, ...]:
    if "on" in given:
        given["on"] = d(given["on"])
    return STEPS[name].edits(means(ask(**written), today=TODAY), Given(TODAY, **given))


DRAFT = {"asked": ""}
SENT = {"asked": "03-10"}
ANSWERED = {**SENT, "answered": "03-12"}
OUTCOME = {**ANSWERED, "outcome": "Yes", "outcome_date": "03-14"}
CLOSED = {**SENT, "status": "declined"}
ACHIEVED: dict[str, Any] = {**OUTCOME, "thanked": "03-14", "goal": goal(achieved=d("03-15"))}
UNSENT_OVER: dict[str, Any] = {"asked": "", "goal": goal(achieved=d("03-12"))}
AFTER_SENDING = ("nudge", "answer", "promise", "thank", "tell", "report")
LED_TO = {**OUTCOME, "thanked": "03-15", "via": "Tom"}


@pytest.mark.parametrize(
    ("name", "written", "given", "expected"),
    [
        ("send", DRAFT, {}, [("asked", "2026-03-16")]),
        ("send", {"status": "parked"}, {}, [("asked", "2026-03-16"), ("status", None)]),
        ("send", {"status": "in progress", **SENT}, {"on": "03-10"}, [("asked", "2026-03-10")]),
        ("send", {"asked": "03-20"}, {"on": "03-15"}, [("asked", "2026-03-15")]),
        ("nudge", SENT, {}, [("nudged", "2026-03-16")]),
        ("nudge", SENT, {"on": "03-10"}, [("nudged", "2026-03-10")]),
        ("answer", SENT, {}, [("answered", "2026-03-16")]),
        ("answer", ANSWERED, {"on": "03-12"}, [("answered", "2026-03-12")]),
        ("answer", {**SENT, "answered": True}, {}, [("answered", "2026-03-16")]),
        ("promise", SENT, {"on": "03-20"}, [("promised", "2026-03-20")]),
        ("outcome", SENT, {"text": " Yes. "}, [("outcome", "Yes."), ("outcome_date", "2026-03-16")]),
        ("outcome", SENT, {"text": "Yes", "undated": True}, [("outcome", "Yes")]),
        ("outcome", SENT, {"text": "No", "on": "03-12"}, [("outcome", "No"), ("outcome_date", "2026-03-12")]),
        (
            "outcome",
            OUTCOME,
            {"text": "No", "on": "03-12", "corrects": True},
            [("outcome", "No"), ("outcome_date", "2026-03-12")],
        ),
        (
            "outcome",
            OUTCOME,
            {"text": "No", "undated": True, "corrects": True},
            [("outcome", "No"), ("outcome_date", None)],
        ),
        ("outcome", {**SENT, "outcome": "Yes"}, {"text": "No", "undated": True, "corrects": True}, [("outcome", "No")]),
        ("thank", SENT, {}, [("thanked", "2026-03-16")]),
        ("thank", {**OUTCOME, "thanked": "03-13"}, {}, [("thanked", "2026-03-16")]),
        ("thank", LED_TO, {"via": True}, [("via_thanked", "2026-03-16")]),
        ("thank", {**OUTCOME, "contact": "", "via": "Tom"}, {}, [("thanked", "2026-03-16")]),
        ("thank", CLOSED, {}, [("thanked", "2026-03-16")]),
        ("tell", LED_TO, {}, [("via_told", "2026-03-16")]),
        ("outcome", UNSENT_OVER, {"text": "Yes"}, [("outcome", "Yes"), ("outcome_date", "2026-03-16")]),
        ("report", ACHIEVED, {}, [("reported", "2026-03-16")]),
        ("park", DRAFT, {}, [("status", "parked")]),
        ("close", SENT, {"word": "no-reply"}, [("status", "no-reply")]),
        ("close", SENT, {"word": "declined", "text": "busy"}, [("status", "declined"), ("closed_because", "busy")]),
        ("snooze", SENT, {"on": "03-20"}, [("follow_up", "2026-03-20")]),
        ("snooze", OUTCOME, {}, [("follow_up", "2026-03-16")]),
    ],
)
def test_a_step_writes(
    name: str, written: dict[str, Any], given: dict[str, Any], expected: list[tuple[str, str | None]]
) -> None:
    assert [(edit.key, edit.value) for edit in edits(name, written, **given)] == expected


def test_one_goal_of_several_that_came_true_is_enough_to_report() -> None:
    reached = means(ask(**ACHIEVED), today=TODAY)
    both = reached._replace(ask=reached.ask._replace(goals=(goal("Other"), *reached.ask.goals)))
    assert [edit.key for edit in STEPS["report"].edits(both, Given(TODAY))] == ["reported"]


def test_only_a_nudge_adds_to_what_is_there() -> None:
    assert [edit.append for edit in edits("nudge", SENT)] == [True]
    assert [edit.append for edit in edits("outcome", SENT, text="Yes")] == [False, False]


@pytest.mark.parametrize(
    ("name", "written", "given", "way_out"),
    [
        ("send", SENT, {}, "was sent on 2026-03-10 already: nudge it"),
        ("send", {"answered": "03-12"}, {}, "was sent already: correct “asked” in its note."),
        ("send", {**OUTCOME, "thanked": "03-13"}, {}, "already: correct “asked” in its note."),
        ("send", {**SENT, "status": "dropped"}, {}, "take “status” out of its note"),
        ("send", DRAFT, {"on": "03-17"}, "still ahead.*snooze"),
        ("send", UNSENT_OVER, {}, "is over, since its goal is achieved: give it another goal"),
        *((step, UNSENT_OVER, {"text": "x"}, "never sent.*give it another goal and send it") for step in AFTER_SENDING),
        ("park", UNSENT_OVER, {}, "nothing to park"),
        ("park", OUTCOME, {}, "is over: there is nothing to park"),
        ("snooze", UNSENT_OVER, {"on": "03-20"}, "since its goal is achieved: there is nothing to snooze"),
        ("nudge", DRAFT, {}, "send it first"),
        ("nudge", ANSWERED, {}, "nothing to nudge"),
        ("nudge", CLOSED, {}, "nothing to nudge"),
        ("nudge", SENT, {"on": "03-17"}, "still ahead.*snooze"),
        ("nudge", SENT, {"on": "03-09"}, "sent on 2026-03-10, so it cannot have been nudged on 2026-03-09"),
        ("answer", SENT, {"on": "03-09"}, "sent on 2026-03-10, so it cannot have been answered on 2026-03-09"),
        ("outcome", SENT, {"on": "03-09", "text": "Yes"}, "sent on 2026-03-10, so it cannot have been settled on"),
        ("thank", OUTCOME, {"on": "03-09"}, "sent on 2026-03-10, so it cannot have been thanked for on 2026-03-09"),
        ("thank", LED_TO, {"on": "03-09", "via": True}, "sent on 2026-03-10, so it cannot have been thanked for on"),
        ("tell", LED_TO, {"on": "03-09"}, "sent on 2026-03-10, so it cannot have been told of on 2026-03-09"),
        ("report", ACHIEVED, {"on": "03-09"}, "sent on 2026-03-10, so it cannot have been reported on 2026-03-09"),
        ("answer", DRAFT, {}, "send it first"),
        ("answer", SENT, {"on": "03-17"}, "write down a promise"),
        ("answer", ANSWERED, {}, "correct “answered” in its note"),
        ("answer", CLOSED, {}, "take “status” out of its note, then record the answer"),
        ("promise", DRAFT, {}, "send it first"),
        ("promise", SENT, {"on": "02-20"}, "cannot have been promised on 2026-02-20"),
        ("promise", OUTCOME, {}, "is over"),
        ("outcome", SENT, {"text": "  "}, "needs words, and this is empty"),
        ("outcome", SENT, {"text": "TBD"}, "“TBD” is none"),
        ("outcome", SENT, {"text": "…"}, "“…” is none"),
        ("outcome", SENT, {"text": "Yes", "on": "03-17"}, "still ahead"),
        ("outcome", OUTCOME, {"text": "No"}, "has the outcome “Yes” already: “journal set” corrects it"),
        ("outcome", CLOSED, {"text": "Yes"}, "is closed .declined.: take “status” out"),
        ("thank", SENT, {"via": True}, "names nobody in via"),
        ("tell", OUTCOME, {}, "names nobody in via: there is nobody to tell"),
        ("thank", LED_TO, {}, "Only Tom in via is left.*--via"),
        ("thank", {**OUTCOME, "thanked": "03-14"}, {}, "on 2026-03-14 already: correct “thanked” in"),
        ("thank", {**LED_TO, "via_thanked": "03-14"}, {"via": True}, "correct “via_thanked”"),
        ("report", {**ACHIEVED, "reported": "03-15"}, {}, "was reported on 2026-03-15 already: correct “reported”"),
        ("thank", DRAFT, {}, "send it first"),
        ("thank", OUTCOME, {"on": "03-17"}, "still ahead"),
        ("report", OUTCOME, {}, "say first that the goal is achieved"),
        ("report", {**OUTCOME, "goal": goal(achieved=d("03-17"))}, {}, "say first that the goal is achieved"),
        ("report", ACHIEVED, {"on": "03-17"}, "still ahead"),
        ("park", SENT, {}, "snooze it"),
        ("close", SENT, {"word": "finished"}, "write one of released, declined, no-reply"),
        ("close", SENT, {"word": "no", "text": "idea"}, "“no” does not close an ask"),
        ("snooze", SENT, {"on": "03-15"}, "is past"),
        ("snooze", CLOSED, {"on": "03-20"}, "nothing to snooze"),
    ],
)
def test_a_step_that_makes_no_sense_says_what_to_do(
    name: str, written: dict[str, Any], given: dict[str, Any], way_out: str
) -> None:
    with pytest.raises(Refused, match=way_out):
        edits(name, written, **given)


def test_a_step_taken_again_keeps_the_day_that_it_has_unless_another_is_given() -> None:
    told = {**OUTCOME, "thanked": "03-14"}
    assert edits("outcome", OUTCOME, text="Yes") == (Edit("outcome", "Yes"),)
    assert edits("outcome", OUTCOME, text="Yes", on="03-15")[1] == Edit("outcome_date", "2026-03-15")
    assert edits("thank", told, on="03-15") == (Edit("thanked", "2026-03-15"),)
    assert edits("thank", {**told, "thanked": "03-16"}) == (Edit("thanked", "2026-03-16"),)
    assert edits("thank", {**OUTCOME, "thanked": "03-13"}) == (Edit("thanked", "2026-03-16"),)  # before the outcome
    assert edits("thank", ACHIEVED) == (Edit("thanked", "2026-03-16"),)  # which tells them how the goal ended


@pytest.mark.parametrize(
    ("word", "text", "written"),
    [
        ("no", "reply", [("status", "no reply")]),
        ("no", "reply at all", [("status", "no reply"), ("closed_because", "at all")]),
        ("no reply", "at all", [("status", "no reply"), ("closed_because", "at all")]),
        ("released", "no reply", [("status", "released"), ("closed_because", "no reply")]),
    ],
)
def test_the_words_that_close_an_ask_may_be_two(word: str, text: str, written: list[tuple[str, str]]) -> None:
    assert [(edit.key, edit.value) for edit in edits("close", SENT, word=word, text=text)] == written


def test_an_outcome_takes_away_a_status_that_says_it_was_not_sent() -> None:
    assert edits("outcome", {"asked": "", "status": "parked"}, text="Yes")[-1] == Edit("status", None)
    assert "status" not in [edit.key for edit in edits("outcome", {"asked": "", "status": "sent"}, text="Yes")]


def test_a_step_is_told_of_by_title_or_number() -> None:
    one = means(ask("asks/x", **SENT))
    assert STEPS["thank"].summary([one]) == "Thanked: Title of asks/x"
    assert STEPS["nudge"].summary([one, one]) == "Nudged: 2 asks"
