"""The writing half of a Vault: what a front end can do to notes, each call one step of undo."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from journal.errors import EnvironmentFailed, JournalError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.config import Settings
    from journal.model import Day, Delta, FollowUp, Kind, Note, Passage
    from journal.rules.resolve import Resolver
    from journal.rules.steps import Given
    from journal.rules.typed_edits import Typed
    from journal.vault.write.change import Change
    from journal.vault.write.new_note import NewNote
    from journal.vault.write.write_result import Written
    from journal.vault.write.writer import Writer

__all__ = ["Writable"]


class Writable(ABC):
    """A vault as something to write to.

    Every method raises Refused, NoteChanged, EnvironmentFailed and NoVault, and then has written
    nothing; with dry_run it says what it would do. state: the folder for the undo log and the lock,
    None for the person's own. last_written: what this object wrote last, None for nothing yet.
    """

    root: Path
    state: Path | None
    settings: Settings
    last_written: Written | None = None

    @abstractmethod
    def reconcile(self, paths: Iterable[str] | None = None) -> Delta:
        """Look at the folder again; paths: only at these."""

    @property
    @abstractmethod
    def resolver(self) -> Resolver:
        """What names mean in this vault now."""

    @abstractmethod
    def _tell(self, delta: Delta) -> None:
        """Tell whoever watches what a look found that others changed; nothing where that is nothing."""

    def take(
        self,
        step: str,
        asks: Sequence[FollowUp],
        given: Given,
        *,
        kept: Passage | None = None,
        dry_run: bool = False,
    ) -> Written:
        """One step of the life of each ask (docs/cli.md, "Steps"). step: its name in STEPS.

        kept: the message that was sent, for the bodies of their notes.
        """
        from journal.rules.steps import STEPS

        kept_too = (kept,) if kept else ()
        edits = [(ask.ask.note, (*STEPS[step].edits(ask, given), *kept_too)) for ask in asks]
        return self._write(lambda writer: writer.edit(STEPS[step].summary(asks), edits, dry_run=dry_run))

    def set(self, note: Note, typed: Mapping[str, Typed], today: Day, *, dry_run: bool = False) -> Written:
        """Change keys of a note, given as people type them (docs/cli.md, "Values"). Raises BadDate too.

        An empty text leaves a key blank, None removes it.
        """
        from journal.rules import typed_edits

        edits = typed_edits.edits_of(typed, note.kind, today, self.resolver)
        verb = "Removed" if all(value is None for value in typed.values()) else "Set"
        summary = f"{verb} {', '.join(typed)}: {note.title}"
        return self._write(lambda writer: writer.edit(summary, [(note, edits)], dry_run=dry_run))

    def create(
        self, kind: Kind, text: str, typed: Mapping[str, Typed], today: Day, *, dry_run: bool = False
    ) -> Written:
        """A new note from its template; its path is that of the one change. Raises BadCall and BadDate too.

        text: what an ask asks, else the title. typed: keys as in ``set``.
        """
        from journal.vault.write.new_note import NewNote

        return self.create_all([NewNote(kind, text, typed)], today, dry_run=dry_run)

    def create_all(self, new: Sequence[NewNote], today: Day, *, dry_run: bool = False) -> Written:
        """Some new notes from their templates, in one step of undo. Raises BadCall and BadDate too.

        What they name is looked up among the notes that are there, not among each other.
        """
        from journal.vault.disk.filenames import FreePaths
        from journal.vault.write.change import Change
        from journal.vault.write.new_note import new_note, refuse_wordless

        for each in new:
            refuse_wordless(each)

        def what() -> tuple[str, list[Change]]:
            resolver, free = self.resolver, FreePaths(self.root)
            made = [new_note(self.root, each, today, resolver, free) for each in new]
            summary = f"New {new[0].kind}: {made[0][0]}" if len(new) == 1 else f"{len(new)} new notes"
            return summary, [Change(path, None, text) for path, text in made]

        return self._write(lambda writer: writer.put(what, dry_run=dry_run))

    def put_all(self, summary: str, changes: Sequence[Change], *, dry_run: bool = False) -> Written:
        """Create, change and delete notes as given, in one step of undo. summary: a sentence that says so."""
        return self._write(lambda writer: writer.put(lambda: (summary, changes), dry_run=dry_run))

    def fix(self, notes: Sequence[Note], *, dry_run: bool = False) -> Written:
        """Mend the frontmatter that YAML cannot read, where the note then still means the same."""
        return self._write(lambda writer: writer.fix(notes, dry_run=dry_run))

    def whole_text(self, path: str) -> str:
        """The text of a note, to be changed and given to ``replace_text``; Refused where that cannot write it back."""
        from journal.vault.write.writer import Writer

        return Writer(self.root, self.state, largest=16 * self.settings.max_note_bytes).text(path)

    def replace_text(self, path: str, before: str, after: str, *, dry_run: bool = False) -> Written:
        """Have a note say another text, where it still says ``before``; its line ends stay as they are."""
        return self._write(lambda writer: writer.replace(path, before, after, dry_run=dry_run))

    def undo(self, *, dry_run: bool = False, others: bool = False) -> Written:
        """Take back the newest write, unless one of its notes has changed since; then NotTakenBack.

        others: take back the other notes of such a write, and pass over one of which nothing can be taken back.
        """
        return self._write(lambda writer: writer.undo(dry_run=dry_run, others=others))

    def redo(self, *, dry_run: bool = False) -> Written:
        """Write again what was taken back last."""
        return self._write(lambda writer: writer.redo(dry_run=dry_run))

    def _write(self, write: Callable[[Writer], Written]) -> Written:
        """Have something written, then look at the folder: tells whoever watches what others changed."""
        from journal.vault.write.writer import Writer

        try:
            writer = Writer(self.root, self.state, largest=16 * self.settings.max_note_bytes)
            written = write(writer)
        except JournalError:
            self._tell(self.reconcile())
            raise
        if writer.has_written:
            self.last_written = written
        paths = [change.path for change in written.changes]
        try:
            delta = self.reconcile(paths)
        except EnvironmentFailed:  # what was written is, and the next look sees it
            return written
        self._tell(delta.besides(paths))
        return written._replace(delta=delta)
