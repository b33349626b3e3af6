"""Which files of a folder are notes, and the stat signature by which a change is seen."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from journal.vault.temporary import is_leftover

__all__ = ["Listing", "Seen", "Walk", "may_be_note"]

Seen: TypeAlias = tuple[int, int, int, int, bool]
"""What the system says of a file: mtime and ctime in nanoseconds, size in bytes, inode, and whether it
is a link that leads outside the vault. Equal means unchanged (but see ``index``)."""

_SKIPPED_FOLDERS = frozenset({"templates", "_templates", "node_modules"})
_SUFFIXES = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Listing:
    """One folder: its notes by name, and why it could not be read, None where it could.

    folder: from the root, "" for the root itself.
    """

    folder: str
    notes: Mapping[str, Seen]
    unreadable: str | None = None

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}" if self.folder else name


def may_be_note(name: str) -> bool:
    """Whether a file of this name is a note at all (docs/format.md 1)."""
    return name.lower().endswith(_SUFFIXES) and name[0] not in ".#"


def _may_hold_notes(name: str) -> bool:
    return name[0] != "." and name.lower() not in _SKIPPED_FOLDERS


class Walk:
    """The look at one folder of notes.

    exclude: gitignore patterns (docs/format.md 1). leftovers: the paths of files for the moments of
    a write (see ``temporary``) that the last look at everything met.
    """

    def __init__(self, root: Path, exclude: tuple[str, ...] = ()) -> None:
        self._root = str(root)
        self._real_root = os.path.realpath(root)
        self._excluded = _matcher(exclude)
        self.leftovers: list[str] = []

    def root_now(self) -> str:
        """Which folder the root is, by device and inode. Raises OSError where it is none."""
        status = os.stat(self._root)
        return f"{status.st_dev}:{status.st_ino}"

    def everything(self) -> Iterator[Listing]:
        """Every folder that may hold notes; linked folders are not followed.

        Raises OSError where the root itself cannot be listed.
        """
        folders = [""]
        self.leftovers = []
        while folders:
            folder = folders.pop()
            try:
                yield self._list(folder, folders)
            except OSError as error:
                if not folder:
                    raise
                if not isinstance(error, FileNotFoundError):
                    yield Listing(folder, {}, error.strerror or str(error))

    def one(self, path: str) -> Seen | None:
        """What the system says of one note now; None where there is none, or not in a folder that is looked at."""
        real, parts = self._root, path.split("/")
        try:
            for depth, part in enumerate(parts[:-1], 1):
                real = os.path.join(real, part)
                if (
                    not _may_hold_notes(part)
                    or self._is_excluded("/".join(parts[:depth]) + "/")
                    or not stat.S_ISDIR(os.lstat(real).st_mode)
                ):
                    return None
            if not may_be_note(parts[-1]) or self._is_excluded(path):
                return None
            real = os.path.join(real, parts[-1])
            return self._seen(real, os.lstat(real))
        except OSError:
            return None

    def _list(self, folder: str, further: list[str]) -> Listing:
        notes = {}
        start = f"{folder}/" if folder else ""
        with os.scandir(os.path.join(self._root, folder)) as found:
            for item in found:
                name = item.name
                if item.is_dir(follow_symlinks=False):
                    if _may_hold_notes(name) and not self._is_excluded(f"{start}{name}/"):
                        further.append(start + name)
                elif may_be_note(name) and not self._is_excluded(start + name):
                    with suppress(FileNotFoundError):  # deleted since it was listed
                        if seen := self._seen(item.path, item.stat(follow_symlinks=False)):
                            notes[name] = seen
                elif is_leftover(name):
                    self.leftovers.append(start + name)
        return Listing(folder, notes)

    def _seen(self, real: str, status: os.stat_result) -> Seen | None:
        """None for what is no file: a pipe, a linked folder."""
        leads_outside = False
        if stat.S_ISLNK(status.st_mode):
            leads_outside = os.path.commonpath([os.path.realpath(real), self._real_root]) != self._real_root
            if not leads_outside and os.path.exists(real):
                status = os.stat(real)
            elif os.path.isdir(real):
                return None
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISLNK(status.st_mode)):
            return None
        return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, leads_outside

    def _is_excluded(self, path: str) -> bool:
        return self._excluded is not None and self._excluded(path)


def _matcher(exclude: tuple[str, ...]) -> Callable[[str], bool] | None:
    if not exclude:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(exclude).match_file
