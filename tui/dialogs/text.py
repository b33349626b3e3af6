"""The whole text of a note, where no editor can be opened for it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button, TextArea

from journal import showable
from tui.clipboard import copy
from tui.dialogs.form import Form, label, text_area
from tui.keymap import bind

__all__ = ["TextForm"]


class TextForm(Form[str]):
    """Gives the text as it was typed. why: the reason that no editor is used. line: the cursor's at first, from 1."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("form.copy", "copy", show=True, at_once=True)]

    def __init__(self, path: str, text: str, why: str, line: int) -> None:
        super().__init__(path, "Save")
        self._text, self._why, self._line = text, why, line

    def fields(self) -> ComposeResult:
        yield label(showable(self._why))
        yield text_area(self._text)

    def more_buttons(self) -> ComposeResult:
        yield Button("Copy", id="copy", compact=True)

    def on_mount(self) -> None:
        self.query_one(TextArea).move_cursor((self._line - 1, 0))

    def value(self) -> str:
        return self.query_one(TextArea).text

    def action_copy(self) -> None:
        """Copy the text; it stays where it can be selected, since the terminal may have no clipboard."""
        copy(self.app, showable(self.value(), keep="\n\t"), partial(self.app.notify, markup=False))
