"""One contact, whole: the card, what to bring to the next meeting, their asks and what happened."""

from __future__ import annotations

from journal.errors import NotUnderstood
from journal.model import Day
from tui.parties import contact_rows
from tui.screens.party import PartyPage, PartyScreen

__all__ = ["ContactScreen"]


class ContactScreen(PartyScreen):
    """A contact, with a note or without."""

    def read(self, today: Day, width: int) -> PartyPage:
        for contact in self.vault.contacts(today):
            if contact.person.party.key == self.party.key:
                return PartyPage(contact_rows(self.vault, contact, today, width), today, contact.person.note)
        raise NotUnderstood(f"{self.party.name} stands in no note any more. Esc goes back.")
