"""Names that several notes answer to alike: the one with the shorter id counts, and somebody else may be meant."""

from __future__ import annotations

from collections.abc import Iterator

from journal import model
from journal.model import Kind
from journal.vault.index.cells import unpacked
from journal.vault.index.codec import note_from
from journal.vault.index.schema import RIVALS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from journal.model import Note, Problem

__all__ = ["ambiguous"]

_SEVERAL = """
SELECT means, key FROM (SELECT DISTINCT means, key FROM mention WHERE means <> 'link' AND target IS NOT NULL) AS named
WHERE (SELECT count(*) FROM (SELECT DISTINCT note FROM name WHERE name.key = named.key AND rank < 3 LIMIT 2)) > 1
"""
_USING = """
SELECT note.id, note.path, note.content FROM mention JOIN note ON note.number = mention.note
WHERE mention.means = ? AND mention.key = ? ORDER BY note.path
"""


def ambiguous(db: sqlite3.Connection) -> Iterator[tuple[str, Problem]]:
    """The path of a note and a warning, for each ambiguous name in each note that uses it. Raises Damaged."""
    for means, key in db.execute(_SEVERAL).fetchall():
        ids = [_id(db, number) for (number,) in db.execute(RIVALS, (means, key))]
        if len(ids) > 1:
            for row in db.execute(_USING, (means, key)).fetchall():
                yield from _told(note_from(*row), Kind(means), unpacked(key), ids)


def _told(note: Note, means: Kind, key: str, ids: list[str]) -> Iterator[tuple[str, Problem]]:
    """The path of a note and a warning for the first field in which it uses the name. ids: of all notes it may mean."""
    from journal.notes import fold
    from journal.notes.keys import line_of
    from journal.rules.resolve import NAMING, names_in

    others = ", ".join(ids[1:])
    for field, meant in NAMING.items():
        for name in names_in(note, field):
            if meant is means and fold(name.target) == key:
                message = (
                    f"“{name.text}” is taken for {ids[0]}, but may mean {others} as well: write [[{ids[0]}]] or it."
                )
                yield note.path, model.Problem("ambiguous-name", message, line_of(note, field))
                return


def _id(db: sqlite3.Connection, number: int) -> str:
    """The id of the note with a number."""
    return unpacked(db.execute("SELECT id FROM note WHERE number = ?", (number,)).fetchone()[0])
