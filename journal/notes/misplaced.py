"""Frontmatter that does not stand where it should, but is read all the same (docs/format.md 3, "misplaced")."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from journal.named_tuple import NamedTuple
from journal.notes.block import Block, find_block, lines_of
from journal.notes.body import are_fenced
from journal.notes.keys import ASK_IN_OTHER_WORDS, GOAL_OR_CONTACT, KNOWN_KEYS
from journal.notes.spelling import fold_key
from journal.regex import regex

__all__ = ["Misplaced", "block_at_top", "block_below_text", "stacked_block"]

_DASH = "\u002d\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_NOT_SEEN = r"\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad"
_BLANK = rf"[{_NOT_SEEN}]"
_IN_LINE = r"(?:(?![\r\n])[\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad])"
_END = r"(?:\r\n|[\r\n])"
_KEY = regex(r"""[ \t]*+["']?(?P<key>[^\s:："'#-][^:：\r\n]{0,62}?)["']?[ \t]*+[:：]""")
_TOP = regex(rf"(?P<above>{_BLANK}*+)(?P<fence>[{_DASH}]{{2,}})(?P<behind>{_IN_LINE}*+(?:\#[^\r\n]*+)?){_END}")
_CLOSING = regex(rf"{_IN_LINE}*+(?:[{_DASH}]{{2,}}|\.\.\.){_IN_LINE}*+(?:{_END}|\Z)")
_NEXT = regex(rf"(?:[ \t]*+{_END})*+(?=---[ \t]*+{_END})")
_RULE = regex(r"(?:---|\.\.\.)[ \t]*+(?:\r\n|[\r\n]|\Z)")
_ASK_KEYS = frozenset({"ask", *ASK_IN_OTHER_WORDS})


class Misplaced(NamedTuple):
    """A block out of place: ``text[start:body]`` with its fences, ``text[inside:end]`` without."""

    start: int
    inside: int
    end: int
    body: int


def block_at_top(text: str) -> Misplaced | None:
    """The block at the head of a text whose first line is no proper fence; None where there is none."""
    opening = _TOP.match(text)
    if opening is None or (opening["fence"] == "---" and not opening["above"] and not opening["behind"].strip(" \t")):
        return None
    key = _KEY.match(text, opening.end())
    if key is None or fold_key(key["key"]) not in KNOWN_KEYS:
        return None
    end = opening.end()
    for line in lines_of(text[end:]):
        if _CLOSING.fullmatch(line):
            return Misplaced(0, opening.end(), end, end + len(line))
        end += len(line)
    return None


def stacked_block(text: str, body: int) -> Block | None:
    """The block that follows the one that ends at ``body``, blank lines at most between, places as in the text."""
    between = _NEXT.match(text, body)
    if between is None:
        return None
    start = between.end()
    block = find_block(text[start:])
    if block is None or not _keys(text[start + block.start : start + block.end]) & KNOWN_KEYS:
        return None
    return Block("yaml", start + block.start, start + block.end, start + block.body)


def block_below_text(text: str) -> Misplaced | None:
    """The first block below some text that holds an ask, and a contact or goal, outside code; None for none."""
    if "---" not in text:
        return None
    rules = list(_rules(text))
    for (start, inside, opens), (end, body, _) in pairwise(rules):
        if opens:
            keys = _keys(text[inside:end])
            if keys & _ASK_KEYS and keys & GOAL_OR_CONTACT:
                return Misplaced(start, inside, end, body)
    return None


def _rules(text: str) -> Iterator[tuple[int, int, bool]]:
    """The lines that may open (True) or close a block, outside code: where they begin and end."""
    position = 0
    lines = lines_of(text)
    for line, in_code in zip(lines, are_fenced(lines), strict=True):
        if not in_code and line[:3] in ("---", "...") and _RULE.fullmatch(line):
            yield position, position + len(line), line[0] == "-"
        position += len(line)


def _keys(inside: str) -> frozenset[str]:
    """The keys at the beginnings of lines, folded."""
    return frozenset(fold_key(match["key"]) for line in lines_of(inside) if (match := _KEY.match(line)))
