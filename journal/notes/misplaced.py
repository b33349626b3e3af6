"""Frontmatter that does not stand where it should, but is read all the same (docs/format.md 3, "misplaced")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from journal.named_tuple import NamedTuple
from journal.notes.block import MAX_BYTES, Block, KeyValue, Language, find_block, lines_of, stripped_texts
from journal.notes.body import are_fenced
from journal.notes.keys import ASK_KEYS, GOAL_OR_CONTACT, KNOWN_KEYS
from journal.notes.spelling import UNSEEN, fold_key
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = [
    "Misplaced",
    "are_of_an_ask",
    "block_at_top",
    "block_below_text",
    "closes_block",
    "continued_block",
    "keys_in_small_letters",
    "stacked_block",
    "unseen_above",
    "up_to_end",
]

_DASH = "\u002d\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_BLANK = rf"[\s{UNSEEN}]"
_IN_LINE = rf"(?>(?:[^\S\r\n]++|[{UNSEEN}]++)*)"
_END = r"(?:\r\n|[\r\n])"
_KEY = regex(r"""[ \t]*+["']?(?P<key>[^\s:："'#-][^:：\r\n]{0,62}?)["']?[ \t]*+[:：]""")
_KEY_ELSEWHERE = regex(r"""[ \t]*+["']?(?P<key>[\w-]{1,64}+)["']?[ \t]*+[=:]""")
"""The same in TOML and JSON."""
_TOP = regex(
    rf"(?P<above>{_BLANK}*+)(?P<fence>[{_DASH}]{{2,}})(?P<behind>{_IN_LINE}(?:\#[^\r\n]*+|!?ya?ml[ \t]*+)?){_END}"
)
_ABOVE = regex(rf"{_BLANK}++(?=\+\+\+|\{{)")
_ABOVE_FENCE = regex(rf"{_BLANK}++(?=---[ \t]*+{_END})")
_LONG_DASH = "\u2014\u2015\u2e3a\u2e3b"
"""What word processors make of three dashes."""
_MEANT_TO_CLOSE = rf"(?:{_IN_LINE}(?:[{_DASH}]{{2,}}|\.\.\.)|[{_LONG_DASH}]){_IN_LINE}(?:{_END}|\Z)"
_CLOSING = regex(_MEANT_TO_CLOSE)
_CLOSING_BELOW = regex(rf"(?m)(?:^|(?<=\r)){_MEANT_TO_CLOSE}")
_BLANKS, _PLAIN_BLANKS = regex(rf"{_BLANK}*+"), regex(r"[ \t\r\n]*+")
_MAY_BE_FENCE = regex(rf"[^{_DASH}\r\n]{{0,12}}[{_DASH}]")
_LONGEST_WORDS = 200
"""Characters that somebody may have written behind the dashes of a first line."""
_LINES_OF_FENCE = regex(rf"(?>{_IN_LINE}[{_DASH}]{{0,2}}{_IN_LINE}{_END})*")
"""What stands below a line of dashes that was broken in two."""
_SHORT_LINE = regex(rf"[^\r\n]{{1,14}}{_END}")
_IS_DASH = regex(f"[{_DASH}]")
_BEFORE_KEY = regex(rf"{_BLANK}*+[{_DASH}]{{2,}}{_IN_LINE}")
_UNDER_KEY = regex(rf"(?>(?:(?:[ \t]*+-[ \t]|[ \t]++)[^\r\n]*+{_END}|{_END})*)")
"""Lines of a list or a text, and blank ones."""
_GOES_ON = regex(rf"[^\r\n]++{_END}(?:[ \t]++\S|[-#]|[^\s:：][^:：\r\n]{{0,62}}[:：])")
_ASK = regex(rf"ask:[ \t][^\r\n]*+{_END}(?>(?:[ \t]++\S[^\r\n]*+{_END})*)")
_NAMED = frozenset({"contact", "goal"})
_SWAPPED = regex(rf"[^\r\n]++{_END}---[ \t]*+{_END}")
_COMMENTS = regex(rf"(?>(?:{_IN_LINE}#[^\r\n]*+{_END})*)")
_ITEM = regex(r"-(?:\s|\Z)")
_FENCE = regex(rf"---[ \t]*+{_END}")
_RULE = regex(rf"[{UNSEEN}]*+(?:---|\.\.\.)[ \t]*+(?:\r\n|[\r\n]|\Z)")


class Misplaced(NamedTuple):
    """A block of frontmatter out of place: ``text[start:body]`` with its fences, ``text[inside:end]`` without them.

    fence: where a line of dashes stands right below the first key instead of above it; 0 for none.
    """

    start: int
    inside: int
    end: int
    body: int
    language: Language = "yaml"
    fence: int = 0


def block_at_top(text: str) -> Misplaced | None:
    """The block at the top of a text whose first line is no proper fence; None where there is none."""
    opening = _TOP.match(text)
    if opening is None:
        return _unopened(text) or _other_block_at_top(text)
    if opening["fence"] == "---" and not opening["above"] and not opening["behind"].strip(" \t"):
        return None
    inside = opening.end()
    closing = _CLOSING_BELOW.search(text, inside)
    first = _KEY.match(text, _behind(_COMMENTS, text, inside))
    if first is None:
        return _without_opening(text, _behind(_LINES_OF_FENCE, text, inside), frozenset())
    if closing is None:
        return None
    if fold_key(first["key"]) in KNOWN_KEYS or _asks_somebody(text[inside : closing.start()]):
        return Misplaced(0, inside, closing.start(), closing.end())
    return None


def _unopened(text: str) -> Misplaced | None:
    """The block at the top, below blank lines at most, that asks somebody and lacks the line that opens it, or has a
    slip in it, or its first key on it; None for none.
    """
    begin = _behind_blank_lines(_BLANKS, text, 0)
    if not _KEY.match(text, begin):
        if not _MAY_BE_FENCE.match(text, begin):  # as of most notes
            return None
        line, joined = _SHORT_LINE.match(text, begin), _BEFORE_KEY.match(text, begin)
        if joined:
            begin = joined.end()
            if not _KEY.match(text, begin):
                begin += len((lines_of(text[begin : begin + _LONGEST_WORDS]) or [""])[0])
        elif line and _is_near_fence(line[0].strip()):
            begin = _behind(_LINES_OF_FENCE, text, line.end())
        else:
            return None
    return _without_opening(text, begin, frozenset())


def _behind(lines: re.Pattern[str], text: str, place: int) -> int:
    """The place behind the lines that stand at a place. lines: a pattern that matches nothing at least."""
    found = lines.match(text, place)
    return found.end() if found else place


def _behind_blank_lines(blanks: re.Pattern[str], text: str, place: int) -> int:
    """The place behind the blank lines that stand at a place. blanks: what they consist of, with their ends."""
    end = _behind(blanks, text, place)
    return max(text.rfind("\n", place, end), text.rfind("\r", place, end), place - 1) + 1


def _is_near_fence(line: str) -> bool:
    """Whether a line may have been “---” before a slip of the hand: “-”, “x---”, “---: oops”."""
    signs = len(line.replace(" ", ""))
    dashes = len(_IS_DASH.findall(line))
    if line.startswith("<!") or not dashes:
        return False
    return dashes == signs or len(_IS_DASH.findall(line[:2])) == 2 or (dashes > 1 and signs - dashes < 4)


def continued_block(text: str, body: int, entries: Sequence[KeyValue]) -> Misplaced | None:
    """Where the block that ends at ``body`` goes on behind a line of dashes too many; None where it does not.

    entries: of that block. Only with what stands below do they ask somebody.
    """
    if entries and text.startswith("# ", body):  # as nearly all bodies begin
        return None
    under = _UNDER_KEY.match(text, body) if text.startswith((" ", "\t", "-"), body) else None  # of a list or a text
    begin = _behind_blank_lines(_BLANKS, text, under.end() if under else body)
    if not _KEY.match(text, begin if entries else _behind(_COMMENTS, text, begin)):
        return _text_of_last(text, body, begin, entries) if under else None  # of most notes: no key is folded
    full = frozenset(fold_key(entry.key) for entry in entries if stripped_texts(entry.value, whole=True))
    if are_of_an_ask(full):
        return None
    above = frozenset(fold_key(entry.key) for entry in entries)
    return _without_opening(text, begin, above) or (_ask_right_below(text, body) if _NAMED & full else None)


def _ask_right_below(text: str, body: int) -> Misplaced | None:
    """The key ``ask`` at a place with what stands under it: the line of dashes was swapped with it; None for none."""
    ask = _ASK.match(text, body)
    return Misplaced(0, body, ask.end(), ask.end()) if ask else None


def _text_of_last(text: str, body: int, end: int, entries: Sequence[KeyValue]) -> Misplaced | None:
    """The lines ``text[body:end]`` above a line of dashes, if they are the text of the ask that is the last key
    above; None where they are not.
    """
    closing = _CLOSING_BELOW.match(text, end)
    if closing is None or not entries or entries[-1].value or fold_key(entries[-1].key) not in ASK_KEYS:
        return None
    return Misplaced(0, body, end, closing.end())


def _without_opening(text: str, begin: int, above: frozenset[str]) -> Misplaced | None:
    """The lines of keys at a place, down to a line of dashes, if they ask somebody with the keys above."""
    first = _KEY.match(text, begin) or _KEY.match(text, _behind(_COMMENTS, text, begin))
    if first is None or not (fold_key(first["key"]) in KNOWN_KEYS or _GOES_ON.match(text, first.start())):
        return None  # as of most notes that begin with words and a colon
    closing = _CLOSING_BELOW.search(text, begin, begin + MAX_BYTES)
    if closing is None:
        return None
    if _SWAPPED.match(text, begin) and (below := _CLOSING_BELOW.search(text, closing.end(), begin + MAX_BYTES)):
        keys = _keys(text[begin : closing.start()]) | _keys_without_prose(text[closing.end() : below.start()])
        return Misplaced(0, begin, below.start(), below.end(), fence=closing.start()) if are_of_an_ask(keys) else None
    is_block = are_of_an_ask(above | _keys_without_prose(text[begin : closing.start()]))
    return Misplaced(0, begin, closing.start(), closing.end()) if is_block else None


def _keys_without_prose(inside: str) -> frozenset[str]:
    """The keys of some lines, folded; none where a line is not part of a key.

    Without a blank line, a known key at the top is enough. Where keys stand below a blank line, only those in small
    letters count, as no sentence begins.
    """
    lines = lines_of(inside)
    first = _KEY.match(inside, _behind(_COMMENTS, inside, 0))
    if all(map(str.strip, lines)) and first and fold_key(first["key"]) in KNOWN_KEYS:
        return _keys(inside)
    if any(line.strip() and line[0] not in " \t#" and not _ITEM.match(line) and not _KEY.match(line) for line in lines):
        return frozenset()
    in_parts = any(not above.strip() and line[0] not in " \t\r\n" for above, line in pairwise(lines))
    return keys_in_small_letters(inside) if in_parts else _keys(inside)


def keys_in_small_letters(inside: str) -> frozenset[str]:
    """The keys that begin lines and are no first words of sentences, folded."""
    return _keys("".join(line for line in lines_of(inside) if line.lstrip()[:1].islower()))


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


def stacked_block(text: str, body: int) -> Block | None:
    """The block that follows the one ending at ``body``, with blank lines at most between; None for none.

    Its places count from the start of the text.
    """
    start = _behind_blank_lines(_PLAIN_BLANKS, text, body)
    if not _FENCE.match(text, start):
        return None
    block = find_block(text[start:])
    if block is None or not _keys(text[start + block.start : start + block.end]) & KNOWN_KEYS:
        return None
    return Block("yaml", start + block.start, start + block.end, start + block.body)


def block_below_text(text: str) -> Misplaced | None:
    """The first frontmatter block below some text that has a key of asks and a key of contacts or goals; None for none.

    Blocks in fenced code do not count.
    """
    if "---" not in text or text.count("---") + text.count("...") < 2:
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
        if not in_code and (line[:3] in ("---", "...") or line[0] in UNSEEN) and _RULE.fullmatch(line):
            yield position, position + len(line), "-" in line
        position += len(line)


def _asks_somebody(inside: str) -> bool:
    """Whether a block has a key of asks and a key of contacts or goals."""
    return are_of_an_ask(_keys(inside))


def are_of_an_ask(keys: frozenset[str]) -> bool:
    """Whether folded keys have one of asks and one of contacts or goals among them."""
    return bool(keys & ASK_KEYS and keys & GOAL_OR_CONTACT)


def _keys(inside: str, *, is_yaml: bool = True) -> frozenset[str]:
    """The keys that begin lines, folded."""
    key = _KEY if is_yaml else _KEY_ELSEWHERE
    return frozenset(fold_key(match["key"]) for line in lines_of(inside) if (match := key.match(line)))
