"""One writer at a time: programs of ours wait for each other on one vault; other programs do not know of the lock.

The lock is a file in the person's state folder, so that it is never synced.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from journal.errors import EnvironmentFailed, os_errors_as_sentences
from journal.vault.disk.digest import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["UNDO_LOG", "folder_of", "held", "kept_texts", "state_of", "taken"]

UNDO_LOG = "undo.jsonl"
"""The name of the undo log in ``folder_of`` a vault, written and read under its lock."""

_PAUSE = 0.01
"""Seconds between two tries."""


def folder_of(state: AnyPath, root: AnyPath) -> str:
    """The path of the folder for a vault's undo log and lock; it need not exist. state: the user's state folder."""
    digest = sha256(os.fsencode(os.path.realpath(root))).hexdigest()
    return os.path.join(state, digest[:32])


def state_of(state: AnyPath, root: AnyPath) -> str:
    """The folder for what is remembered about one vault, readable by this person only; made if missing.

    Raises EnvironmentFailed.
    """
    folder = folder_of(state, root)
    with os_errors_as_sentences(folder):
        os.makedirs(folder, mode=0o700, exist_ok=True)
    return folder


def kept_texts(state: AnyPath, root: AnyPath) -> str:
    """The folder, in ``state_of`` a vault, for texts that cannot be put back (see ``rescue``). Raises as that one."""
    return os.path.join(state_of(state, root), "kept")


@contextmanager
def held(state: AnyPath, root: AnyPath, *, wait: float = 10) -> Iterator[None]:
    """Hold the vault's lock inside: one thread of all our processes at a time. The system frees it if the holder dies.

    wait: seconds before giving up. Raises EnvironmentFailed.
    """
    place = os.path.join(state_of(state, root), "lock")
    with os_errors_as_sentences(place):
        file = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with os_errors_as_sentences(place):
            is_taken = taken(file, time.monotonic() + wait)
        if not is_taken:
            raise EnvironmentFailed(f"Another journal has been writing to {root} for too long: end it, then try again.")
        yield
    finally:
        with suppress(OSError):  # it is let go all the same
            os.close(file)


def taken(file: int, until: float) -> bool:
    """Lock an open file; False where that was not possible before ``until``, a time of ``time.monotonic``.

    Raises OSError.
    """
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)
        else:
            return True
