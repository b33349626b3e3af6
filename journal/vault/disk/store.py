"""Creates, replaces and deletes notes on disk. Those that are read come by ``note_file``.

Whoever writes holds ``lock.held``, so other programs may write at any moment, but never another
journal. A save that nobody has read is put back, or kept outside the vault for 7 days. Risks that stay:
a program that has looked up the old file, but not opened it yet, for as long as a write takes; a
hard-linked note, which is written in place; and where the system cannot exchange files in one
step (not Linux, or not a local disk), a save within the microseconds that the steps take.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress

from journal.errors import EnvironmentFailed, NoteChanged, Refused, os_errors_as_sentences
from journal.paths import is_inside
from journal.vault.disk import atomic, in_place, note_file, temporary
from journal.vault.disk.rescue import flush_folder, keep_file
from journal.vault.disk.walk import placeholder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["create", "remove", "replace"]

_MOST_EXCHANGES = 10


def replace(root: AnyPath, path: str, old: bytes, new: bytes, *, keep: AnyPath) -> None:
    """Write a note that still has exactly the bytes ``old``; after a kill or a full disk it is old or new, whole.

    keep: the folder outside the vault for texts that cannot be put back. Raises NoteChanged, Refused where the note
    lies outside the vault, and EnvironmentFailed.
    """
    with os_errors_as_sentences(path, if_gone=NoteChanged([path])):
        real, status = _held(root, path, old)
        if status.st_nlink > 1:
            in_place.write(real, path, old, new, keep)
            return
        written = temporary.write(real, new, status)
        try:
            at_once = atomic.exchange(written, real, temporary.name(real))
        except OSError:
            temporary.drop(written)
            raise
        _settle(written, real, path, old, new, keep, at_once=at_once)


def create(root: AnyPath, path: str, text: bytes) -> None:
    """Write a note where no file is yet, and make its folders. Raises Refused and EnvironmentFailed."""
    with os_errors_as_sentences(path):
        real = _inside(root, path)
        folder = os.path.dirname(real)
        if os.path.lexists(os.path.join(folder, placeholder(os.path.basename(real)))):
            raise Refused(f"{path} is kept by iCloud, not on this machine: download it in the Finder first.")
        missing = _missing(folder)
        _check_writable(os.path.dirname(missing[-1]) if missing else folder, path)
        if missing:
            os.makedirs(folder, exist_ok=True)
        written = temporary.write(real, text, None)
        try:
            atomic.rename_to_free(written, real)
        except FileExistsError:
            raise Refused(f"{path} is there already and stays as it is: choose another name.") from None
        finally:
            temporary.drop(written)
        with suppress(OSError):  # the note is written, whatever the folders say
            for changed in (folder, *map(os.path.dirname, missing)):
                flush_folder(changed)


def remove(root: AnyPath, path: str, old: bytes, *, keep: AnyPath) -> None:
    """Delete a note that still has exactly the bytes ``old``. Raises NoteChanged, Refused and EnvironmentFailed."""
    with os_errors_as_sentences(path, if_gone=NoteChanged([path])):
        real, _ = _held(root, path, old)
        if os.path.islink(os.path.join(root, path)):
            raise Refused(f"{path} is a link to another note and stays: delete it yourself.")
        aside = temporary.name(real)
        atomic.rename_to_free(real, aside)
        if _let_go(aside, real, old, keep, at_once=True) is None:
            return
        try:
            atomic.rename_to_free(aside, real)
        except OSError:
            raise NoteChanged([path], kept=_kept(keep, real, aside)) from None
        raise NoteChanged([path])


def _inside(root: AnyPath, path: str) -> str:
    """The real file of a note's path. Raises Refused where that is outside the vault."""
    place = os.path.join(root, path)
    if not is_inside(place, root):
        raise Refused(f"{path} leads outside the vault and is not written: copy the note into the vault.")
    return os.path.realpath(place)


def _held(root: AnyPath, path: str, old: bytes) -> tuple[str, os.stat_result]:
    """The real file and status of a note that may be written and has the bytes ``old``.

    Raises NoteChanged, Refused, EnvironmentFailed and OSError.
    """
    real = _inside(root, path)
    status = os.lstat(real)
    if not stat.S_ISREG(status.st_mode):
        raise NoteChanged([path])
    _check_writable(os.path.dirname(real), path)
    if not status.st_mode & 0o222 or not os.access(real, os.W_OK):
        if not os.path.samestat(status, os.lstat(real)):  # an editor is renaming
            raise NoteChanged([path])
        _check_disk(real)
        raise EnvironmentFailed(f"{path} is read-only: allow writing it (chmod u+w), then try again.")
    if note_file.read(root, real, len(old)) != old:
        raise NoteChanged([path])
    return real, status


def _check_writable(folder: str, path: str) -> None:
    """Raises EnvironmentFailed if the folder's mode forbids writing; the system would let root write all the same."""
    mode = os.stat(folder).st_mode
    if not stat.S_ISDIR(mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder)
    if not mode & 0o222 or not os.access(folder, os.W_OK | os.X_OK):
        _check_disk(folder)
        raise EnvironmentFailed(f"The folder of {path} is read-only: allow writing it (chmod u+w), then try again.")


def _check_disk(place: str) -> None:
    """Raises OSError where a whole disk is mounted read-only, which no mode of a file would change."""
    if os.statvfs(place).f_flag & os.ST_RDONLY:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), place)


def _missing(folder: str) -> list[str]:
    """The folders of a path that do not exist, innermost first."""
    missing = []
    while not os.path.lexists(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    return missing


def _settle(displaced: str, real: str, path: str, old: bytes, new: bytes, keep: AnyPath, *, at_once: bool) -> None:
    """Finish an exchange: delete the displaced file if it has the bytes ``old``, else put it back. Raises NoteChanged.

    The note has the new text by now: where the system refuses a step from here on, the note counts as written, and the
    displaced text stays beside it until the next sweep keeps it.
    """
    newer = _let_go(displaced, real, old, keep, at_once=at_once)
    if newer is None:
        return
    try:
        at_once = atomic.exchange(displaced, real, temporary.name(real))
    except FileNotFoundError:  # the note was taken away
        pass
    except OSError:
        from logging import getLogger

        getLogger(__name__).warning("%s is written; a text that came in between is kept for 7 days.", path)
        return
    else:
        older, newer = newer, _let_go(displaced, real, new, keep, at_once=at_once)
        if newer is None:
            raise NoteChanged([path], in_use=older == old)
        with suppress(OSError):
            for _ in range(_MOST_EXCHANGES):  # until what comes out is what went in, and so the note has the newest
                atomic.exchange(displaced, real, temporary.name(real))
                came_out = _content(displaced)
                if came_out == older:
                    break
                older, newer = newer, came_out
    raise NoteChanged([path], kept=_kept(keep, real, displaced))


def _kept(keep: AnyPath, real: str, aside: str) -> str:
    """Move a text to its folder; gives where it is now: there, or beside the note until the next sweep."""
    try:
        return keep_file(keep, os.path.basename(real), aside)
    except OSError:
        return aside


def _let_go(displaced: str, real: str, expected: bytes, keep: AnyPath, *, at_once: bool) -> bytes | None:
    """Delete a file that has the expected bytes and no writer; None when done, else the bytes that it has.

    Where writers cannot be told, the file is kept, since a program that saves in place may have it open. Where the
    system refuses, it stays until the next sweep keeps it. displaced: the file. real: the note whose place it had, for
    the name of what is kept. keep: the folder for that. at_once: whether to ask the system for writers.
    """
    try:
        return _let_go_now(displaced, real, expected, keep, at_once=at_once)
    except OSError:
        return None


def _let_go_now(displaced: str, real: str, expected: bytes, keep: AnyPath, *, at_once: bool) -> bytes | None:
    """As ``_let_go``, but raises OSError where the system refuses."""
    if not stat.S_ISREG(os.lstat(displaced).st_mode):
        return b""
    file = os.open(displaced, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        unused = atomic.lease(file) if at_once else None
        held = in_place.rest(file)
        if held != expected or unused is False:
            return held
        with suppress(OSError):
            flush_folder(os.path.dirname(displaced))
        if unused is None:
            keep_file(keep, os.path.basename(real), displaced)
        elif atomic.lease_holds(file):
            os.unlink(displaced)
        else:
            return held
    finally:
        with suppress(OSError):
            os.close(file)
    return None


def _content(displaced: str) -> bytes:
    """The bytes of a file; b"" for a link, a pipe or a folder. Raises OSError."""
    if not stat.S_ISREG(os.lstat(displaced).st_mode):
        return b""
    with open(displaced, "rb") as file:
        return file.read()
