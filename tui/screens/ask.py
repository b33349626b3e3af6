"""One ask, whole: its fields, what is missing, its note, its history and its links."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from journal import FollowUp, Vault, wording
from journal.errors import NotUnderstood
from tui import card
from tui.card import Card
from tui.keymap import bind
from tui.reading import Asking
from tui.screens.view import Clock, View
from tui.widgets.preview import Preview

__all__ = ["AskScreen"]


class AskScreen(View):
    """An ask on top of the list it was chosen in."""

    VIEW = "follow_ups"
    AUTO_FOCUS = "Preview"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("nav.back", "app.pop_screen", show=True),
        bind("nav.quit", "app.pop_screen"),
        bind("note.edit", "edit", show=True),
        bind("list.down", "scroll(1)"),
        bind("list.up", "scroll(-1)"),
        bind("list.half_down", "page(0.5)"),
        bind("list.half_up", "page(-0.5)"),
        bind("list.first", "edge(False)"),
        bind("list.last", "edge(True)"),
    ]

    def __init__(self, vault: Vault, clock: Clock, follow_up: FollowUp) -> None:
        super().__init__(vault, clock)
        self._follow_up = follow_up
        self._card: Asking[Card] = Asking(self, self._show, self.fail)

    def body(self) -> ComposeResult:
        yield Preview(can_focus=True)

    def reload(self) -> None:
        vault, today, path = self.vault, self.clock(), self._follow_up.ask.note.path

        def read() -> Card:
            for follow_up in vault.follow_ups(today):
                if follow_up.ask.note.path == path:
                    return card.read_card(vault, follow_up, today)
            raise NotUnderstood(f"{path} is gone, or asks nothing any more. Esc goes back.")

        self._card.ask(path, read)

    def _show(self, shown: Card) -> None:
        self._follow_up = shown.follow_up
        self.query_one(Preview).show(shown.follow_up.ask.note.path, partial(card.whole, shown))
        self.say(f"{wording.next_step(shown.follow_up, shown.today)} e edits the note, Esc goes back.")

    def action_edit(self) -> None:
        self.edit(self._follow_up)

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
