"""One text as YAML: plain where that is safe and reads well, else quoted; always reading back as it was."""

from __future__ import annotations

from journal.regex import regex

__all__ = ["key_scalar", "literal", "scalar"]

_ODD = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What may not stand in YAML as it is, on one line."""

_PLAIN = regex(r"(?x)(?: [\w(/+$] | [^\x00-\xa0] ) (?>(?: [^ :\#]++ | (?<![ ])\# | :(?=[^ ]) | [ ]++(?=[^ \#]) )*)")
_UNFIT_IN_FLOW = regex(r"""[\[\]{},:#"'`?]""")
_PLAIN_KEY = regex(r"[A-Za-z]\w*+(?>(?:[ -]\w++)*)")
_NULLS = frozenset({"null", "Null", "NULL"})

_NUMERIC = regex(r"(?i)[-+]?(?:\d[\d_.,:]*+(?:[eE][-+]?\d++)?|0[xob][\da-fA-F_]++)")
_SAME_NUMBER = regex(r"(?:0|[1-9]\d{0,14})(?:\.\d{0,5}[1-9])?")
"""What other programs take for a number, and of that what they would write back the same."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def scalar(text: str, *, like: str = "", in_flow: bool = False) -> str:
    """The text as a YAML scalar on one line, quoted like ``like`` where possible.

    like: how the value that it replaces or joins is written. in_flow: it is between ``[`` and ``]``.
    """
    if not _is_simple(text):
        return _double(text)
    style = like[:1] if like not in ("''", '""') else ""
    if style == "'":
        return _single(text)
    if style == '"':
        return _double(text)
    if _is_plain(text, in_flow=in_flow) and (not _is_numeric(text) or _is_numeric(like)):
        return text
    return _single(text) if '"' in text or "\\" in text else _double(text)


def key_scalar(text: str) -> str:
    """The text as a YAML key."""
    return text if _PLAIN_KEY.fullmatch(text) else _double(text)


def literal(text: str, indent: str, newline: str) -> tuple[str, str] | None:
    """The header and the lines of a YAML literal block for a text; None where the block would not read back as the
    text.
    """
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 2 or lines[0][:1] in ("", " ", "#") or not lines[-1]:
        return None
    if any(not _is_simple(line) or line.isspace() for line in lines):
        return None
    return "|" if text.endswith("\n") else "|-", "".join((indent + line if line else "") + newline for line in lines)


def _is_simple(text: str) -> bool:
    """Whether a text may be in YAML as it is, on one line."""
    return text.isprintable() or not _ODD.search(text)


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Whether a text may be in YAML without quotes."""
    if not _PLAIN.fullmatch(text) or text != text.strip() or text in _NULLS:
        return False
    return not (in_flow and _UNFIT_IN_FLOW.search(text))


def _is_numeric(text: str) -> bool:
    """Whether other programs would read the text as a number and write it back in other digits."""
    if not any(letter.isdecimal() for letter in text[:2]):
        return False
    return _NUMERIC.fullmatch(text) is not None and not _SAME_NUMBER.fullmatch(text)


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _is_simple(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # none of them is beyond U+FFFF
