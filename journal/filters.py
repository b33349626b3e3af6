"""The words that narrow a list: ``state:nudge``, ``contact:maria``, ``due<2026-04-01``, ``-tag:acme``, ``visa``.

The same words on the command line and in the TUI (docs/cli.md, "Filters"). What a key says of an ask, a contact, a goal
or a note is looked up by ``filter_keys``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from operator import ge, gt, le, lt

from journal.dates import parse_day
from journal.errors import BadDate, BadFilter
from journal.filter_keys import Candidate, FilterKey, Listing, holds_dates
from journal.model import Day, Kind, Move, State
from journal.named_tuple import NamedTuple
from journal.notes.keys import HAPPENED
from journal.notes.spelling import findable, fold_key
from journal.regex import regex
from journal.typed_dates import typed_days
from journal.wording import unlinked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Matcher", "Term", "is_told", "matcher", "parse_filter", "parse_words"]

_TERM = regex(r"(?s)(-?)([\w.][\w.\- ]*?)(?::(?=[<>]))?(:|<=|>=|<|>|=)(.*)")
"""A comparison may stand behind a colon, as on the web: ``due:<2026-04-01``."""
_WORD = regex(r"""(?:[^\s"]|"[^"]*"?)+""")
_WORDS: dict[str, dict[str, str]] = {
    "state": {**{state.word.lower(): state.value for state in State}, **{state.value: state.value for state in State}},
    "move": {move.value: move.value for move in Move},
    "type": {kind.value: kind.value for kind in Kind},
}
"""The fields that hold one of a few words, and what each may be called; states also as the tables print them."""
_JOINED = frozenset({"contact", "goal"})
"""The fields of which a line has all names in one text."""
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}
_IS_THERE = {"yes": True, "true": True, "no": False, "false": False}
"""What a field of dates may be compared with besides: whether it says that something happened, on whichever day."""
_NO = ["no", "false"]
_PERIODS = "A filter also takes 2026-11, 2026, nov, “last month” and “this week”, in quotes."
_EXACT = frozenset({*_WORDS, "homework", "needs_follow_up", "stuck"})


class Term(NamedTuple):
    """One word of a filter. key: None for full text. operator: one of ``: = < <= > >=``."""

    key: str | None
    operator: str
    value: str
    negated: bool = False

    def __str__(self) -> str:
        return f"{self.key}{self.operator}{self.value}"

    @property
    def as_part(self) -> Term | None:
        """The term that looks for a part of a text of which this wants the whole; None for any other."""
        is_whole = self.key and self.operator == "=" and self.value and not self.negated
        may_be_part = is_whole and fold_key(self.key or "") not in _EXACT and not holds_dates(fold_key(self.key or ""))
        return self._replace(operator=":") if may_be_part else None


def parse_filter(text: str) -> list[Term]:
    """The terms of a line as typed; double quotes keep spaces together."""
    return parse_words(_WORD.findall(text))


def parse_words(words: Sequence[str]) -> list[Term]:
    """The terms of words that a shell has split already; quotes around nothing are no term."""
    return [_term(word) for word in words if word.strip().strip('"')]


def _term(word: str) -> Term:
    """The Term of one word."""
    bare = word.replace('"', "")
    if not word.startswith(('"', '-"')) and (match := _TERM.fullmatch(bare)):
        negated, key, operator, value = match.groups()
        return Term(key, operator, value.strip(), negated == "-")
    negated = bare.startswith("-") and len(bare) > 1
    return Term(None, ":", bare[1:] if negated else bare, bool(negated))


Matcher = Callable[[Candidate], bool]
"""A test of what may be listed."""


def matcher(
    terms: Sequence[Term],
    listing: Listing,
    keys: Collection[str],
    containing: Callable[[str], frozenset[str]],
    today: Day,
) -> Matcher:
    """A test whether all terms hold for a candidate.

    keys: all keys of notes' frontmatter, folded. containing: gives the paths of the notes whose text contains a word.
    Raises BadFilter, naming the nearest keys.
    """
    tests = [
        _text_test(term, containing) if term.key is None else _key_test(term, term.key, listing, keys, today)
        for term in terms
    ]
    return lambda candidate: all(test(candidate) for test in tests)


def is_told(term: Term, listing: Listing, keys: Collection[str]) -> bool:
    """Whether the line of a list is enough to test a term, so that the note need not be read.

    listing, keys, raises: as for ``matcher``.
    """
    if term.key is None:
        return True
    key = FilterKey.of(term.key, listing, keys)
    if key.as_written or key.name not in listing.told:
        return False
    return key.name not in _JOINED or (term.operator == ":" and "," not in term.value)


def _text_test(term: Term, containing: Callable[[str], frozenset[str]]) -> Matcher:
    """A test whether a note contains a word; for an entry without a note, whether its name does."""
    paths, wanted = containing(term.value), _plain(term.value)

    def holds(candidate: Candidate) -> bool:
        path = candidate.record["path"]
        found = path in paths if path else wanted in _plain(candidate.record["name"])
        return found is not term.negated

    return holds


def _key_test(term: Term, spelled: str, listing: Listing, keys: Collection[str], today: Day) -> Matcher:
    """A test whether a candidate's value of a key passes a term. Raises BadFilter."""
    key = FilterKey.of(spelled, listing, keys)
    _refuse_no_date(term, key, today)
    if holds_dates(key.name) and not key.as_written and (wanted := _IS_THERE.get(term.value.casefold())) is not None:
        return lambda candidate: (_texts(key.value_in(candidate)) not in ([], _NO)) is (wanted is not term.negated)
    compare = _comparison(term, key.name, today)
    return lambda candidate: compare(_texts(key.value_in(candidate))) is not term.negated


def _refuse_no_date(term: Term, key: FilterKey, today: Day) -> None:
    """Raise BadFilter where a field of dates is compared with something that is no date; ``yes`` and ``no`` are
    allowed.
    """
    is_looked_for = term.operator in (":", "=")
    may_be_there = is_looked_for and (key.as_written or term.value.casefold() in ("", *_IS_THERE))
    if holds_dates(key.name) and not may_be_there:
        try:
            typed_days(term.value, today, past=key.name in HAPPENED)
        except BadDate as error:
            raise BadFilter(f"{term}: {error} {_PERIODS}") from None


def _texts(value: Any) -> list[str]:
    """A value as the list of texts that a filter compares."""
    if value is None:
        return []
    if value is True or value is False:
        return ["yes", "true"] if value else _NO
    if isinstance(value, int):
        return [str(value), *_texts(value > 0)]
    if isinstance(value, dict):
        return [str(v) for v in value.values() if v is not None]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [str(value)]


def _comparison(term: Term, field: str, today: Day) -> Callable[[list[str]], bool]:
    """A test of the texts that a field or key holds, for the operator and value of a term. Raises BadFilter."""
    return (_order if term.operator in _COMPARED else _equality)(term, field, today)


def _equality(term: Term, field: str, today: Day) -> Callable[[list[str]], bool]:
    """A test whether one of some texts is what a term says, or holds it. Raises BadFilter."""
    wanted = _plain(unlinked(term.value))
    if field in _WORDS and wanted:
        wanted = _word_of(field, wanted, term)
    if not wanted:
        return lambda texts: not any(text.strip() for text in texts)
    if holds_dates(field) and (days := _days(term.value, field, today)):
        first, last = days
        return lambda texts: any((day := parse_day(text)) and first <= day <= last for text in texts)
    if term.operator == "=" or field in _EXACT:
        whole = (wanted, _plain(term.value))  # of the person's own keys links are compared as they are written
        return lambda texts: any(_plain(text) in whole for text in texts)
    return lambda texts: any(wanted in _plain(text) for text in texts)


def _order(term: Term, field: str, today: Day) -> Callable[[list[str]], bool]:
    """A test whether one of some texts comes before or after what a term says: days, else numbers, else texts."""
    compare, is_date, number = _COMPARED[term.operator], holds_dates(field), _number(term.value)
    days = None if is_date is False else _days(term.value, field, today)
    wanted = None if is_date or days or number is not None else _plain(unlinked(term.value))

    def holds(text: str) -> bool:
        if days and (day := parse_day(text)):
            return compare(day, days[1] if term.operator in (">", "<=") else days[0])
        if number is not None and (own := _number(text)) is not None:
            return compare(own, number)
        return wanted is not None and compare(_plain(text), wanted)

    return lambda texts: any(map(holds, texts))


def _word_of(field: str, word: str, term: Term) -> str:
    """The one word of a field with few possible words that a typed word means. Raises BadFilter."""
    known = _WORDS[field]
    if word not in known:
        from difflib import get_close_matches

        near = get_close_matches(word, known, n=1)
        hint = f" (did you mean {known[near[0]]}?)" if near else ""
        words = list(dict.fromkeys(known.values()))
        if "," in word:
            others = " ".join(f"-{field}:{each}" for each in words if each not in word)
            raise BadFilter(f"{term}: a filter takes one word. All hold together, so leave out the others: {others}.")
        raise BadFilter(f"No {field} is called “{term.value}”{hint}: write one of {', '.join(words)}.")
    return known[word]


def _plain(text: str) -> str:
    """A text in the form in which filters compare: without case and accents, white space collapsed."""
    return findable(" ".join(text.split()))


def _number(text: str) -> float | None:
    """The number that a text is; None for another text."""
    try:
        return float(text)
    except ValueError:
        return None


def _days(text: str, field: str, today: Day) -> tuple[Day, Day] | None:
    """The first and last day that a text means for a field; None where it means none."""
    try:
        return typed_days(text, today, past=field in HAPPENED)
    except BadDate:
        return None
