"""Contacts: whom you asked, what you owe them, and when there is room for another meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from journal import Contact, ContactLine, Kind, Page, Party, by_name, due_first, parse_filter, wording
from journal.facts import CONTACT_COLUMNS
from journal.model import Day
from tui.keymap import bind
from tui.messages import OpenContact
from tui.parties import contact_about
from tui.screens import drafting
from tui.screens.in_touch import log_contact
from tui.screens.list_screen import Listing, PartyList, Sorts, sorted_by
from tui.sections import Remark, Section, Words
from tui.widgets.table import Column, Columns

__all__ = ["ContactsScreen"]

_HOMEWORK: Mapping[str, str] = {
    "missing": "No homework is written on them.",
    "stale": "Their homework is stale: look again before you ask.",
    "fresh": "",
}
"""The words of the homework column with the sentence that each stands for, those first that want something done."""


def _said(column: str, say: Callable[[Day, Day], str]) -> Callable[[ContactLine, Day], str]:
    """A function that gives the text of a column. say: puts a day in words, seen from today."""
    return lambda line, today: CONTACT_COLUMNS[column](line, today, lambda day: say(day, today))


def _column(
    name: str, cells: Callable[[int], int] | None, look: str = "", say: Callable[[Day, Day], str] = wording.ago
) -> Column[ContactLine]:
    return Column(name, _said(name, say), cells, look)


_COLUMNS: Columns[ContactLine] = (
    _column("name", None),
    _column("owed", lambda width: 4 if width >= 20 else 0, "owed"),
    _column("open", lambda width: 4 if width >= 28 else 0),
    _column("last contact", lambda width: 13 if width >= 48 else 0),
    _column("meetings", lambda width: 8 if width >= 62 else 0),
    _column("room from", lambda width: 11 if width >= 76 else 0, say=lambda day, _: wording.day(day)),
    _column("homework", lambda width: 8 if width >= 62 else 0, "quiet"),
    _column("role", lambda width: width // 4 if width >= 100 else 0, "quiet"),
)


class ContactsScreen(PartyList[ContactLine]):
    """Everybody who stands in a note as a contact, those you owe most first."""

    VIEW = "contacts"
    HINT = "owed>0 homework:stale org:acme a-word"
    NEW = Kind.PERSON
    COLUMNS = _COLUMNS
    NOBODY = "There is nobody here."
    SORTS: ClassVar[Sorts] = {
        "most owed first": None,
        "by name": lambda line: by_name(line.party),
        "longest unheard first": lambda line: line.last_contact or Day.min,
        "room for a meeting first": lambda line: line.next_opens or Day.max,
        "homework to do first": lambda line: list(_HOMEWORK).index(line.homework),
    }
    """Lines that are equal in an order keep the first order among them."""
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("list.sort", "sort", show=True),
        bind("person.touch", "touch", show=True),
        bind("note.edit", "edit", show=True),
        bind("person.message", "write_to"),
    ]

    def read(self, today: Day, filter_words: str, order: str, limit: int | None) -> Listing[ContactLine]:
        if limit is not None and len(first := self.vault.first_contacts(today, limit)) == limit:
            rows = _in_sections(self.vault.touch(today), first)
            return Listing(rows, order, today, None, None, is_cut=True)
        everybody, where = self.vault.contact_lines(today), parse_filter(filter_words)
        shown = self.vault.contact_lines(today, where) if where else everybody
        owed = sum(bool(line.owed) for line in everybody)
        key = self.SORTS[order]
        rows = sorted_by(shown, key) if key else _in_sections(due_first(shown), shown)
        return Listing(rows, order, today, len(everybody), owed)

    @property
    def none_yet(self) -> str:
        return f"No contacts yet: {self.key('new')} begins the first."

    def heading(self, listing: Listing[ContactLine]) -> str:
        return f"{listing.count('contact')} · {listing.order}"

    def hint(self, line: ContactLine) -> str:
        logged = f"{self.key('person.touch')} writes down that you were." if line.touch and line.path else ""
        said = [*_to_do(line, self.clock(), logged), f"{self.key('nav.open')} opens the card."]
        return " ".join(said)

    def said_of(self, page: Page, today: Day, width: int) -> Sequence[Section | Remark | Words]:
        assert isinstance(page.subject, Contact)
        return contact_about(page.subject, page.asks, today, width)

    def action_write_to(self) -> None:
        """Show one message to the chosen contact, for all that is due to them."""
        if self.chosen:
            drafting.write_to(self, self.chosen.party)
        else:
            self.toast(self.NOBODY)

    def opened(self, party: Party) -> OpenContact:
        return OpenContact(party)

    def action_touch(self) -> None:
        log_contact(self, self.chosen and self.chosen.party, self.chosen and self.chosen.path)


def _in_sections(due: Sequence[ContactLine], lines: Sequence[ContactLine]) -> Sequence[ContactLine | Section]:
    """The contacts with those who are due to be thought of in a section of their own, before all others."""
    if not due:
        return lines
    rows: list[ContactLine | Section] = [Section("KEEP IN TOUCH", len(due)), *due]
    if others := [line for line in lines if not line.touch]:
        rows += [Section("ALL OTHERS"), *others]
    return rows


def _to_do(line: ContactLine, today: Day, logged: str) -> list[str]:
    """Sentences that say what to do for a contact. logged: how to write down that one was in touch."""
    said = []
    if line.touch:
        said.append(f"Keep in touch: {wording.why_touch(line.touch, today)}. {logged}".strip())
    if line.owed:
        said.append(f"You owe them word of how {wording.count(line.owed, 'ask')} ended.")
    if line.can_help:
        said.append(f"Can help with {line.can_help}.")
    if stands := _HOMEWORK[line.homework]:
        said.append(stands)
    return said
