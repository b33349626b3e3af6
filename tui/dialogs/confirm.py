"""A question with yes and no, at the bottom."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from journal import showable
from tui.dialogs.dialog import Dialog
from tui.keymap import bind
from tui.widgets.key_bar import KeyBar

__all__ = ["Confirm"]


class Confirm(Dialog[bool]):
    """Gives whether the person said yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("form.yes", "dismiss(True)", show=True),
        bind("form.no", "dismiss(False)", show=True),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        yield Static(Content(showable(self._question)), id="question")
        yield KeyBar()
