"""With which word an ask is closed, and why; and the message that lets it go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from journal import Draft
from journal.wording import CLOSING
from tui.dialogs.draft import Letter
from tui.dialogs.form import label
from tui.keymap import bind

__all__ = ["CloseForm", "Closing"]


@dataclass(frozen=True, slots=True)
class Closing:
    """word: the status that closes. why: empty where nothing is said. message: as it was sent, if there is one."""

    word: str
    why: str
    message: str


class CloseForm(Letter[Closing]):
    """Returns how it is closed. first: what stands in the fields."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("form.next", "app.focus_next")]

    def __init__(self, about: str, draft: Draft | None, first: Closing | None = None) -> None:
        super().__init__(f"Close {about}", "Close", draft, first.message if first else None)
        self._first = first or Closing(CLOSING[0] if draft else "", "", "")

    def fields(self) -> ComposeResult:
        yield label("how it ended: the first letters of a word do, or choose one of these")
        yield Input(self._first.word, id="word", suggester=SuggestFromList(CLOSING), compact=True)
        yield OptionList(*(Option(Content(word), word) for word in CLOSING), compact=True)
        yield label("why, in your own words; it may stay empty")
        yield Input(self._first.why, id="why", compact=True)
        if self._draft:
            yield label("the message to send, if you send one")
        yield from super().fields()

    def value(self) -> Closing:
        word, why = self.query_one("#word", Input).value, self.query_one("#why", Input).value
        return Closing(_meant(word.strip()), why.strip(), self.message)

    def on_input_changed(self) -> None:
        """The list shows the words that are meant so far."""
        typed = _folded(self.query_one("#word", Input).value)
        fitting = [word for word in CLOSING if _folded(word).startswith(typed)]
        self.query_one(OptionList).set_options(Option(Content(word), word) for word in fitting)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.query_one("#word", Input).value = str(event.option.id)
        self.query_one("#why").focus()


def _folded(word: str) -> str:
    return "".join(filter(str.isalnum, word.casefold()))


def _meant(typed: str) -> str:
    """The one word that begins so; what begins none, or several, as it is typed."""
    fitting = [word for word in CLOSING if typed and _folded(word).startswith(_folded(typed))]
    return fitting[0] if len(fitting) == 1 else typed
