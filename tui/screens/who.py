"""Who could help with some words, or with a piece of a goal: people in the notes and in exports of the network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from journal import Lead, Vault
from journal.facts import looked_at, nobody_helps
from journal.model import Day, Leads
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.leads import lead_line
from tui.screens.filtered import Filtered
from tui.screens.leads import ask_lead, lead_hint, open_lead
from tui.screens.view import Clock
from tui.sections import Remark, Section
from tui.widgets.filter_line import FilterLine
from tui.widgets.lead_list import LeadList, Line

__all__ = ["WhoScreen"]

_MOST = 200
"""People that are listed."""
_BEGIN = "Type what you need help with, a company, or the name of a goal or a piece."
_HEADINGS = {"named": "CALLED SO", "knows": "KNOW OF IT", "works": "WORK THERE", "weak": "PERHAPS THERE"}


class WhoScreen(Filtered):
    """A line for the words, and the list of people."""

    CSS = "FilterLine { display: block; }"
    HINT = "visa · Acme · a goal’s name"
    OF_ROW = frozenset({"new"})
    BINDINGS: ClassVar[list[BindingType]] = [bind("nav.back", "back", show=True)]

    def __init__(self, vault: Vault, clock: Clock, words: str, first: Mapping[str, str]) -> None:
        """words: to begin with. first: what an ask of somebody begins with besides, by key."""
        super().__init__(vault, clock)
        self._words, self._first = words, first
        self._leads: LatestQuery[Leads | None] = LatestQuery(self, self._show, self.fail)

    def body(self) -> ComposeResult:
        yield FilterLine("who", self.HINT)
        yield LeadList()

    def on_mount(self) -> None:
        typed = self.query_one("#filter", Input)
        typed.value = self._words
        self.set_focus(self.query_one(LeadList) if self._words else typed)

    def reload(self) -> None:
        words, today = self.filter_words, self.clock()
        self._leads.ask(words, lambda: self._read(words, today))

    def _read(self, words: str, today: Day) -> Leads | None:
        """Who could help; None while more notes are to be read first. Slow: not for the screen's thread."""
        if not words:
            return Leads((), (), 0)
        return None if self.vault.catch_up() else self.network.leads(words, today, weak=True, most=_MOST)

    def _show(self, leads: Leads | None) -> None:
        """Show the people; while notes are still read, ask again."""
        if leads is None:
            self.status("Reading the notes first.")
            self.reload()
            return
        self.query_one(LeadList).put(list(_rows(leads)) if self.filter_words else [Remark(_BEGIN)])

    def on_rows_chosen(self) -> None:
        """Say in the bottom line what the keys do; while words are typed, the keys are text."""
        lead = self.query_one(LeadList).chosen
        keys = lead_hint(self, lead) if lead else f"{self.key('nav.back')} goes back."
        self.status("" if isinstance(self.focused, Input) else keys)

    def suits(self, what: str) -> bool:
        """Whether a key does something now: that which quits elsewhere goes back here, as another one says."""
        return what != "nav.quit" and super().suits(what)

    def on_rows_opened(self) -> None:
        if lead := self.query_one(LeadList).chosen:
            open_lead(self, lead)

    def action_back(self) -> None:
        """From the words to the list; from there to the screen below."""
        if isinstance(self.focused, Input):
            self.set_focus(self.query_one(LeadList))
        else:
            self.action_leave()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The words stay where they are."""
        event.prevent_default()
        self.set_focus(self.query_one(LeadList))

    def action_who(self) -> None:
        self.action_filter()

    def action_new(self) -> None:
        if lead := self.query_one(LeadList).chosen:
            about_piece = self.filter_words == self._first.get("piece")
            ask_lead(self, lead, self._first if about_piece else {"goal": self._first.get("goal", "")})
        else:
            self.toast("There is nobody here to ask.")


def _rows(leads: Leads) -> Iterator[Line]:
    """The people under headings: who knows, who works there, whose company is only alike; last, where was looked."""
    for heading, some in groupby(leads.found, key=_heading):
        yield Section(heading)
        yield from map(lead_line, some)
    if not leads.found:
        yield Remark(nobody_helps(leads))
    elif leads.total > _MOST:
        yield Remark(f"{leads.total - _MOST:,} more: say more of what you look for.")
    yield Remark("")
    yield Remark(looked_at(leads.files))


def _heading(lead: Lead) -> str:
    return _HEADINGS["weak" if lead.match == "weak" else lead.why]
