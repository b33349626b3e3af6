"""Which lines of a body are prose: text of paragraphs and lists, which Markdown makes nothing else of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journal.notes.body import comment_below, fence_below
from journal.regex import regex

__all__ = ["are_prose", "has_more_than_prose", "is_heading", "left_open"]

_TAB = 4
"""Cells to which a tab leads."""
_LONGEST_HEADING = 10
"""Lines."""
_MARKER = regex(r"[ ]*+(?:[-*+]|[0-9]{1,9}[.)])(?:[ ]++|\Z)")
_UNDERLINE = regex(r"[ ]{0,3}(?:=++|-++)[ ]*+\Z")
_DELIMITERS = regex(r"[ ]{0,3}\|?[ ]*+:?-++:?[ ]*+(?>(?:\|[ ]*+:?-++:?[ ]*+)*)\|?[ ]*+\Z")
_COMMENT = regex(r"<!--|%%")
_ENDS = {"<!--": "-->", "%%": "%%"}
"""How comments of HTML and of Obsidian end."""
_SIGNS = ("```", "~~~", *_ENDS)
_RULED = regex(r"\n[ \t]*+[|:-][ \t|:-]*+(?:\n|\Z)")
_OTHER_BLOCK = regex(r"[ ]{0,3}(?:>|#{1,6}(?:[ ]|\Z)|`{3}|~{3}|<!--)|[ ]*+\Z")
"""Begins a line that ends a paragraph or a table, besides a marker of a list: a quote, a heading, a fence, nothing."""


def has_more_than_prose(body: str) -> bool:
    """Whether a body has what begins code, a comment or a table, so that some of its lines may be no prose."""
    return any(signs[0] in body and signs in body for signs in _SIGNS) or ("|" in body and bool(_RULED.search(body)))


def are_prose(lines: Sequence[str]) -> Iterator[bool]:
    """For each line in turn, whether it is prose: not in fenced code, in a comment or in a table.

    A comment that nothing ends runs to the last line where it begins its line; else it is none.
    """
    return (is_prose for is_prose, _ in _read(lines))


def left_open(lines: Sequence[str]) -> str:
    """The line that would close the code or the comment in which a body ends; "" where it ends in none."""
    *_, closing = ("", *(closing for _, closing in _read(lines)))
    return closing


def _read(lines: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """For each line in turn, whether it is prose, and what would close the code or comment that goes on below it."""
    last = {end: max((n for n, line in enumerate(lines) if end in line), default=0) for end in _ENDS.values()}
    fence = comment = ""
    outer = 0  # where the text of the list item around begins, in cells
    in_table = False
    for number, line in enumerate(lines):
        if comment:
            comment = comment_below(line, comment)
            yield False, comment
            continue
        shown = line.expandtabs(_TAB)
        marker, indent = _MARKER.match(shown), len(shown) - len(shown.lstrip())
        if not fence:
            outer = marker.end() if marker else outer if indent >= outer or not shown.strip() else 0
        was_fenced, fence = bool(fence), fence_below(_in_item(shown, outer), fence)
        if was_fenced or fence:
            yield False, fence and " " * outer + fence
            continue
        comment = comment_below(line, "")
        begins = _COMMENT.match(line.lstrip())
        if comment and not begins and last[comment] <= number:
            comment = ""
        is_block = bool(marker or _OTHER_BLOCK.match(shown))
        in_table = not is_block and (in_table or _heads_table(shown, lines, number))
        yield not (begins or in_table), comment


def _in_item(shown: str, outer: int) -> str:
    """A line without the indent or the marker of the list item that it is in. outer: where that item's text begins."""
    return shown[outer:] if not shown[:outer].strip() or _MARKER.match(shown) else shown


def _heads_table(shown: str, lines: Sequence[str], number: int) -> bool:
    """Whether a line is the first of a table: it has columns, and the next one rules them."""
    if "|" not in shown or number + 1 >= len(lines):
        return False
    below = lines[number + 1].expandtabs(_TAB)
    return "|" in below and _DELIMITERS.match(below) is not None


def is_heading(lines: Sequence[str], number: int) -> bool:
    """Whether a line that is prose is in a paragraph that is underlined. number: its index."""
    marker = _MARKER.match(lines[number].expandtabs(_TAB))
    text_at = marker.end() if marker else 0
    for line in lines[number + 1 : number + 1 + _LONGEST_HEADING]:
        below = line.expandtabs(_TAB)
        is_inside = not below[:text_at].strip()
        if _UNDERLINE.match(below[text_at:] if is_inside else below):
            return is_inside
        if _MARKER.match(below) or _OTHER_BLOCK.match(below):
            return False
    return False
