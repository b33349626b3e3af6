"""The canonical keys of docs/format.md 2, their types, and how else they are spelled."""

from __future__ import annotations

from collections.abc import Mapping

from journal.model import Kind, Note
from journal.named_tuple import NamedTuple
from journal.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = [
    "ASK_IN_OTHER_WORDS",
    "GOAL_OR_CONTACT",
    "HAPPENED",
    "KEY_SPECS",
    "KINDS_WITH",
    "KNOWN_KEYS",
    "LINK_KEYS",
    "OF_ASK",
    "OF_MEETING",
    "OF_OTHER",
    "TEXT_KEYS",
    "KeySpec",
    "Spellings",
    "ValueType",
    "line_of",
]


class ValueType(StrEnum):
    """The type of a key's value: how it is read."""

    TEXT = "text"
    ASK = "ask"
    OUTCOME = "outcome"
    TEXTS = "texts"
    TAGS = "tags"
    NAMES = "names"
    ASKED = "asked"
    DATE = "date"
    DATES = "dates"
    DATE_OR_YES = "date or yes"
    DATE_OR_SPAN = "date or span"
    SPAN = "span"
    NUMBER = "number"
    MINUTES = "minutes"


class KeySpec(NamedTuple):
    """A canonical key. also: its other spellings. Of several in a note, the first that is not empty counts."""

    key: str
    type: ValueType
    also: tuple[str, ...] = ()


def _key(key: str, type: ValueType, also: str = "") -> KeySpec:
    return KeySpec(key, type, tuple(also.split()))


KEY_SPECS: tuple[KeySpec, ...] = (
    _key("type", ValueType.TEXT),
    _key("goal", ValueType.NAMES, "goals project projects"),
    _key("contact", ValueType.NAMES, "contacts person people with recipient waiting_on"),
    _key("ask", ValueType.ASK, "request question"),
    _key("outcome", ValueType.OUTCOME, "result"),
    _key("status", ValueType.TEXT, "state stage"),
    _key("asked", ValueType.ASKED, "sent asked_on"),
    _key("date", ValueType.DATE, "when"),
    _key("answered", ValueType.DATE_OR_YES, "replied reply_date"),
    _key("follow_up", ValueType.DATE_OR_SPAN, "followup_date next_follow_up scheduled due"),
    _key("promised", ValueType.DATE, "expected"),
    _key("needed_by", ValueType.DATE, "deadline"),
    _key("nudged", ValueType.DATES, "nudges follow_ups followed_up"),
    _key("outcome_date", ValueType.DATE, "completed completed_date"),
    _key("thanked", ValueType.DATE_OR_YES, "thank_you_sent thanks"),
    _key("via", ValueType.NAMES, "introduced_by referred_by"),
    _key("via_thanked", ValueType.DATE_OR_YES),
    _key("via_told", ValueType.DATE_OR_YES),
    _key("reported", ValueType.DATE_OR_YES),
    _key("channel", ValueType.TEXT),
    _key("closed_because", ValueType.TEXT, "reason"),
    _key("why", ValueType.TEXT),
    _key("effort", ValueType.TEXT),
    _key("piece", ValueType.TEXT),
    _key("despite", ValueType.TEXT),
    _key("needs", ValueType.TEXTS, "pieces"),
    _key("achieved", ValueType.DATE_OR_YES),
    _key("deadline", ValueType.DATE, "due"),
    _key("org", ValueType.TEXT, "company organisation organization"),
    _key("role", ValueType.TEXT),
    _key("email", ValueType.TEXT),
    _key("phone", ValueType.TEXT, "tel"),
    _key("url", ValueType.TEXT),
    _key("loc", ValueType.TEXT, "location"),
    _key("birthday", ValueType.TEXT, "bday"),
    _key("can_help", ValueType.TEXTS, "knows expertise"),
    _key("homework", ValueType.TEXTS),
    _key("homework_date", ValueType.DATE),
    _key("meetings_per_year", ValueType.NUMBER),
    _key("cadence", ValueType.SPAN, "frequency keep_in_touch"),
    _key("last_contact", ValueType.DATE, "last_contacted"),
    _key("generated", ValueType.TEXT),
    _key("people", ValueType.NAMES, "attendees participants contact contacts person with recipient waiting_on"),
    _key("duration", ValueType.MINUTES, "minutes"),
    _key("title", ValueType.TEXT, "name"),
    _key("aliases", ValueType.TEXTS, "alias"),
    _key("tags", ValueType.TAGS, "tag keywords"),
    _key("categories", ValueType.TEXTS, "category"),
    _key("created", ValueType.TEXT),
)
"""The table of docs/format.md 2. A spelling that stands in two of its rows belongs to one of them in each kind of
note (``OF_ASK`` and the two after it).
"""

HAPPENED = frozenset(
    "asked answered nudged outcome_date thanked via_thanked via_told reported achieved homework_date "
    "last_contact".split()
)
"""Canonical keys with the day on which something happened: a day typed without a year is the last such day."""

_OF_KINDS = {
    (Kind.ASK,): "outcome asked answered promised needed_by nudged outcome_date thanked via_thanked via_told reported "
    "channel closed_because why effort despite",
    (Kind.ASK, Kind.PERSON): "follow_up homework homework_date",
    (Kind.PERSON,): "email can_help meetings_per_year cadence last_contact",
    (Kind.GOAL,): "needs achieved deadline",
    (Kind.MEETING,): "duration",
}
KINDS_WITH: Mapping[str, tuple[Kind, ...]] = {key: kinds for kinds, keys in _OF_KINDS.items() for key in keys.split()}
"""The kinds of notes in which a canonical key says something; without those that may say something in any note."""

_SPELLED = {spec.key: tuple([each.replace("_", "") for each in (spec.key, *spec.also)]) for spec in KEY_SPECS}
"""The spellings of each key, its own first, as ``fold_key`` gives them: these are of small letters and ``_`` alone."""

KNOWN_KEYS: frozenset[str] = frozenset().union(*_SPELLED.values())
"""Every spelling, folded."""

_TEXTS = (ValueType.TEXT, ValueType.ASK, ValueType.OUTCOME, ValueType.TEXTS, ValueType.TAGS, ValueType.NAMES)
TEXT_KEYS: frozenset[str] = frozenset().union(*(_SPELLED[spec.key] for spec in KEY_SPECS if spec.type in _TEXTS))
"""Every spelling of a key that holds texts or names, folded: there a ``#`` may be part of a value."""

NAME_KEYS: frozenset[str] = frozenset().union(
    *(_SPELLED[spec.key] for spec in KEY_SPECS if spec.type is ValueType.NAMES)
)
"""Every spelling of a key that holds names, folded."""

DATE_KEYS: frozenset[str] = KNOWN_KEYS - TEXT_KEYS
"""Every spelling of a key that holds dates or numbers, folded."""

LINK_KEYS: frozenset[str] = frozenset().union(
    *(_SPELLED[spec.key] for spec in KEY_SPECS if spec.type is ValueType.NAMES or spec.key in ("type", "categories"))
)
"""Every spelling of a key that may hold links, folded: there a list in a list is one."""

Spellings: TypeAlias = Mapping[str, tuple[KeySpec, int]]
"""From a folded spelling to its spec and its place there, 0 for the canonical key."""


def _spellings(*without: str) -> Spellings:
    """The key and its rank for each folded spelling; of two keys with one spelling the later in the table has it.

    without: keys that are left out.
    """
    return {
        spelling: (spec, place)
        for spec in KEY_SPECS
        if spec.key not in without
        for place, spelling in enumerate(_SPELLED[spec.key])
    }


OF_ASK = _spellings("people", "deadline")
OF_MEETING = _spellings("contact")
OF_OTHER = _spellings("people")
"""How keys are spelled in an ask, in a meeting, and in any other note."""

ASK_IN_OTHER_WORDS: frozenset[str] = frozenset({"request", "question"})
"""Read as ``ask`` only with a contact, a goal, or type ask."""

ASK_KEYS: frozenset[str] = frozenset({"ask", *ASK_IN_OTHER_WORDS})
"""Every key that may ask, folded."""

GOAL_OR_CONTACT: frozenset[str] = frozenset((*_SPELLED["goal"], *_SPELLED["contact"]))
"""Every spelling of the two, folded."""


def line_of(note: Note, *keys: str) -> int | None:
    """The line in the file of the first of these canonical keys that the note has, in any spelling; None for none."""
    spellings = (spelling for key in keys for spelling in _SPELLED[key])
    return next((note.lines[spelling] for spelling in spellings if spelling in note.lines), None)
