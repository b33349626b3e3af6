"""Aligned columns, measured in the cells that a terminal gives each character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from unicodedata import category, east_asian_width

from journal.showable import showable

__all__ = ["TableRow", "Text", "cells", "fitted", "wrapped"]

_GAP = "  "
_WIDEST = 60
"""Cells to which a column is padded where nothing is cut: one long title must not push all others away."""
_NARROWEST = 6
"""Cells below which a column is not cut."""
_WORDS = re.compile(r" *[^ ]+ *| +")
_EMOJI_STYLE = "\ufe0f"


@dataclass(frozen=True, slots=True)
class Text:
    """Some text and how it looks on a terminal: bold, dim, late, warn, or plain."""

    text: str
    style: str = ""


TableRow: TypeAlias = Sequence["str | Text"]


def cells(text: str) -> int:
    """How many cells a terminal gives a text."""
    return len(text) if text.isascii() else sum(map(_cells, text)) + text.count(_EMOJI_STYLE)


def fitted(rows: Sequence[TableRow], width: int | None) -> Iterator[list[str | Text]]:
    """Each row as the parts of one line. width: cells to cut to, None to cut nothing; rows are equally long."""
    texts = [[cell if isinstance(cell, Text) else Text(cell) for cell in row] for row in rows]
    texts = [[Text(showable(cell.text), cell.style) for cell in row] for row in texts]
    widths = [max(cells(row[column].text) for row in texts) for column in range(len(texts[0]))] if texts else []
    widths = [min(w, _WIDEST) for w in widths] if width is None else _shrunk(widths, width)
    for row in texts:
        parts: list[str | Text] = []
        for cell, wanted in zip(row, widths, strict=True):
            text = cell.text if width is None else _cut(cell.text, wanted)
            if wanted:
                parts += [Text(text, cell.style), " " * (wanted - cells(text)) + _GAP]
        yield parts


def wrapped(parts: Sequence[Text], width: int | None) -> Iterator[list[Text]]:
    """A line as the lines of a terminal, broken between words; a word that is longer than all of one stands alone.

    width: cells, None to break nothing. What goes on stands under the text, two cells further in.
    """
    if width is None or sum(cells(part.text) for part in parts) <= width:
        yield list(parts)
        return
    first = "".join(part.text for part in parts)
    indent = " " * min(len(first) - len(first.lstrip(" ")) + 2, width // 2)
    line: list[Text] = []
    used, begun = 0, False
    for part in parts:
        for word in _WORDS.findall(part.text):
            if used + cells(word.rstrip(" ")) > width and begun:
                yield line
                line, used = [Text(indent)], len(indent)
                word = word.lstrip(" ")
            line.append(Text(word, part.style))
            used, begun = used + cells(word), begun or not word.isspace()
    yield line


def _shrunk(widths: Sequence[int], width: int) -> list[int]:
    """Column widths that fit, taken from whichever column is widest."""
    found = list(widths)
    room = width - len(_GAP) * (sum(map(bool, found)) - 1)
    while sum(found) > room and max(found) > _NARROWEST:
        widest = found.index(max(found))
        second = max((w for i, w in enumerate(found) if i != widest), default=0)
        found[widest] = max(_NARROWEST, second - 1, found[widest] - (sum(found) - room))
    return found


def _cut(text: str, width: int) -> str:
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
    if character.isascii():
        return 1
    if character == "\u200d" or category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
