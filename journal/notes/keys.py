"""The canonical keys of docs/format.md 2, their types, and how else they are spelled."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple, TypeAlias

from journal.model import Note
from journal.notes.spelling import fold_key

__all__ = [
    "ASK_IN_OTHER_WORDS",
    "GOAL_OR_CONTACT",
    "KNOWN",
    "LINK_KEYS",
    "OF_ASK",
    "OF_MEETING",
    "OF_OTHER",
    "ROWS",
    "TEXT_KEYS",
    "KeySpec",
    "Spellings",
    "Type",
    "line_of",
]


class Type(Enum):
    """How a value is read."""

    TEXT = auto()
    ASK = auto()
    OUTCOME = auto()
    TEXTS = auto()
    TAGS = auto()
    NAMES = auto()
    ASKED = auto()
    DATE = auto()
    DATES = auto()
    DATE_OR_YES = auto()
    DATE_OR_SPAN = auto()
    SPAN = auto()
    NUMBER = auto()
    MINUTES = auto()


class KeySpec(NamedTuple):
    """One canonical key. also: its other spellings, the first that is not empty counts."""

    key: str
    type: Type
    also: tuple[str, ...] = ()


def _row(key: str, type: Type, also: str = "") -> KeySpec:
    return KeySpec(key, type, tuple(also.split()))


ROWS: tuple[KeySpec, ...] = (
    _row("type", Type.TEXT),
    _row("goal", Type.NAMES, "goals project projects"),
    _row("contact", Type.NAMES, "contacts person people with recipient waiting_on"),
    _row("ask", Type.ASK, "request question"),
    _row("outcome", Type.OUTCOME, "result"),
    _row("status", Type.TEXT, "state stage"),
    _row("asked", Type.ASKED, "sent asked_on"),
    _row("date", Type.DATE, "when"),
    _row("answered", Type.DATE_OR_YES, "replied reply_date"),
    _row("follow_up", Type.DATE_OR_SPAN, "followup_date next_follow_up scheduled due"),
    _row("promised", Type.DATE, "expected"),
    _row("needed_by", Type.DATE, "deadline"),
    _row("nudged", Type.DATES, "nudges follow_ups followed_up"),
    _row("outcome_date", Type.DATE, "completed completed_date"),
    _row("thanked", Type.DATE_OR_YES, "thank_you_sent thanks"),
    _row("via", Type.NAMES, "introduced_by referred_by"),
    _row("via_thanked", Type.DATE_OR_YES),
    _row("via_told", Type.DATE_OR_YES),
    _row("reported", Type.DATE_OR_YES),
    _row("channel", Type.TEXT),
    _row("closed_because", Type.TEXT, "reason"),
    _row("why", Type.TEXT),
    _row("effort", Type.TEXT),
    _row("piece", Type.TEXT),
    _row("despite", Type.TEXT),
    _row("needs", Type.TEXTS, "pieces"),
    _row("achieved", Type.DATE_OR_YES),
    _row("deadline", Type.DATE, "due"),
    _row("org", Type.TEXT, "company organisation organization"),
    _row("role", Type.TEXT),
    _row("email", Type.TEXT),
    _row("phone", Type.TEXT, "tel"),
    _row("url", Type.TEXT),
    _row("loc", Type.TEXT, "location"),
    _row("birthday", Type.TEXT, "bday"),
    _row("can_help", Type.TEXTS, "knows expertise"),
    _row("homework", Type.TEXTS),
    _row("homework_date", Type.DATE),
    _row("meetings_per_year", Type.NUMBER),
    _row("cadence", Type.SPAN, "frequency keep_in_touch"),
    _row("last_contact", Type.DATE, "last_contacted"),
    _row("generated", Type.TEXT),
    _row("people", Type.NAMES, "attendees participants contact contacts person with recipient waiting_on"),
    _row("duration", Type.MINUTES, "minutes"),
    _row("title", Type.TEXT, "name"),
    _row("aliases", Type.TEXTS, "alias"),
    _row("tags", Type.TAGS, "tag keywords"),
    _row("categories", Type.TEXTS, "category"),
    _row("created", Type.TEXT),
)
"""The table. A spelling that stands in two rows is read by one of them, by what the note is (below)."""

KNOWN: frozenset[str] = frozenset(fold_key(spelling) for row in ROWS for spelling in (row.key, *row.also))
"""Every spelling, folded."""

_TEXTS = (Type.TEXT, Type.ASK, Type.OUTCOME, Type.TEXTS, Type.TAGS, Type.NAMES)
TEXT_KEYS: frozenset[str] = frozenset(
    fold_key(spelling) for row in ROWS if row.type in _TEXTS for spelling in (row.key, *row.also)
)
"""Every spelling of a key that holds texts or names, folded: there a ``#`` may be part of a value."""

LINK_KEYS: frozenset[str] = frozenset(
    fold_key(spelling)
    for row in ROWS
    if row.type is Type.NAMES or row.key in ("type", "categories")
    for spelling in (row.key, *row.also)
)
"""Every spelling of a key that may hold links, folded: there a list in a list is one."""

Spellings: TypeAlias = Mapping[str, tuple[KeySpec, int]]
"""From a folded spelling to its row and its place there, 0 for the canonical key."""


def _spellings(without: str) -> Spellings:
    """All rows but some, ``row``, and spellings but some, ``row.spelling``."""
    left_out = frozenset(without.split())
    return {
        fold_key(spelling): (row, place)
        for row in ROWS
        if row.key not in left_out
        for place, spelling in enumerate((row.key, *row.also))
        if f"{row.key}.{spelling}" not in left_out
    }


OF_ASK = _spellings("people deadline")
OF_MEETING = _spellings("contact follow_up.due needed_by.deadline")
OF_OTHER = _spellings("people follow_up.due needed_by.deadline")

ASK_IN_OTHER_WORDS: frozenset[str] = frozenset({"request", "question"})
"""Read as ``ask`` only with a contact, a goal, or type ask."""

GOAL_OR_CONTACT: frozenset[str] = frozenset(
    spelling for spelling, (row, _) in OF_ASK.items() if row.key in ("goal", "contact")
)
"""Every spelling of the two, folded."""

_SPELLED = {row.key: tuple(fold_key(spelling) for spelling in (row.key, *row.also)) for row in ROWS}


def line_of(note: Note, *keys: str) -> int | None:
    """The line of the first of some canonical keys that a note has, however it is spelled; None where it has none."""
    spellings = (spelling for key in keys for spelling in _SPELLED[key])
    return next((note.lines[spelling] for spelling in spellings if spelling in note.lines), None)
