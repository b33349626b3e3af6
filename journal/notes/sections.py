"""The sections of a body: which of its lines are headings, and where each section ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.named_tuple import NamedTuple
from journal.notes.body import without_closing
from journal.notes.prose import are_prose
from journal.notes.spelling import fold
from journal.regex import regex

__all__ = ["Heading", "headings", "section"]

_ATX = regex(r" {0,3}(#{1,6})(?=[ \t]|\Z)")
_UNDERLINE = regex(r" {0,3}(?:=++|-++)[ \t]*+")
_CONTAINER = regex(r" {0,3}(?:[-*+](?:[ \t]|\Z)|\d{1,9}[.)](?:[ \t]|\Z)|>)")
"""The start of a list or a quote, which the text right below belongs to."""
_NO_TEXT = regex(r" {4}|[ ]{0,3}\t|[ \t]*\Z| {0,3}\||(?: {0,3}(?:[*_-][ \t]*){3,}|[ ]{0,3}#{1,6}(?:[ \t].*)?)\Z")
"""A line that is indented code, blank, of a table, a rule or a heading."""


class Heading(NamedTuple):
    """A heading of a body. first, below: the indexes of its own first line and of the line below it."""

    first: int
    below: int
    level: int
    text: str


def headings(lines: Sequence[str]) -> Iterator[Heading]:
    """The headings among a body's lines, which are given without their ends; none in code and comments."""
    text = 0  # how many lines right above are text that an underline would make a heading
    inside = False  # whether it belongs to a list or a quote, or goes on in one
    for number, (line, is_prose) in enumerate(zip(lines, are_prose(lines), strict=True)):
        if text and not inside and is_prose and _UNDERLINE.fullmatch(line):
            said = " ".join(each.strip() for each in lines[number - text : number])
            yield Heading(number - text, number + 1, 1 if "=" in line else 2, said)
            text = 0
        elif is_prose and (match := _ATX.match(line)):
            yield Heading(number, number + 1, len(match[1]), without_closing(line[match.end() :].strip()))
            text, inside = 0, False
        elif not is_prose or _NO_TEXT.match(line):
            inside = inside and bool(line.strip())
            text = 0
        elif _CONTAINER.match(line):
            inside = True
        else:
            text += 1


def section(lines: Sequence[str], heading: str) -> range | None:
    """The indexes of the lines below the first heading that says so, to the next one as high; None for no such heading.

    Case and white space do not count.
    """
    found: Heading | None = None
    for each in headings(lines):
        if found is None:
            found = each if fold(each.text) == fold(heading) else None
        elif each.level <= found.level:
            return range(found.below, each.first)
    return range(found.below, len(lines)) if found else None
