"""The words of all notes, in a full-text index that only grows and follows the notes when somebody searches.

An entry has the number of a note's row. Changed content is another row with a higher number, so entries stay right; an
entry whose row is gone is passed over, until so many are that the index is made anew.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Mapping, Sequence

from journal.vault.disk import note_file
from journal.vault.index.cells import unpacked
from journal.vault.search.search_terms import asked, put

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from journal.paths import AnyPath

__all__ = ["AtOnce", "count", "holding", "is_behind", "numbers", "ranked", "standing", "take_in"]

_COMMIT = 0.1
"""Seconds of work after which it is safe and others have their turn."""
_BATCH = 100
_HANDED_ON = 64 * 1024
"""Bytes of a note, more than nearly every one has, that another process reads for this one."""
_WEIGHED = 2_000
"""Notes, those that were put in last, that are ranked where more hold the words: each costs about a microsecond."""
_LAST = "(SELECT coalesce(max(id), 0) FROM fulltext_docsize)"
_IS_OURS = "lower(json_extract(content, '$[3].generated')) IS 'journal'"
"""Whether this program made the note (docs/format.md 2, ``generated``): its words are those of others."""
_EACH = """
SELECT rowid AS number, -bm25(fulltext, 10, 1) AS score FROM fulltext
WHERE fulltext MATCH ? AND +rowid NOT IN (SELECT number FROM dead) ORDER BY rowid DESC LIMIT ?
"""
_RANKED = f"""
SELECT number, sum(score) AS score FROM (SELECT * FROM ({_EACH}) UNION ALL SELECT * FROM ({_EACH}))
GROUP BY number ORDER BY score DESC, number DESC LIMIT ?
"""
"""Notes with all the words in the title count once more for that, and are weighed however many have them elsewhere."""
_READ_ANEW = (
    "UPDATE note SET digest = x'', stat = NULL WHERE path = ? AND NOT (problems > 0 AND stat IS NULL)",
    "UPDATE folder SET digest = NULL WHERE path = (SELECT folder FROM note WHERE path = ?)",
)
"""Have the next look make another row of a note, unless its row says that it cannot be read."""
_TO_STAY = (errno.ENOENT, errno.EXDEV)
"""Why a note cannot be read where its row says all: it is gone, or leads outside the vault."""


def is_behind(db: sqlite3.Connection) -> bool:
    """Whether the index of words still lacks some note."""
    return bool(db.execute(f"SELECT EXISTS (SELECT 1 FROM note WHERE number > {_LAST})").fetchone()[0])


def standing(db: sqlite3.Connection) -> tuple[int, int]:
    """How many notes the index of words has taken in, and how many there are."""
    query = """
    SELECT (SELECT count(*) FROM fulltext_docsize) - (SELECT count(*) FROM dead), (SELECT count(*) FROM note)
    """
    taken_in, notes = db.execute(query).fetchone()
    return taken_in, notes


def take_in(db: sqlite3.Connection, root: AnyPath, limit: int) -> None:
    """Read notes into the index of words, for as long as one transaction should take. limit: bytes to read of a note.

    A file that changed since its row was made is read as it is: it will get another row.
    """
    until = time.monotonic() + _COMMIT
    _drop_the_dead(db)
    words = AtOnce(root, limit)
    while is_behind(db):
        words.take_in(db, {})
        if time.monotonic() >= until:
            break


class AtOnce:
    """Puts notes into the index of words at the moment they are read for the index of notes (see ``WordIndex``)."""

    def __init__(self, root: AnyPath, limit: int) -> None:
        self._root, self._limit = root, limit

    def words_of(self, raw: bytes) -> str | None:
        return put(raw.decode("utf-8-sig", errors="replace")) if len(raw) <= _HANDED_ON else None

    def is_behind(self, db: sqlite3.Connection) -> bool:
        return is_behind(db)

    def take_in(self, db: sqlite3.Connection, words: Mapping[bytes, str | None]) -> None:
        """Store the notes that were made rows first and are not stored yet. words: of the notes just read, by path.

        A note whose words are None is read from the disk once more.
        """
        query = f"SELECT number, path, title, {_IS_OURS} FROM note WHERE number > {_LAST} ORDER BY number LIMIT ?"
        db.executemany(
            "INSERT INTO fulltext (rowid, title, text) VALUES (?, ?, ?)",
            (
                (number, "", "") if is_ours else (number, put(unpacked(title)), self._words(db, path, words.get(path)))
                for number, path, title, is_ours in db.execute(query, (max(_BATCH, len(words)),)).fetchall()
            ),
        )

    def _words(self, db: sqlite3.Connection, path: bytes, words: str | None) -> str:
        if words is not None:
            return words
        try:
            return put(_read(self._root, unpacked(path), self._limit))
        except OSError as error:
            if error.errno not in _TO_STAY:
                for statement in _READ_ANEW:
                    db.execute(statement, (path,))
            return ""


def ranked(db: sqlite3.Connection, words: Sequence[str], limit: int | None) -> list[tuple[int, float]]:
    """The numbers of the notes with every word, best first, with their scores.

    limit: at most so many, and then of very many notes only some are weighed; None for all.
    """
    query = asked(words)
    weighed = -1 if limit is None else _WEIGHED
    given = (query, weighed, f"title : ({query})", weighed, -1 if limit is None else limit)
    return db.execute(_RANKED, given).fetchall()


def count(db: sqlite3.Connection, words: Sequence[str]) -> int:
    """How many notes have every word."""
    query = "SELECT count(*) FROM fulltext WHERE fulltext MATCH ? AND +rowid NOT IN (SELECT number FROM dead)"
    return int(db.execute(query, (asked(words),)).fetchone()[0])


def holding(db: sqlite3.Connection, word: str) -> frozenset[str]:
    """The paths of the notes that contain a word or phrase."""
    query = "SELECT path FROM note WHERE number IN (SELECT rowid FROM fulltext WHERE fulltext MATCH ?)"
    return frozenset(unpacked(path) for (path,) in db.execute(query, (asked([word]),)))


def numbers(db: sqlite3.Connection, words: Sequence[str], *, every: bool, limit: int) -> list[int]:
    """The numbers of the notes with some words, best first. every: with all of them, else with any. limit: how many."""
    query = asked(words) if every else " OR ".join(asked([word]) for word in words)
    ranked = "SELECT rowid FROM fulltext WHERE fulltext MATCH ? AND +rowid NOT IN (SELECT number FROM dead)"
    return [number for (number,) in db.execute(f"{ranked} ORDER BY rank LIMIT ?", (query, limit))]


def text(root: AnyPath, path: str, limit: int) -> str:
    """The text of a note now, at most limit bytes of it; "" where it cannot be read."""
    try:
        return _read(root, path, limit)
    except OSError:
        return ""


def _read(root: AnyPath, path: str, limit: int) -> str:
    """As ``text``. Raises OSError."""
    return note_file.read(root, path, limit).decode("utf-8-sig", errors="replace")


def _drop_the_dead(db: sqlite3.Connection) -> None:
    """Make the index of words anew where most entries are of rows that are gone."""
    taken_in, _ = standing(db)
    dead = db.execute("SELECT count(*) FROM dead").fetchone()[0]
    if dead > taken_in:
        db.execute("INSERT INTO fulltext (fulltext) VALUES ('delete-all')")
        db.execute("DELETE FROM dead")
