"""Reading a note's bytes from the disk. Apart from ``store``, which has more to load."""

from __future__ import annotations

import errno
import os
from contextlib import suppress

from journal.paths import is_inside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["read"]

_AT_A_TIME = 64 * 1024
"""Bytes to ask for at once, more than nearly every note has: room is made for all of them first."""
_READ_ANYWAY = suppress(OSError)
"""For closing a file, which then has been read."""


def read(root: AnyPath, path: str, limit: int, size: int = -1) -> bytes:
    """The first ``limit`` + 1 bytes of a note, so that the caller sees whether it is longer.

    size: how long it was when somebody looked, -1 for unknown: after so many bytes no more are asked for. Raises
    OSError, also for a link that leads outside the vault.
    """
    file = _opened(root, path if path.startswith("/") else f"{root}/{path}")
    try:
        parts, wanted = [], limit + 1
        while wanted and (part := os.read(file, min(wanted, _AT_A_TIME))):
            parts.append(part)
            wanted -= len(part)
            if wanted + size == limit + 1:
                break
    finally:
        with _READ_ANYWAY:
            os.close(file)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _opened(root: AnyPath, place: str) -> int:
    """A file opened for reading, links followed within the vault. Raises OSError."""
    try:
        return os.open(place, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        if not os.path.islink(place):
            raise
    if not is_inside(place, root):
        raise OSError(errno.EXDEV, "it leads outside the vault")
    return os.open(place, os.O_RDONLY)
