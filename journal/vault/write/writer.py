"""The one way to write: all notes of a step or none, under the lock, and so that it can be taken back.

A note is read, edited and checked before anything is written. Where one changed meanwhile, what was
written is put back, and the same keys are edited again in what the notes hold now.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from journal import notes
from journal.errors import EnvironmentFailed, NoteChanged, NoVault, Refused
from journal.model import Arrow, BodyEdit, Box, Edit, Note
from journal.notes.edit import append_to, set_key, unset
from journal.notes.spelling import fold_key
from journal.paths import is_folder, is_inside
from journal.places import folder
from journal.vault.disk import note_file
from journal.vault.disk.lock import held, kept_texts
from journal.vault.disk.walk import placeholder
from journal.vault.write import whole
from journal.vault.write.change import Change, put_all
from journal.vault.write.undo import Log, Step
from journal.vault.write.write_result import Written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from journal.model import NoteEdits
    from journal.paths import AnyPath

__all__ = ["Writer", "edited"]

_TRIES = 4
"""The first, and three more where a note changed between reading and writing it."""
_PAUSE = 0.02
"""Seconds between two tries, in which another program may finish its save."""
_NOTHING = "Nothing to change: that is what it says already."

_Rewrite: TypeAlias = Callable[[bytes], bytes]
"""From what a note holds to what it is to hold; the same where nothing is to change. Raises Refused, NoteChanged."""


class Writer:
    """Writes to the notes of one vault. state: the folder of the undo log and the lock, None for the person's own.

    largest: bytes of a note that is still edited. has_written: whether a method has written something.
    Every method raises NoteChanged, EnvironmentFailed and, where the folder is gone, NoVault; none of
    them writes anything with dry_run.
    """

    def __init__(self, root: AnyPath, state: AnyPath | None = None, *, largest: int = 64 * 1024 * 1024) -> None:
        if not is_folder(root):
            raise NoVault(f"The vault {root} is gone, so nothing was written: bring the folder back.")
        self.has_written = False
        self._root, self._largest = root, largest
        self._state = state or folder("state")
        self._keep = kept_texts(self._state, root)
        self._log = Log(self._state, root, keep=self._keep)

    def edit(self, summary: str, edits: Sequence[NoteEdits], *, dry_run: bool = False) -> Written:
        """Change keys and bodies of notes. Raises Refused, and NoteChanged where such a key or line changed since."""
        return self.put(lambda: (summary, (), edits), dry_run=dry_run)

    def fix(self, wanted: Sequence[Note], *, dry_run: bool = False) -> Written:
        """Mend what YAML cannot read in notes, where that is safe."""

        def mended() -> Step:
            changes = self._changes({note.path: partial(_mended, note) for note in wanted})
            return Step(_mended_summary(changes), changes)

        return self._take(mended, dry_run)

    def text(self, path: str) -> str:
        """The whole text of a note, to be changed and given to ``replace``.

        Raises Refused where that could not write it back.
        """
        return whole.text_of(path, self._read(path))

    def replace(self, path: str, before: str, after: str, *, dry_run: bool = False) -> Written:
        """Replace the text of a note. Raises NoteChanged where it is not ``before`` any more, and Refused."""
        rewrites = {path: partial(whole.replaced, path, before, after)}
        return self._take(lambda: Step(f"Edited: {path}", self._changes(rewrites)), dry_run)

    def put(
        self, what: Callable[[], tuple[str, Sequence[Change], Sequence[NoteEdits]]], *, dry_run: bool = False
    ) -> Written:
        """Create, change and delete notes, and edit others.

        what: called under the lock, and again where a note changed meanwhile; gives the summary, the changes and the
        edits. Raises what ``edit`` raises.
        """

        def whole_step() -> Step:
            summary, changes, edits = what()
            rewrites = {note.path: partial(_edited_as_seen, note, each) for note, each in edits}
            return Step(summary, (*changes, *self._changes(rewrites)))

        return self._take(whole_step, dry_run)

    def undo(self, *, dry_run: bool = False, others: bool = False) -> Written:
        """Undo the newest write. Raises Refused where there is none. others: as in ``Log.undo``."""
        with held(self._state, self._root):
            step = self._log.undo(dry_run=dry_run, others=others)
            self.has_written = not dry_run
        return Written(f"Taken back: {step.summary}", step.changes)

    def redo(self, *, dry_run: bool = False) -> Written:
        """Redo the write that was undone last. Raises Refused where there is none."""
        with held(self._state, self._root):
            step = self._log.redo(dry_run=dry_run)
            self.has_written = not dry_run
        return Written(f"Done again: {step.summary}", step.changes)

    def _take(self, what: Callable[[], Step], dry_run: bool) -> Written:
        """Write all of a step; where a note changes meanwhile, work it out once more. what: called under the lock."""
        for left in reversed(range(_TRIES)):
            with held(self._state, self._root):
                step = what()
                if dry_run or not step.changes:
                    break
                try:
                    self._write(step)
                    break
                except NoteChanged as changed:
                    if not left or changed.kept:
                        raise
            time.sleep(_PAUSE)
        return Written(step.summary if step.changes else _NOTHING, step.changes)

    def _changes(self, rewrites: Mapping[str, _Rewrite]) -> tuple[Change, ...]:
        """The changes to write, without notes that stay as they are; all are worked out before any is written.

        rewrites: by path, what makes a note's new bytes of its old ones.
        """
        read = [(path, self._read(path), rewrite) for path, rewrite in rewrites.items()]
        changes = (Change(path, before, rewrite(before)) for path, before, rewrite in read)
        return tuple(change for change in changes if change.before != change.after)

    def _write(self, step: Step) -> None:
        """Write all notes of a step, or none."""
        with self._log.recording(step):
            put_all(self._root, step.changes, keep=self._keep)
        self.has_written = True

    def _read(self, path: str) -> bytes:
        """All bytes of a note. Raises Refused for one that leads outside the vault."""
        place = os.path.join(self._root, path)
        try:
            if not is_inside(place, self._root):
                raise Refused(f"{path} leads outside the vault and is not written: copy the note into the vault.")
            if (size := os.stat(place).st_size) > self._largest:
                raise Refused(
                    f"{path} is too large to be edited here ({size:,} bytes; {self._largest:,} are the most): "
                    "use your editor, or raise max_note_bytes in journal.toml."
                )
            return note_file.read(self._root, path, size)
        except FileNotFoundError:
            if os.path.exists(os.path.join(os.path.dirname(place), placeholder(os.path.basename(place)))):
                raise Refused(
                    f"{path} is kept by iCloud, not on this machine: download it in the Finder first."
                ) from None
            raise NoteChanged([path]) from None
        except OSError as error:
            raise EnvironmentFailed.reading(path, error) from error


def _edited_as_seen(seen: Note, edits: Sequence[Edit | BodyEdit], text: bytes) -> bytes:
    """The note with the edits made one after the other, those of numbered lines first, since others move lines.

    Raises NoteChanged where a key is not as in ``seen`` or a line not as it was seen, and Refused.
    """
    now = notes.read(seen.path, text).note
    for edit in sorted(edits, key=lambda each: not isinstance(each, Arrow | Box)):
        if not isinstance(edit, Edit):
            from journal.notes.body_edits import edit_body

            text = edit_body(text, edit, path=seen.path)
            continue
        if not edit.append and _said(now, edit.key) != _said(seen, edit.key):
            raise NoteChanged([seen.path])
        text = edited(text, edit, seen.path)
    return text


def _said(note: Note, key: str) -> object:
    """The value of a key in a note, for a comparison."""
    return note.fields.get(key), note.frontmatter.get(fold_key(key))


def edited(text: bytes, edit: Edit, path: str) -> bytes:
    """The note with one edit made. Raises Refused."""
    if edit.value is None:
        return unset(text, edit.key, path=path)
    if not edit.append:
        return set_key(text, edit.key, edit.value, path=path)
    for value in (edit.value,) if isinstance(edit.value, str) else edit.value:
        text = append_to(text, edit.key, value, path=path)
    return text


def _mended(note: Note, text: bytes) -> bytes:
    """The note mended; unchanged where there is nothing to mend safely."""
    from journal.notes.fix import fix

    return fix(text, path=note.path) or text


def _mended_summary(changes: Sequence[Change]) -> str:
    return f"Mended: {changes[0].path if len(changes) == 1 else f'{len(changes)} notes'}"
