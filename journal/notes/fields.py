"""From entries to fields: which key is meant, and which of its spellings counts (docs/format.md 2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from journal.model import FieldValue, Kind, Problem
from journal.named_tuple import NamedTuple
from journal.notes.block import KeyValue, stripped_texts, texts
from journal.notes.keys import ASK_IN_OTHER_WORDS, KEY_SPECS, Spellings, ValueType
from journal.notes.kind import asks_in_other_words, kind_of, spellings_of
from journal.notes.spelling import fold_key, shortened, stripped
from journal.notes.value_reader import ValueReader

__all__ = ["Fields", "read_fields"]

_TYPES = {spec.key: spec.type for spec in KEY_SPECS}
_NEXT_TO_ASK = frozenset({"contact", "goal", "asked"})
_NO_SLIPS = frozenset({"task", "mask", "ark"})
"""Words that are almost ``ask`` and mean something else."""


class Fields(NamedTuple):
    """The values of a note's keys, as in Note. kind: None where only other notes can tell it."""

    kind: Kind | None
    values: Mapping[str, FieldValue]
    frontmatter: Mapping[str, tuple[str, ...]]
    lines: Mapping[str, int]
    problems: Sequence[Problem]


def read_fields(entries: Sequence[KeyValue], path: str) -> Fields:
    """The fields of a note at a path from the vault's root."""
    reader = ValueReader(path)
    given: dict[str, KeyValue] = {}  # by folded key, the last of each that is not empty
    frontmatter: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int] = {}
    for entry in entries:
        key, value, line = entry
        folded = fold_key(key)
        given[folded] = entry
        frontmatter[folded] = (value,) if type(value) is str else tuple(texts(value)) if value else ()
        lines[folded] = line
    if len(given) < len(entries):
        _let_texts_count(entries, given, frontmatter, lines)
        reader.problems += _duplicates(entries, given)
    if not ASK_IN_OTHER_WORDS.isdisjoint(given) and not asks_in_other_words(given, path):
        given = {folded: entry for folded, entry in given.items() if folded not in ASK_IN_OTHER_WORDS}
    if "name" in given and "title" in given:  # a name is the title of a note without one
        del given["name" if stripped_texts(given["title"].value) else "title"]
    kind = kind_of(given, path)
    spellings = spellings_of(kind)
    spelled: dict[str, list[KeyValue]] = {}
    for folded, entry in given.items():
        if meaning := spellings.get(folded):
            spelled.setdefault(meaning[0].key, []).append(entry)
    values: dict[str, FieldValue] = {}
    for key, entries_of_key in spelled.items():
        if len(entries_of_key) > 1:
            _put_in_order(key, entries_of_key, spellings, reader.problems)
        field = reader.read(key, entries_of_key)
        if field is not None:
            values[key] = field
    if kind in (None, Kind.ASK) and "ask" not in values and not _NEXT_TO_ASK.isdisjoint(values):
        reader.problems += _misspelt_asks(entries)
    return Fields(kind, values, frontmatter, lines, reader.problems)


def _misspelt_asks(entries: Sequence[KeyValue]) -> Iterator[Problem]:
    """A problem for each key that may be the ask of a note that has none."""
    for entry in entries:
        if _is_almost_ask(entry.key) and stripped_texts(entry.value, whole=True):
            key = shortened(stripped(entry.key))
            message = f"“{key}” is almost “ask”: if this note asks somebody, write “ask:” there, or no list has it."
            yield Problem("misspelt-ask", message, entry.line)


def _is_almost_ask(key: str) -> bool:
    """Whether a key is ``ask`` but for one letter or two that are swapped, or has three words behind it."""
    folded = fold_key(key)
    if len(folded) > 4:
        return key.lower().startswith("ask ") and len(key.split()) > 3
    is_other = sum(map(str.__ne__, folded, "ask")) == 1 and len(folded) == 3
    with_one_more = any(folded[:at] + folded[at + 1 :] == "ask" for at in range(4))
    return (is_other or with_one_more or folded in ("as", "ak", "sk", "sak", "aks")) and folded not in _NO_SLIPS


def _let_texts_count(
    entries: Sequence[KeyValue],
    given: dict[str, KeyValue],
    frontmatter: dict[str, tuple[str, ...]],
    lines: dict[str, int],
) -> None:
    """Put the last entry that is not empty in the place of a later one that is, of each key that is given twice."""
    for entry in entries:
        folded = fold_key(entry.key)
        if stripped_texts(entry.value, whole=True):
            given[folded], frontmatter[folded], lines[folded] = entry, tuple(texts(entry.value)), entry.line


def _duplicates(entries: Sequence[KeyValue], given: Mapping[str, KeyValue]) -> Iterator[Problem]:
    """A problem for each folded key that is given more than once. given: the entries that count."""
    last = {fold_key(entry.key): entry.line for entry in entries}
    for folded, count in Counter(fold_key(entry.key) for entry in entries).items():
        if count > 1:
            counts = given[folded]
            which = "the last" if counts.line == last[folded] else "the last that is not empty"
            message = f"“{shortened(counts.key)}” is given {count} times, and {which} counts: delete the others."
            yield Problem("duplicate-key", message, counts.line)


def _put_in_order(key: str, spelled: list[KeyValue], spellings: Spellings, problems: list[Problem]) -> None:
    """Sort the entries that spell one key by the order in the table, and add a problem: there should be one."""
    spelled.sort(key=lambda entry: spellings[fold_key(entry.key)][1])
    given = " and ".join(f"“{shortened(entry.key)}”" for entry in spelled)
    counts = (
        "they are joined" if _TYPES[key] in (ValueType.NAMES, ValueType.DATES) else "the first that is not empty counts"
    )
    message = f"{given} are spellings of one key, and {counts}: keep one of them."
    problems.append(Problem("two-spellings", message, max(entry.line for entry in spelled)))
