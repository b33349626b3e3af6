"""What scrolls, and has the screen laid out only where its scroll bar comes or goes."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView

__all__ = ["Scrolled"]


class Scrolled(ScrollView):
    """Lines that are drawn where they are in sight, in a room that does not hang on how many there are."""

    virtual_size = Reactive(Size(0, 0))
    """The size of all lines; where Textual's own changes, as with each row more, the screen is laid out anew."""

    def watch_virtual_size(self, size: Size) -> None:
        self._scroll_update(size)
