"""Days and spans as notes hold them and as people type them. Pure: today is an argument."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import timedelta
from typing import Literal, cast

from journal.errors import BadDate
from journal.model import Day, Span

__all__ = ["add", "parse_day", "parse_span", "typed_day"]

_TIME = r"\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?\s*(?:Z|z|[+-]\d{1,2}(?::?\d{2})?)?"
_DAY = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:[T ]{_TIME})?")
_LINKED = re.compile(r"\[\[([^\[\]|#]*)(?:[|#][^\[\]]*)?\]\]")
_SPAN = re.compile(r"\+?(\d{1,4})\s*([dwm])", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(next\s+)?(mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)


def parse_day(text: str) -> Day | None:
    """The day a note's text names (docs/format.md 2, "Dates"); None where it is no date.

    ``2026-03-04``, ``2026-3-4``, either followed by a time, or written as a link.
    """
    text = text.strip()
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():  # the common one, without a pattern
        try:
            return Day.fromisoformat(text)
        except ValueError:
            return None
    if linked := _LINKED.fullmatch(text):
        text = linked[1].strip()
    if not (match := _DAY.fullmatch(text)):
        return None
    try:
        return Day(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def parse_span(text: str) -> Span | None:
    """``10d``, ``2w``, ``1m`` (with or without a ``+``); None where it is no span."""
    match = _SPAN.fullmatch(text.strip())
    return Span(int(match[1]), cast("Literal['d', 'w', 'm']", match[2].lower())) if match else None


def add(day: Day, span: Span) -> Day:
    """The day a span later; months keep the day of the month, or take its last (docs/rules.md 2).

    A day past the end of the calendar becomes its last.
    """
    try:
        if span.unit == "d":
            return day + timedelta(days=span.count)
        if span.unit == "w":
            return day + timedelta(weeks=span.count)
        years, month = divmod(day.month - 1 + span.count, 12)
        year, month = day.year + years, month + 1
        return Day(year, month, min(day.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return Day.max


def typed_day(text: str, today: Day) -> Day:
    """The day a person typed: ISO, ``today``, ``tomorrow``, ``yesterday``, ``fri``, ``next tue``, ``+3d``, ``1m``.

    A weekday is the next such day after today; with ``next``, the one in the week after this one.
    Raises BadDate.
    """
    word = " ".join(text.casefold().split())
    named = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if word in named:
        return today + timedelta(days=named[word])
    if match := _WEEKDAY.fullmatch(word):
        wanted = _WEEKDAYS.index(match[2][:3])
        if match[1]:
            return today + timedelta(days=7 - today.weekday() + wanted)
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    if span := parse_span(word):
        return add(today, span)
    if day := parse_day(word.upper()):
        return day
    raise BadDate(text)
