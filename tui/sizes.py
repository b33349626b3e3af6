"""How a screen is laid out for the size of the terminal: by classes for it, and once for each size."""

from __future__ import annotations

from typing import Any

from textual.geometry import Size
from textual.screen import Screen, ScreenResultType

__all__ = ["LaidOutOnce", "take_size"]


class LaidOutOnce(Screen[ScreenResultType]):
    """A screen that is laid out anew where its size is another one.

    Textual tells a screen that was just laid out of its size, as it tells each widget, and has it and those that it
    stands on laid out once more. It comes after a class of Textual that has styles: those of the first alone count.
    """

    def _screen_resized(self, size: Size) -> None:
        if size != self._compositor.size:
            super()._screen_resized(size)


def take_size(screen: Screen[Any]) -> None:
    """Give a screen the classes of its size before it has widgets, which would else be laid out anew for them."""
    size = screen.app.size
    for cells, steps in ((size.width, screen.HORIZONTAL_BREAKPOINTS), (size.height, screen.VERTICAL_BREAKPOINTS)):
        if steps:
            screen.add_class(max(step for step in steps if step[0] <= cells)[1])
