"""Search: every note that holds some words, as they are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from journal import Hit, Hits, Term, Vault, parse_filter, wording
from journal.model import Day
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.messages import EditNote
from tui.screens.beginning_from import become_ask, begin_from, can_become
from tui.screens.filtered import Filtered, words_of
from tui.screens.opening import open_note
from tui.screens.view import Clock
from tui.sections import Remark
from tui.widgets.hit_list import Answer, HitList

__all__ = ["SearchScreen"]

_MOST = 50
"""Hits that are listed."""
_BEGIN = 'Type words to look for in every note; "two words" stay together, type:person narrows.'


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows of a search.

    hits: None where nothing was searched. words: to emphasize. because: the reason for each note, by path.
    """

    hits: Hits | None
    words: tuple[str, ...] = ()
    because: Mapping[str, str] = field(default_factory=dict)


def _search(vault: Vault, today: Day, typed: str) -> _Found:
    """The notes that answer what is typed. Slow: not for the screen's thread. Raises JournalError."""
    terms = parse_filter(typed)
    if not terms:
        return _Found(None)
    hits = vault.search(today, terms, limit=_MOST, now=True)
    looked_for = terms[: len(terms) - hits.left_out]
    return _Found(hits, words_of(looked_for), {hit.note.path: _because(hit, looked_for) for hit in hits.best})


def _because(hit: Hit, terms: Sequence[Term]) -> str:
    """The reason for a hit: the line with the words, else the keys that other terms test, else the note's place."""
    frontmatter = hit.note.frontmatter
    keys = dict.fromkeys(term.key for term in terms if term.key in frontmatter and not term.negated)
    return hit.snippet or "; ".join(f"{key}: {', '.join(frontmatter[key])}" for key in keys if key) or hit.note.path


class SearchScreen(Filtered):
    """A line for the words, and the list of notes that contain them."""

    VIEW = "search"
    CSS = "FilterLine { display: block; }"
    AUTO_FOCUS = "Input"
    OF_ROW = frozenset({"note.edit"})
    HINT = "visa contact:maria type:meeting -tag:acme"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("note.edit", "edit", show=True),
        bind("note.ask", "become_ask", show=True),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._found: LatestQuery[_Found] = LatestQuery(self, self._show, self.fail)
        self._hits: Hits | None = None

    def body(self) -> ComposeResult:
        yield self.filter_line("search")
        yield HitList()

    def reload(self) -> None:
        vault, today, typed = self.vault, self.clock(), self.filter_words
        self._found.ask(typed, lambda: _search(vault, today, typed))

    def _show(self, found: _Found) -> None:
        """Show the hits; while notes are still read for the search, ask again at once."""
        listed, self._hits = self.query_one(HitList), found.hits
        if found.hits is None:
            listed.put([Remark(_BEGIN)])
        elif found.hits.total:
            listed.put([Answer(hit, found.words, found.because[hit.note.path]) for hit in found.hits.best])
        else:
            nothing = f"No note holds that. {self.key('nav.back')} clears it."
            listed.put([Remark("None of the notes read so far holds that." if found.hits.so_far else nothing)])
        if found.hits and found.hits.so_far:
            self.reload()

    def on_rows_chosen(self) -> None:
        """Say in the bottom line how far the search is, how many notes it found, and what the keys do there."""
        hits, chosen = self._hits, self.query_one(HitList).chosen
        if hits and hits.so_far:
            self.status("Reading the notes for search: {:,} of {:,}".format(*hits.so_far))
        elif hits and hits.left_out:
            self.status(wording.left_out(hits.left_out))
        elif hits and chosen:
            rest = f", the best {_MOST} of them shown" if hits.total > _MOST else ""
            opens, becomes = (
                f"{self.key('nav.open')} {{}}opens the note",
                f", {self.key('note.ask')} makes an ask of it",
            )
            if isinstance(self.focused, Input):
                ways = f"Enter goes to the list, and {opens.format('there ')}"
            else:
                ways = opens.format("") + (becomes if can_become(chosen.hit.note) else "")
            self.status(f"{wording.count(hits.total, 'note')}{rest}. {ways}.")
        else:
            self.status("")

    @property
    def can_go_back(self) -> bool:
        return bool(self.filter_words) or isinstance(self.focused, Input)

    def suits(self, what: str) -> bool:
        chosen = self.query_one(HitList).chosen
        if what == "note.ask" and not (chosen and can_become(chosen.hit.note)):
            return False
        return super().suits(what)

    def action_back(self) -> None:
        """Clear the words, and go to the list."""
        if self.filter_words:
            self.query_one("#filter", Input).value = ""
        elif not isinstance(self.focused, Input):
            self.toast_nothing_behind()
        self.set_focus(self.query_one(HitList))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The words stay where they are."""
        event.prevent_default()
        self.set_focus(self.query_one(HitList))

    def on_rows_opened(self) -> None:
        if chosen := self.query_one(HitList).chosen:
            open_note(self, chosen.hit.note.path)

    def action_new(self) -> None:
        """Open the form for an ask of the person, for the goal, or of the people at the meeting under the cursor."""
        chosen = self.query_one(HitList).chosen
        if chosen is None:
            super().action_new()
        else:
            begin_from(self, chosen.hit.note.path)

    def action_become_ask(self) -> None:
        if chosen := self.query_one(HitList).chosen:
            become_ask(self, chosen.hit.note)
        else:
            self.toast("There is no note here that could become an ask.")

    def action_edit(self) -> None:
        if chosen := self.query_one(HitList).chosen:
            self.post_message(EditNote(chosen.hit.note.path, None))
        else:
            self.toast("There is no note to edit here.")
