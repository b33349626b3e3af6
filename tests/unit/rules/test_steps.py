"""Each step of an ask's life writes its keys, and is refused with the way out where it makes no sense."""

from __future__ import annotations

from typing import Any

import pytest

from journal.errors import Refused
from journal.model import Edit
from journal.rules.steps import STEPS, Given
from tests.unit.rules.values import ask, d, means

TODAY = d("2026-03-16")


def edits(name: str, written: dict[str, Any], **given: Any) -> tuple[Edit, ...]:
    return STEPS[name].edits(means(ask(**written), today=TODAY), Given(TODAY, **given))


DRAFT = {"asked": ""}
SENT = {"asked": d("2026-03-10")}


@pytest.mark.parametrize(
    ("name", "written", "given", "expected"),
    [
        ("send", DRAFT, {}, [("asked", "2026-03-16")]),
        ("send", {"status": "parked"}, {}, [("asked", "2026-03-16"), ("status", None)]),
        ("nudge", SENT, {}, [("nudged", "2026-03-16")]),
        ("answer", SENT, {}, [("answered", "2026-03-16")]),
        ("promise", SENT, {}, [("promised", "2026-03-16")]),
        ("outcome", SENT, {"text": " Yes. "}, [("outcome", "Yes."), ("outcome_date", "2026-03-16")]),
        ("thank", SENT, {}, [("thanked", "2026-03-16")]),
        ("report", SENT, {}, [("reported", "2026-03-16")]),
        ("park", DRAFT, {}, [("status", "parked")]),
        ("close", SENT, {"word": "no-reply"}, [("status", "no-reply")]),
        ("close", SENT, {"word": "declined", "text": "busy"}, [("status", "declined"), ("closed_because", "busy")]),
        ("snooze", SENT, {}, [("follow_up", "2026-03-16")]),
    ],
)
def test_a_step_writes(
    name: str, written: dict[str, Any], given: dict[str, Any], expected: list[tuple[str, str | None]]
) -> None:
    assert [(edit.key, edit.value) for edit in edits(name, written, **given)] == expected


@pytest.mark.parametrize(
    ("name", "written", "given", "way_out"),
    [
        ("send", SENT, {}, "nudge it"),
        ("nudge", DRAFT, {}, "send it first"),
        ("nudge", {**SENT, "answered": d("2026-03-12")}, {}, "nothing to nudge"),
        ("nudge", {**SENT, "status": "closed"}, {}, "nothing to nudge"),
        ("promise", DRAFT, {}, "send it first"),
        ("outcome", SENT, {"text": "  "}, "wants words"),
        ("thank", SENT, {"via": True}, "names nobody in via"),
        ("park", SENT, {}, "snooze it"),
        ("close", SENT, {"word": "finished"}, "write one of closed, declined, noreply"),
    ],
)
def test_a_step_that_makes_no_sense_says_what_to_do(
    name: str, written: dict[str, Any], given: dict[str, Any], way_out: str
) -> None:
    with pytest.raises(Refused, match=way_out):
        edits(name, written, **given)
