"""Contacts without a note whose name is one letter away from another name: they may be the same person.

Looked for with what else is wrong with names (see ``ambiguous``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping

from journal.model import Found, Kind, Name, Note, Problem
from journal.vault import rows
from journal.vault.ambiguous import ambiguous

__all__ = ["almost", "are_found", "find", "found"]

_SHORTEST = 5
"""Names shorter than this differ by one letter too often: Ana and Anna are two people."""
_NAMED_WITHOUT_NOTE = "SELECT DISTINCT text FROM mention WHERE means = 'person' AND target IS NULL"
_PEOPLE = """
SELECT title, path FROM note WHERE kind = 'person'
UNION ALL
SELECT title, path FROM note WHERE kind IS NULL AND number IN (SELECT target FROM mention WHERE means = 'person')
ORDER BY path
"""
_FIRST_NAMING = """
SELECT id, path, content FROM note WHERE number IN (
    SELECT note FROM mention WHERE means = 'person' AND target IS NULL AND text = ?
) ORDER BY path LIMIT 1
"""


def are_found(db: sqlite3.Connection) -> bool:
    """Whether they were looked for since the index last changed."""
    return bool(db.execute("SELECT alike_at = number FROM made").fetchone()[0])


def find(db: sqlite3.Connection) -> None:
    """Look for what is wrong with names, at each of them; done apart, and only after changes. Raises Damaged."""
    db.execute("DELETE FROM alike")
    for path, problem in (*_alike(db), *ambiguous(db)):
        told = (rows.packed(path), problem.code, rows.packed(problem.message), problem.line)
        db.execute("INSERT INTO alike VALUES (?, ?, ?, ?)", told)
    db.execute("UPDATE made SET alike_at = number")


def _alike(db: sqlite3.Connection) -> Iterator[tuple[str, Problem]]:
    """A warning for each name that is almost another, with the path of the first note that names it."""
    from journal.notes import fold
    from journal.notes.keys import line_of

    implicit = {rows.unpacked(text) for (text,) in db.execute(_NAMED_WITHOUT_NOTE)}
    people = {fold(title): title for packed, _ in db.execute(_PEOPLE) for title in [rows.unpacked(packed)]}
    for text, other in almost(implicit, people).items():
        note, name = _first_naming(db, text)
        shown = people.get(other) or _first_naming(db, other)[1].text
        message = f"“{name.text}” is almost “{shown}”: if they are the same person, write [[{shown}]]."
        yield note.path, Problem("look-alike-name", message, line_of(note, "contact", "via", "people"))


def found(db: sqlite3.Connection, path: str | None = None) -> Iterator[Found]:
    """A warning for each, in the notes that use it. path: of the only note to tell of. Raises Damaged."""
    of_path = "" if path is None else "WHERE path = ?"
    query = f"SELECT path, code, message, line FROM alike {of_path}"
    for place, code, message, line in db.execute(query, () if path is None else (rows.packed(path),)):
        if not isinstance(code, str) or not isinstance(line, int | None):
            raise rows.Damaged(code, line)
        yield Found(rows.unpacked(place), Problem(code, rows.unpacked(message), line))


def almost(implicit: Collection[str], people: Collection[str]) -> Mapping[str, str]:
    """From folded names without a note to the first one that is a letter away: of people with one, or before it."""
    near: dict[str, list[str]] = {}
    for text in implicit:
        for shape in _shapes(text):
            near.setdefault(shape, []).append(text)
    alike: dict[str, str] = {}
    for other in {*people, *implicit} if near else ():
        for shape in _shapes(other):
            for text in near.get(shape, ()):
                if text != other and (other in people or other < text):
                    alike[text] = min(other, alike.get(text, other))
    return alike


def _first_naming(db: sqlite3.Connection, text: str) -> tuple[Note, Name]:
    """The first note that names somebody of that folded name, and how it words it. Raises Damaged."""
    from journal.notes import fold
    from journal.vault.resolve import NAMING, names_in

    row = db.execute(_FIRST_NAMING, (rows.packed(text),)).fetchone()
    if row is None:
        raise rows.Damaged(text)
    note = rows.note_from(*row)
    named = (name for field, kind in NAMING.items() if kind is Kind.PERSON for name in names_in(note, field))
    found = next((name for name in named if fold(name.text) == text), None)
    if found is None:
        raise rows.Damaged(text)
    return note, found


def _shapes(text: str) -> Iterator[str]:
    """A name, unless it is short, and its forms with one letter left out: two names a letter apart share one."""
    if len(text) >= _SHORTEST:
        yield text
        yield from (text[:i] + text[i + 1 :] for i in range(len(text)))
