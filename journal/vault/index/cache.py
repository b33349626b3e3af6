"""Where the index is kept: a SQLite file in the person's cache folder, or memory.

It can be deleted at any time. Whatever goes wrong in it or with it, it is moved aside and made anew; where no file
can be had, or others could write it, the index is kept in memory and made at each start.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from hashlib import blake2b
from pathlib import Path

from journal.vault.index.schema import TABLES
from journal.vault.index.version import version

__all__ = ["DAMAGED", "Cache", "place_of"]

DAMAGED = "The cache was damaged and has been made anew; your notes are as they were."

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
    return folder / f"{vault}-{version()}.db"


class Cache:
    """One index, open for as many threads as ask at a time: who reads never waits for who writes.

    notice: a sentence for the person where the file could not be used. generation: grows when the index is made
    anew.
    """

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._file: tuple[int, int] | None = None
        self._idle: list[sqlite3.Connection] = []
        self._alone, self._writing = threading.RLock(), threading.Lock()
        self.notice: str | None = None
        self.generation = 0
        try:
            self._begin()
        except Exception as error:  # noqa: BLE001  # SQLite quotes what it cannot read, and so the quote may not be read
            self._renew(error)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the index for several queries."""
        with self._borrowed() as db:
            yield from self._transaction(db, "BEGIN")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All changes or none; other programs and threads that write wait."""
        with self._writing, self._borrowed() as db:
            yield from self._transaction(db, "BEGIN IMMEDIATE")

    def renew(self, error: Exception, generation: int) -> bool:
        """An empty index in place of one that could not be used; False where it was in memory, and so is no better.

        generation: the one that could not be; where it is past, another thread has seen to that.
        """
        with self._alone:
            if generation == self.generation:
                if self._place is None:
                    return False
                self._renew(error)
            return True

    def close(self) -> None:
        """Nobody may be using it."""
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else uses; in memory there is one for all to wait for."""
        with self._alone if self._place is None else nullcontext():
            generation = self.generation
            db = self._taken() or self._another()
            try:
                yield db
            finally:
                if generation == self.generation:
                    self._idle.append(db)
                else:
                    db.close()

    def _taken(self) -> sqlite3.Connection | None:
        with suppress(IndexError):  # another thread may be quicker
            return self._idle.pop()
        return None

    def _another(self) -> sqlite3.Connection:
        """One more connection. Raises DatabaseError where the file is not the one that was begun with."""
        db = self._connected()
        if self._which_file() != self._file:
            db.close()
            raise sqlite3.DatabaseError("another file is in the place of the cache")
        return db

    def _transaction(self, db: sqlite3.Connection, begin: str) -> Iterator[sqlite3.Connection]:
        db.execute(begin)
        try:
            yield db
        except BaseException:
            with suppress(Exception):
                db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    def _renew(self, error: Exception) -> None:
        self.generation += 1
        with suppress(Exception):
            self.close()
        beyond_us = isinstance(error, OSError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in _BEYOND_US
        if self._place is not None and not beyond_us and self.notice is None:
            self.notice = DAMAGED
            with suppress(Exception):
                os.replace(self._place, self._place.with_suffix(".damaged"))
                for companion in ("-wal", "-shm"):
                    self._place.with_name(self._place.name + companion).unlink(missing_ok=True)
                self._begin()
                return
        reason = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) else error
        self.notice = f"The cache cannot be used ({reason}); without it each start reads every note."
        self._place = None
        self._begin()

    def _begin(self) -> None:
        """The first connection, which makes the tables where there are none."""
        if self._place is not None:
            _own(self._place.parent)
        db = self._connected()
        try:
            if not _is_made(db):
                db.execute("BEGIN IMMEDIATE")
                if not _is_made(db):  # by another program, while we waited
                    for statement in TABLES.split(";\n"):
                        db.execute(statement)
                db.execute("COMMIT")
                self._forget_former()
            self._file = self._which_file()
        except BaseException:
            db.close()
            raise
        self._idle.append(db)

    def _connected(self) -> sqlite3.Connection:
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
        except BaseException:
            db.close()
            raise
        return db

    def _which_file(self) -> tuple[int, int] | None:
        if self._place is None:
            return None
        try:
            status = os.stat(self._place)
        except OSError as error:
            raise sqlite3.DatabaseError("the cache is gone") from error
        return status.st_dev, status.st_ino

    def _forget_former(self) -> None:
        """Delete the files of other versions for the same vault; who has one open keeps what it has."""
        if self._place is not None:
            vault = self._place.name.rpartition("-")[0]
            for file in self._place.parent.glob(f"{vault}-*"):
                if not file.name.startswith(self._place.stem):
                    with suppress(OSError):
                        file.unlink()


def _own(folder: Path) -> None:
    """Have a folder that is the person's own and nobody else's. Raises OSError where it is not."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = os.stat(folder)
    if status.st_uid != os.geteuid():
        raise PermissionError(errno.EPERM, "its folder belongs to somebody else", str(folder))
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise PermissionError(errno.EPERM, "others may use its folder, chmod 700 makes it yours", str(folder))


def _is_made(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is not None
