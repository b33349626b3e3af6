"""The ways in which calls to the system fail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WRITING = (
    "chmod chown close fchmod fchmodat fchown fdatasync flock fsetxattr fsync ftruncate ftruncate64 futimens link "
    "linkat make mkdir mkdirat posix_fallocate posix_fallocate64 pwrite pwrite64 rename renameat renameat2 rmdir "
    "sendfile sendfile64 setxattr symlink symlinkat truncate64 unlink unlinkat utimensat write"
).split()
"""The calls after which something else stands on the disk, or may."""
READING = (
    "access faccessat fcntl fcntl64 fdopendir fgetxattr flistxattr fstat fstat64 fstatat fstatat64 getcwd getxattr "
    "listxattr lseek lseek64 lstat lstat64 mmap mmap64 open opendir pread pread64 read readdir readdir64 readlink "
    "readlinkat stat stat64 statvfs64 statx"
).split()
TAKING_ROOM = [name for name in WRITING if name != "flock"]
"""Those that a full disk may refuse."""
OPENING = ["make", "open", "opendir", "fdopendir"]


class Way(NamedTuple):
    """How calls fail. names: those of the calls, none for all. some: every how manieth of them, in a long run.

    after: the call is made, and gives the error all the same. children: of the processes that look at folders, else of
    the command's own. cache: those about the cache, else all others.
    """

    error: str
    names: Sequence[str] = ()
    some: int = 1
    after: bool = False
    children: bool = False
    cache: bool = False

    def __str__(self) -> str:
        of = " of other processes" * self.children + " of the cache" * self.cache
        names = {tuple(WRITING): " on writing", tuple(TAKING_ROOM): " on writing"}.get(tuple(self.names), "")
        return f"{self.error}{names}{' after' * self.after}{of}"


WAYS = (
    Way("EIO"),
    Way("EIO", WRITING, after=True),
    Way("ENOSPC", TAKING_ROOM),
    Way("EACCES", some=6),
    Way("EINTR", some=8),
    Way("EMFILE", OPENING, some=3),
    Way("EIO", some=4, children=True),
    Way("EIO", some=8, cache=True),
)
