"""Which files of a folder are notes, and the stat signature by which a change is seen.

hashlib would bring OpenSSL along, so its BLAKE2 is taken from where hashlib takes it.
"""

from __future__ import annotations

import marshal
import os
import stat
from _blake2 import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from journal.paths import AnyPath

__all__ = [
    "LINKED",
    "NOT_HERE",
    "OUTSIDE",
    "RACY_NS",
    "UNSEEN",
    "Listing",
    "Seen",
    "Walk",
    "may_be_note",
    "placeholder",
]

Seen: TypeAlias = tuple[int, int, int, int, int]
"""What the system says of a file: mtime and ctime in nanoseconds, size in bytes, inode, and OUTSIDE, NOT_HERE, LINKED
or 0. Equal means unchanged (but see ``index``)."""

UNSEEN: Seen = (2**63 - 1, 0, -1, 0, 0)
"""Of a file that is there, but of which the system says nothing: as if it had just changed, it is read at each look."""

OUTSIDE, NOT_HERE, LINKED = 1, 2, 3
"""It is a link that leads outside the vault; what iCloud leaves in place of a note that is not on this machine; a link
to a file of the vault, of which the rest is said."""

RACY_NS = 50_000_000
"""A file that changed this shortly before it was read may change again within one tick of the
file system's clock and look the same: it is read once more at the next look (git's racy rule)."""

TEMPLATES = ("templates", "_templates")
"""Names of folders of templates, in any case."""
_SKIPPED_FOLDERS = frozenset({*TEMPLATES, "node_modules"})
_SUFFIXES = (".md", ".markdown")


class Listing:
    """One folder: its notes by name, its folders to look at, and why it could not be read, None where it could.

    folder: its path from the root, "" for the root itself. folders: their names.
    """

    __slots__ = ("folder", "folders", "notes", "unreadable")

    def __init__(self, folder: str, notes: dict[str, Seen], folders: list[str], unreadable: str | None = None) -> None:
        self.folder, self.notes, self.folders, self.unreadable = folder, notes, folders, unreadable

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}" if self.folder else name

    def digest(self) -> bytes:
        """A digest of all that was seen of the folder: equal listings have equal digests.

        Marshal's second version gives equal values equal bytes.
        """
        return blake2b(marshal.dumps((self.unreadable, self.folders, self.notes), 2), digest_size=16).digest()


def may_be_note(name: str) -> bool:
    """Whether a file with this name is a note (docs/format.md 1)."""
    return name.lower().endswith(_SUFFIXES) and not name.startswith((".", "#", "~$"))


def placeholder(name: str) -> str:
    """The name of the file that iCloud leaves in place of a note with this name."""
    return f".{name}.icloud"


def _may_hold_notes(name: str) -> bool:
    return name[0] != "." and name.lower() not in _SKIPPED_FOLDERS


class Walk:
    """The look at one folder of notes.

    exclude: gitignore patterns (docs/format.md 1). leftovers: the paths of files for the moments of
    a write (see ``temporary``) that the last look at everything met.
    """

    def __init__(self, root: AnyPath, exclude: tuple[str, ...] = ()) -> None:
        self._root = os.fspath(root)
        self._real_root = os.path.realpath(root)
        self._excluded: Callable[[str], bool] | None = None
        self.leftovers: list[str] = []
        if exclude:
            from journal.patterns import path_excluder

            self._excluded = path_excluder(exclude)

    def root_now(self) -> str:
        """The root's device and inode, as a text. Raises OSError where it is no folder."""
        status = os.stat(self._root)
        return f"{status.st_dev}:{status.st_ino}"

    def everything(self, start: str = "") -> Iterator[Listing]:
        """Listings of a folder and all folders below it; linked folders are not followed. Raises as ``listing``."""
        folders = [start]
        while folders:
            if listing := self.listing(folders.pop()):
                folders += map(listing.path, listing.folders)
                yield listing

    def listing(self, folder: str) -> Listing | None:
        """The listing of one folder; None where it was deleted meanwhile.

        Raises OSError where the root cannot be listed.
        """
        if not folder:
            self.leftovers = []
        try:
            return self._list(folder)
        except FileNotFoundError:
            if not folder:
                raise
            return None

    def takes(self, path: str) -> bool:
        """Whether a file at a path, which need not be there, is looked at as a note."""
        folder, _, name = path.rpartition("/")
        return self.looks_in(folder) and may_be_note(name) and not self._is_excluded(path)

    def looks_in(self, folder: str) -> bool:
        """Whether a folder, which need not be there, is looked at."""
        parts = folder.split("/") if folder else []
        for depth, part in enumerate(parts, 1):
            start = "/".join(parts[:depth])
            real = os.path.join(self._root, start)
            if not _may_hold_notes(part) or self._is_excluded(f"{start}/"):
                return False
            if os.path.lexists(real) and not stat.S_ISDIR(os.lstat(real).st_mode):
                return False
        return True

    def one(self, path: str) -> Seen | None:
        """The status of one note now; None where there is none, or it is in a folder that is not looked at."""
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
            try:
                return self._seen(path, os.lstat(os.path.join(real, parts[-1])))
            except FileNotFoundError:
                return _as_not_here(os.lstat(os.path.join(real, placeholder(parts[-1]))))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            return UNSEEN

    def leads_to(self, path: str) -> str | None:
        """The path of the file that a link in the vault leads to in the end; None for one outside the vault."""
        real = os.path.realpath(os.path.join(self._root, path))
        if os.path.commonpath([real, self._real_root]) != self._real_root:
            return None
        return os.path.relpath(real, self._real_root)

    def _list(self, folder: str) -> Listing:
        """The listing of one folder. Raises FileNotFoundError where it is gone, and any OSError for the root."""
        try:
            opened = os.open(os.path.join(self._root, folder), os.O_RDONLY | os.O_DIRECTORY)
            try:  # what is met is then looked up from here, which is quicker than from the root of all
                with os.scandir(opened) as met:
                    return self._listed(folder, met)
            finally:
                os.close(opened)
        except OSError as error:
            if not folder or isinstance(error, FileNotFoundError):
                raise
            return Listing(folder, {}, [], error.strerror or str(error))

    def _listed(self, folder: str, met: Iterable[os.DirEntry[str]]) -> Listing:
        """The listing from the entries met in a folder."""
        listing, not_here = Listing(folder, {}, []), dict[str, Seen]()
        start = f"{folder}/" if folder else ""
        for entry in met:
            name = entry.name
            try:
                if name.endswith(".md") and name[0] not in ".#~":  # as nearly all are
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode):
                        if self._excluded is None or not self._excluded(start + name):
                            listing.notes[name] = (
                                status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, 0,
                            )  # fmt: skip
                        continue
                self._meet(entry, start, listing, not_here)
            except FileNotFoundError:  # deleted since it was listed
                continue
            except OSError:
                note = name[1:-7] if name.endswith(".icloud") else name
                if not may_be_note(note):
                    raise
                if not self._is_excluded(start + note):
                    listing.notes[note] = UNSEEN
        if not_here:
            listing.notes = not_here | listing.notes
        return listing

    def _meet(self, entry: os.DirEntry[str], start: str, listing: Listing, not_here: dict[str, Seen]) -> None:
        """Add an entry that is no ordinary note to the listing.

        not_here: gathers notes that iCloud has a placeholder for.
        """
        name = entry.name
        if entry.is_dir(follow_symlinks=False):
            if _may_hold_notes(name) and not self._is_excluded(f"{start}{name}/"):
                listing.folders.append(name)
        elif may_be_note(name):
            if not self._is_excluded(start + name):
                seen = self._seen(start + name, entry.stat(follow_symlinks=False))
                if seen is not None:
                    listing.notes[name] = seen
        elif name.startswith(".~") and entry.is_file(follow_symlinks=False) and _is_leftover(name):
            self.leftovers.append(start + name)
        elif name.endswith(".icloud") and may_be_note(meant := name[1:-7]) and name == placeholder(meant):
            seen = _as_not_here(entry.stat(follow_symlinks=False))
            if seen is not None and not self._is_excluded(start + meant):
                not_here[meant] = seen

    def _seen(self, path: str, status: os.stat_result) -> Seen | None:
        """The stat signature of a note; None for what is no file, such as a pipe or a linked folder.

        status: of the path itself.
        """
        if stat.S_ISREG(status.st_mode):
            return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, 0
        if not stat.S_ISLNK(status.st_mode):
            return None
        real = os.path.join(self._root, path)
        leads_outside = self.leads_to(path) is None
        is_linked = not leads_outside and os.path.exists(real)
        if is_linked:
            status = os.stat(real)
        elif os.path.isdir(real):
            return None
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISLNK(status.st_mode)):
            return None
        flag = OUTSIDE if leads_outside else LINKED if is_linked else 0
        return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, flag

    def _is_excluded(self, path: str) -> bool:
        return self._excluded is not None and self._excluded(path)


def _as_not_here(status: os.stat_result) -> Seen | None:
    """The stat signature of a note that is not on this machine, from the status of its placeholder."""
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, NOT_HERE


def _is_leftover(name: str) -> bool:
    from journal.vault.disk.temporary import is_leftover

    return is_leftover(name)
