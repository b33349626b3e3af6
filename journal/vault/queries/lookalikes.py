"""Contacts and goals without a note whose name is almost another one, so that both may be the same.

They are found together with ambiguous names (see ``ambiguous``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from journal import model
from journal.model import Kind
from journal.regex import regex
from journal.vault.index.cells import Damaged, packed, unpacked
from journal.vault.index.codec import note_from
from journal.vault.queries.ambiguous import ambiguous

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from journal.model import Name, Note, NoteProblem, Problem

__all__ = ["almost", "find", "found"]

_SHORTEST = 5
"""Names shorter than this differ by one letter too often: Ana and Anna are two people."""
_LONGEST = 200
"""A longer name is no slip of a letter, and has too many letters to leave each out once."""
_NAMED_WITHOUT_NOTE = "SELECT DISTINCT text FROM mention WHERE means = ? AND target IS NULL"
_WITH_NOTE = """
SELECT title, path FROM note WHERE kind = ?1
UNION ALL
SELECT title, path FROM note WHERE kind IS NULL AND number IN (SELECT target FROM mention WHERE means = ?1)
ORDER BY path
"""
_FIRST_NAMING = """
SELECT id, path, content FROM note WHERE number IN (
    SELECT note FROM mention WHERE means = ? AND target IS NULL AND text = ?
) ORDER BY path LIMIT 1
"""
_FIELDS = {Kind.PERSON: ("contact", "via", "people"), Kind.GOAL: ("goal",)}
_BETWEEN = regex(r"\s*[,;/&+]\s*|\s+(?:and|und|et|y)\s+")


def find(db: sqlite3.Connection) -> None:
    """Find look-alikes and ambiguous names, and store the warnings in the index. Raises Damaged.

    It reads every name, so it is done only after changes.
    """
    db.execute("DELETE FROM alike")
    for path, problem in (*_alike(db), *ambiguous(db)):
        told = (packed(path), problem.code, packed(problem.message), problem.line)
        db.execute("INSERT INTO alike VALUES (?, ?, ?, ?)", told)
    db.execute("UPDATE meta SET alike_at = revision")


def _alike(db: sqlite3.Connection) -> Iterator[tuple[str, Problem]]:
    """The path of the first note that uses a look-alike, and a warning, for each look-alike.

    A name that is several others with commas or such between them is no look-alike, and has a warning of its own.
    """
    from journal.notes import fold
    from journal.notes.keys import line_of

    for kind, fields in _FIELDS.items():
        implicit = {unpacked(text) for (text,) in db.execute(_NAMED_WITHOUT_NOTE, (kind,))}
        if not implicit:
            continue
        titles = [unpacked(title) for title, _ in db.execute(_WITH_NOTE, (kind,))]
        noted = {fold(title): title for title in titles}
        listed = {text for text in implicit if _lists(text, {*implicit, *noted})}
        for text in sorted(listed):
            note, name = _first_naming(db, kind, text)
            several = ", ".join(_BETWEEN.split(name.text))
            message = f"“{name.text}” is one {kind} as it stands: for several write a list, [{several}]."
            yield note.path, model.Problem("look-alike-name", message, line_of(note, *fields))
        for text, other in almost(implicit - listed, noted).items():
            note, name = _first_naming(db, kind, text)
            shown = noted.get(other) or _first_naming(db, kind, other)[1].text
            message = f"“{name.text}” is almost “{shown}”: if they are the same {kind}, write [[{shown}]]."
            yield note.path, model.Problem("look-alike-name", message, line_of(note, *fields))


def _lists(text: str, names: Collection[str]) -> bool:
    """Whether a folded name is several of these names with commas or such between them."""
    parts = _BETWEEN.split(text)
    return len(parts) > 1 and all(part in names for part in parts)


def found(db: sqlite3.Connection, path: str | None = None) -> Iterator[NoteProblem]:
    """The stored warnings, each in the note that uses the name. path: of the only note that counts, None for all.

    Raises Damaged.
    """
    of_path = "" if path is None else "WHERE path = ?"
    query = f"SELECT path, code, message, line FROM alike {of_path}"
    for place, code, message, line in db.execute(query, () if path is None else (packed(path),)):
        if not isinstance(code, str) or not isinstance(line, int | None):
            raise Damaged(code, line)
        yield model.NoteProblem(unpacked(place), model.Problem(code, unpacked(message), line))


def almost(implicit: Collection[str], noted: Collection[str]) -> Mapping[str, str]:
    """A dict from each folded name without a note to the first name that is almost equal, with a note or without.

    Almost: a letter off, or the same words in another order, or all words of one are words of the other.
    """
    alike: dict[str, str] = {}
    if implicit:
        for text, other in (*_a_letter_away(implicit, noted), *_of_the_same_words(implicit, noted)):
            alike[text] = min(other, alike.get(text, other))
    return alike


def _a_letter_away(implicit: Collection[str], noted: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that are one letter apart; the first has no note."""
    near: dict[str, list[str]] = {}
    for text in implicit:
        for shape in _shapes(text):
            near.setdefault(shape, []).append(text)
    for other in {*noted, *implicit}:
        for text in {text for shape in _shapes(other) for text in near.get(shape, ())}:
            if text != other and (other in noted or other < text):
                yield text, other


def _of_the_same_words(implicit: Collection[str], noted: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names of which one has all words of the other; the first has no note."""
    from journal.rules.nearness import distinctive_words

    words = {text: frozenset(distinctive_words(text)) for text in {*implicit, *noted}}
    holders: dict[str, set[str]] = {}
    for text, each in words.items():
        for word in each:
            holders.setdefault(word, set()).add(text)
    for part, each in words.items():
        wholes = set.intersection(*(holders[word] for word in each)) - {part} if each else set()
        for whole in wholes:
            is_same = words[whole] == each
            if part not in noted:
                if whole in noted or not is_same or whole < part:
                    yield part, whole
            elif whole not in noted and not is_same:
                yield whole, part


def _first_naming(db: sqlite3.Connection, kind: Kind, text: str) -> tuple[Note, Name]:
    """The first note that uses a folded name, and the name as it is written there. Raises Damaged."""
    from journal.notes import fold
    from journal.rules.resolve import NAMING, names_in

    row = db.execute(_FIRST_NAMING, (kind, packed(text))).fetchone()
    if row is None:
        raise Damaged(text)
    note = note_from(*row)
    named = (name for field, meant in NAMING.items() if meant is kind for name in names_in(note, field))
    found = next((name for name in named if fold(name.text) == text), None)
    if found is None:
        raise Damaged(text)
    return note, found


def _shapes(text: str) -> Iterator[str]:
    """A name and its forms with one letter left out: two names a letter apart share one. Nothing for a short name
    or a very long one.
    """
    if _SHORTEST <= len(text) <= _LONGEST:
        yield text
        yield from (text[:i] + text[i + 1 :] for i in range(len(text)))
