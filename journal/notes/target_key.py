"""Which of a note's keys a person means, and where a new one belongs (docs/format.md 2, "Keys", "Two spellings")."""

from __future__ import annotations

from collections.abc import Mapping

from journal.named_tuple import NamedTuple
from journal.notes.block import KeyValue, Value
from journal.notes.fields import read_fields
from journal.notes.keys import ASK_IN_OTHER_WORDS, KEY_SPECS, KeySpec, Spellings, ValueType
from journal.notes.kind import asks_in_other_words, spellings_of
from journal.notes.layout import KeyLines, Layout, NotEditable
from journal.notes.spelling import fold_key

__all__ = ["TargetKey", "as_list", "target_key"]


class TargetKey(NamedTuple):
    """The key of a note that an edit is about.

    key: as the note spells it, else as it will be written. spec: None for a key that is not in the table. part: the
    key's lines in the note, None for a new key. above: how many of the note's keys come before a new one, None for all.
    has_rivals: whether other spellings of the key have values too.
    """

    key: str
    spec: KeySpec | None
    part: KeyLines | None
    above: int | None
    has_rivals: bool

    @property
    def type(self) -> ValueType | None:
        return self.spec.type if self.spec else None

    @property
    def texts(self) -> tuple[Value, ...]:
        return as_list(self.part.entry.value) if self.part else ()


def as_list(value: Value) -> tuple[Value, ...]:
    """A value as a list; no value is an empty list."""
    if isinstance(value, tuple):
        return value
    return () if value in (None, "") else (value,)


def target_key(layout: Layout, key: str, path: str) -> TargetKey:
    """The key of the note as it is spelled; for a canonical key, in the spelling that counts.

    Raises NotEditable for a key that the note gives twice.
    """
    folded = fold_key(key)
    if not folded.strip():
        raise NotEditable(f"cannot have a key “{key}”: name it with letters or digits")
    parts = {fold_key(part.entry.key): part for part in layout.parts}
    spellings = _spellings({spelling: part.entry for spelling, part in parts.items()}, path)
    spec = spellings[folded][0] if folded in spellings else None
    own = [spelling for spelling, (of, _) in spellings.items() if of is spec] or [folded]
    _refuse_twice(layout, parts, own)
    if folded in parts and folded != own[0]:
        given = full = [parts[folded]]
    else:
        given = [parts[spelling] for spelling in own if spelling in parts]
        full = [part for part in given if as_list(part.entry.value)]
    if given:
        part = next(iter(full or given))
        return TargetKey(part.entry.key, spec, part, None, len(full) > 1)
    if spec is None:
        return TargetKey(key.strip(), None, None, None, False)
    return TargetKey(spec.key, spec, None, _above(layout, spellings, spec), False)


def _spellings(given: Mapping[str, KeyValue], path: str) -> Spellings:
    """The key that each spelling stands for in a note with these entries."""
    spellings = spellings_of(read_fields(tuple(given.values()), path).kind)
    if ASK_IN_OTHER_WORDS.isdisjoint(given) or asks_in_other_words(given, path):
        return spellings
    return {spelling: meaning for spelling, meaning in spellings.items() if spelling not in ASK_IN_OTHER_WORDS}


def _refuse_twice(layout: Layout, parts: Mapping[str, KeyLines], own: list[str]) -> None:
    """Raise NotEditable where the note gives one of its own spellings of a key twice."""
    for part in layout.parts:
        folded = fold_key(part.entry.key)
        if folded in own and parts[folded] is not part:
            lines = f"lines {part.entry.line} and {parts[folded].entry.line}"
            raise NotEditable(f"gives “{part.entry.key}” more than once ({lines}): keep one of them")


def _above(layout: Layout, spellings: Spellings, spec: KeySpec) -> int | None:
    """How many of the note's keys come before a new one: it follows the nearest key that precedes it in the table.

    None where no such key is there.
    """
    places = [
        (KEY_SPECS.index(spellings[folded][0]), number)
        for number, part in enumerate(layout.parts, 1)
        if (folded := fold_key(part.entry.key)) in spellings
    ]
    return max((place for place in places if place[0] < KEY_SPECS.index(spec)), default=(0, None))[1]
