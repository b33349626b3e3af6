"""With which word an ask is closed, and why; and the message that lets it go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.suggester import SuggestFromList
from textual.widgets import Input

from journal import Draft
from journal.wording import CLOSING
from tui.dialogs.draft import Letter
from tui.dialogs.form import label

__all__ = ["CloseForm", "Closing"]


@dataclass(frozen=True, slots=True)
class Closing:
    """word: the status that closes. why: empty where nothing is said. message: as it was sent, if there is one."""

    word: str
    why: str
    message: str


class CloseForm(Letter[Closing]):
    """Returns how it is closed. first: what stands in the fields."""

    def __init__(self, about: str, draft: Draft | None, first: Closing | None = None) -> None:
        super().__init__(f"Close {about}", "Close", draft, first.message if first else None)
        self._first = first or Closing(CLOSING[0] if draft else "", "", "")

    def fields(self) -> ComposeResult:
        yield label(_named(CLOSING))
        yield Input(self._first.word, id="word", suggester=SuggestFromList(CLOSING), compact=True)
        yield label("why, in your words, or nothing")
        yield Input(self._first.why, id="why", compact=True)
        if self._draft:
            yield label("the message to send, if you send one")
        yield from super().fields()

    def value(self) -> Closing:
        word, why = self.query_one("#word", Input).value, self.query_one("#why", Input).value
        return Closing(word.strip(), why.strip(), self.message)


def _named(words: Sequence[str]) -> str:
    return f"a word: {', '.join(words[:-1])} or {words[-1]}"
