"""The words that narrow a list: ``state:nudge``, ``contact:maria``, ``due<2026-04-01``, ``-tag:acme``, ``visa``.

The same words on the command line and in the TUI (docs/cli.md, "Filters"). A filter looks at the
published records, so that a key means the same there, in --json and here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from journal.dates import typed_day
from journal.errors import BadDate, BadFilter
from journal.model import Day, Kind, Move, Note, State
from journal.notes import fold, fold_key

__all__ = ["Matcher", "Term", "matcher", "parse", "parse_words"]

_TERM = re.compile(r"(-?)([\w.][\w.\- ]*?)(:|<=|>=|<|>|=)(.*)", re.DOTALL)
_WORD = re.compile(r"""(?:[^\s"]|"[^"]*"?)+""")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
_PLURALS = {"tag": "tags", "problem": "problems", "gap": "gaps", "goals": "goal", "contacts": "contact"}
_WORDS: dict[str | None, tuple[str, ...]] = {"state": tuple(State), "move": tuple(Move), "type": tuple(Kind)}
"""The fields that hold one of a few words."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a filter. key: None for full text. operator: one of ``: = < <= > >=``."""

    key: str | None
    operator: str
    value: str
    negated: bool = False


def parse(text: str) -> list[Term]:
    """The terms of a line as typed; double quotes keep spaces."""
    return parse_words(_WORD.findall(text))


def parse_words(words: Sequence[str]) -> list[Term]:
    """The terms of words that a shell has already told apart; quotes around nothing are none."""
    return [_term(word) for word in words if word.strip().strip('"')]


def _term(word: str) -> Term:
    bare = word.replace('"', "")
    if not word.startswith(('"', '-"')) and (match := _TERM.fullmatch(bare)):
        negated, key, operator, value = match.groups()
        return Term(key, operator, value.strip(), negated == "-")
    negated = bare.startswith("-") and len(bare) > 1
    return Term(None, ":", bare[1:] if negated else bare, bool(negated))


Matcher = Callable[[Mapping[str, Any], Note | None], bool]
"""A test of a record and its note, None for a contact or goal without one."""


def matcher(
    terms: Sequence[Term],
    fields: frozenset[str],
    keys: frozenset[str],
    containing: Callable[[str], frozenset[str]],
    today: Day,
) -> Matcher:
    """A test that all terms hold.

    fields: the record's own keys, which win. keys: those of any note's frontmatter, folded.
    containing: the paths of the notes whose text holds a word. Raises BadFilter, naming the nearest keys.
    """
    tests = [
        _word(term, containing) if term.key is None else _field(term, term.key, fields, keys, today) for term in terms
    ]
    return lambda record, note: all(test(record, note) for test in tests)


def _word(term: Term, containing: Callable[[str], frozenset[str]]) -> Matcher:
    paths = containing(term.value)
    return lambda record, _note: (record["path"] in paths) is not term.negated


def _field(term: Term, key: str, fields: frozenset[str], keys: frozenset[str], today: Day) -> Matcher:
    bare = key.removeprefix("key.")
    folded = fold_key(bare)
    spelled = {} if bare != key else {fold_key(field): field for field in fields}
    field = spelled.get(folded) or spelled.get(_PLURALS.get(folded, ""))
    if field is None and folded not in keys:
        raise _unknown(key, folded, spelled, keys)
    if field in _WORDS and term.operator in ":=" and term.value and term.value not in _WORDS[field]:
        words = ", ".join(_WORDS[field])
        raise BadFilter(f"No {field} is called “{term.value}”: write one of {words}.")
    compare = _comparison(term, field, today)

    def holds(record: Mapping[str, Any], note: Note | None) -> bool:
        value = record[field] if field else (note.frontmatter.get(folded) if note else None)
        return compare(_texts(value)) is not term.negated

    return holds


def _texts(value: Any) -> list[str]:
    """A record's value as the texts that a filter compares."""
    if value is None:
        return []
    if value is True or value is False:
        return ["yes", "true"] if value else ["no", "false"]
    if isinstance(value, dict):
        return [str(v) for v in value.values() if v is not None]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    return [str(value)]


_DATES = frozenset(
    "due asked answered follow_up promised needed_by nudged outcome_date thanked via_thanked reported "
    "last_contact next_opens next_touch achieved deadline".split()
)
_EXACT = frozenset({"state", "move", "type", "homework", "needs_follow_up", "stuck"})


def _comparison(term: Term, field: str | None, today: Day) -> Callable[[list[str]], bool]:
    wanted = fold(term.value)
    is_date = field in _DATES
    if term.operator in (":", "="):
        if not wanted:
            return lambda texts: not any(text.strip() for text in texts)
        if term.operator == "=" or field in _EXACT:
            return lambda texts: any(fold(text) == wanted for text in texts)
        return lambda texts: any(wanted in fold(text) for text in texts)
    numbers = _number(term.value)
    days = _days(term.value, today)
    if is_date and days is None:
        raise BadFilter(f"{term.key}{term.operator}{term.value}: {BadDate(term.value)}")

    def one(text: str) -> bool:
        if days and (day := _days(text[:10], today)):
            first, last = days
            return _ordered(term.operator, day[0], last if term.operator in (">", "<=") else first)
        number = _number(text)
        if numbers is not None and number is not None:
            return _ordered(term.operator, number, numbers)
        return not is_date and not days and numbers is None and _ordered(term.operator, fold(text), wanted)

    return lambda texts: any(one(text) for text in texts)


def _ordered(operator: str, left: Any, right: Any) -> bool:
    return bool(
        left < right
        if operator == "<"
        else left <= right
        if operator == "<="
        else left > right
        if operator == ">"
        else left >= right
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _days(text: str, today: Day) -> tuple[Day, Day] | None:
    """The first and last day that a date, a month (``2026-01``) or a year (``2026``) means."""
    if (match := _PARTIAL.fullmatch(text)) and int(match[1]) > 0:
        year, month = int(match[1]), int(match[2] or 1)
        if not 1 <= month <= 12:
            return None
        last = month if match[2] else 12
        return Day(year, month, 1), Day(year, last, monthrange(year, last)[1])
    try:
        day = typed_day(text, today)
    except BadDate:
        return None
    return day, day


def _unknown(key: str, folded: str, spelled: Mapping[str, str], keys: frozenset[str]) -> BadFilter:
    from difflib import get_close_matches

    near = get_close_matches(folded, {**spelled, **dict.fromkeys(sorted(keys))}, n=3)
    nearest = " or ".join(f"{spelled.get(name, name)}:" for name in near)
    hint = f"did you mean {nearest}?" if near else "put the word in double quotes to look for it as text."
    return BadFilter(f"No note has a key “{key}”: {hint}")
