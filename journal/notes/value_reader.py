"""What the text of a key means, by the type that the key has (docs/format.md 2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from journal.dates import parse_day, parse_span
from journal.model import Day, FieldValue, Name, Problem, Span
from journal.notes.block import KeyValue, stripped_texts
from journal.notes.keys import KEY_SPECS, ValueType
from journal.notes.kind import tags_of
from journal.notes.links import each_once, first_address, is_relative, names
from journal.notes.remembered import remembered
from journal.notes.spelling import shortened
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

__all__ = ["BETWEEN_DATES", "ValueReader", "minutes_held"]

_PLACEHOLDERS = frozenset({"-", "–", "—", "?", "…", "...", "tbd", "tba", "todo", "pending"})
_BLANK = frozenset({"", "~", "null", "no", "false"})
_YES = frozenset({"yes", "true"})
_NO = frozenset({"", "no", "false"})
_SAYS_NO = regex(r"(?i)(?:no|not|never|none|n/a)\b")
BETWEEN_DATES = regex(r"[ ]*[,;][ ]*(?=\[\[|\d{4}-)")
_MINUTES = regex(r"(?i)(?:(\d{1,3}(?:[.,]\d{1,2})?)\s*h[a-z]*)?\s*(?:(\d{1,4})\s*(?:m[a-z]*)?)?")
_NUMBER = regex(r"\d{1,6}")
_SHORT = 80
"""Characters of a text whose meaning is kept."""


def _first(spelled: Sequence[KeyValue], *, whole: bool = False) -> tuple[str, ...]:
    """The texts of the first entry that is not empty. spelled: the entries that spell one key, in the table's order."""
    return next((found for entry in spelled if (found := stripped_texts(entry.value, whole=whole))), ())


def _scalar(spelled: Sequence[KeyValue]) -> tuple[KeyValue, str]:
    """The first entry that is not empty and its text, a list joined with ``; ``; "" where all entries are empty."""
    for entry in spelled:
        value = entry.value
        if text := "; ".join(stripped_texts(value)):
            return entry, text
    return spelled[0], ""


def minutes_held(text: str) -> int | None:
    """The minutes that a duration says (docs/format.md 2); None where it names no length of time, or several."""
    match = _MINUTES.fullmatch(text)
    if match and (match[1] or match[2]):
        return round(float((match[1] or "0").replace(",", ".")) * 60) + int(match[2] or 0)
    if not text or text.isdecimal():
        return None
    from journal.notes.lengths import lengths

    named = lengths(text)
    return round(named[0]) if len(named) == 1 else None


class ValueReader:
    """Reads the values of one note's keys and gathers the problems with them.

    Each method takes the entries that spell one key, in the table's order, and gives None where they have no value.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def read(self, key: str, spelled: Sequence[KeyValue]) -> FieldValue | None:
        """The value of a canonical key, by the type of the key."""
        value = spelled[0].value
        if type(value) is str and len(spelled) == 1 and len(value) <= _SHORT and (known := _known(key, value)):
            return known[0]
        return _READ[key](self, spelled)

    def text(self, spelled: Sequence[KeyValue]) -> str | None:
        return _scalar(spelled)[1] or None

    def ask(self, spelled: Sequence[KeyValue]) -> str | None:
        """An ask is never invisible: even a mapping is its text."""
        return "; ".join(_first(spelled, whole=True)) or None

    def outcome(self, spelled: Sequence[KeyValue]) -> str | None:
        return self._said(spelled, "outcome")[1] or None

    def email(self, spelled: Sequence[KeyValue]) -> str | None:
        """The first address, else the text that holds none."""
        text = _scalar(spelled)[1]
        return first_address(text) or text or None

    def texts(self, spelled: Sequence[KeyValue]) -> tuple[str, ...] | None:
        return _first(spelled) or None

    def tags(self, spelled: Sequence[KeyValue]) -> tuple[str, ...] | None:
        return tuple(dict.fromkeys(tag for entry in spelled for tag in tags_of(entry.value))) or None

    def names(self, spelled: Sequence[KeyValue]) -> tuple[Name, ...] | None:
        written = ((entry, text) for entry in spelled for text in stripped_texts(entry.value))
        found = [self._names(entry, text) for entry, text in written if not self._is_unfilled(entry, text)]
        return (found[0] if len(found) == 1 else each_once(name for each in found for name in each)) or None

    def date(self, spelled: Sequence[KeyValue]) -> Day | None:
        entry, text = _scalar(spelled)
        return self._day(entry, text) if text else None

    def asked(self, spelled: Sequence[KeyValue]) -> Day | str:
        """The value of ``asked``: a day, "" if it is left blank, or its text if that is no date (docs/rules.md 1)."""
        entry, text = self._said(spelled, "date")
        return "" if text.casefold() in _BLANK else self._day(entry, text) or text

    def date_or_yes(self, spelled: Sequence[KeyValue]) -> Day | Literal[True] | None:
        entry, text = self._said(spelled, "date")
        word = text.casefold()
        if word in _YES:
            return True
        return None if word in _NO else self._day(entry, text, "2026-03-16, or yes")

    def answered(self, spelled: Sequence[KeyValue]) -> Day | Literal[True] | None:
        """A typo hides no answer: any other text is yes, unless it says no or nobody filled it in."""
        found = self.date_or_yes(spelled)
        text = self._said(spelled, "date", warn=False)[1]
        says_no = text.casefold() in _NO or _SAYS_NO.match(text) or "{{" in text
        return found or (None if says_no else True)

    def date_or_span(self, spelled: Sequence[KeyValue]) -> Day | Span | None:
        """A date, or a length of time such as ``10d``; None for what is neither, which is a problem."""
        entry, text = _scalar(spelled)
        if not text:
            return None
        return parse_span(text) or self._day(entry, text, "2026-03-16, or as a span such as 10d")

    def dates(self, spelled: Sequence[KeyValue]) -> tuple[Day, ...] | None:
        """A list of dates, or several with commas between them; sorted, each once."""
        found = [
            (entry, text)
            for entry in spelled
            for together in stripped_texts(entry.value)
            for text in BETWEEN_DATES.split(together)
        ]
        return tuple(sorted({day for entry, text in found if (day := self._day(entry, text))})) or None

    def span(self, spelled: Sequence[KeyValue]) -> Span | None:
        entry, text = _scalar(spelled)
        span = parse_span(text)
        if text and span is None:
            message = f"{shortened(entry.key)}: “{shortened(text)}” is no span of time: write it as 10d, 6w or 3m."
            self.problems.append(Problem("bad-date", message, entry.line))
        return span

    def number(self, spelled: Sequence[KeyValue]) -> int | None:
        _, text = _scalar(spelled)
        return int(text) if _NUMBER.fullmatch(text) else None

    def minutes(self, spelled: Sequence[KeyValue]) -> int | None:
        return minutes_held(_scalar(spelled)[1])

    def _said(self, spelled: Sequence[KeyValue], what: str, *, warn: bool = True) -> tuple[KeyValue, str]:
        """The entry and text as ``_scalar`` gives them; a placeholder such as “tbd” counts as empty.

        warn: add a problem for it.
        """
        entry, text = _scalar(spelled)
        if text.casefold() not in _PLACEHOLDERS and not isinstance(entry.value, tuple):
            return entry, text
        for number, entry in enumerate(spelled):
            found = stripped_texts(entry.value)
            if not found:
                continue
            if not all(text.casefold() in _PLACEHOLDERS for text in found):
                return _scalar(spelled[number:])
            if warn:
                said = f"{shortened(entry.key)}: “{shortened(found[0])}”"
                message = f"{said} is no {what} yet: leave it empty until there is one."
                self.problems.append(Problem("placeholder", message, entry.line))
        return spelled[0], ""

    def _is_unfilled(self, entry: KeyValue, text: str) -> bool:
        """Whether a text stands where a name is still to come; a problem is added then."""
        if text.casefold() not in _PLACEHOLDERS:
            return False
        message = f"{shortened(entry.key)}: “{text}” is no name yet: leave it empty until there is one."
        self.problems.append(Problem("placeholder", message, entry.line))
        return True

    def _names(self, entry: KeyValue, text: str) -> tuple[Name, ...]:
        """The names in a text; a problem is added for each link that leads outside the vault, and means its words."""
        found = names(text, self.path)
        if "[" not in text or (".." not in text and "%" not in text):
            return found
        every = names(text, self.path, by_words=True)
        for name in every:
            if name not in found:
                message = (
                    f"{shortened(entry.key)}: this link leads outside the vault, and means the name “{name.text}” only"
                )
                self.problems.append(Problem("dangling-link", f"{message}: name a note of the vault.", entry.line))
        return every

    def _day(self, entry: KeyValue, text: str, cure: str = "2026-03-16") -> Day | None:
        """The day that a text names; None, and a problem is added, where it is no date."""
        day = parse_day(text)
        if day is None:
            message = f"{shortened(entry.key)}: “{shortened(text)}” is no date: write it as {cure}."
            self.problems.append(Problem("bad-date", message, entry.line))
        return day


@remembered
def _known(key: str, value: str) -> tuple[FieldValue | None] | None:
    """The value of a canonical key with one text, in any note; None where that has problems or depends on the note."""
    if is_relative(value):
        return None
    reader = ValueReader("")
    found = _READ[key](reader, (KeyValue(key, value, 0),))
    return None if reader.problems else (found,)


_METHODS: Mapping[ValueType, Callable[[ValueReader, Sequence[KeyValue]], FieldValue | None]] = {
    ValueType.TEXT: ValueReader.text,
    ValueType.ASK: ValueReader.ask,
    ValueType.OUTCOME: ValueReader.outcome,
    ValueType.TEXTS: ValueReader.texts,
    ValueType.TAGS: ValueReader.tags,
    ValueType.NAMES: ValueReader.names,
    ValueType.ASKED: ValueReader.asked,
    ValueType.DATE: ValueReader.date,
    ValueType.DATES: ValueReader.dates,
    ValueType.DATE_OR_YES: ValueReader.date_or_yes,
    ValueType.DATE_OR_SPAN: ValueReader.date_or_span,
    ValueType.SPAN: ValueReader.span,
    ValueType.NUMBER: ValueReader.number,
    ValueType.MINUTES: ValueReader.minutes,
}
_READ = {spec.key: _METHODS[spec.type] for spec in KEY_SPECS} | {
    "answered": ValueReader.answered,
    "email": ValueReader.email,
}
