"""Where a sentence of somebody's text ends, and where a dot ends none."""

from __future__ import annotations

import pytest

from journal.rules.messages.sentences import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask me. then go.", ["Ask me.", "then go."]),
        ("Acme Inc. and Co. know. Ask them.", ["Acme Inc. and Co. know.", "Ask them."]),
        ("They are Acme Inc. Ask them.", ["They are Acme Inc.", "Ask them."]),
        ("Meet Dr. Cole. Soon.", ["Meet Dr. Cole.", "Soon."]),
        ("It is no. 3 of them.", ["It is no. 3 of them."]),
        ("Really? 3 of them.", ["Really?", "3 of them."]),
        ("One\n\n- two\n- three", ["One", "two", "three"]),
    ],
)
def test_a_sentence_ends_where_no_abbreviation_does(text: str, found: list[str]) -> None:
    assert sentences(text) == found
