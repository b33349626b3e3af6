"""A page whose rows are made for the width of its list."""

from __future__ import annotations

from tui.screens.ask_actions import AskActions
from tui.screens.preview_screen import PreviewScreen
from tui.widgets.ask_list import AskList

__all__ = ["ListPage"]


class ListPage(AskActions, PreviewScreen):
    """``body`` yields an AskList, ``read_rows`` asks for what it shows, anew for each width."""

    def read_rows(self, width: int) -> None:
        """Ask the vault for the rows; the answer comes later. width: of the list, in cells."""
        raise NotImplementedError

    def reload(self) -> None:
        for rows in self.query(AskList):  # none on a page that is being taken down
            self.read_rows(rows.size.width)

    def on_resize(self) -> None:
        self.reload()
