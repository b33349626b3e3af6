"""A box to tick."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Checkbox

__all__ = ["Box"]


class Box(Checkbox):
    """A box that is empty until it is ticked, for a person who sees no colours; Textual's has its X at all times."""

    def render(self) -> Content:
        self.BUTTON_INNER = "X" if self.value else " "
        return super().render()
