"""Whether a write was cut short: asked at the start of every command, and so from the last bytes of the undo log."""

from __future__ import annotations

import os
from pathlib import Path

from journal.errors import JournalError

__all__ = ["unfinished"]

_PENDING = b'"now": "pending"}\n'
"""How a log ends whose newest step may be half done (see ``logged_step``)."""


def unfinished(state: Path, root: Path) -> str:
    """What the newest step left half done, as a sentence; empty where all of it is done, or nobody can tell now."""
    from journal.vault.disk.lock import UNDO_LOG, folder_of, held

    folder = folder_of(state, root)
    try:
        with open(folder / UNDO_LOG, "rb") as log:
            log.seek(-min(len(_PENDING), os.fstat(log.fileno()).st_size), os.SEEK_END)
            if log.read() != _PENDING:
                return ""
        from journal.vault.write.undo import Log

        with held(state, root, wait=0):
            return Log(state, root, keep=folder / "kept").unfinished()
    except (OSError, JournalError):
        return ""
