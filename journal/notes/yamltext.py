"""YAML as text: built from the parser's events, so that nothing is resolved, nothing recurses, and limits hold.

Imported only for notes that are not plain, since it brings the parser with it.
"""

from __future__ import annotations

from collections.abc import Collection

import yaml

from journal.notes.block import (
    MAX_DEPTH,
    MAX_NODES,
    MOVE_TEXT,
    QUOTE,
    KeyValue,
    Nested,
    NotMapping,
    Unreadable,
    Value,
    texts,
)
from journal.notes.keys import KNOWN_KEYS, LINK_KEYS
from journal.notes.spelling import fold_key
from journal.regex import regex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["read_yaml"]

_REFUSED = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What YAML refuses, and what only its older version takes for the end of a line."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_STANDARD_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in "binary bool float int map merge null omap pairs seq set str timestamp value yaml".split()
)
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(block: str, first_line: int) -> tuple[KeyValue, ...]:
    """The entries of a YAML block with LF line ends; first_line is the block's in its file.

    Raises Unreadable, also for what is over the limits of docs/format.md 3, and NotMapping.
    """
    if refused := _REFUSED.search(block):
        before = block[: refused.start()]
        message = f"the character U+{ord(refused[0]):04X} is not allowed"
        raise Unreadable(message, before.count("\n") + 1, len(before) - before.rfind("\n"), cure="delete it")
    document = _Document(block)
    try:
        for event in yaml.parse(block, Loader=_Loader):
            document.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        raise Unreadable(error.problem or error.context or "it is no YAML", line, column) from None
    except yaml.YAMLError as error:
        raise Unreadable(str(error)) from None
    return document.entries(first_line)


class _Open:
    """A list or mapping that has not ended yet. lines: of its children. size: its number of nodes, aliases expanded."""

    __slots__ = ("children", "lines", "size", "start")

    def __init__(self, start: Any) -> None:
        self.start = start
        self.children: list[Value] = []
        self.lines: list[int] = []
        self.size = 1


class _Document:
    """Builds the values of one document from its events, one by one."""

    def __init__(self, block: str) -> None:
        self._block = block
        self._stack = [_Open(None)]
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._nodes = 0
        self._mapping: _Open | None = None

    def entries(self, first_line: int) -> tuple[KeyValue, ...]:
        """The key-value pairs of the document; none for an empty one. Raises NotMapping."""
        if self._mapping is None:
            if self._stack[0].children:
                raise NotMapping
            return ()
        keys, values = self._mapping.children[::2], self._mapping.children[1::2]
        lines = self._mapping.lines[::2]
        return tuple(
            KeyValue(" ".join(texts(key)), value, first_line + line)
            for key, value, line in zip(keys, values, lines, strict=True)
        )

    def take(self, event: Any) -> None:
        """Process the parser's next event. Raises Unreadable."""
        if isinstance(event, yaml.ScalarEvent):
            self._add(event, self._scalar(event), self._counted(event, 1))
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self._stack) > MAX_DEPTH:
                raise _refusal(f"more than {MAX_DEPTH} levels deep", event, MOVE_TEXT)
            self._counted(event, 1)
            self._stack.append(_Open(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self._stack.pop()
            if len(self._stack) == 1 and isinstance(closed.start, yaml.MappingStartEvent):
                self._mapping = closed
            self._add(closed.start, self._closed(closed, event), closed.size)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise _refusal(f"found undefined alias {event.anchor!r}", event)
            value, size = self._anchors[event.anchor]
            self._add(event, value, self._counted(event, size))
        elif isinstance(event, yaml.DocumentStartEvent) and self._stack[0].children:
            raise _refusal("expected a single document", event)

    def _counted(self, event: Any, size: int) -> int:
        """Count the nodes of an event and check its tag; gives the size.

        Raises Unreadable beyond the limit, or for a bad tag.
        """
        self._nodes += size
        if self._nodes > MAX_NODES:
            raise _refusal(f"more than {MAX_NODES:,} values", event, MOVE_TEXT)
        tag = None if isinstance(event, yaml.AliasEvent) else event.tag
        if tag not in (None, "!") and tag not in _STANDARD_TAGS:
            raise _refusal(f"found unknown tag {tag!r}", event)
        return size

    def _scalar(self, event: Any) -> str | None:
        is_null = not event.style and event.tag is None and event.value in _NULLS
        is_key = len(self._stack) == 2 and len(self._stack[1].children) % 2 == 0
        return None if is_null and not is_key else str(event.value)

    def _closed(self, closed: _Open, end: Any) -> Value:
        """The value of a list or mapping that ends. A list of one list, ``[[Maria]]``, is the link it was meant as."""
        source = self._block[closed.start.start_mark.index : end.end_mark.index].strip()
        if isinstance(closed.start, yaml.MappingStartEvent):
            if closed.start.flow_style and self._is_under(KNOWN_KEYS):
                return " ".join(source.split())  # what a template left, as a rule: {{date}}
            return Nested(source, tuple(text for value in closed.children[1::2] for text in texts(value)))
        is_list_of_list = len(closed.children) == 1 and isinstance(closed.children[0], tuple)
        if is_list_of_list and source.startswith("[[") and source.endswith("]]"):
            return " ".join(source.split())
        if _is_text_in_list(closed, self._stack[-1]) and self._is_under(LINK_KEYS):
            return f"[[{closed.children[0]}]]"
        return tuple(closed.children)

    def _is_under(self, keys: Collection[str]) -> bool:
        """Whether the value being read belongs to one of these top-level keys, folded."""
        if len(self._stack) < 2 or len(self._stack[1].children) % 2 == 0:
            return False
        return fold_key(" ".join(texts(self._stack[1].children[-1]))) in keys

    def _add(self, start: Any, value: Value, size: int) -> None:
        """Add a complete value to the list or mapping around it. start: the event that it began with."""
        if start.anchor is not None:
            self._anchors[start.anchor] = value, size
        open_ = self._stack[-1]
        open_.children.append(value)
        open_.lines.append(start.start_mark.line)
        open_.size += size


def _is_text_in_list(closed: _Open, outer: _Open) -> bool:
    """Whether a list of one text stands in a list, ``- - Maria``: how Obsidian writes a link without its quotes."""
    is_in_list = isinstance(outer.start, yaml.SequenceStartEvent) and not closed.start.flow_style
    return is_in_list and len(closed.children) == 1 and isinstance(closed.children[0], str)


def _refusal(message: str, event: Any, cure: str = QUOTE) -> Unreadable:
    """The error for an event, with its line and column."""
    return Unreadable(message, event.start_mark.line + 1, event.start_mark.column + 1, cure=cure)
