"""A template as it was read: plain lists, which need no Jinja to be filled in, and can be kept as JSON."""

from __future__ import annotations

from journal.errors import BadSettings
from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeAlias

__all__ = ["MOST_BYTES", "Body", "Expression", "Source", "Template", "refused"]

MOST_BYTES = 64 * 1024
"""Of a template, and of what is made of it."""
_SHOWN = 60
"""Characters of a line that an error quotes."""

Expression: TypeAlias = "Sequence[Any]"
"""What gives a value, each with its line: ``["is", 3, "x"]``, ``["value", 3, name]``, ``["of", 3, expression, name]``,
``["not", 3, expression]``, ``["and", 3, one, other]``, ``["or", 3, one, other]``,
``["compare", 3, first, [[operator, other], …]]``, ``["filter", 3, expression, name, arguments]``.
"""
Body: TypeAlias = "Sequence[Sequence[Any]]"
"""What stands one behind the other: ``["text", 3, "x"]``, ``["show", 3, expression]``,
``["for", 3, name, expression, body]``, ``["if", 3, [[expression, body], …], body of else]``.
"""


class Template(NamedTuple):
    """A template that may be filled in. path: for messages. body: with nothing in it that is not on the list."""

    path: str
    source: str
    body: Body


class Source(NamedTuple):
    """A template to be read. path: for messages. body: where it was read before, None where not."""

    path: str
    text: str
    body: Body | None = None


def refused(path: str, source: str, line: int, why: str) -> BadSettings:
    """The error for a line of a template, counted from 1, with its text. why: goes on from “line 3”."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = lines[line - 1].strip() if line <= len(lines) else ""
    return BadSettings(f"{path}: line {line} {why}\n  {text if len(text) <= _SHOWN else f'{text[:_SHOWN]}…'}".rstrip())
