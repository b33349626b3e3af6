"""Handlers for python-frontmatter that load text as written, within limits, with lines.

Imported only for notes that are not plain, since it brings the parsers with it.
"""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Iterator
from itertools import count

import frontmatter
from frontmatter.default_handlers import BaseHandler

from journal.notes.block import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    MOVE_TEXT,
    KeyValue,
    Language,
    Nested,
    Unreadable,
    Value,
    texts,
)
from journal.notes.spelling import fold_key
from journal.notes.yamltext import read_yaml
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["load"]

_TOML_PLACE = regex(r"(?s)(.*) \(at line (\d+), column (\d+)\)")
_DEEP_TOML_KEY = regex(rf"""(?<![\w"'.-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}""")
"""A dotted key over the limit, on which tomllib would spend quadratic time."""

_LOOSE_KEY = regex(r"""[ \t]*+["']?([^"'=:\n]++)["']?[ \t]*+[=:]""")


def load(language: Language, inside: str, first_line: int) -> tuple[KeyValue, ...]:
    """The entries of frontmatter that is given without fences and with LF line ends.

    first_line: the number of its first line in the file. Raises Unreadable, also beyond the limits of docs/format.md 3,
    and NotMapping.
    """
    if len(inside.encode(errors="surrogatepass")) > MAX_BYTES:
        raise Unreadable(f"longer than {MAX_BYTES // 1024} KiB", cure=MOVE_TEXT)
    handler = _HANDLERS[language](first_line)
    frontmatter.parse(f"-{inside}-", handler=handler)  # which would strip it
    return handler.entries


class _Text(BaseHandler):
    """The base of all formats: our own split, and entries where a dict would lose keys given twice."""

    FM_BOUNDARY = regex("")

    def __init__(self, first_line: int) -> None:
        super().__init__()
        self.first_line = first_line
        self.entries: tuple[KeyValue, ...] = ()

    def split(self, text: str) -> tuple[str, str]:
        return text[1:-1], ""

    def load(self, fm: str) -> dict[str, Any]:
        try:
            self.entries = self.read(fm)
        except RecursionError:
            raise Unreadable(f"more than {MAX_DEPTH} levels deep", cure=MOVE_TEXT) from None
        return {}

    @abstractmethod
    def read(self, block: str) -> tuple[KeyValue, ...]:
        """The entries of a block. Raises Unreadable, NotMapping."""


class _Yaml(_Text):
    def read(self, block: str) -> tuple[KeyValue, ...]:
        return read_yaml(block, self.first_line)


class _Toml(_Text):
    def read(self, block: str) -> tuple[KeyValue, ...]:
        import tomllib

        if _DEEP_TOML_KEY.search(block):
            raise Unreadable(f"more than {MAX_DEPTH} levels deep", cure=MOVE_TEXT)
        try:
            pairs = _Pairs(tomllib.loads(block, parse_float=str).items())
            return _entries(pairs, block, self.first_line)
        except ValueError as error:
            place = _TOML_PLACE.fullmatch(str(error))
            raise Unreadable(place[1], int(place[2]), int(place[3])) if place else Unreadable(str(error)) from None


class _Json(_Text):
    def read(self, block: str) -> tuple[KeyValue, ...]:
        try:
            pairs = json.loads(
                "{" + block + "}", object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=str
            )
        except json.JSONDecodeError as error:
            raise Unreadable(error.msg, error.lineno, error.colno) from None
        return _entries(pairs, block, self.first_line)


_HANDLERS: dict[str, type[_Text]] = {"yaml": _Yaml, "toml": _Toml, "json": _Json}


class _Pairs(list["tuple[str, Any]"]):
    """The key-value pairs of a mapping, with repeated keys."""


def _entries(pairs: _Pairs, block: str, first_line: int) -> tuple[KeyValue, ...]:
    lines: dict[str, int] = {}
    for number, line in enumerate(block.split("\n"), first_line):
        if match := _LOOSE_KEY.match(line):
            lines.setdefault(fold_key(match[1].strip()), number)
    nodes = count(1)
    return tuple(KeyValue(key, _value(found, 2, nodes), lines.get(fold_key(key), first_line)) for key, found in pairs)


def _value(found: object, depth: int, nodes: Iterator[int]) -> Value:
    """A loaded value as text. nodes: counts all values, to raise Unreadable beyond the limit."""
    if depth > MAX_DEPTH:
        raise Unreadable(f"more than {MAX_DEPTH} levels deep", cure=MOVE_TEXT)
    if next(nodes) > MAX_NODES:
        raise Unreadable(f"more than {MAX_NODES:,} values", cure=MOVE_TEXT)
    if isinstance(found, _Pairs | dict):
        pairs = found if isinstance(found, _Pairs) else found.items()
        leaves = tuple(text for _, inner in pairs for text in texts(_value(inner, depth + 1, nodes)))
        return Nested(" ".join(leaves), leaves)
    if isinstance(found, list):
        return tuple(_value(inner, depth + 1, nodes) for inner in found)
    if found is None or isinstance(found, str):
        return found
    return str(found).lower() if isinstance(found, bool) else str(found)
