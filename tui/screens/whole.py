"""One thing to read whole, on top of the list that it was chosen in."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tui.keymap import bind
from tui.screens.view import View
from tui.widgets.preview import Preview

__all__ = ["Whole"]


class Whole(View):
    """Scrolls, edits and goes back; ``reload`` asks for what the preview is to show."""

    AUTO_FOCUS = "Preview"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("nav.back", "app.pop_screen", show=True),
        bind("nav.quit", "app.pop_screen"),
        bind("note.edit", "edit", show=True),
        bind("list.down", "scroll(1)"),
        bind("list.up", "scroll(-1)"),
        bind("list.page_down", "page(1.0)"),
        bind("list.page_up", "page(-1.0)"),
        bind("list.half_down", "page(0.5)"),
        bind("list.half_up", "page(-0.5)"),
        bind("list.first", "edge(False)"),
        bind("list.last", "edge(True)"),
    ]

    def body(self) -> ComposeResult:
        yield Preview(can_focus=True)

    def action_edit(self) -> None:
        raise NotImplementedError

    def action_scroll(self, lines: int) -> None:
        self.query_one(Preview).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: float) -> None:
        box = self.query_one(Preview)
        box.scroll_relative(y=round(pages * box.size.height), animate=False)

    def action_edge(self, last: bool) -> None:
        box = self.query_one(Preview)
        if last:
            box.scroll_end(animate=False)
        else:
            box.scroll_home(animate=False)
