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

from journal.wording import CLOSING
from tui.dialogs.draft import Letter, Sent
from tui.dialogs.form import label
from tui.keymap import bind
from tui.mailing import Mailing
from tui.widgets.box import Box
from tui.widgets.choices import Choices

__all__ = ["CloseForm", "Closing"]


@dataclass(frozen=True, slots=True)
class Closing:
    """word: the closing status. why: "" for no reason. sent: the message, None for none."""

    word: str
    why: str
    sent: Sent | None


class CloseForm(Letter[Closing]):
    """Gives how the ask is closed. first: what the fields begin with. keep: whether a message that releases is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("form.next", "app.focus_next")]

    def __init__(self, about: str, mailing: Mailing | None, first: Closing | None = None, *, keep: bool = True) -> None:
        super().__init__(f"Close {about}", "Close", mailing, first.sent.text if first and first.sent else None)
        self._first = first or Closing(CLOSING[0] if mailing else "", "", None)
        self._keep = keep

    def fields(self) -> ComposeResult:
        yield label("how it ended: the first letters of a word do, or choose one of these")
        yield Input(self._first.word, id="word", suggester=SuggestFromList(CLOSING), compact=True)
        yield Choices(*(Option(Content(word), word) for word in CLOSING), compact=True)
        yield label("why, in your own words; it may stay empty")
        yield Input(self._first.why, id="why", compact=True)
        if self._draft:
            yield label("the message to send, if you send one")
        yield from super().fields()
        if self._draft:
            kept = self._first.sent.keep if self._first.sent else self._keep
            yield Box("keep the text in the note, where it is released", kept, compact=True)

    def value(self) -> Closing:
        word, why = self.query_one("#word", Input).value, self.query_one("#why", Input).value
        meant = _meant(word.strip())
        sent = Sent(self.message, self.query_one(Box).value and meant == CLOSING[0]) if self._draft else None
        return Closing(meant, why.strip(), sent)

    def on_input_changed(self) -> None:
        """Show the closing words that begin as typed."""
        typed = _folded(self.query_one("#word", Input).value)
        fitting = [word for word in CLOSING if _folded(word).startswith(typed)]
        self.query_one(OptionList).set_options(Option(Content(word), word) for word in fitting)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Put the word into its field and go to the reason."""
        self.query_one("#word", Input).value = str(event.option.id)
        self.query_one("#why").focus()


def _folded(word: str) -> str:
    """The letters and digits of a word, casefolded."""
    return "".join(filter(str.isalnum, word.casefold()))


def _meant(typed: str) -> str:
    """The one closing word that begins as typed; the typed text itself if none does, or several."""
    fitting = [word for word in CLOSING if typed and _folded(word).startswith(_folded(typed))]
    return fitting[0] if len(fitting) == 1 else typed
