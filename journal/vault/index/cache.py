"""Where the index is kept: a SQLite file in the person's cache folder, or memory.

It can be deleted at any time. Whatever goes wrong in it or with it, it is moved aside and made anew; where no file
can be had, or others could write it, the index is kept in memory and made at each start.

SQLite knows a damaged page of its write-ahead log, but not of its main file: that one has a seal (see
``journal.vault.disk.seal``). So SQLite must never write to it when we do not expect it: its log is merged by us.
"""

from __future__ import annotations

import _sqlite3 as sqlite3  # without what makes datetimes of columns
import errno
import os
import stat
from _thread import RLock, allocate_lock
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress

from journal.places import cache_prefix
from journal.vault.disk.seal import Seal
from journal.vault.index.schema import TABLES
from journal.vault.index.version import source_digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["DAMAGED", "LONG_LOG", "Cache", "own_folder", "place_of"]

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
_MENDED = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ})
"""But these, of a place on the disk that can no longer be read."""
LONG_LOG, _LONGEST_LOG = 4 * 1024 * 1024, 64 * 1024 * 1024
"""Bytes of the write-ahead log from which on it is merged into the main file: at rest, and while more is written."""
_KEPT, _MOST_KEPT = 2_000, 32_000
"""Kilobytes of its pages that a connection keeps, and while much is written: all over the file."""
_OTHERS_KEPT = 2
"""Files of other versions for the same vault that stay, for people who use several."""


def place_of(root: AnyPath, folder: AnyPath) -> str:
    """The cache file for the vault at root, in a cache folder; each version of the program has its own."""
    return os.path.join(folder, f"{cache_prefix(root)}{source_digest()}.db")


class Cache:
    """One index, open for as many threads as ask at a time: who reads never waits for who writes.

    notice: a sentence for the person where the file could not be used. generation: grows when the index is made
    anew. is_left_soon: ``leave`` will come, so that a long log can wait for it.
    """

    def __init__(self, place: str | None) -> None:
        self._place = place
        self._seal = None if place is None else Seal(place)
        self._file: tuple[int, int] | None = None
        self._idle: list[sqlite3.Connection] = []
        self._alone, self._writing = RLock(), allocate_lock()
        self.notice: str | None = None
        self.generation, self.is_left_soon = 0, False
        try:
            self._begin()
        except Exception as error:  # noqa: BLE001  # SQLite quotes what it cannot read, and so the quote may not be read
            self._renew(error)

    def __del__(self) -> None:
        _close(self._idle, self._seal)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to one state of the index, for several queries."""
        with self._borrowed() as db:
            yield from self._transaction(db, "BEGIN")

    @contextmanager
    def writing(self, *, goes_on: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction: all changes or none. Other programs and threads that write wait.

        goes_on: much is written, and another one follows soon, so that pages are kept, and the log may grow meanwhile:
        merging it waits for the disk.
        """
        with self._writing, self._borrowed() as db:
            db.execute(f"PRAGMA cache_size = -{_MOST_KEPT if goes_on or self.is_left_soon else _KEPT}")
            yield from self._transaction(db, "BEGIN IMMEDIATE")
            self._merge_log(db, _LONGEST_LOG if goes_on or self.is_left_soon else LONG_LOG)

    def renew(self, error: Exception, generation: int) -> bool:
        """Replace an unusable index by an empty one; False where it was in memory, since a new one is no better.

        generation: of the unusable index; where it is not the current one, another thread has replaced it already.
        """
        with self._alone:
            if generation == self.generation:
                if self._place is None:
                    return False
                self._renew(error)
            return True

    def leave(self) -> None:
        """Have a long log merged by another process: this one ends."""
        if self._place and self._has_log(LONG_LOG):
            from journal.vault.index.upkeep import merge_elsewhere

            if not merge_elsewhere(self._place):
                with self._borrowed() as db:
                    self._merge_log(db, LONG_LOG)

    def close(self) -> None:
        """Close the connections; nobody may be using the index."""
        _close(self._idle, self._seal)

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        """A connection that no other thread uses; for an index in memory there is one, which threads wait for."""
        with self._alone if self._place is None else nullcontext():
            generation, seal = self.generation, self._seal
            db = self._take_idle() or self._connected()
            try:
                self._check()
                yield db
            finally:
                if generation != self.generation:
                    _close([db], seal)
                elif self._idle:  # one is kept for the next to ask, since each has megabytes of pages
                    db.close()
                else:
                    self._idle.append(db)

    def _take_idle(self) -> sqlite3.Connection | None:
        """An idle connection; None where there is none."""
        with suppress(IndexError):  # another thread may be quicker
            return self._idle.pop()
        return None

    def _check(self) -> None:
        """Raise DatabaseError where the file was replaced, or changed by another program."""
        if self._place is None or self._seal is None:
            return
        try:
            if _which(self._place) != self._file:
                raise sqlite3.DatabaseError("another file is in the place of the cache")
            if not self._seal.is_whole():
                raise sqlite3.DatabaseError("somebody else has written to the cache")
        except OSError as error:
            raise sqlite3.DatabaseError(str(error)) from error

    def _transaction(self, db: sqlite3.Connection, begin: str) -> Iterator[sqlite3.Connection]:
        db.execute(begin)
        try:
            yield db
        except BaseException:
            with suppress(Exception):
                db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")

    def _merge_log(self, db: sqlite3.Connection, long: int) -> None:
        """Merge the write-ahead log into the main file, if it has that many bytes; where that fails, later."""
        if self._seal is not None and self._has_log(long):
            with suppress(OSError, sqlite3.Error), self._seal.writing():
                db.execute("PRAGMA wal_checkpoint")

    def _has_log(self, least: int) -> bool:
        """Whether there is a write-ahead log of so many bytes."""
        try:
            return os.stat(f"{self._place}-wal").st_size >= least
        except OSError:
            return False

    def _renew(self, error: Exception) -> None:
        """Move the file aside and begin a new one; where that cannot be, begin one in memory."""
        self.generation += 1
        with suppress(Exception):
            self.close()
        if self._place is not None:
            try:
                if _which(self._place) != self._file or self._is_moved_aside(self._place, error):
                    self._begin()
                    return
            except Exception as failed:  # noqa: BLE001  # as in __init__
                error = failed
        reason = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) else error
        self.notice = f"The cache cannot be used ({reason}); without it each start reads every note."
        self._place = self._seal = None
        self._begin()

    def _is_moved_aside(self, place: str, error: Exception) -> bool:
        """Whether an unusable file was moved away for a new one; False where a new one would fail the same way."""
        code = getattr(error, "sqlite_errorcode", 0)
        beyond_us = isinstance(error, OSError) or isinstance(error.__cause__, OSError) or code & 0xFF in _BEYOND_US
        if self.notice is not None or (beyond_us and code not in _MENDED):
            return False
        self.notice = DAMAGED
        os.replace(place, f"{os.path.splitext(place)[0]}.damaged")
        for companion in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.unlink(place + companion)
        return True

    def _begin(self) -> None:
        """Open the first connection, and make the tables where there are none."""
        if self._place is None or self._seal is None:
            self._idle.append(self._first())
            return
        own_folder(os.path.dirname(self._place))
        self._file = _which(self._place)
        if self._file is None:
            with self._seal.writing():
                self._idle.append(self._first())
            self._file = _which(self._place)
            from journal.vault.index.upkeep import forget_former

            forget_former(self._place, _OTHERS_KEPT)
        else:
            self._check()
            self._idle.append(self._first())

    def _first(self) -> sqlite3.Connection:
        """The first connection, with the tables made where there are none."""
        db = self._connected()
        try:
            if not _is_made(db):
                db.execute("PRAGMA synchronous = OFF")  # what a new file has is nothing that could be lost
                db.execute("BEGIN IMMEDIATE")
                if not _is_made(db):  # by another program, while we waited
                    for statement in TABLES.split(";\n"):
                        db.execute(statement)
                db.execute("COMMIT")
                db.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            db.close()
            raise
        return db

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self._place or ":memory:",
            timeout=_WAIT,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=64,
        )
        try:
            db.execute("PRAGMA synchronous = OFF")  # the next waits for the disk in a new file alone
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute(f"PRAGMA cache_size = -{_KEPT}")
            db.execute("PRAGMA wal_autocheckpoint = 0")
            db.execute("PRAGMA journal_size_limit = 0")
        except BaseException:
            db.close()
            raise
        return db


def _close(idle: list[sqlite3.Connection], seal: Seal | None) -> None:
    """Close connections; if they are the last of all programs, merge the write-ahead log into the main file first."""
    if idle and seal is not None:
        with suppress(OSError, sqlite3.Error), seal.writing():
            _close(idle, None)
    while idle:
        idle.pop().close()


def _which(file: str) -> tuple[int, int] | None:
    """The device and inode of a file, None for no file. Raises OSError."""
    try:
        status = os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_dev, status.st_ino


def own_folder(folder: AnyPath) -> None:
    """Make a folder, or check it: it must be the person's own, closed to others. Raises OSError where it is not."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    status = os.stat(folder)
    if status.st_uid != os.geteuid():
        raise PermissionError(errno.EPERM, "its folder belongs to somebody else", os.fspath(folder))
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise PermissionError(errno.EPERM, "others may use its folder, chmod 700 makes it yours", os.fspath(folder))


def _is_made(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is not None
