"""The message to send next, to be changed, copied and sent."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button, TextArea

from journal import Draft, asks_again, showable, wording
from tui.dialogs.form import Form, Value, label, text_area
from tui.keymap import bind

__all__ = ["DraftForm", "Letter"]

_DONE = {"send": "Sent", "nudge": "Nudged", "thank": "Thanked", "report": "Reported", "close": "Let go"}
"""What is true of the ask once the message of that kind is sent."""
_TELLING = frozenset({"thank", "report"})
"""Kinds of message that do not ask for anything."""


class Letter(Form[Value]):
    """A form with a message in it, if there is one to send. text: stands there instead of the draft's own."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("form.copy", "copy", show=True, at_once=True)]

    def __init__(self, title: str, done: str, draft: Draft | None, text: str | None = None) -> None:
        super().__init__(title, done)
        self._draft = draft
        self._text = draft.text if draft and text is None else text or ""

    @property
    def message(self) -> str:
        areas = self.query(TextArea)
        return areas.first().text if areas else ""

    def fields(self) -> ComposeResult:
        if self._draft:
            yield text_area(self._text)

    def more_buttons(self) -> ComposeResult:
        if self._draft:
            yield Button("Copy", id="copy", compact=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "copy":
            return self._draft is not None
        return super().check_action(action, parameters)

    def on_text_area_changed(self) -> None:
        lines = self.message.split("\n")
        again = asks_again(self.message) if self._draft and self._draft.kind in _TELLING else ()
        said = "\n".join(f"Line {number} asks again: “{lines[number - 1].strip()}”" for number in again)
        self.remark(f"{said}\nKeep that for a message of its own." if said else "", wrong=True)

    def action_copy(self) -> None:
        """The terminal decides whether it has a clipboard; the text stays where it can be selected."""
        self.app.copy_to_clipboard(showable(self.message, keep="\n\t"))
        self.notify("Copied. Where your terminal keeps no clipboard, select the text here.", markup=False)


class DraftForm(Letter[str]):
    """Returns the message as it was sent. copy: it is copied at once."""

    def __init__(self, draft: Draft, text: str | None = None, *, copy: bool = False) -> None:
        whom = wording.names(draft.to)
        title = f"To {whom}: {draft.subject}" if whom else draft.subject
        super().__init__(title, _DONE[draft.kind], draft, text)
        self._copy = copy and text is None

    def fields(self) -> ComposeResult:
        yield from super().fields()
        yield label("Nothing is sent from here: copy it, send it your way, then say that you did.")

    def on_mount(self) -> None:
        if self._copy:
            self.action_copy()

    def value(self) -> str:
        return self.message
