"""Which version of the program this is, told by its own files, so that an edited checkout is another one."""

from __future__ import annotations

import marshal
import os
import sys
from _blake2 import blake2b
from functools import cache

__all__ = ["version", "version_of"]


@cache
def version() -> str:
    """The version of the program, as its files were when this was first asked."""
    return version_of(os.path.dirname(sys.modules["journal"].__file__ or ""))


def version_of(package: str) -> str:
    """Of all Python files below a folder: where one was changed, added, moved or deleted, it is another."""
    found: list[tuple[str, int, int]] = []
    for place, folders, names in os.walk(package):
        if "__pycache__" in folders:
            folders.remove("__pycache__")
        for name in names:
            if name.endswith(".py"):
                status = os.stat(os.path.join(place, name))
                found.append((os.path.join(place[len(package) :], name), status.st_mtime_ns, status.st_size))
    return blake2b(marshal.dumps((sys.version, sorted(found)), 2), digest_size=8).hexdigest()
