"""Frontmatter that does not stand where it should, but is read all the same (docs/format.md 3, "misplaced")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from journal.named_tuple import NamedTuple
from journal.notes.block import MAX_BYTES, Block, Language, find_block, lines_of
from journal.notes.body import are_fenced
from journal.notes.keys import ASK_IN_OTHER_WORDS, GOAL_OR_CONTACT, KNOWN_KEYS
from journal.notes.spelling import UNSEEN, fold_key
from journal.regex import regex

__all__ = [
    "Misplaced",
    "block_at_top",
    "block_below_text",
    "closes_block",
    "continued_block",
    "stacked_block",
    "unseen_above",
    "up_to_end",
    "with_own_end",
]

_DASH = "\u002d\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_BLANK = rf"[\s{UNSEEN}]"
_IN_LINE = rf"(?>(?:(?![\r\n]){_BLANK})*)"
_END = r"(?:\r\n|[\r\n])"
_KEY = regex(r"""[ \t]*+["']?(?P<key>[^\s:："'#-][^:：\r\n]{0,62}?)["']?[ \t]*+[:：]""")
_KEY_ELSEWHERE = regex(r"""[ \t]*+["']?(?P<key>[\w-]{1,64}+)["']?[ \t]*+[=:]""")
"""The same in TOML and JSON."""
_TOP = regex(
    rf"(?P<above>{_BLANK}*+)(?P<fence>[{_DASH}]{{2,}})(?P<behind>{_IN_LINE}(?:\#[^\r\n]*+|!?ya?ml[ \t]*+)?){_END}"
)
_ABOVE = regex(rf"{_BLANK}++(?=\+\+\+|\{{)")
_ABOVE_FENCE = regex(rf"{_BLANK}++(?=---[ \t]*+{_END})")
_MEANT_TO_CLOSE = rf"{_IN_LINE}(?:[{_DASH}]{{2,}}|\.\.\.){_IN_LINE}(?:{_END}|\Z)"
_CLOSING = regex(_MEANT_TO_CLOSE)
_CLOSING_BELOW = regex(rf"(?m)(?:^|(?<=\r)){_MEANT_TO_CLOSE}")
_BLANK_LINES = regex(rf"(?>{_IN_LINE}{_END})*")
_SLIP = regex(rf"(?![ \t]*[>#|`*+])(?=[^\r\n]{{0,11}}-)[^\r\n]{{1,12}}{_END}")
"""What a line ``---`` may become by a slip of the hand: ``-``, ``x---``."""
_NEXT = regex(rf"(?>(?:[ \t]*+{_END})*)(?=---[ \t]*+{_END})")
_RULE = regex(r"(?:---|\.\.\.)[ \t]*+(?:\r\n|[\r\n]|\Z)")
_ASK_KEYS = frozenset({"ask", *ASK_IN_OTHER_WORDS})


class Misplaced(NamedTuple):
    """A block of frontmatter out of place: ``text[start:body]`` with its fences, ``text[inside:end]`` without them."""

    start: int
    inside: int
    end: int
    body: int
    language: Language = "yaml"


def block_at_top(text: str) -> Misplaced | None:
    """The block at the top of a text whose first line is no proper fence; None where there is none."""
    opening = _TOP.match(text)
    if opening is None:
        return _unopened(text) or _other_block_at_top(text)
    if opening["fence"] == "---" and not opening["above"] and not opening["behind"].strip(" \t"):
        return None
    inside = opening.end()
    closing = _CLOSING_BELOW.search(text, inside)
    first = _KEY.match(text, inside)
    if closing is None or first is None:
        return None
    if fold_key(first["key"]) in KNOWN_KEYS or _asks_somebody(text[inside : closing.start()]):
        return Misplaced(0, inside, closing.start(), closing.end())
    return None


def _unopened(text: str) -> Misplaced | None:
    """The block at the top, below blank lines at most, that asks somebody and lacks the line that opens it, or has a
    slip in it; None for none.
    """
    begin = _BLANK_LINES.match(text).end()  # type: ignore[union-attr]  # it matches nothing at least
    slip = None if _KEY.match(text, begin) else _SLIP.match(text, begin)
    return _without_opening(text, slip.end() if slip else begin, frozenset())


def continued_block(text: str, body: int, keys: Iterable[str]) -> Misplaced | None:
    """Where the block that ends at ``body`` goes on behind a line of dashes too many; None where it does not.

    keys: of that block. Only with those below do they ask somebody.
    """
    begin = _BLANK_LINES.match(text, body).end()  # type: ignore[union-attr]  # as above
    if not _KEY.match(text, begin):  # as of most notes, whose keys need not be folded then
        return None
    above = frozenset(map(fold_key, keys))
    return None if _are_of_an_ask(above) else _without_opening(text, begin, above)


def _without_opening(text: str, begin: int, above: frozenset[str]) -> Misplaced | None:
    """The lines of keys at a place, without a blank one, down to a line of dashes, if they ask somebody with the keys
    above.
    """
    first = _KEY.match(text, begin)
    is_known = first is not None and fold_key(first["key"]) in KNOWN_KEYS
    closing = _CLOSING_BELOW.search(text, begin, begin + MAX_BYTES) if is_known else None
    if closing is None:
        return None
    inside = text[begin : closing.start()]
    is_block = all(map(str.strip, lines_of(inside))) and _are_of_an_ask(above | _keys(inside))
    return Misplaced(0, begin, closing.start(), closing.end()) if is_block else None


def _other_block_at_top(text: str) -> Misplaced | None:
    """The block in TOML or JSON with a known key, below invisible characters at most; None for none."""
    above = _ABOVE.match(text)
    block = find_block(text[above.end() :]) if above else None
    if above is None or block is None:
        return None
    start, end, body = (above.end() + place for place in (block.start, block.end, block.body))
    if not _keys(text[start:end], is_yaml=False) & KNOWN_KEYS:
        return None
    return Misplaced(0, start, end, body, block.language)


def closes_block(line: str) -> bool:
    """Whether a line was meant to close a block: dashes of any kind, or three dots."""
    return _CLOSING.fullmatch(line) is not None


def unseen_above(text: str) -> str:
    """The blank lines and invisible characters above a first line ``---``; "" for none."""
    found = _ABOVE_FENCE.match(text)
    return found[0] if found else ""


def up_to_end(text: str) -> str:
    """The text above the first line that was meant to close a block; all where none was."""
    closing = _CLOSING_BELOW.search(text)
    return text[: closing.start()] if closing else text


def with_own_end(text: str) -> tuple[str, int] | None:
    """A text that begins with ``---``, with the fence that stands at the end of its last value on a line of its own.

    With it comes the number of that line. None where no line above the first blank one ends so.
    """
    start = 0
    for number, line in enumerate(lines_of(text[:MAX_BYTES]), start=1):
        bare = line.rstrip()
        if number > 1 and (not bare or closes_block(line)):
            return None
        if number > 1 and bare.endswith("---"):
            newline = lines_of(text[:8])[0].lstrip("- \t")
            return f"{text[:start]}{bare[:-3].rstrip()}{newline}---{text[start + len(bare) :]}", number
        start += len(line)
    return None


def stacked_block(text: str, body: int) -> Block | None:
    """The block that follows the one ending at ``body``, with blank lines at most between; None for none.

    Its places count from the start of the text.
    """
    between = _NEXT.match(text, body)
    if between is None:
        return None
    start = between.end()
    block = find_block(text[start:])
    if block is None or not _keys(text[start + block.start : start + block.end]) & KNOWN_KEYS:
        return None
    return Block("yaml", start + block.start, start + block.end, start + block.body)


def block_below_text(text: str) -> Misplaced | None:
    """The first frontmatter block below some text that has a key of asks and a key of contacts or goals; None for none.

    Blocks in fenced code do not count.
    """
    if "---" not in text:
        return None
    rules = list(_rules(text))
    for (start, inside, opens), (end, body, _) in pairwise(rules):
        if opens and _asks_somebody(text[inside:end]):
            return Misplaced(start, inside, end, body)
    return None


def _rules(text: str) -> Iterator[tuple[int, int, bool]]:
    """The start and end of each line outside code that may open or close a block, and whether it may open one."""
    position = 0
    lines = lines_of(text)
    for line, in_code in zip(lines, are_fenced(lines), strict=True):
        if not in_code and line[:3] in ("---", "...") and _RULE.fullmatch(line):
            yield position, position + len(line), line[0] == "-"
        position += len(line)


def _asks_somebody(inside: str) -> bool:
    """Whether a block has a key of asks and a key of contacts or goals."""
    return _are_of_an_ask(_keys(inside))


def _are_of_an_ask(keys: frozenset[str]) -> bool:
    return bool(keys & _ASK_KEYS and keys & GOAL_OR_CONTACT)


def _keys(inside: str, *, is_yaml: bool = True) -> frozenset[str]:
    """The keys that begin lines, folded."""
    key = _KEY if is_yaml else _KEY_ELSEWHERE
    return frozenset(fold_key(match["key"]) for line in lines_of(inside) if (match := key.match(line)))
