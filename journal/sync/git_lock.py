"""Locks of another git: waited for, never deleted, and told with the program that holds them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from journal.errors import EnvironmentFailed
from journal.regex import regex

__all__ = ["Locked", "lock_in_the_way", "wait_until_free"]

_LOCK_WAIT = 3.0
"""Seconds to wait for another git to remove its lock."""
_LOCKED = regex(r"(?m)^(?:fatal|error): .*Unable to create '(.+\.lock)': File exists")


class Locked(EnvironmentFailed):
    """Another git holds a lock, or was stopped and has left it; the sentence names both."""


def lock_in_the_way(error: str) -> Path | None:
    """The lock because of which a git did nothing; None where it was something else. error: what it said on stderr."""
    match = _LOCKED.search(error)
    return Path(match[1]) if match else None


def wait_until_free(lock: Path, folder: Path) -> None:
    """Wait while a lock is there. folder: in the work tree. Raises Locked where that takes over _LOCK_WAIT seconds."""
    until = time.monotonic() + _LOCK_WAIT
    while lock.exists():
        if time.monotonic() >= until:
            raise Locked(_sentence(lock, folder))
        time.sleep(0.05)


def _sentence(lock: Path, folder: Path) -> str:
    """Who holds a lock, and what to do."""
    if holders := list(_gits(_work_tree(lock, folder))):
        return f"{' and '.join(holders)} may hold {lock}: end that first, then try again."
    return (
        f"{lock} stays, and no git is at work here that can be seen: one that was stopped has left it. "
        f"See that none is, then: rm {quote(str(lock))}"
    )


def _work_tree(lock: Path, folder: Path) -> Path:
    """The folder that holds the repository of a lock; folder where git's own folder is elsewhere."""
    own = next((place for place in lock.parents if place.name == ".git"), None)
    return own.parent if own else folder


def _gits(work_tree: Path) -> Iterator[str]:
    """The gits that work in a folder, such as “git commit” (process 4711); none where the system does not tell."""
    try:
        processes = sorted((name for name in os.listdir("/proc") if name.isdigit()), key=int)
    except OSError:
        return
    for process in processes:
        about = Path("/proc", process)
        try:
            if not os.path.realpath(about / "exe").endswith("/git"):
                continue
            if Path(os.path.realpath(about / "cwd")).is_relative_to(os.path.realpath(work_tree)):
                yield f"“git {_command(about)}” (process {process})"
        except OSError:  # it has ended, or is somebody else's
            continue


def _command(about: Path) -> str:
    """The command that a git was given, without git's own options before it. Raises OSError."""
    words = iter((about / "cmdline").read_bytes().decode(errors="replace").split("\0")[1:])
    for word in words:
        if word in ("-c", "-C"):
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""
