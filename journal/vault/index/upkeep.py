"""What is done for the cache once in a while: its log is merged after a command, and files of other versions go."""

from __future__ import annotations

import _sqlite3 as sqlite3  # without what makes datetimes of columns
import os
import sys
from contextlib import closing, suppress

from journal.vault.disk.seal import Seal

__all__ = ["forget_former", "merge", "merge_elsewhere"]

_PROGRAM = """
import sys
_, place, *sys.path = sys.argv
from journal.vault.index.upkeep import merge
merge(place)
"""


def merge_elsewhere(place: str) -> bool:
    """Have a process of its own merge the write-ahead log, which nobody waits for; False where none can be had."""
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    words = [sys.executable, "-I", "-S", "-c", _PROGRAM, place, *sys.path]
    try:
        os.posix_spawn(sys.executable, words, os.environ, file_actions=nowhere, setsid=True)
    except (OSError, NotImplementedError):
        return False
    return True


def merge(place: str) -> None:
    """Merge the write-ahead log into the file, if it is still there; where that fails, somebody else does it later."""
    if os.path.exists(place):
        from urllib.parse import quote

        as_it_is = f"file:{quote(place)}?mode=rw"  # else an empty one would be made
        with (
            suppress(OSError, sqlite3.Error),
            Seal(place).writing(),
            closing(sqlite3.connect(as_it_is, uri=True, timeout=0)) as db,
        ):
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # or as far as others do not use it


def forget_former(place: str, kept: int) -> None:
    """Delete caches that other versions made of this vault, except the most recently used ones. kept: how many.

    A program that has a deleted one open can go on using it.
    """
    folder, ours = os.path.split(place)
    vault = ours.rpartition("-")[0]
    with suppress(OSError):  # another program of ours may be quicker
        files = os.listdir(folder)
        others = [name for name in files if name.startswith(f"{vault}-") and name.endswith(".db") and name != ours]
        others.sort(key=lambda name: os.stat(os.path.join(folder, name)).st_atime_ns, reverse=True)
        for former in others[kept:]:
            for name in files:
                if name.startswith(former.removesuffix("db")):  # its log too
                    with suppress(FileNotFoundError):
                        os.unlink(os.path.join(folder, name))
