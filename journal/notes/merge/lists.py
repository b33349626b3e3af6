"""Lists as sets of what their entries mean (docs/sync.md, "Merge by key" 3)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from journal.dates import parse_day
from journal.named_tuple import NamedTuple
from journal.notes.block import Nested, Value
from journal.notes.keys import ValueType
from journal.notes.layout import KeyLines, NotEditable
from journal.notes.links import names
from journal.notes.merge.ends import decided
from journal.notes.spelling import fold
from journal.notes.value_place import put_value
from journal.notes.value_reader import BETWEEN_DATES
from journal.regex import regex

__all__ = ["joined", "new_entries", "set_meant", "with_entries"]

_BETWEEN_NAMES = regex(r"[ ]*,[ ]*(?![^\[\]]*\]\])")
_BETWEEN_TAGS = regex(r"[\s,]+")


class _Listed(NamedTuple):
    """One entry of a list. value: as the note has it; where one text names several, the part for this one."""

    meaning: Hashable
    value: Value


def set_meant(value: Value, type: ValueType, path: str) -> frozenset[Hashable] | None:
    """The set of what the entries of a list mean; None for an empty list."""
    return frozenset(entry.meaning for entry in _entries(value, type, path)) or None


def new_entries(value: Value, others: Iterable[Value], type: ValueType, path: str) -> list[Value]:
    """The entries of a list that mean something which no list in others has."""
    known = {entry.meaning for other in others for entry in _entries(other, type, path)}
    return [entry.value for entry in _entries(value, type, path) if entry.meaning not in known]


def joined(
    base: Value, ours: Value, theirs: Value, type: ValueType, path: str, *, is_single: bool
) -> list[Value] | None:
    """The entries of base that both sides kept, then the new ones of ours, then the new ones of theirs.

    is_single: the key nearly always has one entry; then None where both sides replaced it.
    """
    old, one, other = (
        {entry.meaning: entry.value for entry in _entries(value, type, path)} for value in (base, ours, theirs)
    )
    if is_single and len(old) == 1 and one and other and len({*old, *one, *other}) == 1 + len(one) + len(other):
        return None
    both = one.keys() & other.keys()
    stay = [decided(value, one[meaning], other[meaning]) for meaning, value in old.items() if meaning in both]
    new = {meaning: value for meaning, value in (*other.items(), *one.items()) if meaning not in old}
    return [*stay, *(new[meaning] for meaning in dict.fromkeys((*one, *other)) if meaning in new)]


def with_entries(part: KeyLines, values: Sequence[Value], type: ValueType) -> tuple[str, Value]:
    """The lines of a key with other entries in its list, in its own style, and the value that these lines have.

    Raises NotEditable.
    """
    old = part.entry.value
    known = old if isinstance(old, tuple) else (old,)
    if any(not isinstance(value, str) and value not in known for value in values):
        raise NotEditable("has an entry that is no text")
    if not values:
        value: str | tuple[Value, ...] | None = None
    elif len(values) > 1 or isinstance(old, tuple):
        value = tuple(values)
    else:
        value = str(values[0])
    return put_value(part, value, in_flow=type is ValueType.DATES), value


def _entries(value: Value, type: ValueType, path: str) -> Iterator[_Listed]:
    """The entries of a list, several for a text that names several."""
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, str):
            yield from _of_text(each, type, path)
        elif isinstance(each, tuple):
            yield from _entries(each, type, path)
        elif isinstance(each, Nested):
            yield _Listed(each, each)


def _of_text(text: str, type: ValueType, path: str) -> Iterator[_Listed]:
    """The entries in one text of a list: one for each name in it, or the text itself."""
    if type is ValueType.NAMES:
        found = names(text, path)
        parts = [text] if len(found) == 1 else _BETWEEN_NAMES.split(text.strip())
        if len(parts) != len(found):
            parts = [f"[[{name.target}]]" for name in found]
        for name, part in zip(found, parts, strict=True):
            yield _Listed(fold(name.target), part)
    elif type is ValueType.DATES:
        for part in filter(None, BETWEEN_DATES.split(text.strip())):
            yield _Listed(parse_day(part) or part, part)
    elif type is ValueType.TAGS:
        for part in _BETWEEN_TAGS.split(text):
            if bare := part.lstrip("#"):
                yield _Listed(fold(bare), part)
    elif bare := " ".join(text.split()):
        yield _Listed(bare, text)
