"""The file that stands next to a note while that is written: its name, its owner and mode, and what becomes of one
that a killed write left.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from itertools import count

from journal.errors import EnvironmentFailed
from journal.regex import regex
from journal.vault.disk.rescue import expire, keep_file, write_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["drop", "is_leftover", "name", "sweep", "sweep_alone", "write"]

_LEFTOVER = regex(r"(?s)\.~(.*)\.(\d+)\.tmp")
_LONGEST_NAME = 255
"""Bytes of a file name that every usual file system takes."""


def name(real: str) -> str:
    """A free name in the note's folder; a dead program with our process number may have left a file."""
    folder, note = os.path.split(real)
    for number in count(1):
        end = f"{f'.{number}' if number > 1 else ''}.{os.getpid()}.tmp"
        short = os.fsencode(note)[: _LONGEST_NAME - len(".~" + end)].decode(errors="ignore")
        free = os.path.join(folder, f".~{short}{end}")
        if not os.path.lexists(free):
            break
    return free


def write(real: str, text: bytes, like: os.stat_result | None) -> str:
    """Write a new file next to a note, safely on disk, with the note's permissions; gives its path. Raises OSError.

    like: the status of the note, None for a new one.
    """
    temporary = name(real)
    file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if like is None else 0o600)
    try:
        try:
            write_all(file, text)
            if like is not None:
                _dress(file, real, like)
            os.fsync(file)
        finally:
            os.close(file)
    except BaseException:
        drop(temporary)
        raise
    return temporary


def _dress(file: int, real: str, like: os.stat_result) -> None:
    """Give the temporary file the owner, mode and extended attributes (access lists too) of a note."""
    mode = stat.S_IMODE(like.st_mode)
    try:
        os.fchown(file, like.st_uid, like.st_gid)
    except PermissionError:
        try:
            os.fchown(file, -1, like.st_gid)
        except PermissionError:  # ours is another group: it may do no more than everyone
            mode = mode & 0o707 | (mode & 0o007) << 3
    os.fchmod(file, mode)
    if sys.platform == "linux":
        for attribute in _attributes(real):
            with suppress(PermissionError):  # those of the system are its own
                os.setxattr(file, attribute, os.getxattr(real, attribute))


def _attributes(real: str) -> list[str]:
    """The names of a file's extended attributes; none where its file system has none."""
    if sys.platform != "linux":
        return []
    try:
        return os.listxattr(real)
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
        return []


def is_leftover(file: str) -> bool:
    """Whether a file has a name that we use only while writing a note."""
    return file.startswith(".~") and _LEFTOVER.fullmatch(file) is not None


def sweep(root: AnyPath, leftovers: Iterable[str], *, keep: AnyPath) -> list[str]:
    """Move what killed writes left out of the vault; gives where each file is kept now, for 7 days.

    leftovers: paths that ``is_leftover`` knows, met by the walk. Those of living programs stay, and so does what is no
    file. Each is kept since it may have a save that was never read.
    """
    swept = []
    with suppress(OSError):
        expire(keep)
    for path in leftovers:
        match = _LEFTOVER.fullmatch(os.path.basename(path))
        if match and not _is_alive(int(match[2])):
            leftover = os.path.join(root, path)
            with suppress(OSError):
                status = os.lstat(leftover)
                if not stat.S_ISREG(status.st_mode):
                    continue
                if status.st_nlink > 1:  # the note itself, by a second name
                    os.unlink(leftover)
                else:
                    swept.append(keep_file(keep, match[1], leftover))
    return swept


def sweep_alone(root: AnyPath, leftovers: Iterable[str], state: AnyPath | None) -> bool:
    """Sweep, unless a program writes: then False.

    state: the folder to keep what is found, None for the person's own.
    """
    from journal.places import folder
    from journal.vault.disk import lock

    state = state or folder("state")
    try:
        with lock.held(state, root, wait=0):
            sweep(root, leftovers, keep=lock.kept_texts(state, root))
    except EnvironmentFailed:
        return False
    return True


def drop(temporary: str) -> None:
    """Delete a temporary file; where that fails, the next sweep finds it."""
    with suppress(OSError):
        os.unlink(temporary)


def _is_alive(process: int) -> bool:
    """Whether another program with that process number runs; ours leaves nothing while it sweeps."""
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True
