"""Days and spans as people type them. Pure: today is an argument."""

from __future__ import annotations

from journal.dates import add, earlier, in_months, moved, on_day, parse_day, parse_span
from journal.errors import BadDate
from journal.model import Day, Span
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


__all__ = ["typed_day", "typed_span"]

_FIXED = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "day before yesterday": -2,
    "the day before yesterday": -2,
}
"""Days from today."""
_COUNTS = {
    word: count
    for count, words in enumerate("a,an,one two three four five six seven eight nine ten eleven twelve".split(), 1)
    for word in words.split(",")
}
_UNITS = {
    **dict.fromkeys(("d", "day", "days"), ("d", 1)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), ("w", 1)),
    **dict.fromkeys(("m", "month", "months"), ("m", 1)),
    **dict.fromkeys(("y", "year", "years"), ("m", 12)),
}
"""The unit of a span, and how many of it each word is."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY_NAME = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?"
)
_PREPOSITION = regex("^(?:on|by|for|until|till) ")
_LENGTH = regex(rf"(\d{{1,6}}|{'|'.join(_COUNTS)})\s?({'|'.join(sorted(_UNITS, key=len, reverse=True))})")
_LATER_OR_AGO = regex(r"(?P<sign>\+\s?|-\s?|in )?(?P<length>[^+-].*?)(?P<end> ago| from now| from today)?")
_WEEKDAY = regex(rf"(?:(next|last|this) )?({_WEEKDAY_NAME})")
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_MONTH = regex(rf"(?:({_WEEKDAY_NAME}),? )?(?:the )?{_ORDINAL}\.? ?(?:of )?({_MONTH_NAME})(?:,? ?(\d{{4}}))?")
_MONTH_DAY = regex(rf"(?:({_WEEKDAY_NAME}),? )?({_MONTH_NAME}) ?{_ORDINAL}(?:,? (\d{{4}}))?")
_BORDER = regex(
    rf"(?:the )?(end|start|beginning) of (?:(?P<which>the|this|next) )?(?:(?P<unit>month|year)|(?P<month>{_MONTH_NAME})"
    r"(?: (?P<year>\d{4}))?)"
)
_LEAP_YEAR = 2000
_EITHER_WAY = regex(r"(?:0?\d|1[0-2])([./-])(?:0?\d|1[0-2])(?:\1(?:\d{2}|\d{4})?)?")
"""04/03, 4.3.2026: day and month in an order that nobody can tell."""


def typed_span(text: str) -> Span | None:
    """A span as people type it, ``2 weeks``, ``a month`` and what ``parse_span`` reads; None where it is none."""
    if span := parse_span(text):
        return span
    if not (match := _LENGTH.fullmatch(_folded_words(text))):
        return None
    unit, each = _UNITS[match[2]]
    return Span(each * (_COUNTS.get(match[1]) or int(match[1])), unit)  # type: ignore[arg-type]  # one of _UNITS


def typed_day(text: str, today: Day, *, past: bool = False) -> Day:
    """The day that a person typed (docs/cli.md, "Dates"), never outside the calendar. past: it is not after today.

    ``fri`` is the next one, with past the last one; ``next fri`` is in the week after this one, ``this fri`` in this
    one; a week begins on Monday. A day without a year is the next such day or today, with past the last or today.
    ``next week`` and ``next month`` are their first days. Raises BadDate, also for what could be two days.
    """
    word = _folded_words(text)
    if day := parse_day(word.upper()):
        return day
    if (days := _FIXED.get(word)) is not None:
        return moved(today, days)
    word = _PREPOSITION.sub("", word)
    for read in (_away, _weekday, _of_month, _border):
        if day := read(word, today, past):
            return day
    raise BadDate(text, either_way=_EITHER_WAY.fullmatch(word) is not None)


def _folded_words(text: str) -> str:
    return " ".join(text.casefold().split())


def _away(word: str, today: Day, _past: bool) -> Day | None:
    """``+3d``, ``in 2 weeks``, ``3 days ago``, and the first day of the next week, month or year."""
    if word == "next week":
        return moved(today, 7 - today.weekday())
    if word in ("next month", "next year"):
        return in_months(today, 1 if word == "next month" else 13 - today.month, 1) or Day.max
    match = _LATER_OR_AGO.fullmatch(word)
    span = typed_span(match["length"]) if match else None
    if match is None or span is None or (match["sign"] and match["end"]):
        return None
    is_ago = match["end"] == " ago" or (match["sign"] or "").startswith("-")
    return earlier(today, span) if is_ago else add(today, span)


def _weekday(word: str, today: Day, past: bool) -> Day | None:
    """``fri``, ``next fri``, ``last fri``, ``this fri``."""
    if not (match := _WEEKDAY.fullmatch(word)):
        return None
    which, ahead = match[1], _WEEKDAYS.index(match[2][:3]) - today.weekday()
    if which == "next":
        return moved(today, ahead + 7)
    if which == "this":
        gone_by = ahead > 0 if past else ahead < 0
        return None if gone_by else moved(today, ahead)
    if which == "last" or past:
        return moved(today, ahead - 7 if ahead >= 0 else ahead)
    return moved(today, ahead + 7 if ahead <= 0 else ahead)


def _of_month(word: str, today: Day, past: bool) -> Day | None:
    """``5 Jan``, ``January 5th``, ``Tue 15 Dec``, ``Jan 5 2027``."""
    if match := _DAY_MONTH.fullmatch(word):
        weekday, number, name, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(word):
        weekday, name, number, year = match.groups()
    else:
        return None
    month = _MONTHS.index(name[:3]) + 1
    if year:
        day = on_day(int(year), month, int(number))
    else:
        day = _nearest(today, past, lambda year: on_day(year, month, int(number)))
    return None if day and weekday and _WEEKDAYS[day.weekday()] != weekday[:3] else day


def _border(word: str, today: Day, past: bool) -> Day | None:
    """``end of month``, ``end of next month``, ``end of march``, ``beginning of next year``."""
    if not (match := _BORDER.fullmatch(word)):
        return None
    is_end, after = match[1] == "end", match["which"] == "next"
    if match["month"]:
        if match["which"]:
            return None
        month = _MONTHS.index(match["month"][:3]) + 1
        number = 31 if is_end else 1
        if match["year"]:
            return on_day(int(match["year"]), month, number, last=True)
        return _nearest(today, past, lambda year: on_day(year, month, number, last=True))
    if not is_end and not after:  # it has begun
        return None
    if match["unit"] == "year":
        return on_day(today.year + after, 12 if is_end else 1, 31 if is_end else 1) or Day.max
    return in_months(today, int(after), 31 if is_end else 1) or Day.max


def _nearest(today: Day, past: bool, in_year: Callable[[int], Day | None]) -> Day | None:
    """The nearest such day from today on; with past, up to today. in_year: gives that day in a year, None for none.

    A day outside the calendar becomes its last, or with past its first. None where no year has such a day.
    """
    for years in range(9):
        day = in_year(today.year - years if past else today.year + years)
        if day and (day <= today if past else day >= today):
            return day
    return (Day.min if past else Day.max) if in_year(_LEAP_YEAR) else None
