"""A question with yes and no, on one line at the bottom."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from journal import showable
from tui.dialogs import STYLES
from tui.keymap import bind

__all__ = ["Confirm"]


class Confirm(ModalScreen[bool]):
    """Returns whether it is meant."""

    CSS_PATH = STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("form.yes", "dismiss(True)"),
        bind("form.no", "dismiss(False)"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        yield Static(Content(showable(f"{self._question} y/n")))
