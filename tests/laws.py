"""How long a law is searched for an example that breaks it, and of what characters its texts are."""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis import strategies as st

__all__ = ["CHARACTERS", "examples"]

CHARACTERS = st.characters(exclude_categories=["Cs"])
"""What a text can hold: the same as where none are named, which Hypothesis finds out for a second in a new checkout."""


def examples(number: int) -> int:
    """So many in every run, always the same; in a search (``make laws``) as many as of every other law, at least."""
    return max(number, settings().max_examples) if os.environ.get("JOURNAL_LAWS") else number
