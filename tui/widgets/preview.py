"""Text in a box that scrolls: beside a list, as a whole screen, or in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui import paint
from tui.keymap import bind
from tui.widgets.rows import Rows

__all__ = ["Preview"]


class Preview(VerticalScroll, can_focus=True, inherit_bindings=False):
    """A box with text; scrolled to the top whenever it is about something else than before.

    Beside a list it is about the row under the cursor: it opens that row, and a key leads back to the list.
    """

    DEFAULT_CLASSES = "panel"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("nav.open", "open_row", show=True),
        bind("nav.back", "to_rows", show=True),
        bind("list.down", "scroll(1)"),
        bind("list.up", "scroll(-1)"),
        bind("list.page_down", "page(1.0)"),
        bind("list.page_up", "page(-1.0)"),
        bind("list.half_down", "page(0.5)"),
        bind("list.half_up", "page(-0.5)"),
        bind("list.first", "edge(False)"),
        bind("list.last", "edge(True)"),
    ]

    class Appeared(Message):
        """It has a place on the screen, where it had none."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._about: str | None = None
        self._written: Callable[[int], Content] | None = None
        self._written_for = 0

    def compose(self) -> ComposeResult:
        yield Static(Content(""))

    def show(self, about: str | None, written: Callable[[int], Content] | None, title: str = "") -> None:
        """about: the name of what it is about. written: makes the text for a width in cells, None for nothing.

        title: of the frame, "" for none.
        """
        self._written = written
        paint.entitle(self, title)
        self._write()
        if about != self._about:
            self._about = about
            self.scroll_home(animate=False)

    def on_show(self) -> None:
        self.post_message(self.Appeared())

    def on_resize(self) -> None:
        """Write the text for another width: in another height it stands as it did."""
        if self._written and self._width != self._written_for:
            self._write()

    @property
    def _width(self) -> int:
        """The cells for the text; 0 until it is laid out, which it is told by a resize."""
        return self.scrollable_content_region.width

    def _write(self) -> None:
        """Write the text anew for the present width."""
        width = self._written_for = self._width
        shown, text = self.query_one(Static), self._written(width) if self._written and width else Content("")
        if not (isinstance(shown.content, Content) and text.is_same(shown.content)):  # else all is laid out anew for it
            shown.update(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turn the keys that open and go back off where there is no list beside it: there the screen has them."""
        if action in ("open_row", "to_rows"):
            return bool(self.screen.query(Rows))
        return super().check_action(action, parameters)

    def action_open_row(self) -> None:
        self.screen.query_one(Rows).action_open()

    def action_to_rows(self) -> None:
        self.screen.set_focus(self.screen.query_one(Rows))

    def action_scroll(self, lines: int) -> None:
        self.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: float) -> None:
        self.scroll_relative(y=round(pages * self.size.height), animate=False)

    def action_edge(self, last: bool) -> None:
        """Scroll to the end, or to the beginning."""
        if last:
            self.scroll_end(animate=False)
        else:
            self.scroll_home(animate=False)
