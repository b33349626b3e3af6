"""Aligned columns and wrapped lines, measured in the cells that a terminal gives each character."""

from __future__ import annotations

from journal.regex import regex
from journal.showable import showable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Text", "cells", "fitted", "folded", "plain", "wrapped"]

_GAP = "  "
_WIDEST = 60
"""Cells to which a column is padded where nothing is cut: one long title must not push all others away."""
_NARROWEST = 6
"""Cells below which a column is not cut."""
_LEGIBLE, _WIDEST_LEGIBLE = 14, 20
"""Cells that a column needs to be of use where it is cut, and those of the widest, which says most."""
_INDENT = " " * 4
"""Before the further lines of a row that takes several."""
_WORDS = regex(" *[^ ]+ *| +")
_EMOJI_STYLE = "\ufe0f"
_FIRST_MARK, _SOFT_HYPHEN = "\u0300", "\u00ad"
"""Of the characters before the first combining mark, all but the soft hyphen take one cell."""


class Text(str):
    """A text with a style for the terminal: bold, dim, late or warn; "" is plain."""

    __slots__ = ("style",)
    style: str

    def __new__(cls, text: str, style: str = "") -> Text:
        found = super().__new__(cls, text)
        found.style = style
        return found

    def showing(self, text: str) -> Text:
        """Another text in the same style."""
        return Text(text, self.style)


def cells(text: str) -> int:
    """The width of a text on a terminal, in cells."""
    if text.isascii() or (max(text) < _FIRST_MARK and _SOFT_HYPHEN not in text):  # as nearly all names are
        return len(text)
    return sum(map(_cells, text)) + text.count(_EMOJI_STYLE)


def fitted(rows: Sequence[Sequence[str]], width: int | None) -> Iterator[list[str]]:
    """Each row as the parts of one line.

    width: cells to cut to, None to cut nothing. All rows have equally many cells.
    """
    texts = [[_like(cell, showable(cell)) for cell in row] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*texts, strict=True)]
    widths = [min(each, _WIDEST) for each in widths] if width is None else _shrunk(widths, width)
    for row in texts:
        parts: list[str] = []
        for cell, wanted in zip(row, widths, strict=True):
            text = cell if width is None else _cut(cell, wanted)
            if wanted:
                parts += [_like(cell, text), " " * (wanted - cells(text)) + _GAP]
        yield parts


def folded(rows: Sequence[Sequence[str]], width: int, *, cut_all: bool = False) -> Iterator[list[list[str]]]:
    """The rows, each as the parts of one line; or all as those of several, where one would cut too much of them.

    width: in cells. cut_all: every column may be cut for one line, not the widest alone. All rows have equally many
    cells. A further line that would be empty is left out. A column that has a further line to itself is not cut: it may
    be broken between words.
    """
    is_last_rare = sum(bool(row[-1]) for row in rows) * 2 < len(rows)
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    groups = _groups(widths, width, cut_all=cut_all, is_last_rare=is_last_rare)
    lines = [
        fitted(
            [[row[place] for place in group] for row in rows],
            None if number and len(group) == 1 else width - (len(_INDENT) if number else 0),
        )
        for number, group in enumerate(groups)
    ]
    for first, *further in zip(*lines, strict=True):
        yield [first, *([_INDENT, *parts] for parts in further if any(map(str.strip, parts)))]


def plain(rows: Sequence[Sequence[str]]) -> list[str]:
    """Each row as a line of aligned columns, uncut and without styles.

    Works column by column, which takes a fraction of the time of ``fitted``.
    """
    columns = [padded for column in zip(*rows, strict=True) if (padded := _padded(column))]
    return [_GAP.join(row).rstrip(" ") for row in zip(*columns, strict=True)] if columns else [""] * len(rows)


def _padded(column: Sequence[str]) -> Sequence[str]:
    """The texts of a column, showable and padded to the widest; no text where all of them are empty."""
    if not "".join(column).isprintable():
        column = [showable(text) for text in column]
    if "".join(column).isascii():
        width = min(max(map(len, column)), _WIDEST)
        return [text.ljust(width) for text in column] if width else ()
    widths = {text: cells(text) for text in set(column)}
    width = min(max(widths.values()), _WIDEST)
    return [text + " " * (width - widths[text]) for text in column] if width else ()


def wrapped(parts: Iterable[str], width: int | None) -> Iterator[list[str]]:
    """A line as several lines of a terminal, broken between words; a word longer than a line stays whole.

    width: in cells, None to break nothing. Further lines begin under the text, two cells further in. A word may go on
    in the next part, and spaces at the end of a line begin no new one.
    """
    parts = list(parts)
    if width is None or sum(map(cells, parts)) <= width:
        yield parts
        return
    first = "".join(parts)
    indent = " " * min(len(first) - len(first.lstrip(" ")) + 2, width // 2)
    line: list[str] = []
    used, begun = 0, False
    for part in parts:
        for word in _WORDS.findall(part):
            is_apart = word[0] == " " or not line or line[-1][-1:] in ("", " ")
            if used + cells(word.rstrip(" ")) > width and begun and is_apart and not word.isspace():
                yield line
                line, used = [indent], len(indent)
                word = word.lstrip(" ")
            line.append(_like(part, word))
            used, begun = used + cells(word), begun or not word.isspace()
    yield line


def _like(cell: str, text: str) -> str:
    """A text in the style of a cell."""
    return cell.showing(text) if isinstance(cell, Text) else text


def _shrunk(widths: Sequence[int], width: int) -> list[int]:
    """The widths of the columns, in cells, reduced to fit: the widest column gives first."""
    found = list(widths)
    room = width - len(_GAP) * (sum(map(bool, found)) - 1)
    while sum(found) > room and max(found) > _NARROWEST:
        widest = found.index(max(found))
        second = max((w for i, w in enumerate(found) if i != widest), default=0)
        found[widest] = max(_NARROWEST, second - 1, found[widest] - (sum(found) - room))
    return found


def _groups(widths: Sequence[int], width: int, *, cut_all: bool, is_last_rare: bool) -> list[list[int]]:
    """The columns of each line of a row, by number: all in one where that leaves each legible.

    widths: of the columns, in cells. width: of a line. cut_all: as in ``folded``. is_last_rare: most rows have nothing
    in the last column, so that it has a line to itself rather than all have several.
    """
    every = list(range(len(widths)))
    if _are_legible(widths, width, cut_all=cut_all):
        return [every]
    if is_last_rare and _are_legible(widths[:-1], width, cut_all=cut_all):
        return [every[:-1], every[-1:]]
    groups: list[list[int]] = [[]]
    room = width
    for place, wanted in enumerate(widths):
        if groups[-1] and wanted > room:
            groups.append([])
            room = width - len(_INDENT)
        groups[-1].append(place)
        room -= wanted + len(_GAP) if wanted else 0
    return groups


def _are_legible(widths: Sequence[int], width: int, *, cut_all: bool) -> bool:
    """Whether columns can be read on one line, cut as ``_shrunk`` does. widths, width, cut_all: as in ``_groups``."""
    *others, widest = sorted(filter(None, widths)) or [0]
    if cut_all:
        others = [min(each, _LEGIBLE) for each in others]
    least = min(widest, max(_WIDEST_LEGIBLE, *others))
    return least + sum(others) + len(_GAP) * len(others) <= width


def _cut(text: str, width: int) -> str:
    """The text cut to a width in cells, with ``…`` at its end where it was longer."""
    if cells(text) <= width:
        return text
    used, kept = 1, ""
    for character in text:
        used += _cells(character)
        if used > width:
            break
        kept += character
    return kept.rstrip() + "…"


def _cells(character: str) -> int:
    """The width of a character in cells: 0 for marks and joiners, 2 for wide ones."""
    if character.isascii():
        return 1
    from unicodedata import category, east_asian_width

    if character == "\u200d" or category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
