"""The words of a search: how text compares, what the index is asked, and where the words are in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import normalize

from journal.notes.spelling import STROKELESS
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

__all__ = ["asked", "found_in", "line_with", "marks", "put"]

_SHOWN = 120
"""Characters of a line that are shown of it, a third of them before the word."""
_LONGEST = 200
"""Characters of a word or phrase that are looked for: what holds more of them than that is found by these."""
_SHORT = 3
"""Letters of a word that begins too many others."""
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"  # Latin, Greek, Cyrillic
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # Arabic
    "\u00ad"  # a place where a word may be broken
)
"""What stands on or in letters and does not count."""
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff"  # Japanese, bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"  # Han
)
"""Letters of scripts that put no space between words."""
_IGNORED = regex(f"[{_MARKS}]+")
_ALONE = regex(f"[{_UNSPACED}]")
_PIECE = regex(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_ASCII_PIECE = regex("[a-z0-9]+")
_WORD_BEGINS = rf"(?<![^\W_{_UNSPACED}])"
_ASCII_WORD_BEGINS = r"(?<![^\W_])"
"""Where a word begins, and where it does in ASCII: the letters of other scripts take long to compile."""
_BETWEEN = r"[\W_]*"
_BREAKS_QUOTES = str.maketrans({'"': " ", "\0": " "})


def put(text: str) -> str:
    """A text as it goes into the index; in a script without spaces each letter is a word, so that any part is found."""
    if text.isascii():
        return text
    return "\n".join([line if line.isascii() else _put_line(line) for line in text.split("\n")])


def _put_line(line: str) -> str:
    """A line of ``put``: no letter, mark or break of another line changes what becomes of it."""
    return _ALONE.sub(r" \g<0> ", _plain(line)).encode("utf-8", "replace").decode()


def asked(words: Sequence[str]) -> str:
    """The FTS5 query for notes with every word or phrase; the last word of each may be a beginning.

    Each is a quoted string, in which nothing is an operator. A word without letters and digits is passed over.
    """
    return " ".join(f'"{put(word[:_LONGEST]).translate(_BREAKS_QUOTES)}"*' for word in words)


def marks(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """The start and end of each place where a word is in a short text, from left to right, none overlapping."""
    plain = _plain(text)
    pattern = _pattern(tuple(words), in_ascii=plain.isascii())
    if pattern is None:
        return []
    if text[:-1].isascii():  # each letter is one of plain, but for the last, which may be a sign that it is cut
        last = len(text) - 1
        return [(min(match.start(), last), min(match.end(), last + 1)) for match in pattern.finditer(plain)]
    letters = [(_plain(letter), place) for place, letter in enumerate(text)]
    places = [place for plain, place in letters for _ in plain]
    found = pattern.finditer("".join(plain for plain, _ in letters))
    return [(places[match.start()], places[match.end() - 1] + 1) for match in found]


def line_with(text: str, words: Sequence[str], title: str) -> str:
    """The first line with a word that is not the title, cut to fit around the word; "" where there is none."""
    plain, lines, end = _plain(text), text.split("\n"), 0
    pattern = _pattern(tuple(words), in_ascii=plain.isascii())
    while pattern and (match := pattern.search(plain, end)):
        begin = plain.rfind("\n", 0, match.start()) + 1
        line = lines[plain.count("\n", 0, begin)]
        if line.strip("# \t\r") != title:
            start = max(0, match.start() - begin - _SHOWN // 3)
            cut = line[start : start + _SHOWN].strip()
            return ("…" if start else "") + cut + ("…" if start + _SHOWN < len(line) else "")
        end = match.end()
    return ""


def found_in(text: str, words: Sequence[str]) -> list[str]:
    """The words that are in a text, whole or, but for short ones, as the beginning of a longer word."""
    plain = _plain(text)
    return [word for word in words if _is_in(plain, word)]


def _is_in(plain: str, word: str) -> bool:
    """Whether a word is in a text, as ``found_in`` says. plain: the text as ``_plain`` gives it. word: as typed."""
    pattern = _pattern((word,), in_ascii=plain.isascii())
    if pattern is None:
        return False
    may_go_on = len(word) > _SHORT or (not word.isascii() and _ALONE.search(_plain(word)))
    return any(may_go_on or not plain[at.end() : at.end() + 1].isalnum() for at in pattern.finditer(plain))


def _plain(text: str) -> str:
    """A text in the form in which a search compares: no case, no accents, one form for each letter."""
    if text.isascii():
        return text.lower()
    if "\n" in text:  # no letter or mark changes what becomes of another line, and most lines are ASCII
        return "\n".join(map(_plain, text.split("\n")))
    return _IGNORED.sub("", normalize("NFKD", text).translate(STROKELESS)).casefold()


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...], *, in_ascii: bool) -> re.Pattern[str] | None:
    """A pattern for the words in plain text; None where there is nothing to search for.

    in_ascii: for a text of ASCII alone, without the sets of other scripts, which take long to compile.
    """
    begins = _ASCII_WORD_BEGINS if in_ascii else _WORD_BEGINS
    looked_for = (_BETWEEN.join(_pieces(_plain(word[:_LONGEST]), begins)) for word in words)
    longest_first = sorted(filter(None, looked_for), key=len, reverse=True)
    return regex("|".join(longest_first)) if longest_first else None


def _pieces(plain: str, begins: str) -> Iterator[str]:
    """The pieces of a word as patterns. begins: the pattern for where a word begins."""
    if plain.isascii():
        yield from (begins + piece for piece in _ASCII_PIECE.findall(plain))
        return
    from re import escape

    for piece in _PIECE.findall(plain):
        yield piece if _ALONE.match(piece) else begins + escape(piece)
