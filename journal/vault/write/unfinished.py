"""Whether a write was interrupted: asked at the start of every command, so only the end of the undo log is read."""

from __future__ import annotations

import os

from journal.errors import JournalError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["unfinished"]

_PENDING = b'"now": "pending"}\n'
"""How a log ends whose newest step may be half done (see ``logged_step``)."""


def unfinished(state: AnyPath, root: AnyPath) -> str:
    """A sentence about what the newest step left half done; "" where it is done, or it cannot be told now."""
    from journal.vault.disk.lock import UNDO_LOG, folder_of, held

    folder = folder_of(state, root)
    try:
        with open(os.path.join(folder, UNDO_LOG), "rb") as log:
            log.seek(-min(len(_PENDING), os.fstat(log.fileno()).st_size), os.SEEK_END)
            if log.read() != _PENDING:
                return ""
        from journal.vault.disk.lock import kept_texts
        from journal.vault.write.undo import Log

        with held(state, root, wait=0):
            return Log(state, root, keep=kept_texts(state, root)).unfinished()
    except (OSError, JournalError):
        return ""
