"""Writing a note that has several names (hard links), so that all keep seeing one text; a copy is made first."""

from __future__ import annotations

import os
from contextlib import suppress

from journal.errors import EnvironmentFailed, NoteChanged
from journal.vault.disk.rescue import keep_text, write_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["is_torn", "rest", "write"]


def write(real: str, path: str, old: bytes, new: bytes, keep: AnyPath) -> None:
    """Write into the file itself, not beside it.

    Raises NoteChanged, EnvironmentFailed with the file of the kept text, OSError.
    """
    backup = keep_text(keep, os.path.basename(real), old)
    file = os.open(real, os.O_RDWR | os.O_NOFOLLOW)
    try:
        if rest(file) != old:
            raise NoteChanged([path])
        try:
            _overwrite(file, new)
        except OSError as error:
            with suppress(OSError):
                _overwrite(file, old)
            sentence = EnvironmentFailed.writing(path, error)
            raise EnvironmentFailed(f"{sentence} Its text is kept as {backup}.") from error
        if _is_another(file, real):
            raise NoteChanged([path], kept=backup)
        from logging import getLogger

        getLogger(__name__).warning(
            "%s has another name (a hard link), which says the same now. Its former text: %s", path, backup
        )
    finally:
        with suppress(OSError):
            os.close(file)


def is_torn(text: bytes, before: bytes, after: bytes) -> bool:
    """Whether a text is what remains where writing ``after`` over ``before`` was interrupted."""
    both = enumerate(zip(text, after, strict=False))
    written = next((place for place, (one, other) in both if one != other), min(len(text), len(after)))
    return text not in (before, after) and written > 0 and text[written:] == before[written:]


def rest(file: int) -> bytes:
    """All bytes of an open file from its current position."""
    with open(file, "rb", buffering=0, closefd=False) as stream:
        return stream.readall()


def _overwrite(file: int, text: bytes) -> None:
    os.lseek(file, 0, os.SEEK_SET)
    write_all(file, text)
    os.ftruncate(file, len(text))
    os.fsync(file)


def _is_another(file: int, real: str) -> bool:
    """Whether the path now leads to another file than the open one."""
    try:
        return not os.path.samestat(os.fstat(file), os.lstat(real))
    except FileNotFoundError:
        return True
    except OSError:
        return False
