"""What is done with a line found in the notes that waits to become an ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.content import Content

from journal import Kind, Vault, Written, showable
from journal.model import Capture
from tui.prose import text_lines
from tui.screens.view import View

__all__ = ["around", "make_ask", "say_no"]

_AROUND = 8
"""Lines of the note that are shown above a found line, and below it."""


def make_ask(view: View, found: Capture) -> None:
    """Show the form for a new ask, filled in from the line; saving it puts the arrow behind the line."""
    from tui.screens.new import write_new

    first = {"goal": ", ".join(found.goals), "contact": ", ".join(found.contacts), "ask": found.captured.ask}
    write_new(view, Kind.ASK, {key: text for key, text in first.items() if text}, found=found)


def say_no(view: View, found: Capture) -> None:
    """Put the arrow to a no behind the line, and tell it."""
    vault, today = view.vault, view.clock()

    def write() -> Written:
        return vault.answer_captures([(found, None)], vault.notes_at([found.path]), today)

    view.write(write, lambda written: view.toast_done(written.summary))


def around(vault: Vault, found: Capture) -> Callable[[int], Content]:
    """A preview: the lines of the note around the line. Slow: not for the screen's thread. Raises JournalError."""
    note = next(iter(vault.notes_at([found.path])), None)
    lines = vault.text(note).splitlines() if note else []
    here = found.line - 1
    above, below = lines[max(0, here - _AROUND) : here], lines[here + 1 : here + 1 + _AROUND]
    said = [
        Content.styled(showable(f"{found.path}:{found.line}"), "dim"),
        Content(""),
        *text_lines("\n".join(above)),
        Content.styled(showable(found.text), "bold"),
        *text_lines("\n".join(below)),
    ]
    return partial(_joined, said)


def _joined(lines: list[Content], _width: int) -> Content:
    return Content("\n").join(lines)
