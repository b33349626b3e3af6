"""Contacts: whom you asked, what you owe them, and when there is room for another meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from journal import Contact, Kind, Note, Page, Party, parse_filter, wording
from journal.facts import homework
from journal.model import Day
from tui.keymap import bind
from tui.messages import OpenContact
from tui.parties import contact_about
from tui.screens.list_screen import Listing, PartyList, Sorts, sorted_by
from tui.sections import Remark, Section, Words
from tui.widgets.table import Column

__all__ = ["ContactsScreen"]

_HOMEWORK: Mapping[str, str] = {
    "missing": "No homework is written on them.",
    "stale": "Their homework is stale: look again before you ask.",
    "fresh": "",
}
"""What the words of the column mean, those first that want something done."""


def _role(contact: Contact, _today: Day) -> str:
    return ", ".join(filter(None, [contact.person.role, contact.person.org]))


def _last(contact: Contact, today: Day) -> str:
    return wording.ago(contact.last_contact, today) if contact.last_contact else "never"


def _opens(contact: Contact, today: Day) -> str:
    if contact.next_opens is None:
        return "never"
    return "now" if contact.next_opens <= today else wording.day(contact.next_opens)


_COLUMNS: Sequence[Column[Contact]] = (
    Column("name", lambda c, _: c.party.name, None),
    Column("owed", lambda c, _: str(c.owed or ""), lambda width: 4 if width >= 20 else 0, "owed"),
    Column("open", lambda c, _: str(c.open_asks or ""), lambda width: 4 if width >= 28 else 0),
    Column("last contact", _last, lambda width: 13 if width >= 48 else 0),
    Column("meetings", lambda c, _: f"{c.meetings_used} of {c.meetings_budget}", lambda width: 8 if width >= 62 else 0),
    Column("room from", _opens, lambda width: 11 if width >= 76 else 0),
    Column("homework", lambda c, _: homework(c), lambda width: 8 if width >= 62 else 0, "quiet"),
    Column("role", _role, lambda width: width // 4 if width >= 100 else 0, "quiet"),
)


class ContactsScreen(PartyList[Contact]):
    """Everybody who stands in a note as a contact, those you owe most first."""

    VIEW = "contacts"
    HINT = "owed>0 homework:stale org:acme a-word"
    NEW = Kind.PERSON
    COLUMNS = _COLUMNS
    NOBODY = "There is nobody here."
    SORTS: ClassVar[Sorts] = {
        "most owed first": None,
        "by name": lambda c: c.party.name.casefold(),
        "longest unheard first": lambda c: c.last_contact or Day.min,
        "room for a meeting first": lambda c: c.next_opens or Day.max,
        "homework to do first": lambda c: list(_HOMEWORK).index(homework(c)),
    }
    """What is alike stays in the first."""
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("list.sort", "sort", show=True),
        bind("note.edit", "edit", show=True),
    ]
    none_yet = "No contacts yet: name one in an ask's contact."

    def read(self, today: Day, filter_words: str, order: str) -> Listing[Contact]:
        everybody, where = self.vault.contacts(today), parse_filter(filter_words)
        shown = self.vault.contacts(today, where) if where else everybody
        owed = sum(bool(contact.owed) for contact in everybody)
        return Listing(sorted_by(shown, self.SORTS[order]), order, len(everybody), owed, today)

    def heading(self, listing: Listing[Contact]) -> str:
        return f"{wording.count(listing.total, 'contact')}{listing.shown} · {listing.order}"

    def party_of(self, line: Contact) -> tuple[Party, Note | None]:
        return line.party, line.note

    def hint(self, line: Contact) -> str:
        return " ".join([*_to_do(line, self.clock()), f"{self.key('nav.open')} opens the card."])

    def said_of(self, page: Page, today: Day, width: int) -> Sequence[Section | Remark | Words]:
        assert isinstance(page.subject, Contact)
        return contact_about(page.subject, page.asks, today, width)

    def opened(self, party: Party) -> OpenContact:
        return OpenContact(party)


def _to_do(contact: Contact, today: Day) -> list[str]:
    """What to do for a contact, in sentences."""
    said = []
    if contact.owed:
        said.append(f"You owe them word of how {wording.count(contact.owed, 'ask')} ended.")
    if contact.next_touch and contact.next_touch <= today:
        said.append(f"It was time to be in touch {wording.ago(contact.next_touch, today)}.")
    if contact.person.can_help:
        said.append(f"Can help with {'; '.join(contact.person.can_help)}.")
    if stands := _HOMEWORK[homework(contact)]:
        said.append(stands)
    return said
