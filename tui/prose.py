"""The text of a note as lines to be wrapped anew: what an editor broke at its right margin is one line again."""

from __future__ import annotations

import re

from rich.cells import cell_len
from textual.content import Content

from journal import showable

__all__ = ["paragraphs", "text_lines"]

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
    """The lines of a text, with lines joined that an editor had broken at its right margin; of what is longer than
    ``most`` characters, the beginning and how much is left. A file in the text is not shown.

    A line was broken where the first word of the next one would have made it longer than the longest of its paragraph.
    """
    body = _DATA.sub(r"\1…", body)
    shown = "\n".join(body[:most].split("\n", _MOST_LINES)[:_MOST_LINES])
    rest = [f"… and {len(body) - len(shown):,} characters more"] if len(shown) < len(body) else []
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
    lines = (showable(line, keep="\t").expandtabs(4) for line in paragraphs(body, most)) if body.strip() else ()
    return [Content.styled(line, "bold") if line.startswith("#") else Content(line) for line in lines]
