"""What a note can be."""

from __future__ import annotations

from journal.str_enum import StrEnum

__all__ = ["Kind"]


class Kind(StrEnum):
    """What a note is (docs/format.md 4)."""

    ASK = "ask"
    PERSON = "person"
    GOAL = "goal"
    MEETING = "meeting"
    NOTE = "note"
