"""The system's facts about the disk that a folder is on, and the number of watched folders."""

from __future__ import annotations

import os
from contextlib import suppress

from journal.regex import regex

__all__ = ["disk_of", "folders_in", "watches"]

_MOUNTS = "/proc/self/mounts"
_OCTAL = regex(rb"\\([0-3][0-7]{2})")
"""How a blank, a tab, a line end or a backslash of a path is written there; every other byte stands for itself."""


def folders_in(root: str) -> int:
    """How many folders there are to watch: hidden ones too, such as git's own."""
    return sum(1 for _ in os.walk(root))


def watches() -> int | None:
    """How many folders this process watches; None where the system does not tell."""
    found = 0
    try:
        files = os.listdir("/proc/self/fdinfo")
    except FileNotFoundError:
        return None
    for name in files:
        with suppress(OSError), open(f"/proc/self/fdinfo/{name}", encoding="ascii", errors="replace") as lines:
            found += sum(line.startswith("inotify wd:") for line in lines)
    return found


def disk_of(root: str) -> str:
    """The kind of file system that a folder is on; empty where the system does not tell."""
    path, best, kind = os.path.realpath(root) + "/", "", ""
    try:
        with open(_MOUNTS, "rb") as mounts:
            for line in mounts:
                _, mounted, kind_of, *_ = line.split(b" ")
                place = os.fsdecode(_OCTAL.sub(lambda code: bytes([int(code[1], 8)]), mounted)).rstrip("/") + "/"
                found = kind_of.decode("ascii", "replace")
                if path.startswith(place) and len(place) >= len(best):
                    best, kind = place, found
    except OSError:
        return ""
    return kind
