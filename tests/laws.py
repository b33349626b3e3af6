"""How long a law is searched for an example that breaks it."""

from __future__ import annotations

import os

from hypothesis import settings

__all__ = ["examples"]


def examples(number: int) -> int:
    """So many in every run, always the same; in a search (``make laws``) as many as of every other law, at least."""
    return max(number, settings().max_examples) if os.environ.get("JOURNAL_LAWS") else number
