"""What the index knows of each folder, and how that differs from what is there."""

from __future__ import annotations

import marshal
from collections.abc import Collection, Mapping

from journal.vault.index.cells import packed, unpacked

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from journal.vault.disk.walk import Listing, Seen

__all__ = ["changed_last", "changes", "digests", "remember"]

_FEW, _MANY = 1_000, 5_000
"""Notes of a folder that may be looked at twice, and of a vault in which that is worth its time."""
_CHANGED_LAST = """
SELECT path, digest FROM folder WHERE path = (SELECT folder FROM note ORDER BY number DESC LIMIT 1)
AND (SELECT root IS ?1 AND resolved_up_to > 0 FROM meta)
AND NOT EXISTS (SELECT 1 FROM note WHERE note.folder = folder.path LIMIT 1 OFFSET ?2)
AND EXISTS (SELECT 1 FROM note LIMIT 1 OFFSET ?3)
"""
_UNREADABLE = "SELECT path, unreadable FROM folder WHERE unreadable IS NOT NULL ORDER BY path"


def digests(db: sqlite3.Connection) -> dict[str, bytes]:
    """Of each folder, the digest of the listing that its rows equal; None where they may not. Raises Damaged."""
    return {unpacked(path): digest for path, digest in db.execute("SELECT path, digest FROM folder")}


def changed_last(db: sqlite3.Connection, root: str) -> tuple[str, bytes | None] | None:
    """The folder of the newest note, with its digest as in ``digests``; None where it is no small part of a large
    vault, or another root was looked at. root: its identity now. Raises Damaged.
    """
    found = db.execute(_CHANGED_LAST, (root, _FEW, _MANY)).fetchone()
    return found and (unpacked(found[0]), found[1])


def changes(
    db: sqlite3.Connection, changed: Collection[tuple[Listing, bytes]], vanished: Collection[str]
) -> Mapping[str, Seen | None]:
    """The paths of notes where the index differs from the folder, sorted, with what was seen there; None for a note
    that is gone.

    changed: the listings of folders that are not as known. vanished: folders that are gone. Raises Damaged.
    """
    found: dict[str, Seen | None] = {}
    for listing, _ in changed:
        known = _stats(db, listing.folder)
        for name, seen in listing.notes.items():
            path = listing.path(name)
            if not known or known.pop(path, None) != marshal.dumps(seen, 2):
                found[path] = seen
        found |= dict.fromkeys(known)
    for folder in vanished:
        found |= dict.fromkeys(_stats(db, folder))
    return dict(sorted(found.items()))


def remember(db: sqlite3.Connection, changed: Collection[tuple[Listing, bytes]], vanished: Collection[str]) -> None:
    """Store the digests of the changed folders whose rows equal their listings now, and forget the vanished ones.

    A folder that can be read no more, or again, is a change of its own: it is a problem, whatever its notes are.
    """
    before = db.execute(_UNREADABLE).fetchall()
    for listing, digest in changed:
        now = {listing.path(name): marshal.dumps(seen, 2) for name, seen in listing.notes.items()}
        known = digest if now == _stats(db, listing.folder) else None
        db.execute("REPLACE INTO folder VALUES (?, ?, ?)", (packed(listing.folder), known, listing.unreadable))
    db.executemany("DELETE FROM folder WHERE path = ?", [(packed(folder),) for folder in vanished])
    if db.execute(_UNREADABLE).fetchall() != before:
        db.execute("UPDATE meta SET revision = revision + 1")


def _stats(db: sqlite3.Connection, folder: str) -> dict[str, bytes | None]:
    """The stat signature of each note in a folder when it was read, by path, as marshal bytes.

    None where the file may have changed while it was read, so that the next look reads it again.
    """
    found = db.execute("SELECT path, stat FROM note WHERE folder = ?", (packed(folder),))
    return {unpacked(path): stat for path, stat in found}
