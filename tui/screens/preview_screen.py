"""A list with what its chosen row is about beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, TypeAlias

from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer

from journal import QueueLine, Vault
from tui import card
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.screens.view import Clock, View
from tui.widgets.preview import Preview

__all__ = ["PreviewScreen", "Written"]

_REST = 0.05
"""Seconds that the cursor rests on a row before what it is about is read: a held key reads nothing."""

Written: TypeAlias = Callable[[int], Content]
"""A text for so many cells."""


class PreviewScreen(View):
    """A list with a preview: ``body`` yields rows and a Preview, which ``preview`` fills."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("view.preview", "preview", show=True)]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._written: LatestQuery[tuple[str, Written]] = LatestQuery(self, self._show_preview, self.fail)
        self._rest = Timer(self, _REST)
        self._unseen: tuple[str, Callable[[], Written]] | None = None

    def preview(self, about: str | None, read: Callable[[], Written] | None = None) -> None:
        """Show something beside the list. about: its name, None for nothing. read: makes it, on a worker thread."""
        self._rest.stop()
        self._unseen = None
        box = self.query_one(Preview)
        if about is None or read is None:
            self._written.forget()
            box.show(None, None)
        elif box.display:
            self._rest = self.set_timer(_REST, partial(self._written.ask, about, lambda: (about, read())))
        else:
            self._unseen = about, read

    def on_preview_appeared(self) -> None:
        """Show what was to be shown while the terminal had no room for a preview."""
        if self._unseen:
            self.preview(*self._unseen)

    def preview_ask(self, line: QueueLine | None) -> None:
        """Show an ask beside the list; None for nothing."""
        vault, today, own = self.vault, self.clock(), self.own_keys
        if line is None:
            self.preview(None)
        else:
            path = line.path
            self.preview(path, lambda: partial(card.preview, card.read_card(vault, path, today, own)))

    def _show_preview(self, answer: tuple[str, Written]) -> None:
        about, written = answer
        self.query_one(Preview).show(about, written)

    def action_preview(self) -> None:
        """Show the preview where the screen is too small for it, or hide it."""
        shown = self.query_one(Preview).display
        self.set_class(not shown, "-preview-on")
        self.set_class(shown, "-preview-off")
        self.call_after_refresh(self.reload)  # the rows have another width then
