"""What a template may say of an ask: each value as words, and which are missing."""

from __future__ import annotations

from typing import Any

import pytest

from journal.rules.messages.values import LIST, PARTS, TEXT, given_by, values_of
from tests.unit.rules.values import TODAY, ask, means

SAID: dict[str, tuple[str, dict[str, Any], str, object]] = {
    "asked before": ("told-via", dict(asked="03-01"), "asked", "1 March"),
    "asked today": ("told-via", dict(asked="03-16"), "asked", "16 March"),
    "asked tomorrow": ("told-via", dict(asked="03-17"), "asked", None),
    "nudged up to today": ("nudge", dict(asked="02-01", nudged="03-01 03-16 03-17"), "nudged", ("1 March", "16 March")),
    "never nudged": ("nudge", dict(asked="02-01"), "nudged", None),
    "a promise that is over": ("nudge", dict(asked="02-01", promised="03-15"), "promised", "15 March"),
    "a promise for today": ("nudge", dict(asked="02-01", promised="03-16"), "promised", None),
    "a promise ahead": ("nudge", dict(asked="02-01", promised="03-20"), "promised", None),
    "a promise ahead, told to others": ("told-via", dict(asked="02-01", promised="03-20"), "promised", "20 March"),
    "no promise": ("told-via", dict(asked="02-01"), "promised", None),
    "needed before today": ("nudge", dict(asked="02-01", needed_by="03-15"), "needed_by", "15 March"),
    "needed today": ("ask", dict(needed_by="03-16"), "needed_by", "today"),
    "needed before it was asked": ("ask", dict(needed_by="03-15"), "needed_by", None),
    "needed after today": ("ask", dict(needed_by="03-17"), "needed_by", "17 March"),
    "answered some day": ("thanks", dict(answered=True, outcome="yes"), "answered", None),
    "answered on a day": ("thanks", dict(answered="03-02", outcome="yes"), "answered", "2 March"),
    "no effort": ("ask", {}, "minutes", None),
}


@pytest.mark.parametrize(("kind", "says", "name", "value"), SAID.values(), ids=SAID)
def test_a_value_of_an_ask(kind: str, says: dict[str, Any], name: str, value: object) -> None:
    assert values_of(means(ask(via="Tom", **says)), kind, TODAY).get(name) == value


@pytest.mark.parametrize(("name", "what"), [("to", LIST), ("nudged", LIST), ("title", TEXT), ("parts", PARTS)])
def test_what_a_value_is(name: str, what: str) -> None:
    assert given_by(name) == what
