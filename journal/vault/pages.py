"""The pages of single notes, contacts and goals, found by name or path, with everything that is computed for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from journal.errors import AmbiguousNote, EnvironmentFailed, NotUnderstood, UnknownNote
from journal.model import Kind
from journal.vault.queries.lookup import only

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.config import Settings
    from journal.model import Brief, Day, FollowUp, Gap, Goal, KnownParty, ListLine, Note, Page, Party, QueueLine
    from journal.paths import AnyPath
    from journal.rules.messages.tree import Source
    from journal.rules.typed_edits import Typed
    from journal.vault.queries.queries import Queries

__all__ = ["Pages"]


class Pages:
    """The pages of one vault: as few notes are read as each needs."""

    def __init__(self, root: AnyPath, settings: Settings, queries: Queries) -> None:
        self._root, self._settings, self._queries = root, settings, queries

    def find(self, name: str, kind: Kind | None = None) -> Note:
        """The note with an id, path or title, else the only one with that part of a name.

        kind: of the note, None for any. A person or a goal with that name comes first. Raises UnknownNote with the
        nearest names, and AmbiguousNote with all possible notes.
        """
        found = self._queries.notes_at([only(name, self._queries.meant(name, kind)).path])
        if not found:  # gone between the two questions
            raise UnknownNote(name)
        return found[0]

    def page(self, name: str, today: Day) -> Page:
        """The page of a name, found as by ``find``; a contact or goal without a note has one too, and comes first too.

        Where both are called so, it is the contact's.

        Raises UnknownNote and AmbiguousNote.
        """
        from journal.vault.queries.neighbourhood import is_named_without_note

        meant = self._queries.meant(name)
        is_of_note = meant.whole and (
            meant.notes[0].kind in (Kind.PERSON, Kind.GOAL)
            or not self._queries.ask(lambda db: is_named_without_note(db, name))
        )
        parties = [] if is_of_note else self._queries.parties_called(name, today)
        called = dict.fromkeys(known.party.id or known.party.name for known in parties)
        if len(called) > 1:
            raise AmbiguousNote(name, list(called))
        if parties:
            known = next((known for known in parties if known.kind is Kind.PERSON), parties[0])
            return self.page_of(known.kind, known.party, today)
        return self.page_at(only(name, meant).path, today)

    def page_at(self, path: str, today: Day) -> Page:
        """The page of the note at a path. Raises NotUnderstood where no note is there any more."""
        page = self._queries.page(path, today)
        if page is None:
            raise NotUnderstood(f"{path} is gone.")
        return page._replace(brief=page.brief and self.with_lines(page.brief))

    def page_of(self, kind: Kind, party: Party, today: Day) -> Page:
        """The page of a contact or goal. Raises NotUnderstood where no note names it any more."""
        page = self._queries.page((kind, party), today)
        if page is None:
            raise NotUnderstood(f"{party.name} stands in no note any more.")
        return page._replace(brief=page.brief and self.with_lines(page.brief))

    def with_lines(self, brief: Brief, needed: Note | None = None) -> Brief:
        """The brief with the lists in the notes of its meetings; a note that cannot be read has none.

        needed: the note that must be read, since its list is written to: raises EnvironmentFailed if it cannot be.
        """
        from journal.rules.brief import with_lines

        def lines(note: Note) -> tuple[ListLine, ...]:
            try:
                return self.list_lines(note)
            except EnvironmentFailed:
                if needed and note.path == needed.path:
                    raise
                return ()

        return with_lines(brief, lines, self._queries.resolver().note)

    def list_lines(self, note: Note) -> tuple[ListLine, ...]:
        """The lines of lists in a note on disk now. Raises EnvironmentFailed."""
        from journal.notes.list_lines import list_lines

        return list_lines(self.text(note), note.path)

    def asks(self, paths: Collection[str], today: Day) -> list[FollowUp]:
        """The asks in the notes at some paths, in the order of the paths, quickly: without their gaps.

        A note that is gone or is no ask is left out.
        """
        found = self._queries.asks(paths, today)
        return [found[path] for path in paths if path in found]

    def called(self, name: str) -> list[Note]:
        """The notes of any kind of which this is a whole name: id, path or title, else what links name it by."""
        return self._queries.called(name)

    def contacts_called(self, name: str, today: Day) -> list[KnownParty]:
        """The contacts with this name or alias; if none, those whose name has a word that begins with it."""
        return self._queries.parties_called(name, today, Kind.PERSON)

    def lines_called(self, name: str, today: Day) -> list[QueueLine]:
        """The asks of which this is a whole name, as for ``called``, as lines of a list in the queue's order."""
        return self._queries.lines_called(name, today)

    def kind(self, note: Note) -> Kind:
        """The kind of a note: its own, else what the notes that name it take it for (docs/format.md 4)."""
        return self._queries.kind(note)

    def if_achieved(self, goal: Goal, today: Day) -> list[FollowUp]:
        """A goal's asks as they would be if the goal were achieved today."""
        return self._queries.if_achieved(goal.party, today)

    def text(self, note: Note) -> str:
        """The text of a note on disk now, at most ``max_note_bytes`` of it. Raises EnvironmentFailed."""
        from journal.vault.disk import note_file

        try:
            raw = note_file.read(self._root, note.path, self._settings.max_note_bytes)
        except OSError as error:
            raise EnvironmentFailed.reading(note.path, error) from None
        return raw.decode("utf-8-sig", errors="replace")

    def body(self, note: Note) -> str:
        """The text of a note below its frontmatter, on disk now, with LF at each line's end. Raises as ``text``."""
        from journal.notes import body_of
        from journal.notes.block import with_lf

        return with_lf(body_of(self.text(note))).strip("\n")

    def message_template(self, name: str) -> Source:
        """A template of messages by its name: the vault's own, else ours (docs/practice.md 3).

        Raises BadSettings and EnvironmentFailed.
        """
        from journal.vault.write.templates import message_template

        return message_template(self._root, name)

    def gaps_of_new(self, text: str, typed: Mapping[str, Typed], today: Day) -> tuple[Gap, ...]:
        """The gaps that an ask would have that ``create`` would write.

        Writes nothing; raises what ``create`` raises.
        """
        from journal.notes import read
        from journal.vault.disk.filenames import FreePaths
        from journal.vault.write.new_note import NewNote, new_note

        new = NewNote(Kind.ASK, text, typed)
        note = read(*new_note(self._root, new, today, self._queries.resolver(), FreePaths(self._root))).note
        return self._queries.gaps_of_new(note, today)
