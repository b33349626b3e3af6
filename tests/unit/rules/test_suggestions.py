"""What is suggested to somebody who has just begun: the most useful first, three at most (docs/practice.md 7)."""

from __future__ import annotations

from typing import Any

import pytest

from journal.model import Understood
from journal.rules.suggestions import Hints, suggestions

FOUND = Understood(9, 1, 1, 1, 0, ())
NONE = Hints(errors=0, captured=0, unknown={}, only_named=0, tags={}, kept=())


@pytest.mark.parametrize(
    ("found", "hints", "begins"),
    [
        ({}, {}, []),
        ({}, {"errors": 1}, ["1 note may not mean what was meant: journal check"]),
        ({}, {"errors": 2}, ["2 notes may not"]),
        ({}, {"captured": 1}, ["1 line in notes may become an ask: see journal capture."]),
        ({}, {"captured": 2}, ["2 lines in notes may become asks"]),
        ({}, {"only_named": 1}, ["1 note names a contact and no ask"]),
        ({}, {"only_named": 2}, ["2 notes name a contact and no ask"]),
        (
            {},
            {"unknown": {"neededbi": 2, "mood": 9}},
            ["The key neededbi in 2 notes is read as nothing: did you mean needed_by?"],
        ),
        ({"goals": 0}, {}, ["What is it all for?"]),
        ({"people": 0}, {}, ["Who could help?"]),
        ({"asks": 0}, {}, ["Nothing is asked yet"]),
        ({}, {"tags": {"mentor": 3}}, ['3 people have the tag mentor: mentor = "8w" below [cadence]']),
        ({}, {"tags": {"mentor": 2}}, []),
        ({}, {"tags": {"mentor": 3}, "kept": ("mentor",)}, []),
        ({}, {"tags": {"b": 4, "a": 4, "c": 9}, "kept": ("c",)}, ["4 people have the tag a"]),
        ({"goals": 0, "people": 0}, {"errors": 1, "captured": 1}, ["1 note may", "1 line in", "What is it"]),
    ],
)
def test_suggestions(found: dict[str, Any], hints: dict[str, Any], begins: list[str]) -> None:
    told = suggestions(FOUND._replace(**found), NONE._replace(**hints))
    assert len(told) == len(begins)
    assert all(text.startswith(beginning) for text, beginning in zip(told, begins, strict=True)), told
