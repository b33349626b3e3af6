"""The message to send next, to be changed, copied and sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button, TextArea
from textual.widgets.text_area import Selection
from textual.worker import Worker

from journal import Draft, JournalError, lines_to_word, place_to_word, showable, wording
from tui.clipboard import copy
from tui.dialogs.form import Form, Value, label, text_area
from tui.keymap import bind
from tui.mailing import Mailing
from tui.widgets.box import Box

__all__ = ["DraftForm", "Letter", "Sent"]

_DONE = {
    "nudge": "Nudged",
    "thanks": "Thanked",
    "thanks-via": "Thanked",
    "report": "Reported",
    "release": "Let go",
    "told-via": "Told",
}
"""The label of the button that says that a message is sent, by the message's kind; others are Sent."""
_PARTS = {
    "thanks": "thanks for",
    "thanks-via": "thanks for the lead to",
    "report": "how it ended:",
    "release": "no longer needed:",
    "nudge": "a nudge about",
}
"""What each part of one message for several asks is, before the title of its ask."""


class Letter(Form[Value]):
    """A form with a message in it, if there is one to send. text: replaces the draft's text, None for that.

    A line that the person still has to word is asked about once.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("form.copy", "copy", show=True, at_once=True),
        bind("form.mail", "mail", show=True, at_once=True),
        bind("form.eml", "eml", show=True, at_once=True),
    ]

    def __init__(self, title: str, done: str, mailing: Mailing | None, text: str | None = None) -> None:
        super().__init__(title, done)
        self._mailing = mailing
        self._draft = draft = mailing.draft if mailing else None
        self._blanks = draft.blanks if draft else ()
        self._asked_to_word = False
        self._text = draft.text if draft and text is None else text or ""

    @property
    def message(self) -> str:
        """The text as it is in the field now; "" for a form without a message."""
        areas = self.query(TextArea)
        return areas.first().text if areas else ""

    def fields(self) -> ComposeResult:
        if self._draft:
            yield text_area(self._text)

    def more_buttons(self) -> ComposeResult:
        if self._draft:
            yield Button("Copy", id="copy", compact=True)
            yield Button("Mail program", id="mail", compact=True)
            yield Button("Save .eml", id="eml", compact=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("copy", "mail", "eml"):
            return self._draft is not None
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Put the cursor on the first words in brackets that the person has to word, selected so that typing replaces
        them.
        """
        for row, line in enumerate(self.message.split("\n")) if self._draft else ():
            if place := place_to_word(line, self._blanks):
                self.query_one(TextArea).selection = Selection((row, place[0]), (row, place[1]))
                break

    def on_text_area_changed(self) -> None:
        """Remark on lines that the person still has to word, and on lines of thanks that ask for something."""
        lines = self.message.split("\n")
        unworded = [f"Line {number} is still yours to word." for number in lines_to_word(self.message, self._blanks)]
        again = self._draft.asking_again(self.message) if self._draft else ()
        said = [f"Line {number} asks again: “{lines[number - 1].strip()}”" for number in again]
        said += ["Keep that for a message of its own."] if said else []
        self.remark("\n".join([*unworded, *said]), wrong=True)

    def action_done(self) -> None:
        """End the form; where a line is still to be worded, remark on that the first time."""
        lines = lines_to_word(self.message, self._blanks)
        if lines and not self._asked_to_word:
            self._asked_to_word = True
            self.remark(
                f"Line {lines[0]} is still yours to word: word it first. Once more records it, and keeps no text.",
                wrong=True,
            )
        else:
            super().action_done()

    def action_copy(self) -> None:
        copy(self.app, showable(self.message, keep="\n\t"), partial(self.app.notify, markup=False))

    def action_mail(self) -> None:
        if self._mailing:
            self._leave_by(self._mailing.open)

    def action_eml(self) -> None:
        if self._mailing:
            self._leave_by(self._mailing.save)

    def _leave_by(self, way: Callable[[str], str]) -> None:
        """Send the message in that way, on a thread, and tell the result."""
        text, app = self.message, self.app

        async def leave() -> None:
            try:
                app.notify(showable(await asyncio.to_thread(way, text), keep="\n"), markup=False)
            except JournalError as error:
                app.notify(showable(error.sentence), severity="error", markup=False)

        _: Worker[None] = app.run_worker(leave)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as it was sent. keep: its text goes into the note."""

    text: str
    keep: bool


class DraftForm(Letter[Sent]):
    """Gives the message as it was sent. keep: whether the box is ticked at first. copy: whether to copy at once."""

    def __init__(self, mailing: Mailing, first: Sent | None = None, *, keep: bool, copy: bool = False) -> None:
        draft = mailing.draft
        whom = wording.names(draft.to)
        title = f"To {whom}: {draft.subject}" if whom else draft.subject
        super().__init__(title, _DONE.get(draft.kind, "Sent"), mailing, first.text if first else None)
        self._keep = first.keep if first else keep
        self._copy = copy and first is None

    def fields(self) -> ComposeResult:
        yield from super().fields()
        yield from map(label, _contents(self._draft)) if self._draft else ()
        yield Box("keep the text in the note", self._keep, compact=True)
        yield label("Nothing is sent from here: copy it or open it in your mail program, then say that you sent it.")

    def on_mount(self) -> None:
        if self._copy:
            self.action_copy()

    def value(self) -> Sent:
        return Sent(self.message, self.query_one(Box).value)


def _contents(draft: Draft) -> Iterator[str]:
    """What is in a message to a person for several asks, and what is left out of it and why; nothing for others."""
    if draft.kind == "together":
        said = [f"{_PARTS[part.kind]} “{showable(part.follow_up.title)}”" for part in draft.parts]
        yield f"In it: {'; '.join(said)}."
        yield from (f"Left out: “{showable(left.title)}”: {showable(left.reason)}." for left in draft.left)
