"""What git left in a file that two sides changed (docs/format.md 3)."""

from __future__ import annotations

from itertools import pairwise

from journal.named_tuple import NamedTuple
from journal.regex import regex

__all__ = ["Conflict", "FirstSide", "Side", "conflicts", "first_side", "is_in_conflict"]

_LINE_END = regex(r"\r\n?|\n")
_MARKER = regex(r"([<|=>])\1{6}(?= |$)")


class Side(NamedTuple):
    """One side of a conflict: its text, and the label that git gives it, "" for none."""

    label: str
    lines: tuple[str, ...]


class Conflict(NamedTuple):
    """A place that both sides changed. base: the text before, None where git did not write it.

    first, last: the numbers of the lines with ``<<<<<<<`` and ``>>>>>>>``, counted from 1 over the file.
    """

    first: int
    last: int
    ours: Side
    base: Side | None
    theirs: Side


class FirstSide(NamedTuple):
    """A text with the first side of each of its conflicts.

    numbers: for each of its lines, the number of that line in the file. line: the number of the first marker's line.
    """

    text: str
    numbers: tuple[int, ...]
    line: int


def conflicts(text: str) -> tuple[Conflict, ...]:
    """The conflicts of a text from top to bottom, each from ``<<<<<<<`` to the next ``>>>>>>>``."""
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return ()
    found: list[Conflict] = []
    marks: list[tuple[str, int]] = []  # those of the conflict that the loop is in: a sign and its line from 0
    lines = _LINE_END.split(text)
    for number, line in enumerate(lines):
        match = _MARKER.match(line)
        if match is None:
            continue
        sign = match[1]
        sides = "".join(mark for mark, _ in marks)
        if (sign == "<" and not sides) or (sign == "|" and sides == "<") or (sign == "=" and sides in ("<", "<|")):
            marks.append((sign, number))
        elif sign == ">" and sides:
            found.append(_conflict(lines, [*marks, (sign, number)]))
            marks = []
    return tuple(found)


def is_in_conflict(content: bytes | None) -> bool:
    """Whether a file has a conflict between markers, whatever else is in it; None stands for no file."""
    return content is not None and b"<<<<<<<" in content and bool(conflicts(content.decode(errors="replace")))


def first_side(text: str) -> FirstSide | None:
    """A text with LF line ends, reduced to the first side of each conflict; None where it has no conflict."""
    found = conflicts(text)
    if not found:
        return None
    lines = _LINE_END.split(text)
    kept: list[int] = []
    below = 0
    for conflict in found:
        kept += [*range(below, conflict.first - 1), *range(conflict.first, conflict.first + len(conflict.ours.lines))]
        below = conflict.last
    kept += range(below, len(lines))
    return FirstSide("\n".join(lines[each] for each in kept), tuple(each + 1 for each in kept), found[0].first)


def _conflict(lines: list[str], marks: list[tuple[str, int]]) -> Conflict:
    """The conflict between two markers. marks: its markers' signs with their line indexes; first ``<``, last ``>``."""
    between = {sign: tuple(lines[start + 1 : end]) for (sign, start), (_, end) in pairwise(marks)}
    label = {sign: lines[number][7:].strip() for sign, number in marks}
    base = Side(label["|"], between["|"]) if "|" in between else None
    ours, theirs = Side(label["<"], between["<"]), Side(label[">"], between.get("=", ()))
    return Conflict(marks[0][1] + 1, marks[-1][1] + 1, ours, base, theirs)
