"""One thing to read whole, on top of the list that it was chosen in."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.keymap import bind
from tui.screens.view import View
from tui.widgets.preview import Preview

__all__ = ["DetailScreen"]


class DetailScreen(View):
    """Edits and goes back; ``reload`` asks for what the preview is to show."""

    AUTO_FOCUS = "Preview"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("nav.back", "leave", show=True),
        bind("nav.quit", "leave", at_once=True),
        bind("note.edit", "edit", show=True),
    ]

    def body(self) -> ComposeResult:
        yield Preview()

    def action_edit(self) -> None:
        raise NotImplementedError
