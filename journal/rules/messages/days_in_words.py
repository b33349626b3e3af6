"""Days as a message words them: ``2 November``, with the year where it is another one."""

from __future__ import annotations

from journal.model import Day
from journal.regex import regex
from journal.rules.messages.sentences import ADDRESS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = ["day_in_words", "days_in_words"]

_WRITTEN = regex(r"(?<![\w/@.+-])(\d{4})-(\d{1,2})-(\d{1,2})(?:T\d{2}:\d{2}(?::\d{2})?)?(?![\w/@-]|\.\w)|" + ADDRESS)
"""A date that is no part of a file's name, a number or an address; or an address, which stays."""


def day_in_words(day: Day, today: Day) -> str:
    """``2 November``, ``2 November 2025``."""
    return f"{day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


def days_in_words(text: str, today: Day) -> str:
    """The text with each date, such as 2026-11-02, in words; an impossible date only loses its dashes.

    Those in file names and in addresses stay.
    """

    def said(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0]
        year, month, day = map(int, match.groups())
        try:
            return day_in_words(Day(year, month, day), today)
        except ValueError:
            return f"{day}/{month}/{year}"

    return _WRITTEN.sub(said, text)
