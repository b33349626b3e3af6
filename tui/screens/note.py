"""A note as it stands in its file, for notes that have no screen of their own."""

from __future__ import annotations

from textual.content import Content

from journal import Note, Vault, showable
from tui.messages import EditNote
from tui.prose import text_lines
from tui.reading import Asking
from tui.screens.view import Clock
from tui.screens.whole import Whole
from tui.widgets.preview import Preview

__all__ = ["NoteScreen"]


class NoteScreen(Whole):
    """The text of one note."""

    def __init__(self, vault: Vault, clock: Clock, note: Note) -> None:
        super().__init__(vault, clock)
        self._note = note
        self._text: Asking[str] = Asking(self, self._show, self.fail)

    def reload(self) -> None:
        vault, note = self.vault, self._note
        self._text.ask(note.path, lambda: vault.text(note))

    def _show(self, text: str) -> None:
        title = Content.styled(showable(self._note.title), "bold")
        lines = [title, Content.styled(showable(self._note.path), "dim"), Content(""), *text_lines(text)]
        self.query_one(Preview).show(self._note.path, lambda _width: Content("\n").join(lines))
        self.say(f"{self.key('note.edit')} edits the note, {self.key('nav.back')} goes back.")

    def action_edit(self) -> None:
        self.post_message(EditNote(self._note.path, None))
