"""The folder of texts that no note holds any more and nobody may have read: each stays for 7 days.

It lies outside the vault; whoever writes says where.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["DAYS", "append", "expire", "flush_folder", "keep_file", "keep_text", "write_all"]

DAYS = 7
_STAMP = "%Y%m%d-%H%M%S"
_STAMP_LENGTH = 15
_LONGEST_NAME = 200


def keep_text(folder: AnyPath, name: str, text: bytes) -> str:
    """Write a copy of a note's text, safely on disk when this returns. Raises OSError."""
    place, file = _new(folder, name)
    try:
        write_all(file, text)
        os.fsync(file)
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(place)
        raise
    finally:
        os.close(file)
    flush_folder(folder)
    return place


def keep_file(folder: AnyPath, name: str, source: str) -> str:
    """Move a file here; on the same disk by renaming, so that a program that has it open goes on writing to it.

    Raises OSError.
    """
    place, file = _new(folder, name)
    os.close(file)
    try:
        try:
            os.replace(source, place)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _copy(source, place)
            os.unlink(source)
    except OSError:
        with suppress(OSError):
            if os.path.lexists(source):
                os.unlink(place)
        raise
    flush_folder(folder)
    return place


def expire(folder: AnyPath) -> None:
    """Delete the texts that have been here for more than 7 days, by the days in their names."""
    oldest = time.strftime(_STAMP, time.gmtime(time.time() - DAYS * 86_400))
    with suppress(FileNotFoundError):
        for name in os.listdir(folder):
            if _is_stamp(name[:_STAMP_LENGTH]) and name[:_STAMP_LENGTH] < oldest:
                with suppress(FileNotFoundError):  # another program was quicker
                    os.unlink(os.path.join(folder, name))


def write_all(file: int, text: bytes) -> None:
    """Write a whole text to an open file, in as many steps as the system takes. Raises OSError."""
    rest = memoryview(text)
    while rest:
        rest = rest[os.write(file, rest) :]


def append(place: AnyPath, text: bytes) -> None:
    """Add a whole text to the end of a file, or nothing. Raises OSError."""
    with open(place, "ab", buffering=0) as file:
        end = file.tell()
        try:
            write_all(file.fileno(), text)
        except OSError:
            file.truncate(end)
            raise


def flush_folder(folder: AnyPath) -> None:
    """Have the names in a folder safely on disk, where its file system can do that. Raises OSError."""
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(file)


def _copy(source: str, place: str) -> None:
    """Copy a file to another disk; of a link the link itself. Raises OSError."""
    from shutil import copyfileobj

    file = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(file, "rb") as original, open(place, "wb") as copy:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError(errno.EINVAL, "it is no file", source)
        copyfileobj(original, copy)
        copy.flush()
        os.fsync(copy.fileno())


def _new(folder: AnyPath, name: str) -> tuple[str, int]:
    """A path and an open file for a name that no file here has yet."""
    from tempfile import mkstemp

    os.makedirs(folder, mode=0o700, exist_ok=True)
    short = os.fsencode(name)[-_LONGEST_NAME:].decode(errors="ignore")
    file, place = mkstemp(prefix=time.strftime(_STAMP + "-", time.gmtime()), suffix=f"-{short}", dir=folder)
    return place, file


def _is_stamp(text: str) -> bool:
    try:
        time.strptime(text, _STAMP)
    except ValueError:
        return False
    return True
