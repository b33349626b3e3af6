"""What a vault says of single notes, contacts and goals: found by name or path, with all that is computed for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from journal.errors import AmbiguousNote, EnvironmentFailed, NotUnderstood, UnknownNote
from journal.model import Kind
from journal.vault.queries.lookup import only

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.config import Settings
    from journal.model import Day, FollowUp, Gap, Goal, Note, Page, Party, QueueLine
    from journal.rules.typed_edits import Typed
    from journal.vault.queries.queries import Queries

__all__ = ["Pages"]


class Pages:
    """The pages of one vault: as few notes are read as each needs."""

    def __init__(self, root: Path, settings: Settings, queries: Queries) -> None:
        self._root, self._settings, self._queries = root, settings, queries

    def find(self, name: str, kind: Kind | None = None) -> Note:
        """The note of a name: its id, path or title, else any part that only it has; of one kind where one is given.

        A person or a goal of that name comes first. Raises UnknownNote with the nearest names, and AmbiguousNote
        with all that it could be.
        """
        note = self._queries.note(only(name, self._queries.meant(name, kind)).number)
        if note is None:  # gone between the two questions
            raise UnknownNote(name)
        return note

    def page(self, name: str, today: Day) -> Page:
        """A note, or a contact or goal without one, with all that is computed for it; found as by ``find``.

        Raises UnknownNote and AmbiguousNote.
        """
        meant = self._queries.meant(name)
        parties = [] if meant.whole else self._queries.parties_called(name, today)
        if len(parties) > 1:
            raise AmbiguousNote(name, [known.party.id or known.party.name for known in parties])
        if parties:
            return self.page_of(parties[0].kind, parties[0].party, today)
        return self.page_at(only(name, meant).path, today)

    def page_at(self, path: str, today: Day) -> Page:
        """The note at a path with all that is computed for it. Raises NotUnderstood where none is any more."""
        page = self._queries.page(path, today)
        if page is None:
            raise NotUnderstood(f"{path} is gone.")
        return page

    def page_of(self, kind: Kind, party: Party, today: Day) -> Page:
        """A contact or goal with all that is computed for it. Raises NotUnderstood where no note names it any more."""
        page = self._queries.page((kind, party), today)
        if page is None:
            raise NotUnderstood(f"{party.name} stands in no note any more.")
        return page

    def asks(self, paths: Collection[str], today: Day) -> list[FollowUp]:
        """The asks in the notes at some paths, in their order; quickly, and so without their gaps.

        A note that is gone or asks nothing is left out.
        """
        found = self._queries.asks(paths, today)
        return [found[path] for path in paths if path in found]

    def called(self, name: str) -> list[Note]:
        """The notes of any kind whose whole id, path or title that is."""
        return self._queries.called(name)

    def lines_called(self, name: str, today: Day) -> list[QueueLine]:
        """As ``queue``, the asks whose whole id, path or title that is."""
        return self._queries.lines_called(name, today)

    def kind(self, note: Note) -> Kind:
        """What a note is, told by itself or by those that name it (docs/format.md 4)."""
        return self._queries.kind(note)

    def if_achieved(self, goal: Goal, today: Day) -> list[FollowUp]:
        """A goal's asks as they would stand were it achieved today."""
        return self._queries.if_achieved(goal.party, today)

    def text(self, note: Note) -> str:
        """A note as it stands on disk now, at most ``max_note_bytes`` of it. Raises EnvironmentFailed."""
        from journal.vault.disk import note_file

        try:
            raw = note_file.read(self._root, note.path, self._settings.max_note_bytes)
        except OSError as error:
            raise EnvironmentFailed.reading(note.path, error) from None
        return raw.decode("utf-8-sig", errors="replace")

    def body(self, note: Note) -> str:
        """What a note says below its frontmatter, on disk now. Raises as ``text``."""
        from journal.notes import body_of

        return body_of(self.text(note)).strip("\n")

    def gaps_of_new(self, text: str, typed: Mapping[str, Typed], today: Day) -> tuple[Gap, ...]:
        """What an ask that ``create`` would write lacks before it goes out. Writes nothing; raises what that does."""
        from journal.notes import read
        from journal.vault.disk.filenames import FreePaths
        from journal.vault.write.new_note import NewNote, new_note

        new = NewNote(Kind.ASK, text, typed)
        note = read(*new_note(self._root, new, today, self._queries.resolver(), FreePaths(self._root))).note
        return self._queries.gaps_of_new(note, today)
