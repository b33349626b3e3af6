"""Compact JSON is what ``json`` makes of a value, and reads as it does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model import Day, Kind
from journal.vault.index.json_text import encoded, parsed
from tests.laws import CHARACTERS

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(CHARACTERS),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(CHARACTERS), inner),
    max_leaves=20,
)


@given(VALUES)
def test_a_value_is_written_and_read_as_by_json(value: Any) -> None:
    text = encoded(value)
    assert text == json.dumps(value, separators=(",", ":"))
    assert parsed(text) == json.loads(text) == value


def test_tuples_are_lists_and_a_kind_is_its_text() -> None:
    assert encoded(((Kind.ASK, "\ud800é"), {"a": ()})) == r'[["ask","\ud800\u00e9"],{"a":[]}]'
    with pytest.raises(TypeError):
        encoded([Day(2026, 3, 16)])


@pytest.mark.parametrize("text", ["", " ", "[", "[1", "[1] 2", "[1]]", '{"a"}', "nul", "'a'", '"\n"'])
def test_a_text_that_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        parsed(text)


@pytest.mark.parametrize("value", [None, b"[]", 1])
def test_what_is_no_text_is_a_type_error(value: Any) -> None:
    with pytest.raises(TypeError):
        parsed(value)
