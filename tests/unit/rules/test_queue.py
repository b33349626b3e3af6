from __future__ import annotations

import random

from journal.rules.queue import in_order
from tests.unit.rules.values import ask, d, goal, means

IN_ORDER = [
    ask("thank-undated", outcome="yes"),
    ask("thank-early", outcome="yes", outcome_date="03-01"),
    ask("thank-late-a", outcome="yes", outcome_date="03-02"),
    ask("thank-late-b", outcome="yes", outcome_date="03-02"),
    ask("report", outcome="yes", thanked=True, goal=goal(achieved=d("03-01"))),
    ask("answered", answered="03-01"),
    ask("nudge", asked="03-01"),
    ask("release", asked="01-01", needed_by="02-01"),
    ask("parked", status="parked", follow_up="01-01"),
    ask("draft", follow_up="01-01"),
    ask("waiting", asked="03-15"),
    ask("done", status="done"),
    ask("closed", status="closed"),
]


def test_by_state_then_due_with_none_first_then_id() -> None:
    shuffled = [means(each) for each in IN_ORDER]
    random.Random(1).shuffle(shuffled)
    assert [follow_up.note.id for follow_up in in_order(shuffled)] == [each.note.id for each in IN_ORDER]
