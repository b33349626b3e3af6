"""When two spellings are the same name, the same key, the same note."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

__all__ = ["fold", "fold_key", "is_note", "note_id"]

_NOTE_EXTENSIONS = (".md", ".markdown")
_LONGEST_NAME = 1_000
"""Characters: no name is as long, and NFC takes quadratic time over hostile text."""

_FILLERS = str.maketrans("", "", " -_")


def fold(text: str) -> str:
    """How names compare: casefolded, NFC, white space collapsed (docs/format.md 5)."""
    if text.isascii():
        return " ".join(text.lower().split())
    if len(text) > _LONGEST_NAME:
        return " ".join(text.casefold().split())
    return normalize("NFC", " ".join(normalize("NFC", text).casefold().split()))


@lru_cache(maxsize=1024)
def fold_key(key: str) -> str:
    """How keys compare: without regard to case, spaces, ``-`` and ``_`` (docs/format.md 2, "Keys")."""
    if key.isascii():
        return key.lower().translate(_FILLERS)
    return fold(key).translate(_FILLERS)


def is_note(path: str) -> bool:
    """Whether the name of a file is that of a note (docs/format.md 1)."""
    return path.lower().endswith(_NOTE_EXTENSIONS)


def note_id(path: str) -> str:
    """The id of the note at a path from the vault's root: without its extension, in NFC (docs/format.md 1)."""
    return normalize("NFC", path.rpartition(".")[0] if is_note(path) else path)
