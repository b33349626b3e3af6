"""Where the note of a day is: a path with ``%Y``, ``%m`` and ``%d`` in it (docs/practice.md 1, "today")."""

from __future__ import annotations

from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.model import Day

__all__ = ["day_of", "from_obsidian", "path_on", "wrong_with"]

_SIGN = regex(r"%([Ymd])")
_OTHER_SIGN = regex(r"%(?:[^Ymd]|\Z)")
_DIGITS = {"Y": 4, "m": 2, "d": 2}
_OF_OBSIDIAN = regex(r"\[([^\]]*)\]|(YYYY(?!Y)|MM(?!M)|DD(?!D))|([^A-Za-z\[\]])")
_OURS = {"YYYY": "%Y", "MM": "%m", "DD": "%d"}


def path_on(pattern: str, day: Day) -> str:
    """The path of the note of a day."""
    values = {"Y": day.year, "m": day.month, "d": day.day}
    return _SIGN.sub(lambda sign: f"{values[sign[1]]:0{_DIGITS[sign[1]]}}", pattern)


def day_of(path: str, pattern: str) -> Day | None:
    """The day whose note is at a path; None for any other path, and where the pattern does not tell the day."""
    from re import escape, fullmatch

    from journal.model import Day

    names: set[str] = set()

    def digits(sign: str) -> str:
        if sign in names:
            return f"(?P={sign})"
        names.add(sign)
        return f"(?P<{sign}>[0-9]{{{_DIGITS[sign]}}})"

    parts = _SIGN.split(pattern)
    whole = "".join(digits(part) if place % 2 else escape(part) for place, part in enumerate(parts))
    match = fullmatch(whole, path)
    if match is None or names != _DIGITS.keys():
        return None
    try:
        return Day(*(int(match[sign]) for sign in _DIGITS))
    except ValueError:
        return None


def wrong_with(pattern: str) -> str | None:
    """What keeps a pattern from being the path of a note in the vault, in words; None where nothing does."""
    if other := _OTHER_SIGN.search(pattern):
        return f"has {other[0]}, and takes %Y, %m and %d alone"
    if not pattern.endswith(".md") or not pattern.isprintable():
        return "is no path of a note, which ends in .md"
    parts = pattern.split("/")
    if "" in parts or ".." in parts or "." in parts or "\\" in pattern:
        return "is no path from the vault’s root to a note inside it"
    if any(part[0] in ".#" for part in parts):
        return "is hidden, since a part of it begins with a dot or #"
    return None


def from_obsidian(pattern: str) -> str | None:
    """A date format of Obsidian, such as ``YYYY-MM-DD``, as one of ours; None where it has signs that ours lack."""
    parts = list(_OF_OBSIDIAN.finditer(pattern))
    if "".join(part[0] for part in parts) != pattern or "%" in pattern:
        return None
    return "".join(_OURS.get(part[2] or "") or part[1] or part[3] or "" for part in parts)
