"""The digest of the program's own files that names the cache file: an edited checkout has a cache of its own."""

from __future__ import annotations

import marshal
import os
import sys
from _blake2 import blake2b
from functools import cache

__all__ = ["digest_of", "source_digest"]


@cache
def source_digest() -> str:
    """A hex digest of Python's version and of the path, size and mtime of each Python file of this package.

    Computed once per process, so files that change later do not change it.
    """
    return digest_of(os.path.dirname(sys.modules["journal"].__file__ or ""))


def digest_of(package: str) -> str:
    """A hex digest of Python's version and of the path, size and mtime of each Python file below a folder."""
    found: list[tuple[str, int, int]] = []
    folders = [package]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append((entry.path[len(package) :], status.st_mtime_ns, status.st_size))
                elif entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
    return blake2b(marshal.dumps((sys.version, sorted(found)), 2), digest_size=8).hexdigest()
