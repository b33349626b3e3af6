"""Where a new note goes: a folder per kind, and a name that every system can store."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import count
from unicodedata import category, normalize

from journal.errors import EnvironmentFailed, Refused
from journal.model import Day, Kind
from journal.regex import regex
from journal.vault.disk.walk import placeholder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["FreePaths", "stem_of"]

_FOLDERS = {
    Kind.ASK: "asks",
    Kind.PERSON: "people",
    Kind.GOAL: "goals",
    Kind.MEETING: "meetings",
    Kind.NOTE: "notes",
}
_UNFIT = frozenset('\\/:*?"<>|[]#^')
"""What some system cannot store in a name, or a wikilink cannot hold."""
_JOINERS = frozenset("\u200c\u200d")
"""Not to be seen, but part of how some scripts are written."""
_RESERVED = regex(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_ASKING = regex(
    r"(?i)^(?:hi\b[^,!]*[,!]\s*)?(?:please\s+)?(?:(?:could|would|can|will|may|might)\s+(?:you|i|we)\s+)?(?:please\s+)?"
    r"(?:(?:tell|let)\s+(?:me|us)\s+(?:know\s+)?)?(?=\w)",
)
"""With what most requests begin, and what tells none from another."""
_LONGEST_ASK = 32
"""Characters of what is asked."""
_LITTLE = frozenset(
    "a an and at by for from i in is it me my of on or our that the their to us we with you your".split()
)
"""Words with which no name of a file ends well."""
_LONGEST = 120
"""Bytes of a name without its extension: room for a number, and for the names that sync tools make of it."""
_LONGEST_PART = 40
"""Characters of a person's name, or of a text, in a name of several parts."""


def stem_of(kind: Kind, title: str, day: Day, names: Sequence[str]) -> str:
    """The file name of a new note, without its extension.

    title: for an ask, its text. names: of the contact of an ask, or the people of a meeting.
    """
    if kind is Kind.PERSON:
        return _file_name(title)
    if kind in (Kind.ASK, Kind.MEETING):
        parts = [_slug(name) for name in names[: 1 if kind is Kind.ASK else None]]
        said = _in_short(title) if kind is Kind.ASK else _slug(title)
        return _cut("-".join(filter(None, [day.isoformat(), *parts, said])), _LONGEST).rstrip("-")
    stem = _slug(title) or kind.value
    return f"{stem}-{kind.value}" if _RESERVED.fullmatch(stem) else stem


def _in_short(ask: str) -> str:
    """The text of an ask without the words that most asks begin with."""
    slug = _slug(_ASKING.sub("", ask) or ask)
    if len(slug) <= _LONGEST_ASK:
        return slug
    words = slug[:_LONGEST_ASK].split("-")[:-1]
    while words and words[-1] in _LITTLE:
        words.pop()
    return "-".join(words) or slug


class FreePaths:
    """Gives paths for new notes that no file has, in any case of letters, each only once.

    Existing folders keep their spelling. Each folder is listed once.
    """

    def __init__(self, root: AnyPath) -> None:
        self._root = root
        self._folders: dict[Kind, tuple[str, set[str]]] = {}

    def take(self, kind: Kind, stem: str) -> str:
        """A free path for a note.

        Raises Refused where the note is there but not on this machine, and EnvironmentFailed.
        """
        folder, taken = self._folder(kind)
        if _folded(placeholder(f"{stem}.md")) in taken:
            raise Refused(
                f"{folder}/{stem}.md is kept by iCloud, not on this machine: download it in the Finder first."
            )
        numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        name = next(name for name in numbered if _folded(f"{name}.md") not in taken)
        taken.add(_folded(f"{name}.md"))
        return f"{folder}/{name}.md"

    def _folder(self, kind: Kind) -> tuple[str, set[str]]:
        """The folder for notes of a kind, as it is spelled, and the names in it, folded."""
        if kind not in self._folders:
            usual = _FOLDERS[kind]
            folder = next((name for name in _names(self._root) if _folded(name) == usual), usual)
            self._folders[kind] = folder, {_folded(name) for name in _names(os.path.join(self._root, folder))}
        return self._folders[kind]


def _file_name(text: str) -> str:
    """A text as a file name: unchanged but for what some system cannot store."""
    name = "".join(letter if _may_be_in_name(letter) else " " for letter in normalize("NFC", text))
    name = _cut(" ".join(name.split()).lstrip(".-~ "), _LONGEST).rstrip(". ")
    return f"{name} (person)" if _RESERVED.fullmatch(name) else name or "unnamed"


def _may_be_in_name(letter: str) -> bool:
    return (letter.isprintable() or letter in _JOINERS) and letter not in _UNFIT


def _slug(text: str) -> str:
    """A text as lower-case words joined by dashes; Latin letters lose their accents."""
    letters = "".join(map(_plain, normalize("NFC", text).casefold().replace("'", "").replace("’", "")))
    slugged = ""
    for word in "".join(letter if _is_of_word(letter) else " " for letter in letters).split():
        longer = f"{slugged}-{word}" if slugged else word[:_LONGEST_PART]
        if len(longer) > _LONGEST_PART:
            break
        slugged = longer
    return slugged


def _plain(letter: str) -> str:
    """A letter without its accents, where that leaves one of A to Z; else the letter."""
    bare = "".join(part for part in normalize("NFKD", letter) if not "\u0300" <= part <= "\u036f")
    return bare if bare.isascii() else letter


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or category(letter)[0] == "M"


def _cut(name: str, most: int) -> str:
    """The name cut to so many bytes, never between a letter and its accent."""
    cut = len(name.encode()[:most].decode(errors="ignore"))
    while 0 < cut < len(name) and category(name[cut])[0] == "M":
        cut -= 1
    return name[:cut]


def _folded(name: str) -> str:
    """A name in the form in which file systems compare that ignore case."""
    return normalize("NFC", name).casefold()


def _names(folder: AnyPath) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise EnvironmentFailed.writing(folder, error) from error
