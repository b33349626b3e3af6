"""A block scalar that a line at the margin tore from its key (docs/format.md 3): ``ask: |``, another line, the text.

YAML gives the text to that line, or refuses the block; the key has none either way.
"""

from __future__ import annotations

from journal.notes.block import MAX_BYTES
from journal.notes.keys import KNOWN_KEYS
from journal.notes.spelling import fold_key
from journal.regex import regex

__all__ = ["whole_again"]

_TORN = regex(
    r"(?m)^(?P<head>(?P<key>[^\s#:\"'-][^:\n]{0,62}):[ \t]*+[|>][-+0-9]{0,2}[ \t]*+\n)"
    r"(?P<between>[^\s#-][^\n]*+)\n(?=[ \t]++\S)"
)
_KEY = regex(r"[^:\n]++:(?![^ \t])")
_WHOLE_KEY = regex(r"[^:\n]++:[ \t]++[^\s|>&!#\[{][^\n]*+")


def whole_again(block: str) -> tuple[str, list[int]]:
    """A block with LF line ends in which each line between a key and its text stands above that key, no key as a
    comment; with the indexes of these lines in the block as it is.
    """
    moved: list[int] = []
    parts, end = [], 0
    if len(block) > MAX_BYTES:
        return block, moved
    for torn in _TORN.finditer(block):
        between = torn["between"]
        is_key = _KEY.match(between) is not None
        if fold_key(torn["key"]) not in KNOWN_KEYS or (is_key and not _WHOLE_KEY.fullmatch(between)):
            continue
        above = between if is_key else f"# {between}"
        parts += [block[end : torn.start()], f"{above}\n", torn["head"]]
        end = torn.end()
        moved.append(block.count("\n", 0, torn.start()) + 1)
    return "".join(parts) + block[end:], moved
