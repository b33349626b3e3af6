"""The writes to the notes of a vault; each call is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from journal.errors import EnvironmentFailed, JournalError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.config import Settings
    from journal.model import Appended, Capture, Day, Delta, FollowUp, Kind, Note, NoteEdits, Review
    from journal.paths import AnyPath
    from journal.rules.messages import Draft
    from journal.rules.resolve import Resolver
    from journal.rules.steps import Given
    from journal.rules.typed_edits import Typed
    from journal.vault.write.change import Change
    from journal.vault.write.new_note import NewNote
    from journal.vault.write.write_result import Written
    from journal.vault.write.writer import Writer

__all__ = ["Writes"]


class Writes:
    """The writes of one vault.

    Every method raises Refused, NoteChanged, EnvironmentFailed and NoVault, and then has written
    nothing; with dry_run it says what it would do. last_written: what was written last, None for nothing yet.
    """

    def __init__(
        self,
        root: AnyPath,
        settings: Settings,
        state: AnyPath | None,
        names: Callable[[], Resolver],
        look: Callable[[Sequence[str] | None], Delta],
        tell: Callable[[Delta], object],
    ) -> None:
        """state: the folder for the undo log and the lock, None for the person's own. names: gives a Resolver.

        look: looks at the folder, or only at some paths. tell: is called with changes of others that a look found.
        """
        self._root, self.settings, self._state = root, settings, state
        self._names, self._look, self._tell = names, look, tell
        self.last_written: Written | None = None

    def take(
        self,
        step: str,
        asks: Sequence[FollowUp],
        given: Given,
        *,
        kept: Appended | None = None,
        dry_run: bool = False,
    ) -> Written:
        """Take one step of the life of each ask (docs/cli.md, "Steps"). step: its name in STEPS.

        kept: the sent message, to add to the bodies of the notes.
        """
        from journal.rules.steps import STEPS

        kept_too = (kept,) if kept else ()
        edits = [(ask.note, (*STEPS[step].edits(ask, given), *kept_too)) for ask in asks]
        return self._write(lambda writer: writer.edit(STEPS[step].summary(asks), edits, dry_run=dry_run))

    def send(
        self, draft: Draft, text: str, today: Day, on: Day | None = None, *, keep: bool, dry_run: bool = False
    ) -> Written:
        """Record that a message was sent: take the step of each of its asks, and with keep add its text to their notes.

        text: as it was sent. on: the day it was, None for today.
        """
        from journal.rules.messages.sent import sent_edits, sent_summary

        edits = sent_edits(draft, text, today, on, keep=keep)
        return self._write(lambda writer: writer.edit(sent_summary(draft.parts, draft.to), edits, dry_run=dry_run))

    def touched(self, notes: Sequence[Note], on: Day, today: Day, *, dry_run: bool = False) -> Written:
        """Write into the notes of people that there was a contact with them on a day (docs/practice.md 5).

        A note that has that day or a later one stays.
        """
        from journal.rules.touch import logged

        summary = f"In touch: {notes[0].title if len(notes) == 1 else f'{len(notes)} people'}"
        edits = [(note, logged(note, on, today)) for note in notes]
        return self._write(lambda writer: writer.edit(summary, edits, dry_run=dry_run))

    def set(self, note: Note, typed: Mapping[str, Typed], today: Day, *, dry_run: bool = False) -> Written:
        """Set keys of a note to values as people type them (docs/cli.md, "Values"). Raises BadDate too.

        An empty text leaves a key blank, None removes it.
        """
        from journal.rules import typed_edits

        edits = typed_edits.edits_of(typed, note.kind, today, self._names())
        verb = "Removed" if all(value is None for value in typed.values()) else "Set"
        summary = f"{verb} {', '.join(typed)}: {note.title}"
        return self._write(lambda writer: writer.edit(summary, [(note, edits)], dry_run=dry_run))

    def create(
        self, kind: Kind, text: str, typed: Mapping[str, Typed], today: Day, *, dry_run: bool = False
    ) -> Written:
        """Create a note from its template; its path is that of the only change. Raises BadCall and BadDate too.

        text: for an ask, what it asks; else the title. typed: keys as in ``set``.
        """
        from journal.vault.write.new_note import NewNote

        return self.create_all([NewNote(kind, text, typed)], today, dry_run=dry_run)

    def create_all(self, new: Sequence[NewNote], today: Day, *, dry_run: bool = False) -> Written:
        """Create several notes from their templates, as one undo step. Raises BadCall and BadDate too.

        Names in them are looked up among existing notes, not among each other.
        """

        def what(paths: Sequence[str]) -> tuple[str, Sequence[NoteEdits]]:
            return f"New {new[0].kind}: {paths[0]}" if len(new) == 1 else f"{len(new)} new notes", ()

        return self.put_step(what, new, today, dry_run=dry_run)

    def put_step(
        self,
        what: Callable[[Sequence[str]], tuple[str, Sequence[NoteEdits]]],
        new: Sequence[NewNote],
        today: Day,
        *,
        dry_run: bool = False,
    ) -> Written:
        """Create notes as in ``create_all`` and edit others, as one undo step.

        what: called with the paths of the new notes; gives the summary and the edits of other notes. The changes come
        in that order.
        """
        from journal.vault.disk.filenames import FreePaths
        from journal.vault.write.change import Change
        from journal.vault.write.new_note import new_note, refuse_wordless

        for each in new:
            refuse_wordless(each)

        def whole_step() -> tuple[str, Sequence[Change], Sequence[NoteEdits]]:
            made: list[tuple[str, bytes]] = []
            if new:
                resolver, free = self._names(), FreePaths(self._root)
                made = [new_note(self._root, each, today, resolver, free) for each in new]
            summary, edits = what([path for path, _ in made])
            return summary, [Change(path, None, text) for path, text in made], edits

        return self._write(lambda writer: writer.put(whole_step, dry_run=dry_run))

    def answer_captures(
        self,
        answers: Sequence[tuple[Capture, NewNote | None]],
        notes: Sequence[Note],
        today: Day,
        *,
        dry_run: bool = False,
    ) -> Written:
        """Make the asks of captures, or say no to them, and put the arrow behind each line, as one undo step.

        answers: each capture with its ask, None for no. notes: those that have the lines. Raises as ``create_all``, and
        NoteChanged where a line is not as it was read.
        """
        from journal.vault.write.capture_step import arrows, summary

        def what(paths: Sequence[str]) -> tuple[str, Sequence[NoteEdits]]:
            return summary([found for found, _ in answers], paths), arrows(answers, paths, notes, self._names())

        return self.put_step(what, [new for _, new in answers if new], today, dry_run=dry_run)

    def path_of_day(self, day: Day) -> str:
        """The path of the note of a day. Raises BadSettings where no note would be read there."""
        from journal.vault.write.day_note import path_of_day

        return path_of_day(self._root, self.settings, day)

    def note_of_day(self, day: Day, lines: Sequence[str] = (), *, dry_run: bool = False) -> Written:
        """Make the note of a day where there is none, and add lines at its end. Raises BadSettings too."""
        from journal.vault.write.day_note import day_step

        path, largest = self.path_of_day(day), self.settings.max_note_bytes
        step = partial(day_step, self._root, path, day, lines, largest=largest)
        return self._write(lambda writer: writer.put(step, dry_run=dry_run))

    def put_all(self, summary: str, changes: Sequence[Change], *, dry_run: bool = False) -> Written:
        """Create, change and delete notes as given, as one undo step. summary: a sentence that tells it."""
        return self._write(lambda writer: writer.put(lambda: (summary, changes, ()), dry_run=dry_run))

    def keep_review(self, review: Review, *, dry_run: bool = False) -> Written:
        """Write a review as a new note; add it as a section where that is there and does not say the same last."""
        from journal.vault.write.review_note import review_step

        step = partial(review_step, self._root, review, largest=self.settings.max_note_bytes)
        return self._write(lambda writer: writer.put(step, dry_run=dry_run))

    def fix(self, notes: Sequence[Note], *, dry_run: bool = False) -> Written:
        """Mend frontmatter that YAML cannot read, where the note then still means the same."""
        return self._write(lambda writer: writer.fix(notes, dry_run=dry_run))

    def whole_text(self, path: str) -> str:
        """The text of a note, to be changed and given to ``replace_text``.

        Raises Refused where that could not write it back.
        """
        return self._writer().text(path)

    def replace_text(self, path: str, before: str, after: str, *, dry_run: bool = False) -> Written:
        """Replace the text of a note, if it is still ``before``; its line ends stay.

        Raises NoteChanged where it is not.
        """
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
        """Write something, then look at the folder and tell whoever watches what others changed."""
        try:
            writer = self._writer()
            written = write(writer)
        except JournalError:
            self._tell(self._look(None))
            raise
        if writer.has_written:
            self.last_written = written
        paths = [change.path for change in written.changes]
        try:
            delta = self._look(paths)
        except EnvironmentFailed:  # what was written is, and the next look sees it
            return written
        self._tell(delta.besides(paths))
        return written._replace(delta=delta)

    def _writer(self) -> Writer:
        from journal.vault.write.writer import Writer

        return Writer(self._root, self._state, largest=16 * self.settings.max_note_bytes)
