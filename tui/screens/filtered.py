"""A view with a list that filter words narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widgets import Input

import journal
from journal import JournalError, Kind, Note, Vault
from tui import paint
from tui.keymap import bind
from tui.screens.view import View
from tui.widgets.ask_list import AskList
from tui.widgets.filter_line import FilterLine
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from journal import Term

__all__ = ["Filtered", "why_listed", "words_of"]

_HELD = 60
"""Characters that are shown of the line for which a filter let a note through."""


def words_of(terms: Sequence[Term]) -> tuple[str, ...]:
    """The bare words among the terms of a filter; each listed row contains them."""
    return tuple(term.value for term in terms if term.key is None and not term.negated)


def why_listed(vault: Vault, note: Note, shown: str, words: Sequence[str]) -> str:
    """``It says “…”.``: the line of a note with a searched word that is not in ``shown``; "" where all are. Slow.

    Call it on a worker thread.
    """
    unseen = [word for word in words if not journal.marks(shown, [word])]
    held = paint.fit(vault.line_holding(note, unseen), _HELD).rstrip() if unseen else ""
    return f"It says “{held}”." if held else ""


class Filtered(View):
    """A view with a filter: ``body`` yields rows and the filter's line; ``reload`` asks for what passes
    ``filter_words``.
    """

    AUTO_FOCUS: ClassVar[str] = "Rows"
    HINT: ClassVar[str]
    """Some filter words that do something in this list."""
    NEW: ClassVar[Kind] = Kind.ASK
    """The kind of note that the key for a new one begins here."""
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("list.filter", "filter", show=True, at_once=True),
        bind("new", "new", show=True, at_once=True),
        bind("nav.back", "back"),
        bind("nav.quit", "leave", show=True, at_once=True),
    ]

    def filter_line(self, label: str = "filter") -> FilterLine:
        return FilterLine(label, self.HINT)

    @property
    def filter_words(self) -> str:
        """The filter as it is typed now; "" for none."""
        return self.query_one("#filter", Input).value.strip()

    @property
    def searched_words(self) -> Sequence[str]:
        try:
            return words_of(journal.parse_filter(self.filter_words))
        except JournalError:  # which the question itself tells
            return ()

    @property
    def nothing_matches(self) -> str:
        """The sentence to show where nothing passes the filter."""
        return f"Nothing matches the filter. {self.key('nav.back')} clears it."

    @property
    def can_go_back(self) -> bool:
        return super().can_go_back or self.query_one(FilterLine).display

    def suits(self, what: str) -> bool:
        return super().suits(what) or (what == "list.filter" and bool(self.filter_words))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turn letter keys off while the filter is typed."""
        if action in ("filter", "new", "leave"):
            return not isinstance(self.focused, Input)
        return super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Show the filter's line and type into it."""
        self.query_one(FilterLine).display = True
        self.set_focus(self.query_one("#filter", Input))

    def action_new(self) -> None:
        from tui.screens.new import write_new

        write_new(self, self.NEW)

    def action_back(self) -> None:
        """Remove the marks, else clear the filter; there is nothing else to go back to."""
        marked = [asks for asks in self.query(AskList).results() if asks.marked]
        for asks in marked:
            asks.mark(frozenset())
        if marked:
            return
        line = self.query_one(FilterLine)
        if not line.display:
            self.toast_nothing_behind()
            return
        line.display = False
        self.query_one("#filter", Input).value = ""
        self.set_focus(self.query_one(self.AUTO_FOCUS))

    def on_input_changed(self) -> None:
        """Ask for the rows that pass the filter as it is typed now."""
        self.query_one(Rows).await_rows()
        self.reload()

    def fail(self, error: JournalError) -> None:
        """Show an error; the rows of the last filter that was understood stay."""
        super().fail(error)
        self.query_one(Rows).await_rows(wait=False)

    def on_descendant_blur(self) -> None:
        """The keys that the bottom line names are keys again."""
        self.query_one(Rows).post_chosen()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go to what the screen begins with; hide the filter's line where it is empty."""
        self.query_one(FilterLine).display = bool(self.filter_words)
        self.set_focus(self.query_one(self.AUTO_FOCUS))
