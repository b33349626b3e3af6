"""A note as it stands in its file, for notes that have no screen of their own."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from journal import Note, Vault, showable
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.messages import EditNote
from tui.prose import text_lines
from tui.screens.beginning_from import become_ask, begin_from
from tui.screens.detail import DetailScreen
from tui.screens.view import Clock
from tui.widgets.preview import Preview

__all__ = ["NoteScreen"]


class NoteScreen(DetailScreen):
    """The text of one note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("new", "new", show=True, at_once=True),
        bind("note.ask", "become_ask", show=True),
    ]

    def __init__(self, vault: Vault, clock: Clock, note: Note) -> None:
        super().__init__(vault, clock)
        self._note = note
        self._text: LatestQuery[tuple[Note, str]] = LatestQuery(self, self._show, self.fail)

    def reload(self) -> None:
        vault, path, today = self.vault, self._note.path, self.clock()

        def read() -> tuple[Note, str]:
            note = vault.page_at(path, today).note or self._note
            return note, vault.text(note)

        self._text.ask(path, read)

    def _show(self, read: tuple[Note, str]) -> None:
        self._note, text = read
        title = Content.styled(showable(self._note.title), "bold")
        lines = [title, Content.styled(showable(self._note.path), "dim"), Content("")]
        lines += text_lines(text)
        self.query_one(Preview).add_class("measure")
        self.show(self._note.path, lambda _width: Content("\n").join(lines))
        self.status(f"{self.key('note.edit')} edits the note, {self.key('nav.back')} goes back.")

    def action_new(self) -> None:
        begin_from(self, self._note.path)

    def action_become_ask(self) -> None:
        become_ask(self, self._note)

    def action_edit(self) -> None:
        self.post_message(EditNote(self._note.path, None))
