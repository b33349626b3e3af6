"""The text of a note as lines to be wrapped anew: what an editor broke at its right margin is one line again.

Of a very long text the beginning is shown, and how much is left; of a file within a text, only that it is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from journal import showable

__all__ = ["ONE_LINE", "as_they_stand", "paragraphs", "text_lines"]

ONE_LINE = 1_000
"""Characters of a line that are shown where it is one of a few."""

_NARROWEST = 40
"""Cells that the longest line of a paragraph has at least where it was broken at a margin."""
_MOST, _MOST_LINES = 100_000, 2_000
"""Characters and lines of a text that are shown: more would take a second to lay out, and nobody reads them here."""
_DATA = re.compile(r"(data:[\w.+-]+/[\w.+-]+;base64,)[\w+/=]{80,}")
"""A picture or another file in the text itself."""
_FENCE = re.compile(r"\s*(```|~~~)")
_OWN_LINE = re.compile(r"\s*(#|>|\||[-*+•]\s|\d+[.)]\s|$)|\t| {4}")
"""What begins a line that is no further line of a paragraph: a heading, a quotation, a table, a list, code."""


def paragraphs(body: str, most: int = _MOST) -> list[str]:
    """The lines of a text, with lines joined that an editor had broken at its right margin. most: characters shown.

    A line was broken where the first word of the next one would have made it longer than the longest of its paragraph.
    """
    shown, rest = _beginning(body, most)
    lines: list[str] = []
    within: list[str] = []
    fenced = False
    for line in (*shown.split("\n"), ""):
        fence = _FENCE.match(line)
        if fenced or fence or _OWN_LINE.match(line):
            lines += _joined(within)
            within = [] if fenced or fence or not line.strip() or line[:1] in "#|>\t" else [line]
            lines += [] if within else [line]
            fenced ^= bool(fence)
        else:
            within.append(line)
    return [*[*lines, *_joined(within)][:-1], *rest]


def as_they_stand(lines: Sequence[str], most: int = _MOST) -> list[str]:
    """Lines of a file as they stand in it, as showable text. most: characters shown."""
    shown, rest = _beginning("\n".join(lines), most)
    return [*map(_with_spaces, shown.split("\n")), *rest]


def _beginning(text: str, most: int) -> tuple[str, list[str]]:
    """The beginning of a text, and a line that says how much is left; no line where nothing is."""
    text = _DATA.sub(r"\1…", text)
    shown = "\n".join(text[:most].split("\n", _MOST_LINES)[:_MOST_LINES])
    return shown, [f"… and {len(text) - len(shown):,} characters more"] if len(shown) < len(text) else []


def _joined(lines: list[str]) -> list[str]:
    """The lines of one paragraph, joined where they were full."""
    margin = max((cell_len(line.rstrip()) for line in lines), default=0)
    joined: list[str] = []
    full = False
    for line, further in zip(lines, [*lines, ""][1:], strict=True):
        joined.append(f"{joined.pop()} {line.strip()}" if full else line)
        first = (further.split() or [""])[0]
        full = margin >= _NARROWEST and not line.endswith(("  ", "\\"))
        full = full and cell_len(line.rstrip()) + 1 + cell_len(first) > margin
    return joined


def text_lines(body: str, most: int = _MOST) -> list[Content]:
    """A note's text as lines to show, headings bold. most: as in ``paragraphs``."""
    lines = map(_with_spaces, paragraphs(body, most)) if body.strip() else ()
    return [Content.styled(line, "bold") if line.startswith("#") else Content(line) for line in lines]


def _with_spaces(line: str) -> str:
    """A line as showable text, with spaces for its tabs."""
    return showable(line, keep="\t").expandtabs(4)
