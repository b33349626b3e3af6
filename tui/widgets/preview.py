"""One ask, in a box of its own: beside the list, or as a whole screen."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

__all__ = ["Preview"]


class Preview(VerticalScroll, inherit_bindings=False):
    """Shows what it is given, from the first line on where that is about something else than before."""

    def __init__(self, *, can_focus: bool) -> None:
        super().__init__(can_focus=can_focus)
        self._about: str | None = None
        self._written: Callable[[int], Content] | None = None

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, about: str | None, written: Callable[[int], Content] | None) -> None:
        """about: tells one ask from another. written: the text for a width in cells, None for nothing."""
        self._written = written
        self._write()
        if about != self._about:
            self._about = about
            self.scroll_home(animate=False)

    def on_resize(self) -> None:
        self._write()

    def _write(self) -> None:
        width = self.scrollable_content_region.width
        self.query_one(Static).update(self._written(width) if self._written else "")
