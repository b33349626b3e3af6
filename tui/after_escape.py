"""Esc and a letter typed right after it: a terminal sends both as it would send the letter with Alt."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from textual import constants
from textual.events import Key

__all__ = ["apart", "wait_less"]

_DELAY = 0.025
"""Seconds after Esc in which the rest of what the terminal sends for one key has come: it sends that at once."""
_WITH_ALT = re.compile(r"alt\+(shift\+)?\w")


def wait_less() -> None:
    """Have Esc act soon: Textual waits four times as long for what may follow it, unless ESCDELAY says otherwise."""
    if "ESCDELAY" not in os.environ:
        constants.ESCAPE_DELAY = _DELAY  # type: ignore[misc]


def apart(event: Key) -> Sequence[Key]:
    """Esc and the letter after it, where an event may stand for both; else the event alone."""
    typed = event.character if _WITH_ALT.fullmatch(event.key) else None
    return (Key("escape", "\x1b"), Key(typed, typed)) if typed else (event,)
