"""A length of time is read as people write it, and all of it: a message asks for no less than is meant."""

from __future__ import annotations

import pytest

from journal.notes.lengths import lengths, minutes_of

LENGTHS: dict[str, list[float]] = {
    "15m": [15],
    "1h30": [90],
    "1h 30": [90],
    "1h30m": [90],
    "1h 30 min": [90],
    "1H15": [75],
    "1 h 15 m": [75],
    "an hour and 15 minutes": [75],
    "2h20, by phone": [140],
    "1.5h": [90],
    "1,5 h": [90],
    "1.5 hours": [90],
    "1½ hours": [90],
    "1 1/2 hours": [90],
    "½ hour": [30],
    "1/2 hour": [30],
    "2 and 1/2 hours": [150],
    "an hour and a half": [90],
    "one and a half hours": [90],
    "2 and a half hours": [150],
    "2 hours and a half": [150],
    "90 min": [90],
    "20m to read, 30m to talk": [20, 30],
    "1h 2 pages": [60],
    "2h, 3 pages": [120],
    "a call at 14:30 h": [],
    "half a page": [],
    "": [],
    "20": [20],
    "1234": [1234],
    "12345": [9999],
    "9" * 5000: [9999],
    "2026-03-04": [],
    "half an hour": [30],
    "a half-hour chat": [30],
    "An Hour, by phone": [60],
    "one hour": [60],
    "a quarter of an hour": [15],
    "a 30-minute chat": [30],
    "15-30 min": [30],
    "30 min to 1 hour": [60],
    "30m-1h": [60],
    "1h or 30m": [60],
    "man hours": [],
    "1h" + " " * 60_000 + "x": [60],
}


@pytest.mark.parametrize("text", LENGTHS, ids=lambda text: text[:24])
def test_lengths_of_time_are_read_out_of_a_text(text: str) -> None:
    assert lengths(text) == LENGTHS[text]


@pytest.mark.parametrize(
    ("text", "minutes"), [("20m to read, 30m to talk", 50), ("1h30 twice", 90), ("coffee", None), (None, None)]
)
def test_all_the_time_that_a_text_names_is_summed(text: str | None, minutes: int | None) -> None:
    assert minutes_of(text) == minutes
