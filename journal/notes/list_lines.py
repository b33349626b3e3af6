"""The lines of lists in a body, with their boxes and the notes that they are about."""

from __future__ import annotations

from collections.abc import Iterator

from journal.model import ListLine
from journal.notes.block import with_lf
from journal.notes.body import without_code_spans, without_comments
from journal.notes.links import body_links
from journal.notes.parsed_note import body_of
from journal.notes.prose import are_prose
from journal.notes.sections import Heading, headings
from journal.notes.spelling import fold
from journal.regex import regex

__all__ = ["BOX", "MARKER", "list_lines"]

MARKER = regex(r"(?>(?:[ \t]*+>)*)[ \t]*+(?:[-*+]|\d{1,9}[.)])(?:[ \t]++|\Z)")
"""What begins a line of a list, in a quote too."""
BOX = regex(r"\[([^\]])\](?=[ \t]|\Z)")
"""The box behind the marker."""
_CAPTURED = regex(r"(?i:(?:\d{1,2}:\d\d[ \t]+)?ask[ \t]).* → (\[\[[^\[\]]+\]\])(?:[ \t]+\^[A-Za-z0-9-]+)?[ \t]*\Z")
_LAST_WORD = regex(r"([^\W\d_]+)[^\w]*\Z")


def list_lines(text: str, path: str) -> tuple[ListLine, ...]:
    """The lines of lists in a note, none in code and comments. text: the whole, as read. path: of the note.

    The text may begin with a byte-order mark and have any line ends.
    """
    text = with_lf(text.removeprefix("\ufeff"))
    body = body_of(text)
    if not any(sign in body for sign in "-*+.)"):
        return ()
    lines = body.split("\n")
    above = text.count("\n") - body.count("\n")
    return tuple(_list_lines(lines, above, path))


def _list_lines(lines: list[str], above: int, path: str) -> Iterator[ListLine]:
    """As ``list_lines``. above: how many lines of the file are above these."""
    begins = {heading.below: heading for heading in headings(lines)}
    around: list[Heading] = []
    for number, (line, is_prose) in enumerate(zip(lines, are_prose(lines), strict=True)):
        if number in begins:
            around = [*(each for each in around if each.level < begins[number].level), begins[number]]
        marker = MARKER.match(line) if is_prose else None
        if marker is None:
            continue
        box = BOX.match(line, marker.end())
        text = line[box.end() if box else marker.end() :].strip()
        prose = without_comments(without_code_spans(text))
        links = body_links(prose, path) if "[" in prose else ()
        captured = _CAPTURED.fullmatch(prose)
        if captured:
            link, word = next(iter(body_links(captured[1], path)), None), "ask"
        else:
            link, word = next(iter(links), None), _word_before(prose) if links else ""
        under = tuple(fold(heading.text) for heading in around)
        yield ListLine(number + 1 + above, line, box and box[1], text, link, word, links, under)


def _word_before(prose: str) -> str:
    """The word before the first link, folded; "" for none."""
    match = _LAST_WORD.search(prose[: prose.find("[")])
    return fold(match[1]) if match else ""
