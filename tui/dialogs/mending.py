"""How a note is to be mended, line by line, and whether it should be."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from journal import showable
from tui.dialogs.confirm import Confirm
from tui.keymap import bind

__all__ = ["Mending"]

_COLOURS = {"+": "$text-success", "-": "$text-error", "@": "$text-muted"}
"""Of a diff's lines, by the sign that they begin with."""


class Mending(Confirm):
    """Returns whether a diff is to be written."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("list.down", "scroll(1)"), bind("list.up", "scroll(-1)")]

    def __init__(self, diff: str) -> None:
        super().__init__("Write it so?")
        self._diff = diff

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(Content("\n").join(map(_coloured, self._diff.splitlines())))
        yield from super().compose()

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def _coloured(line: str) -> Content:
    return Content.styled(showable(line, keep="\t").expandtabs(4), _COLOURS.get(line[:1], ""))
