"""A vault, a home, and what lies beside them: remembered, and put back as it was."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeAlias

from journal.vault.disk.temporary import is_leftover

HOMES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
CACHE, STATE = HOMES[1], HOMES[3]
SCRATCH = "scratch"


class Kept(NamedTuple):
    """What a file or folder was. text: None for a folder. time: when it was changed. number: that of the file, the same
    for two names of one.
    """

    text: bytes | None
    mode: int
    time: int
    number: int


Snapshot: TypeAlias = Mapping[str, Kept]


class World:
    """A folder that a program takes for the whole disk."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.vault = folder, folder / "vault"
        (folder / SCRATCH).mkdir()
        self._stands: dict[str, tuple[Kept, os.stat_result]] = {}

    @property
    def environment(self) -> dict[str, str]:
        """How a program is told to live here, on 16 March 2026."""
        here = {**dict.fromkeys(HOMES, ""), "JOURNAL_VAULT": "vault"}
        return {
            **{name: str(self.folder / (path or name)) for name, path in here.items()},
            "JOURNAL_TODAY": "2026-03-16",
            "TMPDIR": str(self.folder / SCRATCH),
            "VISUAL": "true",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }

    def notes(self) -> dict[str, bytes]:
        """The files of the vault and of the folders beside it, without git's, what a killed write left, and what is
        there for the moments of a call.
        """
        return {
            path: _text(entry)
            for path, entry in self._files()
            if not path.startswith((*HOMES, SCRATCH)) and "/.git/" not in path and not is_leftover(entry.name)
        }

    def log(self) -> dict[str, bytes]:
        """What commands leave in the folder of the user's state, the undo log above all."""
        return {path: _text(entry) for path, entry in self._files(f"{STATE}/")}

    def snapshot(self) -> Snapshot:
        """Everything, to be put back."""
        self._stands = {}
        for path, entry in self._below():
            status = entry.stat(follow_symlinks=False)
            text = None if entry.is_dir() else _text(entry)
            kept = Kept(text, stat.S_IMODE(status.st_mode), status.st_mtime_ns, status.st_ino)
            self._stands[path] = kept, status
        return {path: kept for path, (kept, _) in self._stands.items()}

    def put(self, wanted: Snapshot) -> None:
        """Make everything as it was. A file that is so already stays, as notes do that nobody writes."""
        for path, entry in reversed(list(self._below())):
            if path not in wanted:
                (os.rmdir if entry.is_dir() else os.unlink)(entry)
        changed = {kept.number for path, kept in wanted.items() if kept.text is not None and not self._is(path, kept)}
        made: dict[int, Path] = {}
        for path, kept in sorted(wanted.items()):
            if kept.text is not None and kept.number not in changed:
                continue
            place = self.folder / path
            if kept.text is None:
                place.mkdir(exist_ok=True)
                place.chmod(kept.mode)
            else:
                place.unlink(missing_ok=True)
                if kept.number in made:
                    place.hardlink_to(made[kept.number])
                    continue
                made[kept.number] = place
                place.write_bytes(kept.text)
                place.chmod(kept.mode)
                os.utime(place, ns=(kept.time, kept.time))
        for path, kept in wanted.items():
            if kept.text is None or kept.number in changed:
                self._stands[path] = kept, os.lstat(f"{self.folder}/{path}")

    def _is(self, path: str, kept: Kept) -> bool:
        """Whether a file has the wanted text and mode, since nobody has touched it."""
        stands, seen = self._stands.get(path, (None, None))
        if stands is None or seen is None or stands[:2] != kept[:2]:
            return False
        try:
            now = os.lstat(f"{self.folder}/{path}")
        except FileNotFoundError:
            return False
        return os.path.samestat(now, seen) and (now.st_mtime_ns, now.st_ctime_ns) == (
            seen.st_mtime_ns,
            seen.st_ctime_ns,
        )

    def _files(self, under: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
        return ((path, entry) for path, entry in self._below(under) if not entry.is_dir())

    def _below(self, under: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
        """All that is in a folder, by its path from the world: each folder before what is in it.

        under: the folder's path and a slash, or nothing.
        """
        with suppress(FileNotFoundError), os.scandir(self.folder / under) as entries:
            for entry in list(entries):
                yield under + entry.name, entry
                if entry.is_dir():
                    yield from self._below(f"{under}{entry.name}/")


def _text(entry: os.DirEntry[str]) -> bytes:
    with open(entry, "rb") as file:
        return file.read()


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
