"""Steps that only the system can make at once: two files change places, a file takes a free name, a lease.

Linux makes them all; elsewhere each has its next best.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial

__all__ = ["exchange", "is_renamed", "lease", "lease_holds", "rename_to_free"]

_NOREPLACE, _EXCHANGE = 1, 2
_AT_FDCWD = -100
_SYSCALLS = {"x86_64": 316, "aarch64": 276, "riscv64": 276}
"""The number of renameat2, for C libraries that have no such function."""
_UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EOPNOTSUPP, errno.ENOTSUP})


def exchange(one: str, other: str, spare: str) -> bool:
    """Swap two files of one folder; True where the system did it in one step. Raises OSError.

    spare: a free name in the folder, for systems that need several steps. There ``other`` exists at any moment too, but
    a file renamed to it between two steps is lost, and the former ``other`` may stay under the spare name.
    """
    if _could_rename(one, other, _EXCHANGE):
        return True
    try:
        try:
            os.link(other, spare)
        except (FileExistsError, FileNotFoundError):
            raise
        except OSError:  # no hard links here
            from shutil import copyfile

            copyfile(other, spare)
        os.replace(one, other)
    except OSError:
        with suppress(OSError):
            os.unlink(spare)
        raise
    with suppress(OSError):  # the two have changed places, but for a name
        os.replace(spare, one)
    return False


def rename_to_free(old: str, new: str) -> None:
    """Rename a file to a name that no file has. Raises FileExistsError, and OSError."""
    if _could_rename(old, new, _NOREPLACE):
        return
    try:
        os.link(old, new)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:  # no hard links here: an empty file holds the name
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        try:
            os.replace(old, new)
        except OSError:
            with suppress(OSError):
                os.unlink(new)
            raise
    else:
        with suppress(OSError):  # the new name is what counts
            os.unlink(old)


def is_renamed(new: str, renamed: os.stat_result) -> bool:
    """Whether a file has that name now, even where the system says that it could not rename it.

    renamed: the file's status before.
    """
    try:
        return os.path.samestat(os.lstat(new), renamed)
    except OSError:
        return False


def lease(file: int) -> bool | None:
    """Ask the system to delay writers to a file that is open for reading; None where the system cannot.

    False if a writer has the file open now. Until the file is closed, a program that opens it to write is delayed, and
    ``lease_holds`` tells of it.
    """
    if sys.platform != "linux":
        return None
    from _signal import SIGURG  # type: ignore[import-not-found]  # from where signal takes it, which makes an enum of all

    try:
        fcntl.fcntl(file, fcntl.F_SETSIG, SIGURG)  # which is ignored; the default would end the program
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return False
    except OSError:  # another's file, or a file system without leases
        return None
    return True


def lease_holds(file: int) -> bool:
    """Whether no program has asked to write to a leased file."""
    return sys.platform == "linux" and fcntl.fcntl(file, fcntl.F_GETLEASE) == fcntl.F_RDLCK


def _could_rename(old: str, new: str, flags: int) -> bool:
    """Rename in the one step that the flags name; False where the system cannot do it there. Raises OSError."""
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    renamed = os.lstat(old)
    try:
        renameat2(os.fsencode(old), os.fsencode(new), flags)
    except OSError as error:
        if is_renamed(new, renamed):
            return True
        if error.errno not in _UNSUPPORTED:
            raise
        return False
    return True


@cache
def _renameat2() -> Callable[[bytes, bytes, int], None] | None:
    """The system's renameat2 as a function that raises OSError; None where there is none."""
    if sys.platform != "linux":
        return None
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    number = _SYSCALLS.get(os.uname().machine)
    function: Callable[..., int]
    if hasattr(library, "renameat2"):
        function = library.renameat2
    elif number is not None:
        function = partial(library.syscall, ctypes.c_long(number))
    else:
        return None

    def renameat2(old: bytes, new: bytes, flags: int) -> None:
        folder = ctypes.c_int(_AT_FDCWD)
        if function(folder, ctypes.c_char_p(old), folder, ctypes.c_char_p(new), ctypes.c_uint(flags)):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), os.fsdecode(new))

    return renameat2
