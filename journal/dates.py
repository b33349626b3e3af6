"""Days and spans as notes hold them. Pure."""

from __future__ import annotations

from journal.model import Day, Span
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass

__all__ = ["add", "as_typed", "earlier", "in_months", "monday", "moved", "on_day", "parse_day", "parse_span"]

_TIME = r"\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?\s*(?:Z|z|[+-]\d{1,2}(?::?\d{2})?)?"
_DAY = regex(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:[T ]{_TIME})?")
_LINKED = regex(
    r"\[\[(?:[^\[\]|#]*/)?(?P<target>[^\[\]|#/]*?)(?:\.md)?(?:[|#][^\[\]]*)?\]\]|\[(?P<text>[^\[\]]*)\]\([^()]*\)"
)
_SPAN = regex(r"(?i)\+?(\d{1,4})\s*([dwm])")
_DAYS = {"d": 1, "w": 7}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
"""As word processors and web pages write a hyphen or a minus."""


def parse_day(text: str) -> Day | None:
    """The day a note's text names (docs/format.md 2, "Dates"); None where it is no date.

    ``2026-03-04``, ``2026-3-4``, either followed by a time, or written as a link: of ``[[daily/2026-03-04]]`` the
    last part counts, of ``[2026-03-04](daily.md)`` the text.
    """
    text = text.strip()
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():  # the common one, without a pattern
        try:
            return Day.fromisoformat(text)
        except ValueError:
            return None
    text = as_typed(text)
    if linked := _LINKED.fullmatch(text):
        text = (linked["target"] or linked["text"] or "").strip()
    if not (match := _DAY.fullmatch(text)):
        return None
    try:
        return Day(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def as_typed(text: str) -> str:
    """A date or a span as a keyboard types it: with plain dashes, and without what nobody sees."""
    if text.isascii():
        return text
    return "".join(sign for sign in text.translate(_DASHES) if sign.isprintable() or sign.isspace())


def parse_span(text: str) -> Span | None:
    """``10d``, ``2w``, ``1m`` (with or without a ``+``); None where it is no span."""
    match = _SPAN.fullmatch(as_typed(text.strip()))
    return Span(int(match[1]), match[2].lower()) if match else None  # type: ignore[arg-type]  # a letter of the expression


def add(day: Day, span: Span) -> Day:
    """The day that a span later; months keep the number of the day, or take the month's last day (docs/rules.md 2).

    A day past the end of the calendar becomes its last.
    """
    if span.unit == "m":
        return in_months(day, span.count, day.day) or Day.max
    return moved(day, span.count * _DAYS[span.unit])


def earlier(day: Day, span: Span) -> Day:
    """The day a span earlier, as ``add``; a day before the beginning of the calendar becomes its first."""
    if span.unit != "m":
        return moved(day, -span.count * _DAYS[span.unit])
    return in_months(day, -span.count, day.day) or Day.min


def moved(day: Day, days: int) -> Day:
    """The day that many days later, or earlier for a negative number; the end of the calendar where it lies beyond."""
    return Day.fromordinal(min(max(day.toordinal() + days, Day.min.toordinal()), Day.max.toordinal()))


def monday(day: Day) -> Day:
    """The Monday of a day's week."""
    return moved(day, -day.weekday())


def in_months(today: Day, months: int, number: int) -> Day | None:
    """The day of the month with a number, so many months from today's, or the last of that month.

    None past the calendar.
    """
    years, month = divmod(today.month - 1 + months, 12)
    return on_day(today.year + years, month + 1, number, last=True)


def on_day(year: int, month: int, number: int, *, last: bool = False) -> Day | None:
    """The day with a number in a month; None where the calendar has no such day.

    last: take the month's last day where the number is too high.
    """
    from calendar import monthrange

    try:
        return Day(year, month, min(number, monthrange(year, month)[1]) if last else number)
    except (ValueError, OverflowError):
        return None
