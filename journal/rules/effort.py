"""What an ask costs its contact, in minutes, where its words say so."""

from __future__ import annotations

from journal.regex import regex

__all__ = ["durations", "minutes_of"]

_DURATION = regex(r"(?<![\d.,])(\d{1,4}(?:[.,]\d{1,2})?)[\s-]{0,2}(?:(h(?:ours?|rs?)?)|m(?:in(?:ute)?s?)?)(?![a-z])")
_WORDED = regex(r"\b(?:(quarter)[\s-]+of[\s-]+an|(half)[\s-]+an|an|one)[\s-]+hour\b")
_DIGITS = 4
"""A longer number is no number of minutes that anybody means, and counts as the most that this many can say."""


def durations(effort: str) -> list[float]:
    """The lengths of time that the words of an effort name, in minutes; a bare number is minutes."""
    if effort.isdecimal():
        return [float(effort if len(effort) <= _DIGITS else "9" * _DIGITS)]
    effort = effort.lower()
    lengths = []
    if any(letter.isdecimal() for letter in effort):
        counts = _DURATION.findall(effort)
        lengths += [float(count.replace(",", ".")) * (60 if hours else 1) for count, hours in counts]
    if "hour" in effort:
        lengths += [15.0 if quarter else 30.0 if half else 60.0 for quarter, half in _WORDED.findall(effort)]
    return lengths


def minutes_of(effort: str | None) -> int | None:
    """All the time that an effort names, in minutes: 90 for ``1h 30m``; None where it names none."""
    lengths = durations(effort or "")
    return round(sum(lengths)) if lengths else None
