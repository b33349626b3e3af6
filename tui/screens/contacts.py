"""Contacts: whom you asked, what you owe them, and when there is room for another meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from journal import Contact, FollowUp, Kind, Vault, parse_filter, wording
from journal.model import Day
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.messages import Counted, EditNote, OpenContact
from tui.parties import contact_about
from tui.screens.filtered import Filtered
from tui.screens.view import Clock
from tui.sections import Remark, rows_as_text
from tui.widgets.preview import Preview
from tui.widgets.table import Column, Head, Table

__all__ = ["ContactsScreen"]

_NOBODY = "No contacts yet: name one in an ask's contact."
_HOMEWORK = ("missing", "stale", "fresh")


def _role(contact: Contact, _today: Day) -> str:
    return ", ".join(filter(None, [contact.person.role, contact.person.org]))


def _last(contact: Contact, today: Day) -> str:
    return wording.ago(contact.last_contact, today) if contact.last_contact else "never"


def _opens(contact: Contact, today: Day) -> str:
    if contact.next_opens is None:
        return "never"
    return "now" if contact.next_opens <= today else wording.day(contact.next_opens)


_COLUMNS: Sequence[Column[Contact]] = (
    Column("name", lambda c, _: c.person.party.name, None),
    Column("owed", lambda c, _: str(c.owed or ""), lambda width: 4 if width >= 20 else 0, "owed"),
    Column("open", lambda c, _: str(c.open_asks or ""), lambda width: 4 if width >= 28 else 0),
    Column("last contact", _last, lambda width: 13 if width >= 48 else 0),
    Column("meetings", lambda c, _: f"{c.meetings_used} of {c.meetings_budget}", lambda width: 8 if width >= 62 else 0),
    Column("room from", _opens, lambda width: 11 if width >= 76 else 0),
    Column("homework", lambda c, _: c.homework, lambda width: 8 if width >= 62 else 0, "quiet"),
    Column("role", _role, lambda width: width // 4 if width >= 100 else 0, "quiet"),
)

_SORTS: Mapping[str, Callable[[Contact], Any] | None] = {
    "most owed first": None,
    "by name": lambda c: c.person.party.name.casefold(),
    "longest unheard first": lambda c: c.last_contact or Day.min,
    "room for a meeting first": lambda c: c.next_opens or Day.max,
    "homework to do first": lambda c: _HOMEWORK.index(c.homework),
}
"""The orders that ``s`` goes through; what is alike stays in the first."""


@dataclass(frozen=True, slots=True)
class _People:
    """An answer of the vault. asks: by the contact's key.

    Whatever the filter: contacts, how many there are; owed, how many we owe something.
    """

    rows: Sequence[Contact]
    asks: Mapping[str, Sequence[FollowUp]]
    contacts: int
    owed: int
    today: Day
    order: str


def _people(vault: Vault, today: Day, filter_words: str, order: str) -> _People:
    everybody = vault.contacts(today)
    where = parse_filter(filter_words)
    shown = vault.contacts(today, where) if where else everybody
    key = _SORTS[order]
    owed = sum(bool(contact.owed) for contact in everybody)
    asks: dict[str, list[FollowUp]] = {}
    for follow_up in vault.follow_ups(today):
        for party in follow_up.ask.contacts:
            asks.setdefault(party.key, []).append(follow_up)
    return _People(sorted(shown, key=key) if key else shown, asks, len(everybody), owed, today, order)


class ContactsScreen(Filtered):
    """Everybody who stands in a note as a contact, those you owe most first."""

    VIEW = "contacts"
    HINT = "owed>0 homework:stale org:acme a-word"
    NEW = Kind.PERSON
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("list.sort", "sort", show=True),
        bind("note.edit", "edit", show=True),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._people: LatestQuery[_People] = LatestQuery(self, self._show, self.fail)
        self._order = next(iter(_SORTS))
        self._asks: Mapping[str, Sequence[FollowUp]] = {}

    def body(self) -> ComposeResult:
        with Container(classes="beside"):
            with Container(classes="panel"):
                yield Head(_COLUMNS)
                yield Table(_COLUMNS, lambda contact: contact.person.party.key)
            yield Preview(can_focus=False, id="contact")
        yield self.filter_line()

    @property
    def _table(self) -> Table[Contact]:
        return self.query_one(Table)

    def reload(self) -> None:
        vault, today, typed, order = self.vault, self.clock(), self.filter_words, self._order
        self._people.ask((typed, order), lambda: _people(vault, today, typed, order))

    def _show(self, people: _People) -> None:
        self._asks = people.asks
        self.post_message(Counted(self.VIEW, people.owed))
        shown = f", {len(people.rows)} shown" if len(people.rows) < people.contacts else ""
        self.query_one(Head).show(f"{wording.count(people.contacts, 'contact')}{shown} · {people.order}")
        nothing = self.nothing_matches if people.contacts else _NOBODY
        self._table.show(people.rows or [Remark(nothing)], people.today)

    def on_table_chosen(self) -> None:
        contact, box = self._table.chosen, self.query_one(Preview)
        if contact is None:
            self.status("")
            box.show(None, None)
            return
        self.status(" ".join([*_about(contact, self.clock()), f"{self.key('nav.open')} opens the card."]))
        key, today = contact.person.party.key, self.clock()
        box.show(key, partial(_written, contact, self._asks.get(key, ()), today, box.size.height))

    def on_table_opened(self) -> None:
        if contact := self._table.chosen:
            self.post_message(OpenContact(contact.person.party))

    def action_sort(self) -> None:
        """The next order, and around."""
        orders = list(_SORTS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.reload()

    def action_edit(self) -> None:
        contact = self._table.chosen
        if contact is None:
            self.toast("There is nobody here.")
        elif contact.person.note is None:
            self.toast(f"{contact.person.party.name} has no note of their own yet: “{self.key('new')}” begins one.")
        else:
            self.post_message(EditNote(contact.person.note.path, None))


def _written(contact: Contact, asks: Sequence[FollowUp], today: Day, height: int, width: int) -> Content:
    return rows_as_text(contact_about(contact, asks, today, width), width, height)


def _about(contact: Contact, today: Day) -> list[str]:
    """What to do for a contact, in sentences."""
    said = []
    if contact.owed:
        said.append(f"You owe them word of how {wording.count(contact.owed, 'ask')} ended.")
    if contact.next_touch and contact.next_touch <= today:
        said.append(f"It was time to be in touch {wording.ago(contact.next_touch, today)}.")
    if contact.person.can_help:
        said.append(f"Can help with {'; '.join(contact.person.can_help)}.")
    return said
