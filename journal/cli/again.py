"""The answer that a call had before, where nothing that it depends on has changed (docs/decisions/0006).

What takes long to import is not imported here: this is all that such a call waits for.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from _blake2 import blake2b

from journal.places import folder_for
from journal.vault.version import version
from journal.vault.walk import RACY_NS, Walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

__all__ = ["VARIABLES", "Call", "Signature", "answer", "keep", "signature"]

VARIABLES = (
    "COLUMNS", "HOME", "JOURNAL_TODAY", "JOURNAL_VAULT", "NO_COLOR", "TERM", "TZ", "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME", "XDG_STATE_HOME",
)  # fmt: skip
"""Those of the environment that an answer may depend on."""
_MOST_KEPT = 4

Signature: TypeAlias = "tuple[int, int, int, int] | None"
"""mtime and ctime in nanoseconds, size in bytes, inode; None where there is no such file."""


class Call:
    """A call with all around it that decides its answer, but for the vault. Raises OSError where that cannot be told.

    began: when, in nanoseconds. key: equal for calls that have the same answer while the vault stays as it is.
    """

    __slots__ = ("_around", "_words", "began", "key")

    def __init__(self, words: Sequence[str]) -> None:
        self.began, self._words = time.time_ns(), words
        folder = here = os.getcwd()
        around = [os.path.join(folder_for("config"), "config.toml"), os.path.join(here, "journal.toml")]
        while here != (here := os.path.dirname(here)):
            around.append(os.path.join(here, "journal.toml"))
        self._around = list(map(signature, around))
        terminals = [stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)]
        told = (
            version(), list(words), folder, around, self._around, [os.environ.get(name) for name in VARIABLES],
            terminals, tuple(os.get_terminal_size(sys.stdout.fileno())) if terminals[1] else None, time.localtime()[:3],
        )  # fmt: skip
        self.key = blake2b(marshal.dumps(told, 2), digest_size=16).hexdigest()

    @classmethod
    def of(cls, words: Sequence[str]) -> Call | None:
        """None where the system does not tell what is around, as in a folder that was deleted."""
        try:
            return cls(words)
        except OSError:
            return None

    def stands(self, *files: Signature) -> bool:
        """Whether all around is as it was, these files too, and not so new that nobody can tell."""
        newest = max((max(file[:2]) for file in (*files, *self._around) if file), default=0)
        return Call(self._words).key == self.key and newest < self.began - RACY_NS


def signature(path: str) -> Signature:
    """By which a change of a file is seen."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def answer(call: Call) -> str | None:
    """What the call printed before, None where it is not known to print that again. Writes nothing."""
    try:
        with open(_place(call), "rb") as file:
            digest, kept = file.read(16), file.read()
        if digest != _digest(kept):
            return None
        root, root_then, files, folders, text = marshal.loads(kept)
        walk = Walk(root)
        if [signature(path) for path, _ in files] != [then for _, then in files] or walk.root_now() != root_then:
            return None
        return str(text) if walk.is_still(folders) else None
    except OSError:
        return None


def keep(
    call: Call, root: str, files: Sequence[tuple[str, Signature]], folders: Sequence[tuple[str, bytes]], text: str
) -> None:
    """Have the call answered with the text for as long as the folders of the vault and the files stay as they were.

    Raises OSError, and then nothing is kept.
    """
    place = _place(call)
    shelf = os.path.dirname(place)
    os.makedirs(shelf, mode=0o700, exist_ok=True)
    kept = marshal.dumps((root, Walk(root).root_now(), list(files), list(folders), text), 2)
    unfinished = f"{place}.{os.getpid()}"
    with open(unfinished, "wb") as file:
        file.write(_digest(kept) + kept)
    os.replace(unfinished, place)
    newest = sorted(os.scandir(shelf), key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    for entry in newest[_MOST_KEPT:]:
        os.unlink(entry)


def _place(call: Call) -> str:
    return os.path.join(folder_for("cache"), "answers", call.key)


def _digest(kept: bytes) -> bytes:
    return blake2b(kept, digest_size=16).digest()
