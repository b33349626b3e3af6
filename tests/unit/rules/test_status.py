from __future__ import annotations

import pytest

from journal.rules.status import StatusClass, status_class, status_rank

WORDED: dict[str, StatusClass | None] = {
    "In Progress": StatusClass.ASKED,
    "in-progress": StatusClass.ASKED,
    "IN_PROGRESS": StatusClass.ASKED,
    "inProgress": StatusClass.ASKED,
    "in progress since May": StatusClass.ASKED,
    "✅ sent": StatusClass.ASKED,
    "sent ✅": StatusClass.ASKED,
    "#sent": StatusClass.ASKED,
    "[[Waiting]]": StatusClass.ASKED,
    "[[Waiting|for her]]": StatusClass.ASKED,
    "waiting for reply": StatusClass.ASKED,
    "sent; waiting": StatusClass.ASKED,  # a list, as it is joined
    "asked!": StatusClass.ASKED,
    "On hold": StatusClass.PARKED,
    "on_hold until June": StatusClass.PARKED,
    "Closed - no reply": StatusClass.CLOSED,
    "no reply yet": StatusClass.CLOSED,
    "NO-ANSWER": StatusClass.CLOSED,
    "Ghosted!": StatusClass.CLOSED,
    "done, thanks": StatusClass.DONE,
    "d o n e": StatusClass.DONE,
    "to do": StatusClass.DRAFT,
    "to do list": StatusClass.DRAFT,
    "RESPONDED": StatusClass.ANSWERED,
    "not sent": None,  # neither two words nor the first is one of the table
    "in": None,
    "no": None,
    "closing": None,
    "warm": None,
    "✅": None,
    "": None,
}


@pytest.mark.parametrize(("status", "kind"), WORDED.items(), ids=WORDED)
def test_a_status_is_known_by_its_letters_and_digits_then_two_words_then_one(
    status: str, kind: StatusClass | None
) -> None:
    assert status_class(status) is kind


def test_no_status_has_no_class() -> None:
    assert status_class(None) is None


@pytest.mark.parametrize(
    ("status", "rank"),
    [
        ("draft", (0, 0)),
        ("To do", (0, 2)),
        ("parked", (1, 0)),
        ("inProgress", (2, 4)),
        ("no reply", (5, 2)),
        ("x", None),
    ],
)
def test_a_status_has_its_place_in_the_table(status: str, rank: tuple[int, int] | None) -> None:
    assert status_rank(status) == rank
