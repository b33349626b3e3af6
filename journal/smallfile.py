"""Small files beside notes: settings and templates, which may come with a vault that somebody else made, and what the
program remembers.
"""

from __future__ import annotations

import errno
import os
import stat
from codecs import BOM_UTF8

from journal.errors import BadSettings, EnvironmentFailed
from journal.paths import is_inside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["LARGEST", "read_small", "write_small"]

LARGEST = 256 * 1024
"""Bytes."""


def read_small(path: AnyPath, root: AnyPath | None = None) -> str | None:
    """The text of a file; None where there is no file. root: the folder that it must lie in, links followed.

    Never waits for a pipe or a device. Raises BadSettings for what is no file, too long or not UTF-8, and
    EnvironmentFailed.
    """
    try:
        if root and not is_inside(path, root):
            raise BadSettings(f"{path} leads outside the vault: copy the file into the vault, or delete the link.")
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise BadSettings(f"{path} is no file: delete it, or put a file in its place.") from None
        raise EnvironmentFailed.reading(path, error) from None
    try:
        return _text(path, file)
    except OSError as error:
        raise EnvironmentFailed.reading(path, error) from None
    finally:
        try:  # noqa: SIM105  # contextlib takes longer to load than the file
            os.close(file)
        except OSError:  # it is read
            pass


def write_small(path: AnyPath, raw: bytes) -> None:
    """Write a file in one step; where that fails, it stays as it was, and nothing else remains. Raises OSError."""
    unfinished = f"{os.fspath(path)}.{os.getpid()}.tmp"
    try:
        with open(unfinished, "wb") as file:
            file.write(raw)
        os.replace(unfinished, path)
    except OSError:
        try:  # noqa: SIM105  # as above
            os.unlink(unfinished)
        except OSError:
            pass
        raise


def _text(path: AnyPath, file: int) -> str:
    if not stat.S_ISREG(os.fstat(file).st_mode):
        raise BadSettings(f"{path} is no file: delete it, or put a file in its place.")
    with open(file, "rb", closefd=False) as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise BadSettings(f"{path} is longer than {LARGEST // 1024} KB: shorten it.")
    try:
        return raw.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BadSettings(f"{path} is not UTF-8 at line {line}: save it as UTF-8.") from None
