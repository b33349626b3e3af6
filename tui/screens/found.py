"""A view whose list has lines found in the notes that wait to become asks, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from journal import Kind, Vault, showable
from tui.messages import EditNote
from tui.prose import text_lines
from tui.screens.ask_actions import AskActions
from tui.screens.preview_screen import PreviewScreen
from tui.widgets.ask_list import AskList
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from journal import Written
    from journal.model import Capture

__all__ = ["FoundActions"]

_AROUND = 8
"""Lines of the note that are shown above a found line, and below it."""


class FoundActions(AskActions, PreviewScreen):
    """A view with asks and found lines in its AskList; the keys that open, begin or close one act on both."""

    _answered: Capture | None = None

    @property
    def found(self) -> Capture | None:
        """The line under the cursor that waits to become an ask."""
        return self.query_one(AskList).found

    def show_chosen(self, ways: str, otherwise: str = "") -> None:
        """Show what is under the cursor beside the list, and what to do for it in the bottom line.

        ways: what the keys do for an ask. otherwise: the sentences for another row.
        """
        line, found = self.query_one(AskList).chosen, self.found
        keys = self.key("nav.open"), self.key("ask.close"), self.key("note.edit")
        waits = "{} makes an ask of it, {} says no, {} opens the note.".format(*keys) if found else otherwise
        self.status_of(line, ways, waits)
        if found:
            self.preview(f"found {found.id}", partial(_around, self.vault, found))
        else:
            self.preview_ask(line)

    def on_rows_opened(self, event: Rows.Opened) -> None:  # type: ignore[override]  # Textual calls each class's own
        if found := self.found:
            event.prevent_default()
            self._make_ask(found)

    def action_new(self) -> None:
        """Begin an ask, with what the found line says filled in where the cursor is on one."""
        from tui.screens.new import write_new

        if found := self.found:
            self._make_ask(found)
        else:
            write_new(self, Kind.ASK)

    def action_close(self) -> None:
        """Close asks; say no to a found line."""
        rows = self.query_one(AskList)
        if rows.found and not rows.marked:
            self._say_no(rows.found)
        else:
            super().action_close()

    def went_back(self, written: Written) -> None:
        """Put the cursor on the found line that waits again."""
        if self._answered and self._answered.path in [change.path for change in written.changes]:
            self.query_one(AskList).follow(f"found {self._answered.id}")
        else:
            super().went_back(written)

    def action_edit(self) -> None:
        if found := self.found:
            self.post_message(EditNote(found.path, found.line))
        else:
            super().action_edit()

    def _make_ask(self, found: Capture) -> None:
        """Show the form for a new ask, filled in from the line; saving it puts the arrow behind the line."""
        from tui.screens.new import write_new

        self._answered = found
        first = {"goal": ", ".join(found.goals), "contact": ", ".join(found.contacts), "ask": found.captured.ask}
        write_new(self, Kind.ASK, {key: text for key, text in first.items() if text}, found=found)

    def _say_no(self, found: Capture) -> None:
        """Put the arrow to a no behind the line, and tell it."""
        self._answered = found
        vault, today = self.vault, self.clock()

        def write() -> Written:
            return vault.answer_captures([(found, None)], vault.notes_at([found.path]), today)

        self.write(write, lambda written: self.toast_done(written.summary))


def _around(vault: Vault, found: Capture) -> Callable[[int], Content]:
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
