"""What came of an ask, and when."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input, TextArea

from journal import typed_day
from journal.model import Day
from tui.dialogs.form import Form, label, text_area

__all__ = ["Outcome", "OutcomeForm"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """on: None where nobody knows the day."""

    text: str
    on: Day | None


class OutcomeForm(Form[Outcome]):
    """Gives the outcome. about: the asks in words. first: what the fields begin with."""

    def __init__(self, about: str, today: Day, first: Outcome | None = None) -> None:
        super().__init__(f"What came of {about}", "Record")
        self._today = today
        self._first = first or Outcome("", today)

    def fields(self) -> ComposeResult:
        yield text_area(self._first.text)
        yield label("on which day it came; leave it empty if you do not know")
        yield Input(self._first.on.isoformat() if self._first.on else "", compact=True)

    def value(self) -> Outcome:
        typed = self.query_one(Input).value.strip()
        return Outcome(self.query_one(TextArea).text, typed_day(typed, self._today) if typed else None)
