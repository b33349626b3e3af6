"""A list to choose from, in a dialog."""

from __future__ import annotations

from contextlib import suppress

from textual.widgets import OptionList

__all__ = ["Choices"]


class Choices(OptionList):
    """An option list that takes page keys before its layout, when it does not know yet where its lines are."""

    def action_page_up(self) -> None:
        """Move a page up as Textual does; do nothing before the list is laid out."""
        with suppress(KeyError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Move a page down as Textual does; do nothing before the list is laid out."""
        with suppress(KeyError):
            super().action_page_down()  # type: ignore[no-untyped-call]
