"""Which files of a folder are notes, and the stat signature by which a change is seen."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from journal.model import Found, Problem

__all__ = ["Entry", "Signature", "may_be_note", "walk"]

Signature = tuple[int, int, int, int]
"""mtime and ctime in nanoseconds, size in bytes, inode: equal means unchanged (but see Index)."""

_SKIPPED_FOLDERS = frozenset({"templates", "_templates", "node_modules"})
_SUFFIXES = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Entry:
    """A Markdown file that was met. leads_outside: a link whose target lies outside the vault."""

    path: str
    signature: Signature
    leads_outside: bool = False


def may_be_note(name: str) -> bool:
    """Whether a file of this name is a note at all (docs/format.md 1)."""
    lowered = name.lower()
    return lowered.endswith(_SUFFIXES) and name[0] not in ".#"


def _may_hold_notes(name: str) -> bool:
    return name[0] != "." and name.lower() not in _SKIPPED_FOLDERS


def walk(root: Path, exclude: tuple[str, ...] = ()) -> Iterator[Entry | Found]:
    """Every note under root, each as an Entry, and each folder that cannot be read as a Found.

    exclude: gitignore patterns (docs/format.md 1). Linked folders are not followed. Raises OSError
    where root itself cannot be listed.
    """
    excluded = _matcher(exclude)
    real_root = os.path.realpath(root)
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            found = os.scandir(os.path.join(root, folder) if folder else root)
        except OSError as error:
            if not folder:
                raise
            message = f"The folder cannot be read ({error.strerror}): allow reading it, or exclude it in journal.toml."
            yield Found(folder, Problem("unreadable", message))
            continue
        with found:
            for item in found:
                path = f"{folder}/{item.name}" if folder else item.name
                if item.is_dir(follow_symlinks=False):
                    if _may_hold_notes(item.name) and not (excluded and excluded(path + "/")):
                        folders.append(path)
                elif (
                    may_be_note(item.name)
                    and not (excluded and excluded(path))
                    and (entry := _entry(item, path, real_root))
                ):
                    yield entry


def _entry(item: os.DirEntry[str], path: str, real_root: str) -> Entry | None:
    """None for what is no file: a pipe, a linked folder, a file deleted since it was listed."""
    leads_outside = False
    try:
        status = item.stat(follow_symlinks=False)
        if stat.S_ISLNK(status.st_mode):
            leads_outside = os.path.commonpath([os.path.realpath(item.path), real_root]) != real_root
            if not leads_outside and os.path.exists(item.path):
                status = item.stat()
            elif os.path.isdir(item.path):
                return None
    except FileNotFoundError:
        return None
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISLNK(status.st_mode)):
        return None
    return Entry(path, (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino), leads_outside)


def _matcher(exclude: tuple[str, ...]) -> Callable[[str], bool] | None:
    if not exclude:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(exclude).match_file
