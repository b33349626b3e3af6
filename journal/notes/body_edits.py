"""A change of a note's body, every other byte kept; or refused, as an edit of a key is (docs/practice.md, "Bodies")."""

from __future__ import annotations

from journal.errors import NoteChanged, Refused
from journal.model import Appended, Arrow, BodyEdit, Box
from journal.notes.block import lines_of
from journal.notes.layout import Layout, NotEditable, checked, layout_of_bytes
from journal.notes.list_lines import BOX, MARKER
from journal.notes.prose import left_open
from journal.notes.sections import headings, section
from journal.regex import regex

__all__ = ["edit_body"]

_BLOCK_ID = regex(r"\^[A-Za-z0-9-]++")


def edit_body(raw: bytes, edit: BodyEdit, *, path: str) -> bytes:
    """The note with its body changed, in the note's own line ends. path: of the note, from the vault's root.

    Raises Refused, and NoteChanged where a line is not as it was seen.
    """
    try:
        layout = layout_of_bytes(raw)
        return checked(_appended(layout, edit) if isinstance(edit, Appended) else _with_line(layout, edit, path))
    except NotEditable as odd:
        raise Refused(f"{path} {odd}.") from None


def _appended(layout: Layout, edit: Appended) -> Layout:
    """The layout with lines added below the last text of the body, or of the section under a heading.

    A heading that is missing is added first. Code or a comment that is still open there is closed first: it runs
    to the body's end, and nobody would see the lines.
    """
    lines = lines_of(layout.body)
    added = list(edit.lines)
    place = range(len(lines)) if edit.heading is None else section(_bare(lines), edit.heading)
    if place is None:
        place = range(len(lines))
        added = ["", f"## {edit.heading}", *([] if added[:1] == [""] else [""]), *added]
    end = place.stop
    while end > place.start and not lines[end - 1].strip():
        end -= 1
    if closing := left_open(_bare(lines[:end])):
        added = [closing, *added]
    if edit.heading is None and added[:1] != [""] and any(each.below == end for each in headings(_bare(lines[:end]))):
        added = ["", *added]
    newline, fence = layout.newline, layout.fence
    if not end and not fence and added[:1] == [""]:
        added = added[1:]
    if end:
        lines[end - 1] = _ended(lines[end - 1], newline)
    elif fence:
        fence = _ended(fence, newline)
    return layout._replace(fence=fence, body="".join([*lines[:end], *(line + newline for line in added), *lines[end:]]))


def _with_line(layout: Layout, edit: Arrow | Box, path: str) -> Layout:
    """The layout with one line of its body changed. Raises NoteChanged."""
    lines = lines_of(layout.body)
    number = edit.line - 1 - len(lines_of(layout._replace(body="").text.removeprefix("\ufeff")))
    seen = "".join(_bare(lines[max(number, 0) : number + 1]))
    if number not in range(len(lines)) or seen != edit.seen:
        raise NoteChanged([path])
    now = _with_arrow(seen, edit.text) if isinstance(edit, Arrow) else _with_sign(seen, edit)
    lines[number] = now + lines[number][len(seen) :]
    return layout._replace(body="".join(lines))


def _with_arrow(line: str, text: str) -> str:
    """The line with an arrow before its block id and the white space at its end."""
    before = line.rstrip()
    words = before.rsplit(maxsplit=1)
    if len(words) > 1 and _BLOCK_ID.fullmatch(words[1]):
        before = before.removesuffix(words[1]).rstrip()
    return f"{before} → {text}{line[len(before) :]}"


def _with_sign(line: str, edit: Box) -> str:
    """The line with the sign in its box. Raises NotEditable for one that is in no list."""
    marker = MARKER.match(line)
    if marker is None:
        raise NotEditable(f"has no list on line {edit.line}, so no box can be there: begin the line with “- ”")
    before = marker[0] if marker[0][-1] in " \t" else f"{marker[0]} "
    box = BOX.match(line, marker.end())
    behind = line[box.end() if box else marker.end() :]
    return f"{before}[{edit.sign}]{' ' if behind and not box else ''}{behind}"


def _ended(line: str, newline: str) -> str:
    """A line, or several, with a line end."""
    return line if line.endswith(("\n", "\r")) else line + newline


def _bare(lines: list[str]) -> list[str]:
    """The lines without their ends."""
    return [line.rstrip("\r\n") for line in lines]
