"""What was written, so that it can be taken back: a log in the person's state folder, texts stored once by digest.

A line for a step is written before its notes are, and one more when it is done or taken back. So
after a kill or a failure a step is pending, and what the notes hold tells how far it came; ``Log.unfinished`` says so.
The log is not flushed to the disk: after a power cut the newest steps may be missing, and no note is the worse.
Every method is called under ``lock.held``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from journal.errors import (
    EnvironmentFailed,
    JournalError,
    NoteChanged,
    NotTakenBack,
    PartlyWritten,
    Refused,
    os_errors_as_sentences,
)
from journal.named_tuple import NamedTuple
from journal.vault.disk import in_place, note_file
from journal.vault.disk.lock import UNDO_LOG, state_of
from journal.vault.disk.rescue import append
from journal.vault.write.change import Change, put_all
from journal.vault.write.logged_step import LoggedStep, Now, line, parse
from journal.vault.write.undo_texts import Texts, content, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["MOST_BYTES", "MOST_STEPS", "Log", "Step"]

MOST_STEPS = 200
"""So many of the newest steps can always be taken back, within MOST_BYTES; at most twice as many are there."""
MOST_BYTES = 50_000_000
"""What the log and its texts may take together; the oldest steps go first, the newest never."""


class Step(NamedTuple):
    """A write to any number of notes, with a sentence that tells it: what one undo takes back."""

    summary: str
    changes: tuple[Change, ...]


class _Broken(EnvironmentFailed):
    """The log was moved aside, since it cannot be read."""


class Log:
    """The undo log of one vault, shared by all programs of ours that write to it.

    keep: the folder outside the vault for texts that cannot be put back.
    """

    def __init__(self, state: AnyPath, root: AnyPath, *, keep: AnyPath) -> None:
        folder = state_of(state, root)
        self._root = root
        self._keep = keep
        self._file = os.path.join(folder, UNDO_LOG)
        self._texts = Texts(os.path.join(folder, "undo"))

    @contextmanager
    def recording(self, step: Step) -> Iterator[None]:
        """Record a step whose notes are written inside; what was undone before can no longer be redone then.

        Where writing fails, what was written until then can be undone. Raises EnvironmentFailed.
        """
        with os_errors_as_sentences(self._file):
            entry = self._record(step)
        yield
        with suppress(EnvironmentFailed):  # the notes are written, and pending serves as well
            self._mark(entry, Now.DONE)

    def undo(self, *, dry_run: bool = False, others: bool = False) -> Step:
        """Undo the newest step; gives it with its changes reversed, as they were just made.

        others: where notes of the step have changed since, undo its other notes, and pass over a step without any; else
        that raises NotTakenBack and undoes nothing. dry_run: write nothing. Raises Refused where there is nothing to
        undo, NoteChanged and EnvironmentFailed.
        """
        for entry in reversed(self._entries()):
            if entry.now is Now.UNDONE:
                continue
            changes = tuple(self._changes(entry))
            written = tuple(back for change in changes if (back := self._taken_back(change)))
            if entry.now is Now.DONE and not others and len(written) < len(changes):
                others_of = [change.path for change in written]
                paths = [change.path for change in changes if change.path not in others_of]
                gone = not any(os.path.lexists(os.path.join(self._root, path)) for path in paths)
                raise NotTakenBack(entry.summary, paths, others_of, gone=gone)
            if written:
                then = Now.UNDONE if len(written) == len(changes) or entry.now is Now.PENDING else Now.PENDING
                self._make(entry, written, then, dry_run=dry_run)
                return Step(entry.summary, written)
            if entry.now is Now.DONE and not dry_run:
                self._mark(entry, Now.PENDING)
        raise Refused("There is nothing to take back.")

    def redo(self, *, dry_run: bool = False) -> Step:
        """Redo the step that was undone last. dry_run, raises: as ``undo``."""
        for entry in self._entries():
            if entry.now is Now.UNDONE or (entry.now is Now.PENDING and entry.again):
                changes = tuple(self._changes(entry))
                if entry.now is Now.PENDING and not all(map(self._holds, changes)):
                    continue  # it was not taken back in the end
                if changed := [change.path for change in changes if not self._holds(change)]:
                    raise NoteChanged(changed)
                self._make(entry, changes, Now.DONE, dry_run=dry_run)
                return Step(entry.summary, changes)
        raise Refused("There is nothing to do again: nothing was taken back since the newest write.")

    def _make(self, entry: LoggedStep, changes: Sequence[Change], then: Now, *, dry_run: bool) -> None:
        """Write all notes or none, and mark the step as ``then``; where putting notes back fails, the step stays
        pending.
        """
        if dry_run:
            return
        before = entry.now
        self._mark(entry, Now.PENDING, again=before is not Now.PENDING)
        try:
            put_all(self._root, changes, keep=self._keep)
        except PartlyWritten:
            raise
        except JournalError:
            with suppress(EnvironmentFailed):  # pending serves as well
                self._mark(entry, before)
            raise
        with suppress(EnvironmentFailed):  # the notes are written, and pending serves as well
            self._mark(entry, then)

    def _taken_back(self, change: Change) -> Change | None:
        """The change that undoes this one; None if its note has another text, and not one that was cut off while
        written.
        """
        back = change.taken_back
        if self._holds(back):
            return back
        torn = self._torn(change)
        return None if torn is None else Change(change.path, torn, change.before)

    def _torn(self, change: Change) -> bytes | None:
        """The bytes of a note whose writing in place was cut off; None for any other note."""
        if change.before is None or change.after is None:
            return None
        limit = len(change.before) + len(change.after)
        try:
            text = note_file.read(self._root, change.path, limit)
        except OSError:
            return None
        either_way = ((change.before, change.after), (change.after, change.before))
        return text if any(in_place.is_torn(text, one, other) for one, other in either_way) else None

    def unfinished(self) -> str:
        """A sentence about what the newest step left half done; "" where it is done, or there is none."""
        entries = self._entries()
        if not entries or entries[-1].now is not Now.PENDING:
            return ""
        entry = entries[-1]
        changes = tuple(self._changes(entry))
        torn = [path for path, change in zip(entry.changes, changes, strict=True) if self._torn(change) is not None]
        if torn:
            path, former, _ = torn[0]
            kept = self._texts.place(former or "")
            return (
                f"{path} was being written when journal ended, and holds both texts: "
                f"“journal undo” restores the former one, which is kept as {kept}."
            )
        done = [change.path for change in changes if self._holds(change.taken_back)]
        left = [change.path for change in changes if self._holds(change)]
        if not (done and left):
            return ""
        return (
            f"“{entry.summary}” was cut short: {_listed(done)} as written, {_listed(left)} as before. "
            "“journal undo” takes back what was written."
        )

    def _holds(self, change: Change) -> bool:
        """Whether a note still has the bytes before the change."""
        try:
            held = note_file.read(self._root, change.path, len(change.before or b""))
        except (FileNotFoundError, NotADirectoryError):
            return change.before is None
        except OSError as error:
            raise EnvironmentFailed.reading(change.path, error) from error
        return held == change.before

    def _record(self, step: Step) -> LoggedStep:
        """Write the first line of a step, and store its texts."""
        try:
            entries = [entry for entry in self._entries() if entry.now is not Now.UNDONE]
        except _Broken as failed:  # a log that nobody can read any more keeps nobody from writing
            from logging import getLogger

            getLogger(__name__).warning("%s", failed)
            entries = []
        self._texts.make_ready()
        changes = [(c.path, self._texts.stored(c.before), self._texts.stored(c.after)) for c in step.changes]
        entry = LoggedStep(entries[-1].number + 1 if entries else 1, step.summary, changes)
        append(self._file, line(entry.fields))
        with suppress(OSError):  # the step is recorded, if among more than there should be
            sizes = self._texts.sizes()
            if len(entries) >= 2 * MOST_STEPS or sum(sizes.values()) + os.stat(self._file).st_size > MOST_BYTES:
                self._keep_newest([*entries, entry], sizes)
        return entry

    def _keep_newest(self, entries: list[LoggedStep], sizes: dict[str, int]) -> None:
        """Write the log anew with as many of the newest steps as it may have, and delete the texts of older ones."""
        kept: list[LoggedStep] = []
        digests: set[str] = set()
        for entry in reversed(entries[-MOST_STEPS:]):
            more = digests | entry.digests
            if kept and sum(sizes.get(digest, 0) for digest in more) > MOST_BYTES:
                break
            digests = more
            kept.append(entry)
        replace(self._file, b"".join(line(entry.fields) for entry in reversed(kept)))
        self._texts.keep_only(digests)

    def _changes(self, entry: LoggedStep) -> Iterator[Change]:
        """The changes of a step, with their texts."""
        for path, before, after in entry.changes:
            yield Change(path, self._texts.text(before, entry.summary), self._texts.text(after, entry.summary))

    def _entries(self) -> list[LoggedStep]:
        """The steps, oldest first, without those that a newer step made impossible to redo.

        An incomplete last line does not count. Raises EnvironmentFailed after moving a log aside that cannot be read.
        """
        text = content(self._file)
        *lines, torn = text.split(b"\n")
        if torn:
            with os_errors_as_sentences(self._file):
                os.truncate(self._file, len(text) - len(torn))
        try:
            return parse(lines)
        except (KeyError, TypeError, ValueError):
            aside = os.path.splitext(self._file)[0] + ".broken"
            with os_errors_as_sentences(aside):
                os.replace(self._file, aside)
            raise _Broken(
                f"The list of what can be taken back cannot be read and is now {aside}: "
                "what was written until now can no longer be taken back, what comes after can."
            ) from None

    def _mark(self, entry: LoggedStep, now: Now, *, again: bool = False) -> None:
        """Write a line with the new state of a step."""
        with os_errors_as_sentences(self._file):
            append(self._file, line({"step": entry.number, **({"again": True} if again else {}), "now": now}))
        entry.now, entry.again = now, again


def _listed(paths: Sequence[str]) -> str:
    """The paths as words for a sentence."""
    return f"{', '.join(paths)} {'is' if len(paths) == 1 else 'are'}"
