"""What is done to notes, and doing it to several of them: to all or to none."""

from __future__ import annotations

from collections.abc import Iterable

from journal.errors import JournalError, NoteChanged, PartlyWritten
from journal.named_tuple import NamedTuple
from journal.vault.disk import store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["Change", "put_all"]


class Change(NamedTuple):
    """A change of one note in a step. before, after: its bytes, None where there is no note."""

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def taken_back(self) -> Change:
        """The change that undoes this one."""
        return Change(self.path, self.after, self.before)


def put_all(root: AnyPath, changes: Iterable[Change], *, keep: AnyPath) -> None:
    """Write all notes of a step; where one fails, put the others back and raise why.

    keep: the folder outside the vault for texts that cannot be put back. Raises PartlyWritten where a note could not be
    put back either. A note that another program wrote to since stays as it is.
    """
    written: list[Change] = []
    try:
        for change in changes:
            _put(root, change, keep)
            written.append(change)
    except JournalError as error:
        left = [change.path for change in reversed(written) if not _put_back(root, change, keep)]
        if left:
            raise PartlyWritten(error.sentence, left) from error
        raise


def _put_back(root: AnyPath, change: Change, keep: AnyPath) -> bool:
    """Restore a note to its bytes before the change; False where that failed."""
    try:
        _put(root, change.taken_back, keep)
    except NoteChanged as changed:  # whoever wrote to it since has the last word
        if changed.kept:
            from logging import getLogger

            getLogger(__name__).warning("%s", changed)
    except JournalError:
        return False
    return True


def _put(root: AnyPath, change: Change, keep: AnyPath) -> None:
    """Create, replace or remove the note of a change. Nothing is to be done for one with equal texts, which only tells
    the undo log that a merge was decided so. keep: as in ``put_all``.
    """
    match change:
        case Change(_, before, after) if before == after:
            return
        case Change(path, None, bytes(after)):
            store.create(root, path, after)
        case Change(path, bytes(before), None):
            store.remove(root, path, before, keep=keep)
        case Change(path, bytes(before), bytes(after)):
            store.replace(root, path, before, after, keep=keep)
