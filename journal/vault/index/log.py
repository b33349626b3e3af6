"""The write-ahead log of the cache: how long it may be, and the process that merges it once a command has ended."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing, suppress

from journal.vault.disk.seal import Seal

__all__ = ["LONG", "LONGEST", "is_long", "merge", "merge_elsewhere"]

LONG, LONGEST = 4 * 1024 * 1024, 64 * 1024 * 1024
"""Bytes of the log from which on it is merged into the main file: at rest, and while more is to be written."""
_PROGRAM = """
import sys
_, place, *sys.path = sys.argv
from journal.vault.index.log import merge
merge(place)
"""


def is_long(place: str, least: int) -> bool:
    """Whether the log of a cache file has so many bytes."""
    try:
        return os.stat(f"{place}-wal").st_size >= least
    except OSError:
        return False


def merge_elsewhere(place: str) -> bool:
    """Have a process of its own merge the log, which nobody waits for; False where none can be had."""
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    words = [sys.executable, "-I", "-S", "-c", _PROGRAM, place, *sys.path]
    try:
        os.posix_spawn(sys.executable, words, os.environ, file_actions=nowhere, setsid=True)
    except (OSError, NotImplementedError):
        return False
    return True


def merge(place: str) -> None:
    """Merge the log into the file, if it is still there; where that fails, somebody else does it later."""
    if os.path.exists(place):
        from urllib.parse import quote

        as_it_is = f"file:{quote(place)}?mode=rw"  # else an empty one would be made
        with (
            suppress(OSError, sqlite3.Error),
            Seal(place).writing(),
            closing(sqlite3.connect(as_it_is, uri=True)) as db,
        ):
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA wal_checkpoint")
