"""The subject and the text that templates make of the values of asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from journal.model import Day
from journal.regex import regex
from journal.rules.messages.part import Part
from journal.rules.messages.values import PARTS, Value, values_of
from journal.rules.messages.words import subject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Templates", "worded", "worded_together"]

Templates: TypeAlias = "Callable[[str], tuple[str, str]]"
"""Gives the path of a template, for messages, and its text, by its name."""

_SUBJECT = regex(r"(?i)\s*subject:([^\n]*)(?:\n|\Z)")
_TOO_EMPTY = regex(r"\n{3,}")
_AT_LINES_END = regex(r"(?m)[ \t]+$")
_STOPPED_TWICE = regex(r"""([.?!…？！。؟]["'’»)\]]*”)\.(?!\.)""")
"""A full stop behind a quotation that ends in a stop itself."""
_NO_SUBJECT = "A question"


def worded(part: Part, templates: Templates, today: Day) -> tuple[str, str]:
    """The subject and the text of a message for one ask. Raises BadSettings."""
    if part.letter:
        return subject(part.follow_up.ask, today) or _NO_SUBJECT, part.letter
    return _made(part.kind, values_of(part.follow_up, part.kind, today), templates)


def worded_together(
    kind: str, parts: Sequence[Part], values: Mapping[str, Value], templates: Templates, today: Day
) -> tuple[str, str]:
    """The subject and the text of a message for several asks. values: those of the whole, such as its greeting.

    What several parts say in the same words stands once, in the last of them. Raises BadSettings.
    """
    told: list[Value] = []
    said: set[str] = set()
    for part in reversed(parts):
        own = {**values_of(part.follow_up, part.kind, today), "kind": part.kind}
        paragraphs = worded(part, templates, today)[1].strip().removeprefix(str(own["greeting"])).strip().split("\n\n")
        told.append({**own, "text": "\n\n".join(text for text in paragraphs if text not in said)})
        said.update(paragraphs)
    return _made(kind, {**values, PARTS: tuple(reversed(told))}, templates)


def _made(kind: str, values: Mapping[str, Value], templates: Templates) -> tuple[str, str]:
    """The subject and the text that the template of a kind makes of some values."""
    from journal.rules.messages.filling import filled
    from journal.rules.messages.template import read

    text = filled(read(*templates(kind), with_parts=PARTS in values), values)
    about = ""
    if first := _SUBJECT.match(text):
        about, text = " ".join(first[1].split()), text[first.end() :]
    tidy = _TOO_EMPTY.sub("\n\n", _AT_LINES_END.sub("", _STOPPED_TWICE.sub(r"\1", text))).strip("\n")
    return about or str(values.get("title") or _NO_SUBJECT), f"{tidy}\n"
