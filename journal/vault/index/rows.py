"""What the tables of the index say of notes and of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from journal import model
from journal.model import Kind
from journal.named_tuple import NamedTuple
from journal.regex import regex
from journal.vault.index.cells import checked_number, checked_text, checked_texts, packed, unpacked
from journal.vault.index.schema import MEANT, RIVALS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from typing import TypeAlias

    from journal.model import Note, NoteLine, NoteProblem
    from journal.vault.index.codec import NoteRow

__all__ = [
    "Called",
    "Mention",
    "called",
    "count",
    "keys",
    "kinds",
    "meant",
    "mentions",
    "names_day",
    "note",
    "note_lines",
    "notes",
    "problems",
    "revision",
    "rivals",
    "titles",
    "unread",
    "unreadable",
]

KIND = "coalesce(kind, (SELECT max(means) FROM mention WHERE target = number AND means <> 'link'), 'note')"
"""The kind of a note: its own, else what others name it as (person before goal), else plain note."""
_READ_AGAIN = "stat IS NULL AND folder IN (SELECT path FROM folder WHERE digest IS NULL)"
"""Notes that the next look reads again; all that could not be read are among them."""
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
DANGLING = (
    f"means = 'link' AND target IS NULL AND (SELECT {KIND} FROM note WHERE number = mention.note) <> 'note'"
    f" AND CAST(key AS TEXT) NOT GLOB '{_DAY}' AND CAST(key AS TEXT) NOT GLOB '*/{_DAY}'"
)
"""A condition on mentions: links that no note answers to, in notes that are more than a note (docs/format.md 3).

A link to a day is none, as ``names_day`` tells.
"""

_LINK_TO_DAY = regex(r"(?s)(?:.*/)?[0-9]{4}-[0-9]{2}-[0-9]{2}")
Mention: TypeAlias = "tuple[str, str, int | None]"
"""As ``mentions`` gives it."""


class Called(NamedTuple):
    """The number of a note, the id, path and title that people call it by, and its kind (docs/format.md 4).

    is_copy: a sync tool left it beside the note it copies, which the same names mean, or it is a link to a note.
    A plain tuple, since there is one for each note.
    """

    number: int
    id: str
    path: str
    title: str
    kind: Kind
    is_copy: bool


def revision(db: sqlite3.Connection) -> int:
    """The number of the index's state, which grows with every change."""
    return checked_number(db.execute("SELECT revision FROM meta").fetchone()[0])


def count(db: sqlite3.Connection) -> int:
    """How many notes there are."""
    return checked_number(db.execute("SELECT count(*) FROM note").fetchone()[0])


def keys(db: sqlite3.Connection) -> frozenset[str]:
    """The keys of all notes' frontmatter, folded."""
    return frozenset(
        checked_text(key) for (key,) in db.execute("SELECT DISTINCT key FROM note, json_each(content, '$[4]')")
    )


def note_lines(db: sqlite3.Connection) -> Iterator[NoteLine]:
    """All notes as lines of a list, sorted by path. Their problems are not read. Raises Damaged."""
    from json import loads

    tags = "json_extract(content, '$[3].tags.texts')"
    query = f"SELECT id, path, title, {KIND}, {tags} FROM note ORDER BY path"
    for own_id, path, title, kind, written in db.execute(query):
        listed = () if written is None else checked_texts(loads(written))
        yield model.NoteLine(unpacked(own_id), unpacked(path), unpacked(title), Kind(kind), listed)


def notes(
    db: sqlite3.Connection, which: str = "1", known: Mapping[int, Note] = MappingProxyType({})
) -> Iterator[tuple[int, Note]]:
    """Notes with their numbers, sorted by path. Raises Damaged.

    which: a condition on the row, in SQL. known: notes by number that are not to be read again.
    """
    from journal.vault.index.codec import note_from

    for number, own_id, path in db.execute(f"SELECT number, id, path FROM note WHERE {which} ORDER BY path"):
        if number in known:
            yield number, known[number]
        else:
            (content,) = db.execute("SELECT content FROM note WHERE number = ?", (number,)).fetchone()
            yield number, note_from(own_id, path, content)


def unread(db: sqlite3.Connection, which: str) -> Iterator[tuple[int, NoteRow]]:
    """The rows that ``note_from`` makes notes of, with their numbers. which: as in ``notes``."""
    for row in db.execute(f"SELECT number, id, path, content FROM note WHERE {which}"):
        yield row[0], row[1:]


def note(db: sqlite3.Connection, number: int) -> Note | None:
    """The note with a number; None where it is gone. Raises Damaged."""
    return next((found for _, found in notes(db, f"number = {number}")), None)


def titles(db: sqlite3.Connection, which: str) -> Iterator[tuple[int, Note]]:
    """Notes with their numbers, of which only id, path and title are read. which, raises: as in ``notes``."""
    for number, *row in db.execute(f"SELECT number, id, path, title FROM note WHERE {which}"):
        own_id, path, title = map(unpacked, row)
        yield number, model.Note(own_id, path, None, title)


def called(db: sqlite3.Connection, which: str = "1", values: Sequence[bytes] = ()) -> Iterator[Called]:
    """What people call notes by, sorted by path. which, raises: as in ``notes``.

    values: for the question marks in which.
    """
    query = f"SELECT number, id, path, title, {KIND}, is_shadowed FROM note WHERE {which} ORDER BY path"
    for number, own_id, path, title, kind, is_shadowed in db.execute(query, values):
        yield Called(
            checked_number(number), unpacked(own_id), unpacked(path), unpacked(title), Kind(kind), is_shadowed == 1
        )


def kinds(db: sqlite3.Connection, which: str) -> dict[int, Kind]:
    """The kind of each note, by its number: its own, else what the notes that name it take it for, else a plain note.

    which: a condition on the row, in SQL.
    """
    return {number: Kind(kind) for number, kind in db.execute(f"SELECT number, {KIND} FROM note WHERE {which}")}


def names_day(key: str) -> bool:
    """Whether a folded link is one to the note of a day, which need not be there."""
    return _LINK_TO_DAY.fullmatch(key) is not None


def mentions(db: sqlite3.Connection, which: str = "1") -> Iterator[Mention]:
    """The names that notes mention, each once: as person, goal or link; folded; the number of its note, None for none.

    which: a condition on the row, in SQL. Raises Damaged.
    """
    for means, key, target in db.execute(f"SELECT DISTINCT means, key, target FROM mention WHERE {which}"):
        yield checked_text(means), unpacked(key), None if target is None else checked_number(target)


def meant(db: sqlite3.Connection, means: str, key: str) -> int | None:
    """The number of the note that a folded name means (docs/format.md 5), None for none. means: as in ``mentions``."""
    found = db.execute(MEANT.format(means="?1", key="?2"), (means, packed(key))).fetchone()
    return None if found is None else checked_number(found[0])


def meant_note(db: sqlite3.Connection, means: str, key: str) -> Note | None:
    """The note that a folded name means, None for none. means: as in ``mentions``. Raises Damaged."""
    number = meant(db, means, key)
    return None if number is None else note(db, number)


def rivals(db: sqlite3.Connection, means: str, key: str) -> list[Note]:
    """All notes that answer to a folded name alike; first the one that counts.

    means: as in ``mentions``. Raises Damaged.
    """
    numbers = [checked_number(number) for (number,) in db.execute(RIVALS, (means, packed(key)))]
    return [found for number in numbers if (found := note(db, number))]


def answering(db: sqlite3.Connection, key: str) -> int:
    """How many notes answer to a folded name by their id, a part of it, their title or an alias."""
    return checked_number(
        db.execute("SELECT count(DISTINCT note) FROM name WHERE key = ?", (packed(key),)).fetchone()[0]
    )


def problems(db: sqlite3.Connection, which: str = "problems > 0") -> Iterator[NoteProblem]:
    """What is wrong in the notes themselves, of which nothing else is read. which, raises: as in ``notes``."""
    plain = f"about_keys > 0 AND {KIND} = 'note'"
    for path, is_plain, text in db.execute(
        f"SELECT path, {plain}, json_extract(content, '$[#-1]') FROM note WHERE {which}"
    ):
        from journal.vault.index.codec import problems_from  # slow to load, and often there are none

        for problem in problems_from(text):
            if not (is_plain and problem.code in model.ABOUT_KEYS):
                yield model.NoteProblem(unpacked(path), problem)


def paths_unreadable(db: sqlite3.Connection) -> list[str]:
    """The paths of the notes and folders that could not be read, sorted. Raises Damaged."""
    found = (*problems(db, f"problems > 0 AND {_READ_AGAIN}"), *unreadable(db))
    wordless = db.execute(f"SELECT path FROM note WHERE digest = x'' AND {_READ_AGAIN}")
    unread = {each.path for each in found if each.problem.code == "unreadable"}
    return sorted(unread.union(unpacked(path) for (path,) in wordless))


def unreadable(db: sqlite3.Connection) -> list[NoteProblem]:
    """A problem for each folder that could not be read, sorted by path."""
    return [
        model.NoteProblem(
            unpacked(path),
            model.Problem(
                "unreadable",
                f"The folder cannot be read ({checked_text(reason)}): allow reading it, or exclude it in journal.toml.",
            ),
        )
        for path, reason in db.execute("SELECT path, unreadable FROM folder WHERE unreadable IS NOT NULL ORDER BY path")
    ]
