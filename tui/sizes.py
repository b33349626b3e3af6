"""Classes for the size of the terminal, by which a screen is laid out."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

__all__ = ["take_size"]


def take_size(screen: Screen[Any]) -> None:
    """Give a screen the classes of its size before it has widgets, which would else be laid out anew for them."""
    size = screen.app.size
    for cells, steps in ((size.width, screen.HORIZONTAL_BREAKPOINTS), (size.height, screen.VERTICAL_BREAKPOINTS)):
        if steps:
            screen.add_class(max(step for step in steps if step[0] <= cells)[1])
