"""The frontmatter of a text, well formed or not: total, with a problem for what is not (docs/format.md 3)."""

from __future__ import annotations

import re
from typing import NamedTuple

from journal.model import Problem
from journal.notes.block import Entry, NotMapping, Unreadable, find, starts, unified
from journal.notes.lenient import has_known_key, leading_lines, read_leniently
from journal.notes.plain import read_plain

__all__ = ["Front", "read_front"]

_FIRST_KEY = re.compile(r"""\s*+(?:#[^\n]*+\s++)*+["']?[\w-]++["']?[ \t]*+[:=](?!\S)""")
"""A first line, comments aside, that looks like a key."""


class Front(NamedTuple):
    """The keys of a text and what is wrong with them. body: where its body begins in the text."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    body: int = 0


def read_front(text: str) -> Front:
    """The frontmatter of a whole text, without a byte-order mark; never raises."""
    block = find(text)
    if block is None:
        return _unclosed(text)
    inside = unified(text[block.start : block.end])
    is_yaml = block.language == "yaml"
    try:
        entries = read_plain(inside, 2) if is_yaml else None
        if entries is None:
            from journal.notes.formats import load

            entries = load(unified(text[: block.body]), 2)
        return Front(entries, body=block.body)
    except NotMapping:
        return Front()
    except Unreadable as refusal:
        entries = read_leniently(inside, 2, is_yaml=is_yaml)
        if not entries and not _FIRST_KEY.match(inside):
            return Front()  # prose between two rules that only looks like frontmatter
        return Front(entries, (_bad(refusal),), block.body)


def _bad(refusal: Unreadable) -> Problem:
    line = None if refusal.line is None else refusal.line + 1
    where = "" if line is None else f" at line {line}, column {refusal.column}"
    message = f"The frontmatter cannot be read{where}: {refusal.message}; {refusal.cure}."
    return Problem("bad-frontmatter", message, line)


def _unclosed(text: str) -> Front:
    """A first line ``---`` that nothing closes: frontmatter where known keys follow, else a rule."""
    if not (text.startswith("-") and starts(text)):
        return Front()
    lines = leading_lines(unified(text).split("\n", 1)[1])
    if not has_known_key(lines):
        return Front()
    message = "The frontmatter has no end: put a line --- after its last key."
    return Front(read_leniently(lines, 2), (Problem("unclosed-frontmatter", message, 1),))
