"""Where the index is kept: a SQLite file in the person's cache folder, or memory.

It can be deleted at any time. Whatever SQLite says against it, it is moved aside and made anew; where
no file can be had, the index is kept in memory and made at each start.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from journal.vault.schema import TABLES

__all__ = ["Cache", "place_of"]

_WAIT = 10.0
"""Seconds to wait for another program of ours that writes to the same file."""
_BEYOND_US = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY,
    }
)  # fmt: skip
"""What a new file would not mend."""


def place_of(root: Path, folder: Path) -> Path:
    """The file in a cache folder for the vault at root; another one for each version of our reading and rules."""
    vault = blake2b(os.fsencode(os.path.realpath(root)), digest_size=16).hexdigest()
    return folder / f"{vault}-{_version()}.db"


def _version() -> str:
    """Of everything that decides what a row holds: when one of those files changes, no row of it is believed."""
    library = Path(__file__).parent.parent
    files = [
        (folder, name, status.st_mtime_ns, status.st_size)
        for folder in ("", "model", "notes", "rules", "vault")
        for name in sorted(os.listdir(library / folder))
        if name.endswith(".py")
        for status in [os.stat(library / folder / name)]
    ]
    return blake2b(repr(files).encode(), digest_size=8).hexdigest()


class Cache:
    """One open index, from any thread. notice: a sentence for the person where the file could not be used."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._lock = threading.RLock()
        self.notice: str | None = None
        try:
            self._db = self._open()
        except (sqlite3.DatabaseError, OSError) as error:
            self._renew(error)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the index for several queries."""
        with self._lock:
            yield from self._transaction("BEGIN")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All changes or none; other programs and threads wait."""
        with self._lock:
            yield from self._transaction("BEGIN IMMEDIATE")

    def renew(self, error: Exception) -> bool:
        """An empty index in place of one that could not be used; False where it was in memory, and so is no better."""
        with self._lock:
            if self._place is None:
                return False
            with suppress(sqlite3.Error):
                self._db.close()
            self._renew(error)
            return True

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        self._db.execute(begin)
        try:
            yield self._db
        except BaseException:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _renew(self, error: Exception) -> None:
        beyond_us = isinstance(error, OSError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in _BEYOND_US
        if self._place is not None and not beyond_us and self.notice is None:
            self.notice = "The cache was damaged and has been made anew; your notes are as they were."
            with suppress(OSError, sqlite3.DatabaseError):
                os.replace(self._place, self._place.with_suffix(".damaged"))
                for companion in ("-wal", "-shm"):
                    self._place.with_name(self._place.name + companion).unlink(missing_ok=True)
                self._db = self._open()
                return
        self.notice = f"The cache cannot be used ({error}); without it each start reads every note."
        self._place = None
        self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        if self._place is not None:
            self._place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        db = sqlite3.connect(
            self._place or ":memory:",
            timeout=_WAIT,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=64,
        )
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA cache_size = -8000")
            if not _is_made(db):
                db.execute("BEGIN IMMEDIATE")
                if not _is_made(db):  # by another program, while we waited
                    for statement in TABLES.split(";\n"):
                        db.execute(statement)
                db.execute("COMMIT")
                self._forget_former()
        except BaseException:
            db.close()
            raise
        return db

    def _forget_former(self) -> None:
        """Delete the files of other versions for the same vault; who has one open keeps what it has."""
        if self._place is not None:
            vault = self._place.name.rpartition("-")[0]
            for file in self._place.parent.glob(f"{vault}-*"):
                if not file.name.startswith(self._place.stem):
                    with suppress(OSError):
                        file.unlink()


def _is_made(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'made'").fetchone() is not None
