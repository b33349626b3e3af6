"""The base of all dialogs with fields to fill in."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static, TextArea

from journal import JournalError, showable
from tui.dialogs.dialog import Dialog
from tui.keymap import bind
from tui.sizes import take_size
from tui.widgets.key_bar import KeyBar

__all__ = ["Form", "Value", "label", "text_area"]

Value = TypeVar("Value")


class Form(Dialog["Value | None"], Generic[Value]):
    """Fields and two buttons. Gives the filled-in value, None where the person left.

    Where something was typed, leaving asks once whether that is meant.
    """

    AUTO_FOCUS = "Input, TextArea"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("form.done", "done", show=True, at_once=True),
        bind("form.leave", "leave", show=True),
    ]

    def __init__(self, title: str, done: str) -> None:
        """done: what the button says that ends it."""
        super().__init__()
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-high")]
        self._title, self._done = title, done
        self._at_first: tuple[str, ...] | None = None
        self._warned = False

    def keep(self) -> None:
        """Have leaving ask, even where nothing more is typed: the fields have what was typed before."""
        self._at_first = ()

    def fields(self) -> ComposeResult:
        raise NotImplementedError

    def value(self) -> Value:
        """The filled-in value. Raises JournalError where it cannot be understood."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        take_size(self)
        with VerticalScroll(classes="form", can_focus=False):
            yield Static(Content(showable(self._title)), classes="title")
            yield from self.fields()
            yield Static(classes="remark")
            with Horizontal(classes="buttons"):
                yield Button(self._done, id="done", variant="primary", compact=True)
                yield from self.more_buttons()
                yield Button("Cancel", id="leave", compact=True)
        yield KeyBar("form.done", self._done.lower())

    def more_buttons(self) -> ComposeResult:
        """Buttons between the one that completes the form and the one that leaves; each id is the name of an action."""
        yield from ()

    def on_mount(self) -> None:
        if self._at_first is None:
            self._at_first = self._typed()

    def _typed(self) -> tuple[str, ...]:
        """The texts of all fields, to find out whether one has changed."""
        areas = self.query(TextArea).results()
        return (*(one.value for one in self.query(Input).results()), *(one.text for one in areas))

    def remark(self, text: str, *, wrong: bool = False) -> None:
        """Show a sentence below the fields. wrong: as an error."""
        line = self.query_one(".remark", Static)
        line.set_class(wrong, "-wrong")
        line.update(Content(showable(text, keep="\n")))

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Run the action that the button's id names."""
        await self.run_action(str(event.button.id))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field completes the form."""
        event.stop()
        self.action_done()

    def action_done(self) -> None:
        """End the form with its value; where the value cannot be understood, remark on that."""
        try:
            value = self.value()
        except JournalError as error:
            self.remark(error.sentence, wrong=True)
        else:
            self.dismiss(value)

    def action_leave(self) -> None:
        """End the form without a value; where something was typed, warn the first time."""
        if self._typed() != self._at_first and not self._warned:
            self._warned = True
            self.remark("What you typed is not saved. Cancel once more to drop it.", wrong=True)
        else:
            self.dismiss(None)


def label(text: str) -> Static:
    return Static(Content(text), classes="label")


def text_area(text: str) -> TextArea:
    """A field of several lines; Tab goes to the next field."""
    return TextArea(showable(text, keep="\n\t"), soft_wrap=True, tab_behavior="focus", compact=True)
