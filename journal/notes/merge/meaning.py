"""What a key means to the merge, and how it is merged where both sides changed it (docs/sync.md, "Merge by key" 3)."""

from __future__ import annotations

from enum import Enum, auto

from journal.dates import parse_day
from journal.model import Day
from journal.named_tuple import NamedTuple
from journal.notes.block import KeyValue, Nested, Value, texts
from journal.notes.keys import KeySpec, Spellings, ValueType
from journal.notes.merge.lists import set_meant
from journal.notes.spelling import fold_key
from journal.notes.value_reader import ValueReader
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Meaning", "Meant", "Way", "meaning", "meant", "moment", "written"]

Meaning: TypeAlias = "object"
"""Two values mean the same where these are equal; None for nothing: blank, null, a placeholder, no such key."""


class Way(Enum):
    """How a key that both sides changed differently is merged."""

    SET = auto()
    EARLIEST = auto()
    LATEST = auto()
    STATUS = auto()
    TEXT = auto()


_KEYS = {
    Way.SET: "nudged tags aliases contact goal via needs can_help homework people categories",
    Way.EARLIEST: "asked answered outcome_date achieved created follow_up",
    Way.LATEST: "thanked via_thanked via_told reported homework_date last_contact updated modified",
    Way.STATUS: "status",
}
_WAYS = {fold_key(key): way for way, keys in _KEYS.items() for key in keys.split()}
_TOLD_OTHERWISE = frozenset({ValueType.NUMBER, ValueType.MINUTES})
"""Types that read nothing where a text is not what they want, and say no word of it."""

_DIGITS = regex(r"[0-9]+")


class Meant(NamedTuple):
    """A key as base, ours and theirs understand it. row: None for a key that is not in the table."""

    row: KeySpec | None
    way: Way


def meant(folded: str, spellings: Spellings) -> Meant:
    """The table's row for a folded key, and the rule by which it is merged."""
    row = spellings[folded][0] if folded in spellings else None
    return Meant(row, _WAYS.get(fold_key(row.key) if row else folded, Way.TEXT))


def meaning(entry: KeyValue | None, key: Meant, path: str) -> Meaning:
    """What a key means in one text, whatever its quotes or the style of its list; None for nothing."""
    if entry is None:
        return None
    row = key.row
    if row is None:
        return _plain(entry.value)
    if key.way is Way.SET:
        return set_meant(entry.value, row.type, path)
    reader = ValueReader(path)
    field = reader.read(row.key, [entry])
    is_typo = any(problem.code == "bad-date" for problem in reader.problems)
    if is_typo or row.type in _TOLD_OTHERWISE or _is_nested(entry.value):
        return _plain(entry.value)
    return None if field == "" else field


def moment(entry: KeyValue, said: Meaning) -> tuple[Day, tuple[int, ...], str] | bool | None:
    """A value by which dates compare, with the time of day where one is given; True for yes; None for anything else."""
    if said is True:
        return True
    text = written(entry)
    day = said if isinstance(said, Day) else parse_day(text) if isinstance(said, str) else None
    return None if day is None else (day, tuple(map(int, _DIGITS.findall(text)))[3:], text)


def written(entry: KeyValue | None) -> str:
    """A value as the person wrote it, without quotes, on one line; "" for none."""
    return " ".join("; ".join(texts(entry.value)).split()) if entry else ""


def _plain(value: Value) -> Meaning:
    """The texts of a value, where no rule reads it; a list of one is its one value."""
    if isinstance(value, tuple):
        parts = tuple(part for each in value if (part := _plain(each)) is not None)
        return parts if len(parts) > 1 else next(iter(parts), None)
    if isinstance(value, str):
        return value.strip() or None
    return value


def _is_nested(value: Value) -> bool:
    return isinstance(value, Nested) or (isinstance(value, tuple) and any(map(_is_nested, value)))
