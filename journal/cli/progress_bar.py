"""How far a long reading of the notes, or a fetch, is, on the last line of the terminal for as long as it lasts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol, TextIO

    class Show(Protocol):
        """Shows how many of how many are done, and of what; of none, it erases what it showed."""

        def __call__(self, done: int, total: int, what: str = ...) -> None: ...


__all__ = ["Show", "line", "shown"]

_PATIENCE = 0.5
"""Seconds that a reading may take before anything is shown of it."""
_PAUSE = 0.1
"""Seconds between two pictures."""
_LONGEST_BAR = 40
_SHORTEST_BAR = 5
_USUAL_COLUMNS = 80
_ECHO = len("^C")
"""What a terminal itself shows behind the line when it is interrupted."""


_WHAT = "Reading notes"


@contextmanager
def shown(terminal: TextIO, clock: Callable[[], float] = time.monotonic) -> Iterator[Show | None]:
    """Give a function that shows progress on the terminal; None where there is no terminal to show it on.

    The line is erased at the end. clock: in seconds.
    """
    if not terminal.isatty():
        yield None
        return
    on_screen = 0
    due = clock() + _PATIENCE

    def show(done: int, total: int, what: str = _WHAT) -> None:
        nonlocal on_screen, due
        if not total:
            erase()
        elif clock() >= due:
            due = clock() + _PAUSE
            picture = line(done, total, _columns(terminal), what)
            terminal.write("\r" + picture.ljust(on_screen))
            terminal.flush()
            on_screen = len(picture)

    def erase() -> None:
        nonlocal on_screen
        if on_screen:
            terminal.write("\r" + " " * (on_screen + _ECHO) + "\r")
            terminal.flush()
            on_screen = 0

    try:
        yield show
    finally:
        erase()


def line(done: int, total: int, columns: int, what: str = _WHAT) -> str:
    """A progress bar of ASCII characters, one cell narrower than the terminal, since a full line would wrap."""
    columns -= _ECHO + 1
    count = f"{done:{len(f'{total:,}')},} of {total:,}"
    room = columns - len(f"{what} [] {count}")
    if room < _SHORTEST_BAR:
        return f"{what} {count}"[: max(0, columns)]
    length = min(room, _LONGEST_BAR)
    return f"{what} [{'#' * (length * done // total):-<{length}}] {count}"


def _columns(terminal: TextIO) -> int:
    """The width of a terminal in cells; 80 where it does not tell."""
    try:
        return os.get_terminal_size(terminal.fileno()).columns or _USUAL_COLUMNS
    except OSError:
        return _USUAL_COLUMNS
