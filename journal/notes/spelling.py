"""When two spellings are the same name, the same key, the same note."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, normalize

__all__ = [
    "BEHIND_NAMES",
    "STROKELESS",
    "UNSEEN",
    "findable",
    "fold",
    "fold_key",
    "is_note",
    "note_id",
    "seen",
    "shortened",
    "shown_name",
    "stripped",
    "without_accents",
]

_NOTE_EXTENSIONS = (".md", ".markdown")
_LONGEST_SHOWN = 60
_LONGEST_NAME = 1_000
"""Characters: no name is as long, and NFC takes quadratic time over hostile text."""

BEHIND_NAMES = frozenset("phd ph.d md m.d mba msc m.sc bsc b.sc esq jr sr ii iii iv".split())
"""What stands behind a person's name and is none, without its last dot."""


class _Bare(dict[int, str]):
    """A table from a character to its decomposition without combining marks and what nobody sees, filled as needed."""

    def __missing__(self, code: int) -> str:
        parts = normalize("NFKD", chr(code))
        bare = self[code] = "".join(part for part in parts if not combining(part) and part not in UNSEEN)
        return bare


_BARE = _Bare()
UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2065\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufeff"
)
"""Characters without a width: nobody sees them where they stand, alone or beside white space."""
_JOINERS = "\u200c\u200d"
"""Those of them that give the letters and emoji between which they stand another shape."""
_WITHOUT = {keep: {ord(sign): None for sign in UNSEEN if sign not in keep} for keep in ("", _JOINERS)}
_PRINTABLE = "\u034f"
"""The only one of them that counts as printable."""
STROKELESS = str.maketrans("ıøØłŁđĐħĦŧŦ", "ioOlLdDhHtT")
"""Letters that Unicode takes for ones of their own, and who has no key for them types others in their place."""
_FILLERS = str.maketrans("", "", " -_" + UNSEEN)


def fold(text: str) -> str:
    """A text in the form in which names compare: casefolded, NFC, white space collapsed, without unseen characters
    (docs/format.md 5).
    """
    if text.isascii():
        return " ".join(text.lower().split())
    text = seen(text)
    if len(text) > _LONGEST_NAME:
        return " ".join(text.casefold().split())
    return normalize("NFC", " ".join(normalize("NFC", text).casefold().split()))


def seen(text: str, *, keep: str = "") -> str:
    """A text without the characters that nobody sees. keep: those of them that stay."""
    if text.isprintable() and _PRINTABLE not in text:  # as nearly all is
        return text
    return text.translate(_WITHOUT[keep])


def stripped(text: str) -> str:
    """A text without white space and unseen characters at its ends."""
    bare = text.strip()
    if bare.isascii() or not (bare[0] in UNSEEN or bare[-1] in UNSEEN):
        return bare
    inner = "".join(bare.split()).strip(UNSEEN)
    return bare[bare.index(inner[0]) : bare.rindex(inner[-1]) + 1] if inner else ""


def shown_name(text: str) -> str:
    """A name in the form in which it is shown: white space collapsed, NFC, with no unseen character but those that
    shape what stands beside them.
    """
    if text.isascii():
        return " ".join(text.split())
    return normalize("NFC", " ".join(seen(text, keep=_JOINERS).split()).strip(f" {_JOINERS}"))


def without_accents(text: str) -> str:
    """A text in the form in which names sort: casefolded, NFKD, no combining marks (docs/rules.md
    3).
    """
    return text.lower() if text.isascii() else text.translate(_BARE).casefold()


def findable(text: str) -> str:
    """A text in the form in which it is looked for: as it sorts, and a letter with a stroke as the one without."""
    return text.lower() if text.isascii() else without_accents(text.translate(STROKELESS))


@lru_cache(maxsize=1024)
def fold_key(key: str) -> str:
    """A key in the form in which keys compare: without case, spaces, ``-``, ``_`` and unseen characters (docs/format.md
    2).
    """
    if key.isascii():
        return key.lower().translate(_FILLERS)
    return fold(key).translate(_FILLERS)


def is_note(path: str) -> bool:
    """Whether the name of a file is that of a note (docs/format.md 1)."""
    return path.lower().endswith(_NOTE_EXTENSIONS)


def note_id(path: str) -> str:
    """The id of the note at a path from the vault's root: without its extension, in NFC (docs/format.md 1)."""
    return normalize("NFC", path.rpartition(".")[0] if is_note(path) else path)


def shortened(text: str) -> str:
    """A text from a note for use in a sentence: on one line, cut short."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
