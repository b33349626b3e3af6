"""Full text over titles, frontmatter and bodies: a plain scan of the files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from unicodedata import combining, normalize

from journal.model import Hit, Note
from journal.vault import store

__all__ = ["containing", "search"]

_SNIPPET = 120
_IN_TITLE = 10.0


def search(root: Path, notes: Iterable[Note], words: list[str], limit: int) -> list[Hit]:
    """The notes that hold every word, best first: in the title before in the text, often before once.

    limit: bytes of a note to look at. Case and diacritics do not count. A note that cannot be read
    is told by its title alone.
    """
    wanted = [_plain(word) for word in words if word.strip()]
    hits = []
    for note in notes if wanted else ():
        text = _text(root, note, limit)
        title, plain = _plain(note.title), _plain(text)
        if all(word in plain or word in title for word in wanted):
            score = sum(_IN_TITLE * (word in title) + min(plain.count(word), 9) for word in wanted)
            hits.append(Hit(note, score, _snippet(text, wanted)))
    return sorted(hits, key=lambda hit: (-hit.score, hit.note.id))


def containing(root: Path, notes: Iterable[Note], word: str, limit: int) -> frozenset[str]:
    """The paths of the notes that hold a word or phrase."""
    return frozenset(hit.note.path for hit in search(root, notes, [word], limit))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))


def _text(root: Path, note: Note, limit: int) -> str:
    try:
        return store.read(root, note.path, limit).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""


def _snippet(text: str, wanted: list[str]) -> str:
    """The first line that holds a word, cut to fit around it; empty where only the title does."""
    for line in text.splitlines():
        plain = _plain(line)
        found = [plain.find(word) for word in wanted if word in plain]
        if found:
            start = max(0, min(found) - _SNIPPET // 3)
            cut = line[start : start + _SNIPPET].strip()
            return ("…" if start else "") + cut + ("…" if start + _SNIPPET < len(line) else "")
    return ""
