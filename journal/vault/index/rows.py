"""Notes as text in a row and back; what does not read back as a note is a damaged cache."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from journal.model import Day, FieldValue, Found, Kind, Name, Note, Problem, Span
from journal.vault.index.schema import MEANT, RIVALS

__all__ = [
    "Called",
    "Damaged",
    "Mention",
    "NoteRow",
    "called",
    "kinds",
    "meant",
    "mentions",
    "note",
    "note_from",
    "note_text",
    "notes",
    "packed",
    "revision",
    "rivals",
    "titles",
    "unpacked",
    "unread",
    "unreadable",
]


_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_KINDS: Mapping[str | None, Kind | None] = {None: None, **{kind.value: kind for kind in Kind}}


_KIND = "coalesce(kind, (SELECT max(means) FROM mention WHERE target = number AND means <> 'link'), 'note')"
"""A note that is told neither by itself nor by others is a note; whom some call a person and some a goal, a person."""


NoteRow: TypeAlias = "tuple[bytes, bytes, str]"
"""The id, path and content of a note."""
Mention: TypeAlias = "tuple[str, str, int | None]"
"""As ``mentions`` gives it."""


class Damaged(ValueError):
    """A row that nobody of us wrote."""


class Called(NamedTuple):
    """What people call a note by, and what it is (docs/format.md 4); a plain tuple, since there is one for each."""

    number: int
    id: str
    path: str
    title: str
    kind: Kind


def packed(text: str) -> bytes:
    """Any text as bytes, the lone surrogates of names that are not UTF-8 included."""
    return text.encode("utf-8", "surrogatepass")


def unpacked(row: Any) -> str:
    """The text of ``packed``. Raises Damaged."""
    if not isinstance(row, bytes):
        raise Damaged(row)
    try:
        return row.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise Damaged(row) from None


def note_text(note: Note) -> str:
    """All of a note but its id and path, which have columns of their own, and what its fields say already."""
    return _encode(
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


def note_from(id: bytes, path: bytes, text: str) -> Note:
    """The note of a row. Raises Damaged."""
    try:
        kind, title, heading, written, keys, links, has_text, problems = json.loads(text)
        fields = {key: value if type(value) is str else _read(value) for key, value in written.items()}
        frontmatter: dict[str, tuple[str, ...]] = {}
        lines: dict[str, int] = {}
        for key, (line, *texts) in keys.items():
            frontmatter[key] = _texts(texts)
            lines[key] = _number(line)
        return Note(
            unpacked(id),
            unpacked(path),
            _KINDS[kind],
            _text(title),
            None if heading is None else _text(heading),
            _texts(fields.get("aliases", ())),
            _texts(fields.get("tags", ())),
            fields,
            frontmatter,
            lines,
            _names(links),
            has_text is True,
            tuple([_problem(*problem) for problem in problems]),
        )
    except (TypeError, ValueError, AttributeError, KeyError):
        raise Damaged(text) from None


def _written(value: Any) -> Any:
    """A field's value; what JSON has no type for becomes a mapping from its type's name."""
    if isinstance(value, Day):
        return {"day": value.isoformat()}
    if isinstance(value, Span):
        return {"span": [value.count, value.unit]}
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], Name):
        return {"names": _names_written(value)}
    if value and isinstance(value[0], Day):
        return {"days": [day.isoformat() for day in value]}
    return {"texts": value}


def _names_written(names: Iterable[Name]) -> list[Any]:
    """Names that are shown as they are looked up, which nearly all are, stand there as one text."""
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


def _span(value: Any) -> Span:
    count, unit = value
    if unit not in ("d", "w", "m"):
        raise Damaged(value)
    return Span(_number(count), unit)


def _names(value: Any) -> tuple[Name, ...]:
    return tuple([_name(each, each) if type(each) is str else _name(*each) for each in value])


@lru_cache(maxsize=4096)
def _name(target: Any, text: Any, address: Any = None) -> Name:
    """The same for a name that is there again: notes name the same people and goals over and over."""
    return Name(_text(target), _text(text), None if address is None else _text(address))


def _problem(code: Any, message: Any, line: Any) -> Problem:
    return Problem(_text(code), _text(message), None if line is None else _number(line))


def _texts(value: Any) -> tuple[str, ...]:
    "".join(value)  # a quick look at their types
    return tuple(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Damaged(value)
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise Damaged(value)
    return value


_READERS: Mapping[str, Any] = {
    "day": Day.fromisoformat,
    "span": _span,
    "names": _names,
    "texts": _texts,
    "days": lambda days: tuple(map(Day.fromisoformat, days)),
}


def revision(db: sqlite3.Connection) -> int:
    """Grows with every change of the index."""
    return _number(db.execute("SELECT revision FROM meta").fetchone()[0])


def notes(
    db: sqlite3.Connection, which: str = "1", known: Mapping[int, Note] = MappingProxyType({})
) -> Iterator[tuple[int, Note]]:
    """Notes with their numbers, by path. which: a condition on the row. known: not to be read again. Raises Damaged."""
    for number, own_id, path in db.execute(f"SELECT number, id, path FROM note WHERE {which} ORDER BY path"):
        if number in known:
            yield number, known[number]
        else:
            (content,) = db.execute("SELECT content FROM note WHERE number = ?", (number,)).fetchone()
            yield number, note_from(own_id, path, content)


def unread(db: sqlite3.Connection, which: str) -> Iterator[tuple[int, NoteRow]]:
    """From what ``note_from`` makes notes, with their numbers. which: as in notes."""
    for number, *row in db.execute(f"SELECT number, id, path, content FROM note WHERE {which}"):
        yield number, tuple(row)


def note(db: sqlite3.Connection, number: int) -> Note | None:
    """One note by its number; None where it is no more. Raises Damaged."""
    return next((found for _, found in notes(db, f"number = {number}")), None)


def titles(db: sqlite3.Connection, which: str) -> Iterator[tuple[int, Note]]:
    """Notes of which only id, path and title are told, with their numbers. which, raises: as in notes."""
    for number, *row in db.execute(f"SELECT number, id, path, title FROM note WHERE {which}"):
        own_id, path, title = map(unpacked, row)
        yield number, Note(own_id, path, None, title)


def called(db: sqlite3.Connection) -> Iterator[Called]:
    """What every note is called, by path. Raises Damaged."""
    query = f"SELECT number, id, path, title, {_KIND} FROM note ORDER BY path"
    for number, own_id, path, title, kind in db.execute(query):
        yield Called(_number(number), unpacked(own_id), unpacked(path), unpacked(title), Kind(kind))


def kinds(db: sqlite3.Connection, which: str) -> dict[int, Kind]:
    """What notes are, told by themselves or by those that name them, by number. which: as in notes."""
    return {number: Kind(kind) for number, kind in db.execute(f"SELECT number, {_KIND} FROM note WHERE {which}")}


def mentions(db: sqlite3.Connection, which: str = "1") -> Iterator[Mention]:
    """What names mean: person, goal, or link for anything; the folded name; the number of the note, None for none.

    which: a condition on the row. Raises Damaged.
    """
    for means, key, target in db.execute(f"SELECT DISTINCT means, key, target FROM mention WHERE {which}"):
        yield _text(means), unpacked(key), None if target is None else _number(target)


def meant(db: sqlite3.Connection, means: str, key: str) -> int | None:
    """The number of the note that a folded name means (docs/format.md 5), None for none. means: as in mentions."""
    found = db.execute(MEANT.format(means="?1", key="?2"), (means, packed(key))).fetchone()
    return None if found is None else _number(found[0])


def rivals(db: sqlite3.Connection, means: str, key: str) -> list[int]:
    """The numbers of all notes that a folded name may as well mean, first the one it does. means: as in mentions."""
    return [_number(number) for (number,) in db.execute(RIVALS, (means, packed(key)))]


def unreadable(db: sqlite3.Connection) -> list[Found]:
    """The folders that could not be read."""
    return [
        Found(
            unpacked(path),
            Problem(
                "unreadable",
                f"The folder cannot be read ({_text(reason)}): allow reading it, or exclude it in journal.toml.",
            ),
        )
        for path, reason in db.execute("SELECT path, unreadable FROM folder WHERE unreadable IS NOT NULL ORDER BY path")
    ]
