"""A section added at the end of a note's body, every other byte kept; or refused as an edit of a key would be."""

from __future__ import annotations

from journal.errors import Refused
from journal.model import Passage
from journal.notes.block import lines_of
from journal.notes.layout import NotEditable, layout_of
from journal.regex import regex

__all__ = ["add_passage"]

_MEANS_MORE = regex(r"(?m)^(?=#|[=-]{3,}\s*$|<{7}|={7}|>{7}|\|{7}|`{3}|~{3})")
"""Begins a line that would be more than text in a note: a heading, a rule, a fence, a mark of a conflict."""


def add_passage(raw: bytes, passage: Passage, *, path: str) -> bytes:
    """The note with the section added behind its last line that is not blank, with the note's line ends.

    Raises Refused.
    """
    try:
        layout = layout_of(raw.decode())
    except UnicodeDecodeError:
        raise Refused(f"{path} is not UTF-8: save it as UTF-8.") from None
    except NotEditable as odd:
        raise Refused(f"{path} {odd}.") from None
    lines = lines_of(layout.body)
    while lines and not lines[-1].strip():
        lines.pop()
    before = "".join(lines)
    above = layout.text[: len(layout.text) - len(layout.body)] + before
    newline = layout.newline
    missing = newline if above.lstrip("\ufeff") and not above.endswith(("\n", "\r")) else ""
    said = _MEANS_MORE.sub(r"\\", passage.text.strip("\n")).replace("\n", newline)
    gap = newline if above.strip("\ufeff") else ""
    section = f"{missing}{gap}## {passage.heading}{newline}{newline}{said}{newline}"
    return (above + section + layout.body[len(before) :]).encode()
