"""Everything that can go wrong for a person: one class each, with its sentence and exit status.

Raised deep, shown in two places: ``journal.cli.main`` and the TUI's toast. A sentence names what
is wrong and what to do about it. Exit statuses are those of docs/cli.md.
"""

from __future__ import annotations

import errno

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from journal.paths import AnyPath

__all__ = [
    "AmbiguousNote",
    "BadCall",
    "BadDate",
    "BadFilter",
    "BadSettings",
    "EnvironmentFailed",
    "JournalError",
    "NoSuchLine",
    "NoVault",
    "NotTakenBack",
    "NotUnderstood",
    "NoteChanged",
    "Refused",
    "UnknownNote",
    "Unprinted",
    "WrittenButNotSaid",
    "cure_of_reading",
    "os_errors_as_sentences",
    "some",
]


class JournalError(Exception):
    """A sentence for the person and the exit status it ends a command with.

    unfound: that nothing is what the call names, in a clause; "" for any other error.
    """

    status = 2
    unfound = ""

    @property
    def sentence(self) -> str:
        return str(self)


class NotUnderstood(JournalError):
    """The call or its input is wrong."""


class BadCall(NotUnderstood):
    """The words of a command do not fit together."""


class NoVault(NotUnderstood):
    """No vault where one was looked for."""


class BadSettings(NotUnderstood):
    """journal.toml or the user's config cannot be used; names the file and, where known, the line."""


class BadDate(NotUnderstood):
    """A date that a person typed and nobody can read.

    why: what is wrong with it, in a clause, where that can be told. either_way: which number is the month cannot be.
    """

    def __init__(self, text: str, why: str = "", *, either_way: bool = False) -> None:
        super().__init__(
            f"“{text}” could be two days: write the year first, as in 2026-03-16, or the month’s name, as in 16 Mar."
            if either_way
            else f"“{text}” is no date: {why}."
            if why
            else f"“{text}” is no date: write 2026-03-16, today, fri, next tue, 5 Jan, +3d, 2 weeks, 3 days ago, "
            "next month or end of month."
        )


class BadFilter(NotUnderstood):
    """A filter word with an unknown key or a value of the wrong type."""


class UnknownNote(NotUnderstood):
    """No note answers to a name. nearest: names that come close, for the sentence."""

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        self.unfound, self.nearest = f"No note is named “{name}”", nearest
        super().__init__(f"{self.unfound}.{_hint(nearest, 'notes')}")


class UnknownContact(NotUnderstood):
    """No contact answers to a name, with a note or without. nearest: names that come close, for the sentence.

    nobody: what there is none of by that name.
    """

    def __init__(self, name: str, nearest: Sequence[str] = (), *, nobody: str = "Nobody") -> None:
        from shlex import quote

        self.unfound = f"{nobody} is called “{name}”"
        made = "" if nearest else f" “journal new person {quote(name)}” makes a note of somebody new."
        super().__init__(f"{self.unfound}.{_hint(nearest, 'contacts')}{made}")


class NoNoteOf(NotUnderstood):
    """A contact has no note that could be written to. name: theirs."""

    def __init__(self, name: str) -> None:
        from shlex import quote

        self.unfound = f"{name} has no note to write that into"
        super().__init__(f"{self.unfound}: journal new person {quote(name)} makes one.")


def _hint(nearest: Sequence[str], command: str) -> str:
    return f" Did you mean {', or '.join(nearest)}?" if nearest else f" “journal {command}” lists all."


class AmbiguousNote(NotUnderstood):
    """Several notes answer to a name. candidates: their ids."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.candidates = tuple(candidates)
        shown = "\n".join(f"  {candidate}" for candidate in self.candidates[:20])
        more = f"\n  and {len(self.candidates) - 20} more" if len(self.candidates) > 20 else ""
        super().__init__(f"“{name}” could be any of these notes; give more of its name:\n{shown}{more}")


class Refused(JournalError):
    """A write that could harm what a person wrote, or has nothing to do; the sentence says why."""


class NoteChanged(JournalError):
    """Notes have changed since they were read, and nothing was written.

    kept: the file where a text is that could not be put back. in_use: another program has the note open to write it.
    """

    status = 3

    def __init__(self, paths: Sequence[str], *, kept: AnyPath | None = None, in_use: bool = False) -> None:
        self.paths = tuple(paths)
        self.kept = kept
        what = "open in a program that may write it" if in_use else "changed meanwhile"
        verb = ("is" if in_use else "has") if len(self.paths) == 1 else "have"
        changed = f"{', '.join(self.paths)} {verb} {what}"
        where = f" A text that came in between is kept for 7 days as {kept}." if kept else ""
        super().__init__(f"{changed}, so nothing was written: look again and repeat it.{where}")


class NotTakenBack(NoteChanged):
    """A step that was not undone because notes of it have changed since. paths: those. others: its unchanged notes.

    gone: none of those is there any more.
    """

    def __init__(self, summary: str, paths: Sequence[str], others: Sequence[str], *, gone: bool) -> None:
        super().__init__(paths)
        is_one = len(paths) == 1
        verb = ("is gone" if is_one else "are gone") if gone else ("has changed" if is_one else "have changed")
        first = f"{some(paths)} {verb} since “{summary}”, so nothing was taken back."
        what = f"takes back {', '.join(others)} alone" if others else "passes over it, to what was written before"
        self.args = (f"{first} “journal undo --others” {what}.",)


class NoSuchLine(NoteChanged):
    """No line of a note has an id that a person gave: it has changed since, or is gone. ids: those."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__(())
        what = "this id: it has changed since, or is" if len(ids) == 1 else "these ids: they have changed since, or are"
        self.unfound = f"No line has the id {', '.join(ids)}"
        self.args = (f"No line has {what} gone: {', '.join(ids)}. “journal capture” lists what there is now.",)


class EnvironmentFailed(JournalError):
    """The machine said no: permission, disk full, a program that is missing."""

    status = 4

    @classmethod
    def writing(cls, file: AnyPath, error: OSError) -> EnvironmentFailed:
        """The error for a file or folder that could not be written, with the cure where one is known."""
        reason = error.strerror or str(error)
        cure = _CURES.get(error.errno or 0, _TRY_AGAIN)
        return cls(f"{file} could not be written ({reason}): {cure}.")

    @classmethod
    def reading(cls, file: AnyPath, error: OSError) -> EnvironmentFailed:
        """The error for a file or folder that could not be read, with the cure."""
        return cls(f"{file} cannot be read ({error.strerror or error}): {cure_of_reading(error)}.")


class PartlyWritten(EnvironmentFailed):
    """Some notes of a step were written and could not be put back. reason: a sentence. paths: of these notes."""

    def __init__(self, reason: str, paths: Sequence[str]) -> None:
        what = f"{', '.join(paths)} {'is' if len(paths) == 1 else 'are'} written all the same"
        super().__init__(f"{reason} {what}: “journal undo” takes that back.")


class Unread(EnvironmentFailed):
    """What a call names may be in what could not be read. unfound: as in JournalError. paths: of notes and folders."""

    def __init__(self, unfound: str, paths: Sequence[str]) -> None:
        super().__init__(f"{unfound}, but it may be in what cannot be read: {some(paths)}. “journal check” says why.")


class Unprinted(EnvironmentFailed):
    """The answer, or the rest of it, could not be printed. reason: what the system says."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The answer could not be printed: {reason}.")


class WrittenButNotSaid(EnvironmentFailed):
    """Something failed after the notes were written. summary: of the write; reason: a sentence."""

    def __init__(self, summary: str, reason: str) -> None:
        super().__init__(f"{summary}. That is written. {reason}")


class os_errors_as_sentences:
    """A context that raises EnvironmentFailed in place of an OSError, while a file or folder is written.

    if_gone: raised in place of a FileNotFoundError; None treats that as any other OSError.
    """

    __slots__ = ("_file", "_if_gone")

    def __init__(self, file: AnyPath, *, if_gone: JournalError | None = None) -> None:
        self._file, self._if_gone = file, if_gone

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: object, _traceback: object) -> None:
        if self._if_gone is not None and isinstance(error, FileNotFoundError):
            raise self._if_gone from error
        if isinstance(error, OSError):
            raise EnvironmentFailed.writing(self._file, error) from error


def some(paths: Sequence[str]) -> str:
    """The first of some paths for a sentence, and how many more there are."""
    return ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")


def cure_of_reading(error: OSError) -> str:
    """What to do about a file that could not be read."""
    return _CURES_OF_READING.get(error.errno or 0, _TRY_AGAIN)


_TRY_AGAIN = "try again, and see whether the disk is in order"
_FREE_SPACE = "free some space, then try again"
_ALLOW = "allow yourself to write it and its folder, then try again"
_CURES = {
    errno.ENOSPC: _FREE_SPACE,
    errno.EDQUOT: _FREE_SPACE,
    errno.EACCES: _ALLOW,
    errno.EPERM: _ALLOW,
    errno.EROFS: "its disk is mounted read-only; mount it for writing",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ENOENT: "its folder is gone; bring it back",
    errno.EEXIST: "a file is where its folder should be; choose another name",
    errno.ENOTDIR: "a file is where its folder should be; choose another name",
}
_CURES_OF_READING = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), "allow reading it"),
    **dict.fromkeys((errno.ENOENT, errno.ELOOP), "mend the link"),
    errno.EXDEV: "copy the note into the vault",
    errno.EISDIR: "rename that folder",
}
