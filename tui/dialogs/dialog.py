"""The base of all dialogs: a screen on top of another that asks one thing."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType

from tui.dialogs import STYLES
from tui.sizes import LaidOutOnce

__all__ = ["Dialog"]


class Dialog(ModalScreen[ScreenResultType], LaidOutOnce[ScreenResultType]):
    """A dialog that answers once: a second key that comes while it closes closes nothing else."""

    CSS_PATH = STYLES

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_active else AwaitComplete()
