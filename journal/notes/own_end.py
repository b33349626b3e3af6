"""The closing line of frontmatter that stands at the end of its last value (``status: sent---``)."""

from __future__ import annotations

from journal.notes.block import MAX_BYTES, each_line, lines_of
from journal.notes.misplaced import closes_block

__all__ = ["with_own_end"]


def with_own_end(text: str) -> tuple[str, int] | None:
    """A text that begins with ``---``, with the fence that stands at the end of its last value on a line of its own.

    With it comes the number of that line. None where no line above the first blank one ends so.
    """
    start = 0
    for number, line in enumerate(each_line(text, MAX_BYTES), start=1):
        bare = line.rstrip()
        if number > 1 and (not bare or closes_block(line)):
            return None
        if number > 1 and bare.endswith("---"):
            newline = lines_of(text[:8])[0].lstrip("- \t")
            return f"{text[:start]}{bare[:-3].rstrip()}{newline}---{text[start + len(bare) :]}", number
        start += len(line)
    return None
