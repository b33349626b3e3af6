"""The one way text from notes, names of files and words of git become fit for a terminal."""

from __future__ import annotations

from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match

__all__ = ["json_escaped", "showable"]

_UNSHOWABLE = regex("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _sign(match: Match[str]) -> str:
    """A visible sign for one character that must not reach a terminal."""
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"<U+{code:04X}>"


def showable(text: str, *, keep: str = "") -> str:
    """The text with control characters, bidi overrides and lone surrogates made visible.

    keep: characters to leave alone, such as a newline where lines are wanted.
    """
    if text.isprintable():  # as nearly all is, and that needs no pattern
        return text
    return _UNSHOWABLE.sub(lambda match: match[0] if match[0] in keep else _sign(match), text)


def json_escaped(document: str) -> str:
    r"""A JSON document on one line in which such characters are written as \uXXXX; it reads back as it was."""
    return _UNSHOWABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", document)
