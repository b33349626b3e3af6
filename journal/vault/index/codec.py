"""Notes as text in a row and back; what does not read back as a note is a damaged cache."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from sys import intern

from journal import model
from journal.model import Day, Kind, Span
from journal.vault.index.cells import Damaged, checked_number, checked_text, checked_texts, unpacked
from journal.vault.index.json_text import encoded, parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from journal.model import CaptureLine, FieldValue, Name, Note, Problem

__all__ = [
    "NoteRow",
    "lines_from",
    "lines_text",
    "note_from",
    "note_text",
    "problems_from",
    "ruled_from",
    "span_of",
]

_KINDS: Mapping[str | None, Kind | None] = {None: None, **{kind.value: kind for kind in Kind}}

NoteRow: TypeAlias = "tuple[bytes, bytes, str]"
"""The id, path and content of a note."""


def note_text(note: Note) -> str:
    """A note as the text of its row, without id and path, which have columns, and without what its fields repeat."""
    return encoded(
        [
            note.kind,
            note.title,
            note.heading,
            {key: value if type(value) is str else _written(value) for key, value in note.fields.items()},
            {key: (note.lines[key], *texts) for key, texts in note.frontmatter.items()},
            _names_written(note.links),
            note.has_text,
            [(problem.code, problem.message, problem.line) for problem in note.problems],
        ]
    )


def lines_text(lines: Sequence[CaptureLine]) -> str:
    """Lines that may be captures, as the text of a column."""
    return encoded([tuple(line) for line in lines])


def lines_from(text: str | None) -> list[CaptureLine]:
    """The lines that ``lines_text`` made this text of; empty for None. Raises Damaged."""
    if text is None:
        return []
    try:
        return [
            model.CaptureLine(checked_number(line), checked_text(said), has_arrow is True)
            for line, said, has_arrow in parsed(text)
        ]
    except (TypeError, ValueError):
        raise Damaged(text) from None


def note_from(id: bytes, path: bytes, text: str) -> Note:
    """The note that a row describes. Raises Damaged."""
    try:
        kind, title, heading, written, keys, links, has_text, problems = parsed(text)
        fields = {intern(key): value if type(value) is str else _read(value) for key, value in written.items()}
        frontmatter: dict[str, tuple[str, ...]] = {}
        lines: dict[str, int] = {}
        for key, (line, *texts) in keys.items():
            key = intern(key)  # the same in most notes
            frontmatter[key] = checked_texts(texts)
            lines[key] = checked_number(line)
        return model.Note(
            unpacked(id),
            unpacked(path),
            _KINDS[kind],
            checked_text(title),
            None if heading is None else checked_text(heading),
            checked_texts(fields.get("aliases", ())),
            checked_texts(fields.get("tags", ())),
            fields,
            frontmatter,
            lines,
            _names(links),
            has_text is True,
            tuple([_problem(*problem) for problem in problems]),
        )
    except (TypeError, ValueError, AttributeError, KeyError):
        raise Damaged(text) from None


def ruled_from(id: bytes, path: bytes, text: str) -> Note:
    """The note that a row describes, with no more than the rules look at in an ask: id, path, kind, title, fields,
    lines and problems. Raises Damaged.
    """
    try:
        kind, title, _, written, keys, _, _, problems = parsed(text)
        return model.Note(
            unpacked(id),
            unpacked(path),
            _KINDS[kind],
            checked_text(title),
            fields={key: value if type(value) is str else _read(value) for key, value in written.items()},
            lines={key: checked_number(said[0]) for key, said in keys.items()},
            problems=tuple([_problem(*problem) for problem in problems]) if problems else (),
        )
    except (TypeError, ValueError, AttributeError, LookupError):
        raise Damaged(text) from None


def problems_from(text: str) -> list[Problem]:
    """The problems of a note, from the last part of its text alone. Raises Damaged."""
    try:
        return [_problem(*problem) for problem in parsed(text)]
    except (TypeError, ValueError):
        raise Damaged(text) from None


def _written(value: Any) -> Any:
    """A field's value as JSON; a type that JSON lacks becomes a mapping from the type's name."""
    if isinstance(value, Day):
        return {"day": value.isoformat()}
    if isinstance(value, Span):
        return {"span": [value.count, value.unit]}
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], model.Name):
        return {"names": _names_written(value)}
    if value and isinstance(value[0], Day):
        return {"days": [day.isoformat() for day in value]}
    return {"texts": value}


def _names_written(names: Iterable[Name]) -> list[Any]:
    """Names as JSON; one whose text and target are equal, as nearly all are, is one text."""
    return [
        name.target
        if name.target == name.text and name.address is None
        else (name.target, name.text)
        if name.address is None
        else (name.target, name.text, name.address)
        for name in names
    ]


def _read(value: Any) -> FieldValue:
    if isinstance(value, int):
        return value
    ((kind, inside),) = value.items()
    read: FieldValue = _READERS[kind](inside)
    return read


def span_of(value: Any) -> Span:
    """The Span of a count and a unit. Raises Damaged, TypeError and ValueError."""
    count, unit = value
    if unit not in ("d", "w", "m"):
        raise Damaged(value)
    return Span(checked_number(count), unit)


def _names(value: Any) -> tuple[Name, ...]:
    return tuple([_name(each, each) if type(each) is str else _name(*each) for each in value])


@lru_cache(maxsize=4096)
def _name(target: Any, text: Any, address: Any = None) -> Name:
    """A Name of these values, made once for each combination, since notes repeat names a lot."""
    return model.Name(checked_text(target), checked_text(text), None if address is None else checked_text(address))


def _problem(code: Any, message: Any, line: Any) -> Problem:
    return model.Problem(checked_text(code), checked_text(message), None if line is None else checked_number(line))


_READERS: Mapping[str, Any] = {
    "day": Day.fromisoformat,
    "span": span_of,
    "names": _names,
    "texts": checked_texts,
    "days": lambda days: tuple(map(Day.fromisoformat, days)),
}
