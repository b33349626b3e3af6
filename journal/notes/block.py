"""Where a note's frontmatter lies, and what it holds before any key is known.

The shapes here are what every way of reading (plain lines, YAML, TOML, JSON, leniently) gives.
"""

from __future__ import annotations

from collections.abc import Iterator

from journal.named_tuple import NamedTuple
from journal.notes.spelling import stripped
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Literal, TypeAlias

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "MOVE_TEXT",
    "QUOTE",
    "Block",
    "KeyValue",
    "Language",
    "Nested",
    "NotMapping",
    "Unreadable",
    "Value",
    "each_line",
    "find_block",
    "lines_of",
    "margin_of",
    "opens_block",
    "stripped_texts",
    "texts",
    "with_lf",
]

MAX_BYTES = 64 * 1024
MAX_DEPTH = 50
MAX_NODES = 10_000
"""What frontmatter may be at most (docs/format.md 3); nodes are counted with aliases expanded."""

Language: TypeAlias = "Literal['yaml', 'toml', 'json']"


class Nested:
    """A mapping inside a value, kept but never interpreted. text: its source; leaves: the texts in it.

    No tuple, since lists are tuples.
    """

    __slots__ = ("leaves", "text")

    def __init__(self, text: str, leaves: tuple[str, ...]) -> None:
        self.text, self.leaves = text, leaves

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Nested) and (self.text, self.leaves) == (other.text, other.leaves)

    def __hash__(self) -> int:
        return hash((self.text, self.leaves))

    def __repr__(self) -> str:
        return f"Nested({self.text!r}, {self.leaves!r})"


Value: TypeAlias = "str | Nested | tuple[Value, ...] | None"
"""Text as written, a list, a nested mapping, or None for null, ``~`` and nothing."""


class KeyValue(NamedTuple):
    """A top-level key as the note spells it, its value, and its line in the file, counted from 1."""

    key: str
    value: Value
    line: int


class Block(NamedTuple):
    """The place of frontmatter in a text: ``text[start:end]`` without its fences; the body begins at ``body``."""

    language: Language
    start: int
    end: int
    body: int


QUOTE = "put quotes around the value"
MOVE_TEXT = "move text that is not frontmatter below the closing line"
"""The cures: for a value that its parser cannot read, and for a block over the limits."""


class NotMapping(Exception):
    """The block is well formed but holds no keys: prose between two rules."""


class Unreadable(Exception):
    """A block that a parser refuses.

    line, column: in the block, counted from 1, None where unknown. cure: what to do.
    """

    def __init__(
        self,
        message: str,
        line: int | None = None,
        column: int | None = None,
        *,
        cure: str = QUOTE,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.cure = cure


_FENCES: dict[str, tuple[Language, re.Pattern[str]]] = {
    "-": ("yaml", regex(r"[\r\n](?:---|\.\.\.)[ \t]*+(?:\r\n|[\r\n]|\Z)")),
    "+": ("toml", regex(r"[\r\n]\+\+\+[ \t]*+(?:\r\n|[\r\n]|\Z)")),
    "{": ("json", regex(r"[\r\n]\}[ \t]*+(?:\r\n|[\r\n]|\Z)")),
}
_LINE = regex(r"[^\r\n]*+(?:\r\n|[\r\n])|[^\r\n]++")
_BEGINS_INDENTED = regex(r"(?>(?:[ \t]*+(?>(?:#[^\r\n]*+)?)(?:\r\n|[\r\n]))*)[ \t]++[^\s#-]")
_INDENT = regex(r"(?m)(?:^|(?<=\r))([ \t]*+)[^\s#]")
_FIRST_LINE = regex(r"(?:---|\+\+\+|\{)[ \t]*+(?:\r\n|[\r\n])")


def opens_block(text: str) -> bool:
    """Whether the first line is one that opens frontmatter, closed or not."""
    return _FIRST_LINE.match(text) is not None


def find_block(text: str) -> Block | None:
    """The frontmatter at the beginning of a text; None where the first line opens none, or no line closes it."""
    if text.startswith("---\n"):  # the common one, without a pattern
        end = text.find("\n---", 3) + 1
        if end and text[end + 3 : end + 4] == "\n" and text.find("\n...", 3, end) < 0 and text.find("\r", 3, end) < 0:
            return Block("yaml", 4, end, end + 4)
    first = _FIRST_LINE.match(text)
    if first is None:
        return None
    language, closing = _FENCES[text[0]]
    close = closing.search(text, first.end() - 1)
    if close is None:
        return None
    return Block(language, first.end(), close.start() + 1, close.end())


def with_lf(text: str) -> str:
    """The text with LF for CRLF and for a lone CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends, which are LF, CRLF or CR."""
    return _LINE.findall(text)


def each_line(text: str, most: int) -> Iterator[str]:
    """The same one by one, up to a number of characters: for who needs only the first ones."""
    return (line[0] for line in _LINE.finditer(text, 0, most))


def margin_of(block: str) -> str:
    """The white space before the keys of a block whose first line is indented: that before it, or the least before any
    line, whichever more lines have. Nearly always none; blank lines and comments do not count.
    """
    if not _BEGINS_INDENTED.match(block):
        return ""
    indents = [found[1] for found in _INDENT.finditer(block)]
    return max(indents[0], min(indents, key=len), key=indents.count)


def texts(value: Value) -> Iterator[str]:
    """Every text in a value, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Nested):
        yield from value.leaves
    elif value is not None:
        for part in value:
            yield from texts(part)


def stripped_texts(value: Value, *, whole: bool = False) -> tuple[str, ...]:
    """The texts of a value, stripped, without empty ones.

    Texts inside a mapping are left out, since a mapping is never interpreted. But a line of a list that only a colon
    makes a mapping (``- Sam: the CFO``) counts as the text it was meant as; with ``whole`` any mapping does.
    """
    if isinstance(value, str):
        return (text,) if (text := stripped(value)) else ()
    if isinstance(value, Nested):
        return (" ".join(value.text.split()),) if whole else ()
    found: list[str] = []
    for part in value or ():
        if isinstance(part, str):
            if text := stripped(part):
                found.append(text)
        else:
            found += stripped_texts(part, whole=whole or not isinstance(part, Nested) or "\n" not in part.text)
    return tuple(found)
