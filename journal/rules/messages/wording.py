"""The subject and the text that templates make of the values of asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from journal.errors import BadSettings
from journal.model import Day
from journal.regex import regex
from journal.rules.messages.filling import filled
from journal.rules.messages.part import Part
from journal.rules.messages.tree import Source, Template
from journal.rules.messages.values import PARTS, Value, values_of
from journal.rules.messages.words import lines_to_word, subject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Templates", "worded", "worded_together"]

Templates: TypeAlias = "Callable[[str], Source]"
"""Gives a template by its name."""

_SUBJECT = regex(r"(?i)\s*subject:([^\n]*)(?:\n|\Z)")
_TOO_EMPTY = regex(r"\n{3,}")
_STOPS, _CLOSERS = frozenset(".?!…？！。؟"), "\"'’»)]"
_QUOTED_TWICE = regex(r"“([^“”\n]*)“([^“”\n]*)”([^“”\n]*”)")
"""A quotation in another, such as a title that quotes something."""
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

    What a later part has, too, stays there alone: closing words, and goals that have come true. Raises BadSettings.
    """
    told: list[Value] = []
    come_true: list[Value] = []
    said: list[Sequence[str]] = []
    for part in reversed(parts):
        also: Mapping[str, Value] = {"also": "also"} if part is not parts[0] else {}
        own = {**values_of(part.follow_up, part.kind, today), **also, "kind": part.kind}
        if isinstance(achieved := own.get("achieved"), tuple):
            own["achieved"] = tuple(goal for goal in achieved if goal not in come_true)
            come_true.extend(achieved)
        paragraphs = (
            _made(part.kind, own, templates)[1].strip().removeprefix(str(own["greeting"])).strip().split("\n\n")
        )
        closing = max((_alike_at_end(paragraphs, other) for other in said), default=0)
        said.append(paragraphs)
        told.append({**own, "text": "\n\n".join(paragraphs[: len(paragraphs) - closing])})
    return _made(kind, {**values, PARTS: tuple(reversed(told))}, templates)


def _alike_at_end(paragraphs: Sequence[str], others: Sequence[str]) -> int:
    """How many closing paragraphs two letters have alike; one that quotes, or is still to be worded, closes nothing."""
    pairs = enumerate(zip(reversed(paragraphs), reversed(others), strict=False))
    differs = (number for number, (one, other) in pairs if one != other or "“" in one or lines_to_word(one))
    return next(differs, min(len(paragraphs), len(others)))


def _read(source: Source, *, with_parts: bool) -> Template:
    """The template, by Jinja where it was not read before: only then does a draft wait for that. Raises BadSettings."""
    if source.body is not None:
        return Template(source.path, source.text, source.body)
    from journal.rules.messages.template import read

    return read(source.path, source.text, with_parts=with_parts)


def _made(kind: str, values: Mapping[str, Value], templates: Templates) -> tuple[str, str]:
    """The subject and the text that the template of a kind makes of some values.

    Raises BadSettings, also where it says nothing.
    """
    template = _read(templates(kind), with_parts=PARTS in values)
    text = filled(template, values)
    about = ""
    if first := _SUBJECT.match(text):
        about, text = " ".join(first[1].split()), text[first.end() :]
    if text.count("“") > 1:
        text = _QUOTED_TWICE.sub(r"“\1‘\2’\3", text)
    lines = "\n".join(line.rstrip(" \t") for line in _stopped_once(text).split("\n"))
    tidy = _TOO_EMPTY.sub("\n\n", lines).strip("\n")
    if not tidy:
        raise BadSettings(f"{template.path} says nothing here: write what the message is to say, or remove that file.")
    return about or str(values.get("title") or _NO_SUBJECT), f"{tidy}\n"


def _stopped_once(text: str) -> str:
    """A text without the full stop behind a quotation that ends in a stop itself."""
    stopped, *rest = text.split("”.")
    for each in rest:
        is_stopped = stopped.rstrip(_CLOSERS)[-1:] in _STOPS and not each.startswith(".")
        stopped += ("”" if is_stopped else "”.") + each
    return stopped
