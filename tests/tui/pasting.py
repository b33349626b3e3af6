"""Text that comes at once."""

from __future__ import annotations

from textual.events import Paste

from tests.tui.rest import paint
from tests.tui.stage import Stage

__all__ = ["paste"]


async def paste(stage: Stage, text: str) -> None:
    """Have a text come into the field that has the focus, as when somebody pastes it into a terminal: a key for each
    letter has every letter looked for, which is for tests of the typing itself.
    """
    stage.app.post_message(Paste(text))
    await stage.pilot.pause()
    paint(stage.app)
