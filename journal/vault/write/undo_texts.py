"""The texts of the undo log, each stored once, by its digest."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress

from journal.errors import EnvironmentFailed, Refused
from journal.vault.disk.digest import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["Texts", "content", "replace"]

_UNFINISHED = ".new"


class Texts:
    """A folder of texts. Every method raises OSError, and is called under ``lock.held``."""

    def __init__(self, folder: AnyPath) -> None:
        self._folder = folder

    def make_ready(self) -> None:
        """Make the folder, and delete what an interrupted write left in it."""
        os.makedirs(self._folder, mode=0o700, exist_ok=True)
        for name in self.sizes():
            if name.endswith(_UNFINISHED):
                with suppress(OSError):
                    os.unlink(self.place(name))

    def place(self, digest: str) -> str:
        """The file for the text with a digest."""
        return os.path.join(self._folder, digest)

    def stored(self, text: bytes | None) -> str | None:
        """Store a text; gives its digest, None for no text."""
        if text is None:
            return None
        digest = sha256(text).hexdigest()
        try:
            is_there = _read(self.place(digest)) == text
        except FileNotFoundError:
            is_there = False
        if not is_there:
            replace(self.place(digest), text)
        return digest

    def text(self, digest: str | None, summary: str) -> bytes | None:
        """The text with a digest.

        summary: of the step that needs it. Raises Refused where it is gone, EnvironmentFailed.
        """
        if digest is None:
            return None
        try:
            text = _read(self.place(digest))
        except FileNotFoundError:
            text = None
        except OSError as error:
            why = f"its former text cannot be read ({error.strerror})"
            raise EnvironmentFailed(f"“{summary}” stays as it is: {why}. Try again.") from error
        if text is None or sha256(text).hexdigest() != digest:
            raise Refused(f"“{summary}” stays as it is: the text from before is no longer stored.")
        return text

    def sizes(self) -> dict[str, int]:
        """The names of all stored files and their sizes."""
        with os.scandir(self._folder) as found:
            return {file.name: file.stat().st_size for file in found}

    def keep_only(self, digests: Collection[str]) -> None:
        """Delete the texts whose digests are not among these."""
        for name in self.sizes():
            if name not in digests:
                with suppress(OSError):
                    os.unlink(self.place(name))


def content(file: str) -> bytes:
    """The bytes of the whole log, empty where there is none.

    Raises EnvironmentFailed: nothing may be recorded without knowing the log.
    """
    try:
        return _read(file)
    except FileNotFoundError:
        return b""
    except OSError as error:
        reason = f"{file} cannot be read ({error.strerror})"
        raise EnvironmentFailed(f"{reason}, so nothing was written: try again.") from error


def replace(place: str, text: bytes) -> None:
    """Write a file in one step; where that fails, nothing of it remains. Raises OSError."""
    new = os.path.splitext(place)[0] + _UNFINISHED
    try:
        _write(new, text)
        os.replace(new, place)
    except OSError:
        with suppress(OSError):
            os.unlink(new)
        raise


def _read(file: str) -> bytes:
    with open(file, "rb") as stream:
        return stream.read()


def _write(file: str, text: bytes) -> None:
    with open(file, "wb") as stream:
        stream.write(text)
