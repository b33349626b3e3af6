"""Esc and a key typed right after it: a terminal sends both as it would send that key with Alt."""

from __future__ import annotations

import os
from collections.abc import Iterable

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.events import Key

__all__ = ["AfterEscape", "EscapeParser", "tell_escape"]

_DELAY = 0.025
"""Seconds after Esc in which the rest of what the terminal sends for one key has come: it sends that at once."""
_ESCAPE = "\x1b"
_OPENERS = "[O]P^_X"
"""What stands after Esc where a terminal sends more in one piece: what else stands there ends it."""


class AfterEscape(Key):
    """Esc and a key in one piece. with_alt: what Textual takes both for. typed: the key that came after Esc."""

    def __init__(self, with_alt: Key, typed: Key) -> None:
        super().__init__(with_alt.key, with_alt.character)
        self.with_alt, self.typed = with_alt, typed

    @property
    def is_with_alt(self) -> bool:
        """Whether it has a name of its own."""
        return self.key != self.typed.key

    @property
    def escape(self) -> Key:
        return Key("escape", _ESCAPE)


class EscapeParser(XTermParser):
    """A parser that tells Esc and a key from that key alone; Textual drops the Esc of all but letters."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        before, typed = sequence[:-1], sequence[-1:]
        known = super()._sequence_to_key_events(sequence, alt)
        if before == _ESCAPE and typed not in _OPENERS:
            known = [*known] or super()._sequence_to_key_events(typed, alt=True)
        elif before or not alt:
            yield from known
            return
        for with_alt, key in zip(known, super()._sequence_to_key_events(typed), strict=True):
            yield AfterEscape(with_alt, key)


def tell_escape() -> None:
    """Have Esc act soon and before the key that follows it.

    Textual waits four times as long for what may follow it, unless ESCDELAY says otherwise.
    """
    linux_driver.XTermParser = EscapeParser  # type: ignore[attr-defined]
    if "ESCDELAY" not in os.environ:
        constants.ESCAPE_DELAY = _DELAY  # type: ignore[misc]
