"""Days and spans as people type them. Pure: today is an argument."""

from __future__ import annotations

from journal.dates import add, as_typed, earlier, in_months, monday, moved, on_day, parse_day, parse_span
from journal.errors import BadDate
from journal.model import Day, Span
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


__all__ = ["typed_day", "typed_days", "typed_span"]

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
    **dict.fromkeys(("fortnight", "fortnights"), ("w", 2)),
    **dict.fromkeys(("m", "month", "months"), ("m", 1)),
    **dict.fromkeys(("y", "year", "years"), ("m", 12)),
}
"""The unit of a span, and how many of it each word is."""
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
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
_OF_WEEK = regex(rf"({_WEEKDAY_NAME}) (?:of )?(next|last|this) week")
_YEAR_FIRST = regex(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|([/.]?)(\d{2})\4(\d{2}))")
_OF_ANY_MONTH = regex(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)")
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_MONTH = regex(rf"(?:({_WEEKDAY_NAME}),? )?(?:the )?{_ORDINAL}\.? ?(?:of )?({_MONTH_NAME})(?:,? ?(\d{{4}}))?")
_MONTH_DAY = regex(rf"(?:({_WEEKDAY_NAME}),? )?({_MONTH_NAME}) ?{_ORDINAL}(?:,? (\d{{4}}))?")
_BORDER = regex(
    rf"(?:the )?(end|start|beginning) of (?:(?P<which>the|this|next) )?(?:(?P<unit>month|year)|(?P<month>{_MONTH_NAME})"
    r"(?: (?P<year>\d{4}))?)"
)
_SHORT_BORDERS = {"eom": "end of month", "eoy": "end of year"}
_AROUND = regex(r"(last|this|next) (week|month|year)")
_MONTH = regex(rf"({_MONTH_NAME})(?: (\d{{4}}))?")
_PARTIAL = regex(r"(\d{4})(?:-(\d{1,2}))?")
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
    for read in (_year_first, _away, _weekday, _of_month, _of_any_month, _border):
        found = read(word, today, past)
        if isinstance(found, str):
            raise BadDate(text, found)
        if found:
            return found
    raise BadDate(text, either_way=_EITHER_WAY.fullmatch(word) is not None)


def typed_days(text: str, today: Day, *, past: bool = False) -> tuple[Day, Day]:
    """The first and last day that a person means: a year, a month, a week or a day (docs/cli.md, "Filters").

    past: a month without a year is the last that has begun, else the next that has not ended. Raises BadDate.
    """
    word = _folded_words(text)
    if match := _PARTIAL.fullmatch(word):
        year, month = int(match[1]), int(match[2] or 1)
        if year and 1 <= month <= 12:
            return Day(year, month, 1), _last_of(year, month if match[2] else 12)
    if match := _AROUND.fullmatch(word):
        return _around(today, ("last", "this", "next").index(match[1]) - 1, match[2])
    if match := _MONTH.fullmatch(word):
        month, year = _month(match[1]), int(match[2] or today.year)
        if not match[2] and month != today.month and past is (month > today.month):
            year += -1 if past else 1
        if Day.min.year <= year <= Day.max.year:
            return Day(year, month, 1), _last_of(year, month)
    day = typed_day(text, today, past=past)
    return day, day


def _around(today: Day, away: int, unit: str) -> tuple[Day, Day]:
    """The first and last day of the week, month or year that is so many away from today's."""
    if unit == "week":
        first = moved(monday(today), 7 * away)
        return first, moved(first, 6)
    if unit == "month":
        end = Day.min if away < 0 else Day.max
        return in_months(today, away, 1) or end, in_months(today, away, 31) or end
    year = min(max(today.year + away, Day.min.year), Day.max.year)
    return Day(year, 1, 1), Day(year, 12, 31)


def _last_of(year: int, month: int) -> Day:
    return on_day(year, month, 31, last=True) or Day.max


def _folded_words(text: str) -> str:
    return " ".join(as_typed(text).casefold().split())


def _month(name: str) -> int:
    """The number of a month that is written as people do."""
    return next(number for number, month in enumerate(_MONTHS, 1) if month.lower().startswith(name[:3]))


def _weekday_number(name: str) -> int:
    """The number of a weekday that is written as people do, 0 for a Monday."""
    return next(number for number, day in enumerate(_WEEKDAYS) if day.lower().startswith(name[:3]))


def _year_first(word: str, _today: Day, _past: bool) -> Day | str | None:
    """``20260316`` and ``2026/03/16``; of those and of ``2026-02-30`` why it is no day."""
    if not (match := _YEAR_FIRST.fullmatch(word)):
        return None
    year, month, number = int(match[1]), int(match[2] or match[5]), int(match[3] or match[6])
    if day := on_day(year, month, number):
        return day
    return _too_many(year, month, number) if 1 <= month <= 12 else f"there is no month {month}"


def _too_many(year: int | None, month: int, number: int) -> str | None:
    """Why there is no day with a number in a month; None where it is not the month. year: None for any."""
    last = _last_of(year or _LEAP_YEAR, month).day
    if number <= last or year == 0:
        return None
    is_february = month == 2
    name = f"{_MONTHS[month - 1]}{f' {year}' if is_february and year else ''}"
    return f"{name} has {'at most ' if is_february and not year else ''}{last} days"


def _away(word: str, today: Day, _past: bool) -> Day | None:
    """``+3d``, ``in 2 weeks``, ``3 days ago``, and the first day of the next week, month or year.

    The calendar's last day where that is past it; None for other forms.
    """
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


def _weekday(word: str, today: Day, past: bool) -> Day | str | None:
    """``fri``, ``next fri``, ``last fri``, ``this fri``, ``fri next week``."""
    if match := _OF_WEEK.fullmatch(word):
        name, which = match.groups()
    elif match := _WEEKDAY.fullmatch(word):
        which, name = match.groups()
    else:
        return None
    number = _weekday_number(name)
    ahead = number - today.weekday()
    if which == "next":
        return moved(today, ahead + 7)
    if which == "this":
        if ahead > 0 if past else ahead < 0:
            return f"{_WEEKDAYS[number]} of this week {'is still to come' if past else 'has gone by'}"
        return moved(today, ahead)
    if which == "last" and word.endswith(" week"):
        return moved(today, ahead - 7)
    if which == "last" or past:
        return moved(today, ahead - 7 if ahead >= 0 else ahead)
    return moved(today, ahead + 7 if ahead <= 0 else ahead)


def _of_month(word: str, today: Day, past: bool) -> Day | str | None:
    """``5 Jan``, ``January 5th``, ``Tue 15 Dec``, ``Jan 5 2027``; a text says why it is none. None for others."""
    if match := _DAY_MONTH.fullmatch(word):
        weekday, number, name, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(word):
        weekday, name, number, year = match.groups()
    else:
        return None
    month = _month(name)
    if year:
        day = on_day(int(year), month, int(number))
    else:
        day = _nearest(today, past, lambda year: on_day(year, month, int(number)))
    if day is None:
        return _too_many(int(year) if year else None, month, int(number))
    if weekday and day.weekday() != _weekday_number(weekday):
        return f"{day.day} {_MONTHS[month - 1]} {day.year} is a {_WEEKDAYS[day.weekday()]}"
    return day


def _of_any_month(word: str, today: Day, past: bool) -> Day | None:
    """``the 15th``: of this month, or of the nearest that has such a day."""
    if not (match := _OF_ANY_MONTH.fullmatch(word)):
        return None
    number = int(match[1])
    for months in range(3):
        day = in_months(today, -months if past else months, max(number, 1))
        if day is None:
            return Day.min if past else Day.max
        if day.day == number and (day <= today if past else day >= today):
            return day
    return None


def _border(word: str, today: Day, past: bool) -> Day | None:
    """``end of month``, ``end of next month``, ``end of march``, ``beginning of next year``."""
    if not (match := _BORDER.fullmatch(_SHORT_BORDERS.get(word, word))):
        return None
    is_end, after = match[1] == "end", match["which"] == "next"
    if match["month"]:
        if match["which"]:
            return None
        month = _month(match["month"])
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
