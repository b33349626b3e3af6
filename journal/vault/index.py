"""What is in the folder, as read: one door in, ``reconcile``, and a pure comparison behind it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from journal import notes
from journal.config import Settings
from journal.model import Delta, Found, Note, Problem
from journal.vault import store
from journal.vault.walk import Entry, Signature, walk

__all__ = ["Index"]

_RACY_NS = 50_000_000
"""A file that changed this shortly before it was read may change again within one tick of the
file system's clock and look the same: it is read once more at the next look (git's racy rule)."""


class Index:
    """All notes of one vault in memory, equal to the folder after each ``reconcile``."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self._root = root
        self._settings = settings
        self._read: dict[str, tuple[Signature | None, Note]] = {}
        self.unreadable: tuple[Found, ...] = ()

    def reconcile(self) -> Delta:
        """Look at every file, read those that changed, forget those that are gone; what came of it.

        Raises OSError where the root cannot be listed; the index then stays as it was.
        """
        before = self._read
        now: dict[str, tuple[Signature | None, Note]] = {}
        unreadable: list[Found] = []
        for entry in walk(self._root, self._settings.exclude):
            if isinstance(entry, Found):
                unreadable.append(entry)
                continue
            known = before.get(entry.path)
            now[entry.path] = known if known and known[0] == entry.signature else self._look(entry)
        self._read = now
        self.unreadable = tuple(unreadable)
        return Delta(
            added=tuple(sorted(now.keys() - before.keys())),
            changed=tuple(sorted(path for path in now.keys() & before.keys() if now[path][1] != before[path][1])),
            removed=tuple(sorted(before.keys() - now.keys())),
        )

    def notes(self) -> list[Note]:
        """All notes by path, each with an id of its own (docs/format.md 1)."""
        taken: set[str] = set()
        found = []
        for path in sorted(self._read):
            note = self._read[path][1]
            if note.id in taken:
                whole = normalize("NFC", path)
                note = replace(note, id=path if whole in taken else whole)
            taken.add(note.id)
            found.append(note)
        return found

    def _look(self, entry: Entry) -> tuple[Signature | None, Note]:
        racy = max(entry.signature[:2]) > time.time_ns() - _RACY_NS
        return (None if racy else entry.signature), self._note(entry)

    def _note(self, entry: Entry) -> Note:
        if entry.leads_outside:
            message = "This link leads outside the vault and is not read: copy the note into the vault."
            return _unread(entry.path, Problem("outside-vault", message))
        try:
            data = store.read(self._root, entry.path, self._settings.max_note_bytes)
        except OSError as error:
            message = f"The note cannot be read ({error.strerror}): allow reading it, or mend the link."
            return _unread(entry.path, Problem("unreadable", message))
        return notes.read(entry.path, data, max_bytes=self._settings.max_note_bytes).note


def _unread(path: str, problem: Problem) -> Note:
    """A note of which only the name is known."""
    empty = notes.read(path, b"").note
    return replace(empty, problems=(*empty.problems, problem))
