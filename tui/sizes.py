"""How a screen is laid out for the size of the terminal: by classes for it, and once for each change."""

from __future__ import annotations

from typing import Any

from textual import _time
from textual._compositor import Compositor, ReflowResult
from textual.await_remove import AwaitRemove
from textual.geometry import Size
from textual.messages import Layout
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

__all__ = ["LaidOutOnce", "take_size"]


class _Places(Compositor):
    """The places of a screen's widgets, which are told of them without asking for others.

    Textual lays out a screen once more for each widget whose content has got another size, as all have when they are
    new; whether a scroll bar came or went for it is told apart from that. laid_out_at: by the clock of messages.
    """

    laid_out_at = 0.0

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        self.laid_out_at = _time.get_time()
        changed = super().reflow(parent, size)
        for widget, place in self.layers:
            widget._size_updated(place.region.size, place.virtual_size, place.container_size, layout=False)
        return changed


class LaidOutOnce(Screen[ScreenResultType]):
    """A screen that is laid out anew where its size is another one, and once for what changes in it at a time.

    Textual tells a screen that was just laid out of its size, as it tells each widget, and has it and those that it
    stands on laid out once more. It comes after a class of Textual that has styles: those of the first alone count.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._compositor: _Places = _Places()

    def _screen_resized(self, size: Size) -> None:
        if size != self._compositor.size:
            super()._screen_resized(size)

    def on_layout(self, asked: Layout) -> None:
        """Leave out a layout that was asked for before the last one began, as by each new widget."""
        if asked.time < self._compositor.laid_out_at:
            asked.stop()
            asked.prevent_default()

    def remove(self) -> AwaitRemove:
        """Take the screen away; Textual would lay out the one below, where nothing has changed by that."""
        return self.app._prune(self)


def take_size(screen: Screen[Any]) -> None:
    """Give a screen the classes of its size before it has widgets, which would else be laid out anew for them."""
    size = screen.app.size
    for cells, steps in ((size.width, screen.HORIZONTAL_BREAKPOINTS), (size.height, screen.VERTICAL_BREAKPOINTS)):
        if steps:
            screen.add_class(max(step for step in steps if step[0] <= cells)[1])
