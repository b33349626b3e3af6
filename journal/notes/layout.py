"""A note's text cut into the pieces that are edited and merged: fences, keys with their lines, body.

The pieces joined are the text again, character for character.
"""

from __future__ import annotations

from collections.abc import Sequence

from journal.conflict import conflicts
from journal.named_tuple import NamedTuple
from journal.notes.block import KeyValue, Value, find_block, lines_of
from journal.notes.frontmatter import BROKEN, read_frontmatter
from journal.notes.parsed_note import decoded
from journal.regex import regex

__all__ = ["KeyLines", "Layout", "NotEditable", "checked", "layout_of", "layout_of_bytes"]

_BOM = "\ufeff"
_END = regex(r"\r?\n")
_KEY_LINE = regex(r"""([ ]*+)("(?>(?:[^"\\]|\\.)*)"|'(?>(?:[^']|'')*)'|[^"'\s][^\r\n]*?)[ \t]*+:(?![^ \t\r\n])""")
_CONVERT = {
    "toml": 'has TOML frontmatter (+++): turn it into lines key: "value" between two lines ---',
    "json": 'has JSON frontmatter: turn it into lines key: "value" between two lines ---',
}


class NotEditable(Exception):
    """A text that can be read but not edited. The message, which follows the note's path, says why and what to do."""


class KeyLines(NamedTuple):
    """One top-level key. lead: the comments and blank lines above it; text: its own lines, with their ends."""

    entry: KeyValue
    lead: str
    text: str

    @property
    def newline(self) -> str:
        """The line end of the key's first line."""
        return _newline(self.text)


class Layout(NamedTuple):
    """A note's text in pieces.

    head: the byte-order mark and the opening fence; rest: comments and blank lines below the last
    key; fence: the closing one, empty where the note has no frontmatter. indent: the spaces before every
    key, nearly always none.
    """

    head: str
    parts: tuple[KeyLines, ...]
    rest: str
    fence: str
    body: str
    indent: str = ""

    @property
    def text(self) -> str:
        return "".join([self.head, *(part.lead + part.text for part in self.parts), self.rest, self.fence, self.body])

    @property
    def newline(self) -> str:
        """The line end of the text's first line; LF where it has none."""
        return _newline(self.head if self.fence else self.body)


def layout_of(text: str) -> Layout:
    """The pieces of a whole text, byte-order mark and line ends as in its file. Raises NotEditable."""
    bom = text[: text.startswith(_BOM)]
    text = text[len(bom) :]
    if conflicts(text):
        raise NotEditable(
            "holds a conflict that git left: decide it with “journal resolve”, or keep one side and delete the marker "
            "lines"
        )
    block = find_block(text)
    if block is not None and block.language != "yaml":
        raise NotEditable(_CONVERT[block.language])
    front = read_frontmatter(text)
    if broken := next((problem for problem in front.problems if problem.code in BROKEN), None):
        is_mendable = broken.code != "misplaced-frontmatter" and text.startswith("-")
        cure = " (“journal check --fix”)" if is_mendable else ""
        raise NotEditable(f"is to be mended first{cure}. {broken.message.rstrip('.')}")
    if block is None or front.body == 0:
        return Layout(bom, (), "", "", text)
    parts, rest, indent = _parts(lines_of(text[block.start : block.end]), front.entries)
    head, fence = bom + text[: block.start], text[block.end : block.body]
    return Layout(head, parts, rest, fence, text[block.body :], indent)


def layout_of_bytes(raw: bytes) -> Layout:
    """The pieces of a note's bytes. Raises NotEditable."""
    if decoded(raw)[1]:
        raise NotEditable("is not UTF-8: save it as UTF-8")
    return layout_of(raw.decode())


def checked(wanted: Layout) -> bytes:
    """The bytes of a changed layout. Raises NotEditable unless they read back with its keys and its body."""
    text = wanted.text
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        raise NotEditable("cannot hold what is not UTF-8: give it as text") from None
    try:
        found = layout_of(text)
    except NotEditable as odd:
        raise NotEditable(f"stays as it is, since the changed note would not read right: it {odd}") from None
    if found.body != wanted.body or _entries(found) != _entries(wanted):
        raise NotEditable("stays as it is, since more than that would read differently: change it in an editor")
    return raw


def _entries(layout: Layout) -> list[tuple[str, Value]]:
    """The key and value of each entry that a layout reads as."""
    return [(part.entry.key, part.entry.value) for part in layout.parts]


def _parts(lines: list[str], entries: Sequence[KeyValue]) -> tuple[tuple[KeyLines, ...], str, str]:
    """The keys of a block, the lines below the last of them, and the indent of the keys."""
    starts = [entry.line - 2 for entry in entries]
    indents = {_indent(lines[entry.line - 2], entry.key) for entry in entries}
    if len(indents) > 1 or starts != sorted(set(starts)):
        raise _one_per_line()
    indent = "".join(indents)
    if not all(_is_between(line, indent) for line in lines[: starts[0] if starts else None]):
        raise _one_per_line()
    parts: list[KeyLines] = []
    free = 0
    for entry, start, end in zip(entries, starts, [*starts[1:], len(lines)], strict=False):
        while _is_between(lines[end - 1], indent):
            end -= 1
        parts.append(KeyLines(entry, "".join(lines[free:start]), "".join(lines[start:end])))
        free = end
    return tuple(parts), "".join(lines[free:]), indent


def _indent(line: str, key: str) -> str:
    """The spaces before a key on its first line. Raises NotEditable for an anchor, a tag, a ``?`` or a ``{``."""
    match = _KEY_LINE.match(line)
    if match is None or not (match[2] == key or match[2][0] in "\"'"):
        raise _one_per_line()
    return match[1]


def _is_between(line: str, indent: str) -> bool:
    """Whether a line is blank, or a comment no deeper than the keys, and so belongs to the key below it."""
    bare = line.strip(" \t\r\n")
    return not bare or (bare[0] == "#" and line.index("#") <= len(indent))


def _one_per_line() -> NotEditable:
    """The refusal to edit frontmatter that does not have one key per line."""
    return NotEditable("has frontmatter that is read but not written: put each key on a line of its own, as key: value")


def _newline(text: str) -> str:
    """The first LF or CRLF in a text; where it has neither, CR if it has that, else LF."""
    match = _END.search(text)
    return match[0] if match else "\r" if "\r" in text else "\n"
