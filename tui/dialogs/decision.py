"""A dialog for the text of a key, or of a place in the body, about which two sides of a merge differ."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input, TextArea

from journal import Undecided, showable
from tui.dialogs.form import Form, label, text_area

__all__ = ["DecisionForm"]


class DecisionForm(Form[str]):
    """Gives the text. typed: a text that could not be written and is shown again, None for none."""

    def __init__(self, undecided: Undecided, typed: str | None) -> None:
        super().__init__(f"{undecided.what}, in {undecided.path}", "Write it")
        self._undecided, self._typed_before = undecided, typed
        if typed is not None:
            self.keep()

    def fields(self) -> ComposeResult:
        ours, _, theirs = self._undecided.sides or ((), None, ())
        if self._undecided.is_body:
            both = "\n".join((*ours.lines, *theirs.lines)) if ours and theirs else ""
            yield label("what stands there; both sides, ours first, to be worked on:")
            yield text_area(both if self._typed_before is None else self._typed_before)
        else:
            for name, side in (("ours", ours), ("theirs", theirs)):
                yield label(showable(f"{name}: {' '.join(side.lines) if side else ''}"))
            yield label(f"what {self._undecided.what} says:")
            yield Input(self._typed_before or "", compact=True)

    def value(self) -> str:
        if self._undecided.is_body:
            return self.query_one(TextArea).text
        return self.query_one(Input).value
