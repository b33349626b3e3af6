"""How far a long reading of the notes is, on the last line of the terminal for as long as it lasts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

__all__ = ["line", "shown"]

_PATIENCE = 0.5
"""Seconds that a reading may take before anything is shown of it."""
_PAUSE = 0.1
"""Seconds between two pictures."""
_LONGEST_BAR = 40
_SHORTEST_BAR = 5
_USUAL_COLUMNS = 80
_ECHO = len("^C")
"""What a terminal itself shows behind the line when it is interrupted."""


@contextmanager
def shown(terminal: TextIO, clock: Callable[[], float] = time.monotonic) -> Iterator[Callable[[int, int], None] | None]:
    """Gives what is to be called with how many of how many notes are read; None where nobody watches.

    At the end its line is erased. clock: in seconds.
    """
    if not terminal.isatty():
        yield None
        return
    on_screen = 0
    due = clock() + _PATIENCE

    def show(done: int, total: int) -> None:
        nonlocal on_screen, due
        if clock() >= due:
            due = clock() + _PAUSE
            picture = line(done, total, _columns(terminal))
            terminal.write("\r" + picture.ljust(on_screen))
            terminal.flush()
            on_screen = len(picture)

    try:
        yield show
    finally:
        if on_screen:
            terminal.write("\r" + " " * (on_screen + _ECHO) + "\r")
            terminal.flush()


def line(done: int, total: int, columns: int) -> str:
    """A picture of plain characters with room behind it, since a full line would make the terminal begin another."""
    columns -= _ECHO + 1
    count = f"{done:{len(f'{total:,}')},} of {total:,}"
    room = columns - len(f"Reading notes [] {count}")
    if room < _SHORTEST_BAR:
        return f"Reading notes {count}"[: max(0, columns)]
    length = min(room, _LONGEST_BAR)
    return f"Reading notes [{'#' * (length * done // total):-<{length}}] {count}"


def _columns(terminal: TextIO) -> int:
    try:
        return os.get_terminal_size(terminal.fileno()).columns or _USUAL_COLUMNS
    except OSError:
        return _USUAL_COLUMNS
