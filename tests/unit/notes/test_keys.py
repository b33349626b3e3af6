"""The table of canonical keys and its spellings."""

from __future__ import annotations

from journal.notes import fold_key
from journal.notes.keys import KEY_SPECS, KNOWN_KEYS


def test_every_spelling_is_known_as_keys_compare() -> None:
    assert {fold_key(each) for spec in KEY_SPECS for each in (spec.key, *spec.also)} == KNOWN_KEYS
