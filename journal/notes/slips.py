"""Two slips in a block that are read as they were meant: a colon without a plain space, a ``#`` in a text.

Both are put right in the block before it is read, line for line, and so by ``check --fix`` in the file
(docs/format.md 2, "Scalars are text as written", and 3, "A colon without a plain space").
"""

from __future__ import annotations

from collections.abc import Sequence

from journal.named_tuple import NamedTuple
from journal.notes.block import MAX_BYTES, lines_of, margin_of
from journal.notes.keys import KNOWN_KEYS, TEXT_KEYS
from journal.notes.spelling import UNSEEN, fold_key
from journal.regex import regex

__all__ = ["HASH", "Straightened", "straightened"]

_KEY = r"""(?P<quote>["']?)(?P<key>[^\s:："'#-][^:：\r\n]{0,62}?)(?P=quote)[ \t]*+"""
_ANY_KEY = regex(rf"{_KEY}:(?![^ \t\r\n])")
_SLIP = regex(rf"{_KEY}(?:：|::|:(?=[^ \t\r\n]))(?>(?:(?![\r\n])[\s{UNSEEN}])*)")
_MAY_SLIP = regex(r"(?m)(?:^|(?<=\r))[ \t]*+[^\s#:][^:\r\n]{0,64}:[^ \t\r\n]")
_LIST_DASH = regex(r"[ \t]*+(?:-[ \t]++)+(?=[^ \t\r\n])")
_OPENS_QUOTE = regex(r"""[ \t]*+(?>(?:-[ \t]++)*)(["'])""")
_ENDS_QUOTE = {  # and nothing but a comment on its line
    '"': regex(r'(?s)(?>(?:[^"\\]|\\.)*)"[ \t]*+(?=#|\Z|[\r\n])'),
    "'": regex(r"(?>(?:[^']|'')*)'[ \t]*+(?=#|\Z|[\r\n])"),
}
HASH = regex(r"(?m)(?:^|(?<=[ \t\[,]))#(?=[^\s#]|#+[^\s#])")
"""A ``#`` that YAML takes for a comment and a person hardly means as one."""
_COMMENT = regex(r"(?:^|(?<=[ \t\r\n]))#(?=\s|\Z)")
_COLON = regex(r":(?:\s|\Z)")
_LINK = regex(r"\[\[[^\[\]\r\n]*\]\]")
_TOKEN = regex(
    r"""(?x)(?P<whole>"(?>(?:[^"\\]|\\.)*)"|'(?>(?:[^']|'')*)')|(?P<comment>(?<=[ \t])\#(?=[\s])[^\r\n]*+)
    |(?P<link>\[\[[^\[\]\r\n]*+\]\])|(?P<sign>[\[\],{}])|(?P<space>\s++)
    |(?P<plain>(?>(?:(?!\s\#\s)[^\[\]{},\r\n])+))""",
)


class Straightened(NamedTuple):
    """A block with its slips mended. colons, hashes: the indexes of the lines mended for a colon or a ``#``."""

    text: str
    colons: Sequence[int]
    hashes: Sequence[int]


def straightened(block: str) -> Straightened:
    """The block with a space after the colons of known keys, and quotes around texts with a ``#``; equally many lines.

    A block beyond the limits of docs/format.md 3 stays as it is.
    """
    may_slip = "：" in block or _MAY_SLIP.search(block) or ("#" in block and HASH.search(block))
    if len(block) > MAX_BYTES or not may_slip:
        return Straightened(block, (), ())
    if margin := margin_of(block):
        return _straightened_behind(margin, lines_of(block))
    lines = lines_of(block)
    colons = _with_spaces(lines, block)
    hashes: list[int] = []
    if "#" in block:
        is_open = any(map(_leaves_open, lines))
        starts = [number for number, line in enumerate(lines) if _ANY_KEY.match(line)]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
            match = _ANY_KEY.match(lines[start])
            if match and fold_key(match["key"]) in TEXT_KEYS and any("#" in line for line in lines[start:end]):
                hashes += _quote_hashes(lines, start, end, match.end(), is_open=is_open)
    return Straightened("".join(lines), colons, hashes)


def _straightened_behind(margin: str, lines: list[str]) -> Straightened:
    """The same of a block whose keys are indented: the margin is taken away first, and given back."""
    straight = straightened("".join(line.removeprefix(margin) for line in lines))
    pairs = zip(lines, lines_of(straight.text), strict=True)
    return straight._replace(text="".join(f"{margin * old.startswith(margin)}{new}" for old, new in pairs))


def _with_spaces(lines: list[str], block: str) -> list[int]:
    """Put a space after the colon of each known key that lacks it, in place. Gives the indexes of these lines."""
    found = []
    position = quoted_to = 0
    for number, line in enumerate(lines):
        if position >= quoted_to:
            slip = _SLIP.match(line)
            if slip and fold_key(slip["key"]) in KNOWN_KEYS:
                quote, rest = slip["quote"], line[slip.end() :]
                if (
                    rest.startswith("#") and '"' not in rest and "\\" not in rest
                ):  # right behind a colon it is no comment
                    rest = f'"{rest.rstrip()}"{rest[len(rest.rstrip()) :]}'
                lines[number] = f"{quote}{slip['key']}{quote}:{' ' if rest.strip() else ''}{rest}"
                found.append(number)
            key = slip or _ANY_KEY.match(line)
            opened = _OPENS_QUOTE.match(block, position + (key.end() if key else 0))
            if opened and (key or line[0] in " \t-") and (closed := _ENDS_QUOTE[opened[1]].match(block, opened.end())):
                quoted_to = closed.end()
        position += len(line)
    return found


def _leaves_open(line: str) -> bool:
    """Whether a value begins with a ``"`` that does not end on its line: another one would end it."""
    key = _ANY_KEY.match(line)
    opened = _OPENS_QUOTE.match(line, key.end() if key else 0)
    return opened is not None and opened[1] == '"' and '"' not in line[opened.end() :]


def _quote_hashes(lines: list[str], start: int, end: int, column: int, *, is_open: bool) -> list[int]:
    """Quote the texts with a ``#`` under one key, in place.

    column: of its value. is_open: whether a ``"`` would end another value. Gives the indexes of the lines that they
    begin on.
    """
    found = []
    for first, last, begin, in_list in _scalars(lines, start, end, column):
        raw = "".join(lines[first:last])
        quoted = _quoted(raw[begin:], in_list=in_list, is_open=is_open)
        if quoted is not None:
            lines[first:last] = lines_of(raw[:begin] + quoted)
            found.append(first)
    return found


def _scalars(lines: Sequence[str], start: int, end: int, column: int) -> list[tuple[int, int, int, bool]]:
    """The place of each value under a key: first line, line after the last, column, and whether it is in a list."""
    value = lines[start][column:].strip()
    if value and not _COMMENT.match(value):
        return [(start, _end_of_text(lines, start, end, -1), column, False)]
    found: list[tuple[int, int, int, bool]] = []
    number = start + 1
    while number < end:
        line = lines[number]
        bare = line.lstrip(" \t")
        if bare.strip() in ("", "-") or bare[0] == "#":
            number += 1
            continue
        dash = _LIST_DASH.match(line)
        if dash is None and found:
            return found
        indent = len(line) - len(bare)
        last = _end_of_text(lines, number, end, indent if dash else -1)
        found.append((number, last, dash.end() if dash else indent, dash is not None))
        number = last
    return found


def _end_of_text(lines: Sequence[str], first: int, end: int, indent: int) -> int:
    """The index of the line after a text that begins on line ``first``.

    Its further lines are indented deeper, and begin with no known key.
    """
    last = first + 1
    for number in range(first + 1, end):
        bare = lines[number].lstrip(" \t")
        if bare.strip():
            key = _ANY_KEY.match(bare)
            is_key = key is not None and fold_key(key["key"]) in KNOWN_KEYS
            if is_key or bare[0] == "#" or len(lines[number]) - len(bare) <= max(indent, 0):
                break
            last = number + 1
    return last


def _quoted(raw: str, *, in_list: bool, is_open: bool) -> str | None:
    """A value, with its line ends, with quotes around its texts with a ``#``; None where it has no such text."""
    value = raw.lstrip(" \t\r\n")
    if not value or value[0] in "\"'|>&*!%@`{" or value.startswith(("- ", "? ")):
        return None
    if value[0] == "[":
        whole = _LINK.match(value)
        if whole is None or value[whole.end() :].strip(" \t\r\n,")[:1] not in ("", "#"):
            return _flow_quoted(raw, is_open=is_open)
        return None if not HASH.search(whole[0]) else raw.replace(whole[0], _in_quotes(whole[0], is_open=is_open), 1)
    comment = _COMMENT.search(value)
    text = (value[: comment.start()] if comment else value).rstrip()
    if not HASH.search(text) or (("\n" in text or not in_list) and _COLON.search(text)):
        return None
    return raw.replace(text, _in_quotes(text, is_open=is_open), 1)


def _flow_quoted(raw: str, *, is_open: bool) -> str | None:
    """A list in brackets, with quotes around each of its texts that has a ``#``; None where no text has one, or where
    the list does not end. is_open: as in ``_in_quotes``.
    """
    parts: list[str] = []
    depth = position = 0
    found = False
    while position < len(raw):
        match = _TOKEN.match(raw, position)
        if match is None:
            return None
        part = match[0]
        if match.lastgroup == "sign":
            depth += 1 if part in "[{" else -1 if part in "]}" else 0
            if depth == 0:
                return "".join(parts) + raw[match.start() :] if found else None
        elif match.lastgroup in ("plain", "link") and HASH.search(part):
            text = part.rstrip()
            part, found = _in_quotes(text, is_open=is_open) + part[len(text) :], True
        parts.append(part)
        position = match.end()
    return None


def _in_quotes(text: str, *, is_open: bool) -> str:
    """A plain text, possibly over several lines, in those quotes that need fewer changes inside, and end no other."""
    if is_open or '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
