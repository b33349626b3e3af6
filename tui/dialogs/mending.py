"""A dialog that shows the diff that mends a note, and asks whether to write it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from tui.dialogs.confirm import Confirm
from tui.prose import as_they_stand
from tui.widgets.preview import Preview

__all__ = ["Mending"]

_COLOURS = {"+": "$text-success", "-": "$text-error", "@": "$text-muted"}
"""The colours of a diff's lines, by their first character."""


class Mending(Confirm):
    """Gives whether the diff is to be written."""

    AUTO_FOCUS = "Preview"

    def __init__(self, diff: str) -> None:
        super().__init__("Write it so?")
        self._diff = diff

    def compose(self) -> ComposeResult:
        yield Preview()
        yield from super().compose()

    def on_mount(self) -> None:
        diff = Content("\n").join(map(_coloured, as_they_stand(self._diff.splitlines())))
        self.query_one(Preview).show("diff", lambda _width: diff)


def _coloured(line: str) -> Content:
    return Content.styled(line, _COLOURS.get(line[:1], ""))
