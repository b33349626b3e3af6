"""Changes to the notes of the index, and all that follows from them, within one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from unicodedata import normalize

from journal.model import Note
from journal.named_tuple import NamedTuple
from journal.vault.index.cells import packed, unpacked
from journal.vault.index.codec import lines_from, note_from
from journal.vault.index.indexed_note import IndexedNote, entry_of, keys, naming
from journal.vault.index.schema import ANY_TWINS, AT_ONCE, FURTHER_INDEXES, INDEXES, SETTLE, SETTLE_ALL, SHADOWS, TWINS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from typing import Any, Protocol

    class WordIndex(Protocol):
        """The index of words, which follows the notes (see ``fulltext``)."""

        def words_of(self, raw: bytes) -> str | None:
            """What of a file's bytes it takes in; None for what is too long to be handed on."""

        def is_behind(self, db: sqlite3.Connection) -> bool:
            """Whether it has yet to take in some note."""

        def take_in(self, db: sqlite3.Connection, words: Mapping[bytes, str | None]) -> None:
            """Have it take in notes that it is behind with. words: by packed path, where they are at hand."""


__all__ = ["IndexUpdate"]

_NOTE = f"note VALUES ({', '.join('?' * 21)})"
_AT_ONCE = 50
"""Rows that one statement puts in: each by itself costs half as much again."""


class _Dropped(NamedTuple):
    """A note that was replaced or deleted. first: the number of the first row that was at its path. digest: of what it
    held.
    """

    first: int
    note: Note
    digest: bytes

    def is_named_as(self, entry: IndexedNote) -> bool:
        """Whether a note that replaces it has the same names and names the same."""
        return naming(self.note) == naming(note_from(entry.id, entry.path, entry.content))


class IndexUpdate:
    """Changes of notes within one transaction; ``end`` ends them.

    is_first: names were never resolved, so that the first reading resolves all at once. words: the index of words to
    fill at the same time, None for later.
    """

    def __init__(self, db: sqlite3.Connection, words: WordIndex | None = None) -> None:
        self._db = db
        self._words = None if words is None or words.is_behind(db) else words
        query = "SELECT revision, resolved_up_to, alike_at FROM meta"
        self._revision, self._resolved_up_to, alike_at = db.execute(query).fetchone()
        self.is_first = self._resolved_up_to == 0
        self._was_empty = self.is_first and not db.execute("SELECT EXISTS (SELECT 1 FROM note)").fetchone()[0]
        self._twins = False
        self._names_stand = alike_at == self._revision and not self.is_first
        """Whether names are as when look-alikes were last found."""

    def take(self, found: Sequence[tuple[str, tuple[Any, ...] | None]]) -> None:
        """Store what was found at some paths, each given once: the columns of an IndexedNote, None where no note is."""
        entries = [IndexedNote(*entry) for _, entry in found if entry is not None]
        self._put(entries)
        if self._words:
            self._words.take_in(self._db, {entry.path: entry.words for entry in entries})
        for path, entry in found:
            if entry is None:
                self._forget(packed(path))

    def end(self, *, settle: bool) -> None:
        """End the changes.

        settle: bring ids, names, mentions and follow-ups in line with the notes; else a later transaction must.
        """
        if settle:
            self._settle()
        resolved_up_to = self._revision if settle else 0
        self._db.execute("UPDATE meta SET revision = ?, resolved_up_to = ?", (self._revision, resolved_up_to))
        if self._names_stand:
            self._db.execute("UPDATE meta SET alike_at = revision")

    def _put(self, entries: Sequence[IndexedNote]) -> None:
        """Store notes, each in place of the one at its path; of an unchanged note only the stat signature."""
        paths = [entry.path for entry in entries]
        query = f"SELECT path, digest FROM note WHERE path IN ({', '.join('?' * len(paths))})"
        known = {} if self._was_empty else dict(self._db.execute(query, paths))
        same = [(entry.stat, entry.path) for entry in entries if known.get(entry.path) == entry.digest]
        self._db.executemany("UPDATE note SET stat = ? WHERE path = ?", same)
        new = [entry for entry in entries if known.get(entry.path) != entry.digest]
        self._insert([(self._drop(entry.path) if entry.path in known else None, entry) for entry in new])

    def _forget(self, path: bytes) -> None:
        """Delete the note at a path and record when it went."""
        dropped = self._drop(path)
        if dropped is not None:
            self._names_stand = False
            self._revision += 1
            row = (path, dropped.first, self._revision, dropped.digest)
            self._db.execute("REPLACE INTO tombstone VALUES (?, ?, ?, ?)", row)

    def _settle(self) -> None:
        """Bring ids, names, mentions and follow-ups in line with the notes."""
        if self.is_first:
            for statement in INDEXES:
                self._db.execute(statement)
            self._revision += 1
        if self._twins or self._has_twins():
            self._assign_ids()
        shadows = self._db.execute(SHADOWS).fetchall()
        for path, base_id, digest, stat, own_id, content, lines, leads_to, is_shadowed in shadows:
            note, captures = note_from(own_id, path, content), lines_from(lines)
            self._names_stand = False
            entry = entry_of(note, captures, base_id, digest, stat, is_shadowed=bool(is_shadowed), leads_to=leads_to)
            self._insert([(self._drop(path), entry)])
        for statement in SETTLE_ALL if self.is_first else SETTLE:
            self._db.execute(statement)
        if self.is_first:
            for statement in FURTHER_INDEXES:
                self._db.execute(statement)

    def _has_twins(self) -> bool:
        """Whether notes share an id, of which at least one is new."""
        query = self._db.execute(ANY_TWINS) if self.is_first else self._db.execute(TWINS, (self._resolved_up_to,))
        return bool(query.fetchone()[0])

    def _insert(self, entries: Sequence[tuple[_Dropped | None, IndexedNote]]) -> None:
        """Store notes as new rows. entries: each with the note that it replaces, None for none."""
        self._names_stand = self._names_stand and all(dropped and dropped.is_named_as(e) for dropped, e in entries)
        start = self._revision + 1
        self._revision += len(entries)
        numbered = list(enumerate(entries, start))
        notes = [
            (number, dropped.first if dropped else number, _folder(entry.path), *entry[:-3])
            for number, (dropped, entry) in numbered
        ]
        self._put_in(_NOTE, notes)
        execute = self._db.executemany
        execute(
            "INSERT INTO folder VALUES (?, NULL, NULL) ON CONFLICT (path) DO UPDATE SET digest = NULL",
            [(folder,) for folder in {row[2] for row in notes}],
        )
        names = [(key, rank, number) for number, (_, entry) in numbered for key, rank in entry.names]
        self._put_in("name VALUES (?, ?, ?)", names)
        if not self.is_first:
            execute("INSERT OR IGNORE INTO touched VALUES (?)", [name[:1] for name in names])
        mentions = [(number, *mention) for number, (_, entry) in numbered for mention in entry.mentions]
        self._put_in("mention VALUES (?, ?, ?, ?, 0)", mentions)
        asks = [(number, AT_ONCE, AT_ONCE) for number, (_, entry) in numbered if entry.kind == "ask"]
        execute("INSERT INTO follow_up (note, since, until) VALUES (?, ?, ?)", asks)

    def _put_in(self, where: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows. where: the table and the values of one row, in SQL.

        One by one while words are taken in: a statement of several rows would have FTS5 write out what it collects.
        """
        one, values = f"INSERT INTO {where}", where.partition(" VALUES ")[2]
        several = one + f", {values}" * (_AT_ONCE - 1)
        alone = len(rows) if self._words else len(rows) % _AT_ONCE
        self._db.executemany(one, rows[:alone])
        for start in range(alone, len(rows), _AT_ONCE):
            self._db.execute(several, list(chain.from_iterable(rows[start : start + _AT_ONCE])))

    def _drop(self, path: bytes) -> _Dropped | None:
        """Delete the row of the note at a path and give it; None where there was none."""
        row = self._db.execute(
            "DELETE FROM note WHERE path = ? RETURNING number, first, base_id, id, content, digest", (path,)
        ).fetchone()
        if row is None:
            return None
        number, first, base_id, own_id, content, digest = row
        note = note_from(own_id, path, content)
        names = keys(note)
        self._db.executemany(
            "DELETE FROM name WHERE key = ? AND rank = ? AND note = ?", [(*key, number) for key in names]
        )
        self._db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", [key[:1] for key in names])
        self._db.execute("DELETE FROM mention WHERE note = ?", (number,))
        self._db.execute("DELETE FROM follow_up WHERE note = ?", (number,))
        self._twins |= base_id != own_id or self._is_taken(base_id)
        return _Dropped(int(first), note, digest)

    def _is_taken(self, base_id: bytes) -> bool:
        found = self._db.execute("SELECT 1 FROM note WHERE id = ?1 OR base_id = ?1 AND id <> base_id", (base_id,))
        return found.fetchone() is not None

    def _assign_ids(self) -> None:
        """Give ids of their own to notes that would share one (docs/format.md 1)."""
        taken: set[str] = set()
        known = self._db.execute("SELECT path, base_id, id FROM note ORDER BY path").fetchall()
        for packed_path, base_id, old in known:
            path, new = unpacked(packed_path), unpacked(base_id)
            if new in taken:
                whole = normalize("NFC", path)
                new = path if whole in taken else whole
            taken.add(new)
            if packed(new) != old:
                self._rename(packed_path, packed(new))

    def _rename(self, path: bytes, new: bytes) -> None:
        """Give the note at a path a new id."""
        columns = "base_id, digest, stat, content, captures, leads_to"
        row = self._db.execute(f"SELECT {columns} FROM note WHERE path = ?", (path,))
        base_id, digest, stat, content, lines, leads_to = row.fetchone()
        dropped, note = self._drop(path), note_from(new, path, content)
        self._insert([(dropped, entry_of(note, lines_from(lines), base_id, digest, stat, leads_to=leads_to))])


def _folder(path: bytes) -> bytes:
    return path.rpartition(b"/")[0]
