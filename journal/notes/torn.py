"""Lines that tear a block apart and are read as they were meant (docs/format.md 3).

One at the margin between ``ask: |`` and its text, which YAML gives to that line; a sign before a key, which makes it
another key; ``ask`` without its colon. None is mended by ``check --fix``: it is a person's to say what belongs there.
"""

from __future__ import annotations

from journal.model import Problem
from journal.notes.block import MAX_BYTES
from journal.notes.keys import ASK_KEYS, GOAL_OR_CONTACT, KNOWN_KEYS
from journal.notes.spelling import UNSEEN, fold_key
from journal.regex import regex

__all__ = ["whole_again"]

_TORN = regex(
    r"(?m)^(?P<head>(?P<key>[^\s#:\"'-][^:\n]{0,62}):[ \t]*+[|>][-+0-9]{0,2}[ \t]*+\n)"
    r"(?P<between>[^\s#-][^\n]*+)\n(?=[ \t]++\S)"
)
_ANY_KEY = regex(r"(?m)^(?P<key>[^\s#:-][^:\n]{0,62}):(?![^ \t\n])")
_KEY = regex(r"[^:\n]++:(?![^ \t])")
_WHOLE_KEY = regex(r"[^:\n]++:[ \t]++[^\s|>&!#\[{][^\n]*+")
_SIGNED = regex(
    rf"(?m)^(?P<sign>[^\w\s#'\"{UNSEEN}{{-]{{1,3}}[ \t]?|[\"'](?=[^\"'\n]*+$))"
    rf"(?=(?P<key>[A-Za-z_]{{2,30}}+):(?![^ \t\n]))(?![^\n]*\][ \t]*$)"
)
"""A sign before a key; a quote only where it is the one on its line, a bracket where none closes there."""
_WITHOUT_COLON = regex(r"(?m)^(?:ask|Ask)(?:[ \t]*+[=;.,-](?=[ \t])|(?=[ \t]|\n[ \t]++\S))(?![^:\n]*+:(?![^ \t\n]))")
"""The key of an ask with another sign for its colon, or none; but where a colon is further on."""


def whole_again(block: str, first_line: int) -> tuple[str, list[Problem]]:
    """A block with LF line ends without what tears it apart, line for line, and a problem for each such line.

    A line between a key and its text stands above that key then, as a comment where it is no key. first_line: of the
    block in its file.
    """
    if len(block) > MAX_BYTES:
        return block, []
    with_colon, bare = _with_colon(block, first_line)
    unsigned, signs = _without_signs(with_colon, first_line)
    whole, between = _with_texts(unsigned, first_line)
    return whole, [*bare, *signs, *between]


def _with_colon(block: str, first_line: int) -> tuple[str, list[Problem]]:
    """A block in which ``ask`` has its colon, if it lacks that, no key asks, and one is of contacts or goals."""
    bare = None if "\nask:" in f"\n{block}" else _WITHOUT_COLON.search(block)  # most need no pattern
    keys = {fold_key(key["key"]) for key in _ANY_KEY.finditer(block)} if bare else frozenset()
    if bare is None or keys & ASK_KEYS or not keys & GOAL_OR_CONTACT or block.count('"', 0, bare.start()) % 2:
        return block, []
    line = first_line + block.count("\n", 0, bare.start())
    message = f"Line {line} has no colon behind “ask”: write “ask:” there."
    return f"{block[: bare.start()]}ask:{block[bare.end() :]}", [Problem("bad-frontmatter", message, line)]


def _without_signs(block: str, first_line: int) -> tuple[str, list[Problem]]:
    """A block without the signs before known keys, but within double quotes, and a problem for each."""
    parts, found, end = [], [], 0
    line, quotes, counted = first_line, 0, 0
    for signed in _SIGNED.finditer(block):
        line += block.count("\n", counted, signed.start())
        quotes += block.count('"', counted, signed.start())
        counted = signed.start()
        if fold_key(signed["key"]) in KNOWN_KEYS and quotes % 2 == 0:
            message = f"Line {line} begins with “{signed['sign'].strip()}”, not with a key: delete that."
            found.append(Problem("bad-frontmatter", message, line))
            parts.append(block[end : signed.start()])
            end = signed.end()
    return "".join(parts) + block[end:], found


def _with_texts(block: str, first_line: int) -> tuple[str, list[Problem]]:
    """A block in which each line between a key and its text stands above that key, and a problem for each."""
    parts, found, end = [], [], 0
    line, counted = first_line, 0
    for torn in _TORN.finditer(block):
        line += block.count("\n", counted, torn.start("between"))
        counted = torn.start("between")
        between = torn["between"]
        is_key = _KEY.match(between) is not None
        if fold_key(torn["key"]) not in KNOWN_KEYS or (is_key and not _WHOLE_KEY.fullmatch(between)):
            continue
        above = between if is_key else f"# {between}"
        parts += [block[end : torn.start()], f"{above}\n", torn["head"]]
        end = torn.end()
        message = f"Line {line} stands between line {line - 1} and its text: move it above line {line - 1}."
        found.append(Problem("bad-frontmatter", message, line))
    return "".join(parts) + block[end:], found
