"""One thing to read whole, on top of the list that it was chosen in."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from journal import JournalError
from tui.keymap import ANYWHERE, bind
from tui.screens.view import View
from tui.widgets.preview import Preview

__all__ = ["DetailScreen"]


class DetailScreen(View):
    """Edits and goes back; ``reload`` asks for what ``show`` is to show."""

    AUTO_FOCUS = "Preview"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("nav.back", "leave", show=True),
        bind("nav.quit", "leave", at_once=True),
        bind("note.edit", "edit", show=True),
    ]

    _is_there = True

    def body(self) -> ComposeResult:
        yield Preview()

    def show(self, path: str, written: Callable[[int], Content]) -> None:
        """Show the text of a note, which is there. written: gives the text for so many cells."""
        self._is_there = True
        self.query_one(Preview).show(path, written)
        self.offer_keys_anew()

    def fail(self, error: JournalError) -> None:
        """Show why the note cannot be read any more; what it said stays to be read."""
        super().fail(error)
        self._is_there = False
        self.offer_keys_anew()

    def suits(self, what: str) -> bool:
        """Whether a key does something now: all of a note that is there, else the way back. No rows are to be asked."""
        return self._is_there or what in ANYWHERE

    def action_edit(self) -> None:
        raise NotImplementedError
