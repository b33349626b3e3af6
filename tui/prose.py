"""The text of a note as lines to be wrapped anew: what an editor broke at its right margin is one line again."""

from __future__ import annotations

import re

from rich.cells import cell_len
from textual.content import Content

from journal import showable

__all__ = ["paragraphs", "text_lines"]

_NARROWEST = 40
"""Cells that the longest line of a paragraph has at least where it was broken at a margin."""
_FENCE = re.compile(r"\s*(```|~~~)")
_OWN_LINE = re.compile(r"\s*(#|>|\||[-*+•]\s|\d+[.)]\s|$)|\t| {4}")
"""What begins a line that is no further line of a paragraph: a heading, a quotation, a table, a list, code."""


def paragraphs(body: str) -> list[str]:
    """The lines of a text, with lines joined that an editor had broken at its right margin.

    A line was broken where the first word of the next one would have made it longer than the longest of its paragraph.
    """
    lines: list[str] = []
    within: list[str] = []
    fenced = False
    for line in (*body.split("\n"), ""):
        fence = _FENCE.match(line)
        if fenced or fence or _OWN_LINE.match(line):
            lines += _joined(within)
            within = [] if fenced or fence or not line.strip() or line[:1] in "#|>\t" else [line]
            lines += [] if within else [line]
            fenced ^= bool(fence)
        else:
            within.append(line)
    return [*lines, *_joined(within)][:-1]


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


def text_lines(body: str) -> list[Content]:
    """A note's text as lines to show, headings bold."""
    lines = (showable(line, keep="\t").expandtabs(4) for line in paragraphs(body)) if body.strip() else ()
    return [Content.styled(line, "bold") if line.startswith("#") else Content(line) for line in lines]
