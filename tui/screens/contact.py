"""One contact, whole: the card, what to bring to the next meeting, their asks and what happened."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from journal import Contact, Kind, Page
from journal.model import Day
from tui.keymap import bind
from tui.parties import contact_rows
from tui.screens import drafting
from tui.screens.in_touch import log_contact
from tui.screens.party import PartyPage, PartyScreen

__all__ = ["ContactScreen"]


class ContactScreen(PartyScreen):
    """A contact, with a note or without."""

    KIND = Kind.PERSON
    BINDINGS: ClassVar[list[BindingType]] = [bind("person.touch", "touch", show=True)]

    def action_write_to(self) -> None:
        drafting.write_to(self, self.party)

    def rows(self, page: Page, today: Day, width: int) -> PartyPage:
        assert isinstance(page.subject, Contact)
        return PartyPage(contact_rows(self.vault, page.subject, page, today, width), today, page.subject.note)

    def action_touch(self) -> None:
        log_contact(self, self.party, self.note and self.note.path)
