"""What was written, so that it can be taken back: a log in the person's state folder, texts stored once by digest.

A line for a step is written before its notes are, and one more when it is done or taken back. So
after a kill a step is pending, and what the notes hold tells how far it came. The log is not
flushed to the disk: after a power cut the newest steps may be missing, and no note is the worse.
Every method is called under ``lock.held``.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from journal.errors import EnvironmentFailed, JournalError, NoteChanged, Refused
from journal.vault import store
from journal.vault.kept import write_all
from journal.vault.lock import state_of, told

__all__ = ["MOST_BYTES", "MOST_STEPS", "Change", "Log", "Step"]

MOST_STEPS = 200
"""So many of the newest steps can always be taken back, within MOST_BYTES; at most twice as many are there."""
MOST_BYTES = 50_000_000
"""What the log and its texts may take together; the oldest steps go first, the newest never."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Change:
    """One note of a step. before, after: what it holds, None where it is not there."""

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def taken_back(self) -> Change:
        return Change(self.path, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """What one command did to any number of notes, with a sentence that says so."""

    summary: str
    changes: tuple[Change, ...]


class _Now(StrEnum):
    PENDING = "pending"
    DONE = "done"
    UNDONE = "undone"


@dataclass(slots=True)
class _Entry:
    """A step as the log has it. changes: path, digest before, digest after."""

    number: int
    summary: str
    changes: list[tuple[str, str | None, str | None]]
    now: _Now = _Now.PENDING

    @property
    def fields(self) -> dict[str, Any]:
        return {"step": self.number, "summary": self.summary, "changes": self.changes, "now": self.now}

    @property
    def digests(self) -> set[str]:
        return {digest for _, *both in self.changes for digest in both if digest}


class Log:
    """The steps of one vault, shared by all programs that write to it.

    keep: the folder outside the vault for texts that cannot be put back.
    """

    def __init__(self, state: Path, root: Path, *, keep: Path) -> None:
        folder = state_of(state, root)
        self._root = root
        self._keep = keep
        self._file = folder / "undo.jsonl"
        self._texts = folder / "undo"

    @contextmanager
    def recording(self, step: Step) -> Iterator[None]:
        """The step's notes are written inside; what was undone before can then no longer be redone.

        Where writing fails, what was written until then can be taken back. Raises EnvironmentFailed.
        """
        with told(self._file):
            entry = self._record(step)
        yield
        with suppress(EnvironmentFailed):  # the notes are written, and pending serves as well
            self._mark(entry, _Now.DONE)

    def undo(self, *, dry_run: bool = False) -> Step:
        """Take back the newest step; its changes come as they were just made, so the other way round.

        Nothing is taken back where one of its notes has changed since. dry_run: write nothing.
        Raises NoteChanged, Refused where there is nothing to take back, and EnvironmentFailed.
        """
        for entry in reversed(self._entries()):
            if entry.now is _Now.UNDONE:
                continue
            changes = tuple(change.taken_back for change in self._changes(entry))
            if entry.now is _Now.PENDING:  # killed or refused: only what was written counts
                changes = tuple(change for change in changes if self._holds(change))
            if changes:
                self._make(entry, changes, _Now.UNDONE, dry_run=dry_run)
                return Step(entry.summary, changes)
        raise Refused("There is nothing to take back.")

    def redo(self, *, dry_run: bool = False) -> Step:
        """Do again what was taken back last. dry_run, raises: as ``undo``."""
        for entry in self._entries():
            if entry.now is _Now.UNDONE:
                changes = tuple(self._changes(entry))
                self._make(entry, changes, _Now.DONE, dry_run=dry_run)
                return Step(entry.summary, changes)
        raise Refused("There is nothing to do again: nothing was taken back since the newest write.")

    def _make(self, entry: _Entry, changes: Iterable[Change], then: _Now, *, dry_run: bool) -> None:
        """Write all notes or none."""
        if changed := [change.path for change in changes if not self._holds(change)]:
            raise NoteChanged(changed)
        if dry_run:
            return
        before = entry.now
        self._mark(entry, _Now.PENDING)
        written: list[Change] = []
        try:
            for change in changes:
                self._write(change)
                written.append(change)
        except JournalError:
            for change in reversed(written):
                self._write(change.taken_back)
            self._mark(entry, before)
            raise
        self._mark(entry, then)

    def _write(self, change: Change) -> None:
        match change:
            case Change(path, None, bytes(after)):
                store.create(self._root, path, after)
            case Change(path, bytes(before), None):
                store.remove(self._root, path, before, keep=self._keep)
            case Change(path, bytes(before), bytes(after)):
                store.replace(self._root, path, before, after, keep=self._keep)

    def _holds(self, change: Change) -> bool:
        """Whether a note still is as it is before a change."""
        try:
            held = store.read(self._root, change.path, len(change.before or b""))
        except (FileNotFoundError, NotADirectoryError):
            return change.before is None
        except OSError as error:
            raise EnvironmentFailed(f"{change.path} cannot be read ({error.strerror}): allow reading it.") from error
        return held == change.before

    def _record(self, step: Step) -> _Entry:
        try:
            entries = [entry for entry in self._entries() if entry.now is not _Now.UNDONE]
        except EnvironmentFailed as failed:  # a log that cannot be read keeps nobody from writing
            _log.warning("%s", failed)
            entries = []
        self._texts.mkdir(mode=0o700, exist_ok=True)
        changes = [(c.path, self._stored(c.before), self._stored(c.after)) for c in step.changes]
        entry = _Entry(entries[-1].number + 1 if entries else 1, step.summary, changes)
        self._append(_line(entry.fields))
        sizes = self._sizes()
        if len(entries) >= 2 * MOST_STEPS or sum(sizes.values()) + self._file.stat().st_size > MOST_BYTES:
            self._keep_newest([*entries, entry], sizes)
        return entry

    def _keep_newest(self, entries: list[_Entry], sizes: dict[str, int]) -> None:
        """Write the log anew with as many of the newest steps as it may hold, and delete the texts of the others."""
        kept: list[_Entry] = []
        digests: set[str] = set()
        for entry in reversed(entries[-MOST_STEPS:]):
            more = digests | entry.digests
            if kept and sum(sizes.get(digest, 0) for digest in more) > MOST_BYTES:
                break
            digests = more
            kept.append(entry)
        _replace(self._file, b"".join(_line(entry.fields) for entry in reversed(kept)))
        for digest in sizes.keys() - digests:
            (self._texts / digest).unlink()

    def _sizes(self) -> dict[str, int]:
        """The names of all stored files and their sizes."""
        with os.scandir(self._texts) as found:
            return {file.name: file.stat().st_size for file in found}

    def _stored(self, text: bytes | None) -> str | None:
        """The digest under which a text is found again."""
        if text is None:
            return None
        digest = sha256(text).hexdigest()
        place = self._texts / digest
        if not place.exists() or place.stat().st_size != len(text):
            _replace(place, text)
        return digest

    def _changes(self, entry: _Entry) -> Iterator[Change]:
        for path, before, after in entry.changes:
            yield Change(path, self._text(before, entry), self._text(after, entry))

    def _text(self, digest: str | None, entry: _Entry) -> bytes | None:
        if digest is None:
            return None
        with suppress(OSError):
            text = (self._texts / digest).read_bytes()
            if sha256(text).hexdigest() == digest:
                return text
        raise Refused(f"“{entry.summary}” stays as it is: the text from before is no longer stored.")

    def _entries(self) -> list[_Entry]:
        """The steps, oldest first, without those that a newer step made impossible to redo.

        A last line that was cut off never happened. Raises EnvironmentFailed after moving a log
        aside that cannot be read.
        """
        with told(self._file):
            text = self._file.read_bytes() if self._file.exists() else b""
            *lines, torn = text.split(b"\n")
            if torn:
                os.truncate(self._file, len(text) - len(torn))
        try:
            return _parse(lines)
        except (KeyError, TypeError, ValueError):
            aside = self._file.with_suffix(".broken")
            with told(aside):
                self._file.replace(aside)
            raise EnvironmentFailed(
                f"The list of what can be taken back cannot be read and is now {aside}: "
                "what was written until now can no longer be taken back, what comes after can."
            ) from None

    def _mark(self, entry: _Entry, now: _Now) -> None:
        with told(self._file):
            self._append(_line({"step": entry.number, "now": now}))
        entry.now = now

    def _append(self, line: bytes) -> None:
        with self._file.open("ab", buffering=0) as file:
            end = file.tell()
            try:
                write_all(file.fileno(), line)
            except OSError:
                file.truncate(end)
                raise


def _parse(lines: Iterable[bytes]) -> list[_Entry]:
    """The steps of a log. Raises KeyError, TypeError and ValueError where it is not one of ours."""
    entries: dict[int, _Entry] = {}
    for line in lines:
        fields = json.loads(line)
        number, now = fields["step"], _Now(fields["now"])
        if "changes" not in fields:
            entries[number].now = now
            continue
        entries = {number: entry for number, entry in entries.items() if entry.now is not _Now.UNDONE}
        changes = [(path, before, after) for path, before, after in fields["changes"]]
        entries[number] = _Entry(number, fields["summary"], changes, now)
    return list(entries.values())


def _replace(place: Path, text: bytes) -> None:
    new = place.with_suffix(".new")
    new.write_bytes(text)
    new.replace(place)


def _line(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields).encode() + b"\n"
