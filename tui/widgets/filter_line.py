"""The line in which filter words, or words to look for, are typed."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, Static

from tui.keymap import bind

__all__ = ["FilterLine", "Words"]


class Words(Input):
    """A line to type words in: letters and digits are text there; the footer says so, and how to leave it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(
            bind("form.leave", "screen.back", show=True),
            description="clear and leave",
            tooltip="clear what is typed, and go to the list",
        )
    ]
    virtual_size = Reactive(Size(0, 0))
    """The size of what is typed; where Textual's own changes, as at each letter, the whole screen is laid out anew."""


class FilterLine(Horizontal):
    """A label with a line to type in. hint: the placeholder."""

    DEFAULT_CSS = """
    FilterLine {
        height: 1;
        padding: 0 1;

        & > Static {
            width: auto;
            margin-right: 1;
            color: $text-primary;
            text-style: bold;
        }

        & > Input {
            width: 1fr;
        }
    }
    """

    def __init__(self, label: str, hint: str) -> None:
        super().__init__()
        self._label, self._hint = label, hint

    def compose(self) -> ComposeResult:
        yield Static(f"{self._label}:", markup=False)
        yield Words(placeholder=self._hint, id="filter", compact=True)
