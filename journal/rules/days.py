"""Days counted from days, the way every rule counts them."""

from __future__ import annotations

from collections.abc import Collection

from journal.config import WEEKDAYS
from journal.dates import moved
from journal.model import Ask, DateOrYes, Day
from journal.regex import regex

__all__ = ["answered_on", "due_day", "known_day", "off_rest_days", "stem_day"]

_LEADING_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


def due_day(until: Day | None, since: Day | None, days: int = 0, rest_days: Collection[str] = ()) -> Day | None:
    """The day something is due: ``until`` if that is later than ``since``, else ``days`` after ``since``, moved off
    the rest_days. Without ``since``, ``until`` alone decides (docs/rules.md 2, below the table).
    """
    if since is None or (until is not None and until > since):
        return until
    return off_rest_days(moved(since, days), rest_days)


def off_rest_days(day: Day, rest_days: Collection[str]) -> Day:
    """The day itself or the first later one that is no rest day (docs/rules.md 2, "The wait").

    If every day is a rest day, none counts.
    """
    if len(set(rest_days)) < len(WEEKDAYS):
        while WEEKDAYS[day.weekday()] in rest_days and day < Day.max:
            day = moved(day, 1)
    return day


def known_day(when: DateOrYes) -> Day | None:
    """The day on which something happened; None where it did not happen, or the day is unknown."""
    return None if when is True else when


def answered_on(ask: Ask) -> Day | None:
    """The day of the answer, or the outcome_date of an ask that has no outcome (docs/rules.md 2, row 6); None if
    neither is known.
    """
    return known_day(ask.answered) or (None if ask.outcome else ask.outcome_date)


def stem_day(path: str) -> Day | None:
    """The day that starts the name of a file (docs/rules.md 1 and 3)."""
    leading = _LEADING_DAY.match(path.rpartition("/")[2])
    try:
        return Day.fromisoformat(leading[0]) if leading else None
    except ValueError:
        return None
