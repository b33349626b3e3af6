"""The lengths of time that the words of a note name, in minutes: ``1h30``, ``half an hour``, ``a call of 20 min``."""

from __future__ import annotations

from journal.regex import regex

__all__ = ["lengths", "minutes_of"]

_AS_NUMBERS = (
    (regex(r"\bquarter[\s-]+of[\s-]+an[\s-]+hour\b"), "15m"),
    (regex(r"(?<!and a )\bhalf[\s-]+(?:an[\s-]+)?hour\b"), "30m"),
    (regex(r"\b(?:an|one)(?=[\s-]+hour\b|\s+and\s+a\s+half\b)"), "1"),
    (regex(r"(?<=\d)\s+and\s+a\s+half\b|(?:(?<=\d)\s+and)?\s?(?:½|\b1/2\b)"), ".5"),
    (regex(r"\bhours?\s+and\s+a\s+half\b"), "hour and 30m"),
)
"""What stands for words, each taken in this order: ``half an hour`` holds ``an hour``."""
_MINUTES = r"[\s-]{0,2}m(?:in(?:ute)?s?)?(?![a-z])"
_LENGTH = regex(
    r"(?<![\d.,])(?<!\d:)(\d{1,4}(?:[.,]\d{1,2})?|\.\d{1,2})"
    rf"(?:(?P<hours>[\s-]{{0,2}}h(?:ours?|rs?)?(?![a-z]))"
    rf"(?:(?:\s+and)?\s*(\d{{1,2}}){_MINUTES}|(\d{{1,2}})(?!\w)|\s+(\d{{1,2}})\Z)?|{_MINUTES})"
)
_RANGE = frozenset({"-", "–", "to", "or"})
_DIGITS = 4
"""A longer number is no number of minutes that anybody means, and counts as the most that this many can say."""


def lengths(text: str) -> list[float]:
    """The lengths of time that a text names, in minutes; a bare number is minutes, and of a range the larger counts."""
    if text.isdecimal():
        return [float(text if len(text) <= _DIGITS else "9" * _DIGITS)]
    text = text.lower()
    if "half" in text or "hour" in text or "½" in text or "1/2" in text:
        for pattern, number in _AS_NUMBERS:
            text = pattern.sub(number, text)
    found: list[float] = []
    end = 0
    for match in _LENGTH.finditer(text):
        length = float(match[1].replace(",", ".")) * (60 if match["hours"] else 1)
        length += int(match[3] or match[4] or match[5] or 0)
        if found and text[end : match.start()].strip() in _RANGE:
            length = max(length, found.pop())
        found.append(length)
        end = match.end()
    return found


def minutes_of(text: str | None) -> int | None:
    """All the time that a text names, in minutes: 50 for ``20m to read, 30m to talk``; None where it names none."""
    named = lengths(text or "")
    return round(sum(named)) if named else None
