"""The message to send next for an ask of a vault, or to a person for all that is due to them."""

from __future__ import annotations

from collections.abc import Sequence

from journal.conflict import first_side
from journal.errors import JournalError
from journal.model import Ask, Day, FollowUp, Kind, Note, Page, Party, State
from journal.notes import block, body_of, first_address, sendable
from journal.rules.messages import Draft, compose, compose_together, find_sent
from journal.rules.messages.letter import letter_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from journal.rules.messages.tree import Source

    class ReadableVault(Protocol):
        """What is needed of a Vault: the note of a name, what a note is, its text, a person's page, and templates."""

        def find(self, name: str) -> Note: ...

        def kind(self, note: Note) -> Kind: ...

        def text(self, note: Note) -> str: ...

        def page_of(self, kind: Kind, party: Party, today: Day) -> Page: ...

        def message_template(self, name: str) -> Source: ...


__all__ = ["addresses", "message", "message_to"]

_UNSENT = frozenset({State.DRAFT, State.PARKED})


def message(vault: ReadableVault, follow_up: FollowUp, today: Day, *, via: bool = False) -> Draft:
    """The next message for an ask of a vault. via: to the people in via.

    Raises Refused where there is none, BadSettings for a template that cannot be used, and EnvironmentFailed where the
    note or the template cannot be read.
    """
    letter = _letter(vault, follow_up.ask) if follow_up.state in _UNSENT else ""
    return compose(follow_up, today, vault.message_template, letter=letter, via=via)


def message_to(vault: ReadableVault, person: Party, today: Day) -> Draft:
    """The message to a contact for all that is due to them.

    Raises as ``message``, and NotUnderstood where no note names them any more.
    """
    asks = vault.page_of(Kind.PERSON, person, today).asks
    return compose_together(person, asks, today, vault.message_template)


def addresses(vault: ReadableVault, parties: Sequence[Party]) -> list[str | None]:
    """The e-mail address of each contact: that beside the name, else that of the person's note; None where there is
    none.
    """
    return [_address(vault, party) for party in parties]


def _address(vault: ReadableVault, party: Party) -> str | None:
    try:
        email = party.address or (_email(vault, party.id) if party.id else None)
    except JournalError:
        return None
    return sendable(email) if email and first_address(email) == email else None


def _email(vault: ReadableVault, person: str) -> str | None:
    """What the note of a person, by its id, says under ``email``."""
    note = vault.find(person)
    email = note.fields.get("email") if vault.kind(note) is Kind.PERSON else None
    return email if isinstance(email, str) else None


def _letter(vault: ReadableVault, ask: Ask) -> str:
    """The letter in an ask's note to its contacts, by their names or their notes' aliases; "" for none.

    What was recorded as sent is left out. Of a conflict that git left the first side counts.
    """
    text = block.with_lf(vault.text(ask.note))
    side = first_side(text)
    body = body_of(side.text if side else text)
    if sent := find_sent(body):
        body = body[: sent.start()]
    return letter_in(body, (name for party in ask.contacts for name in (party.name, *_aliases(vault, party))))


def _aliases(vault: ReadableVault, party: Party) -> Sequence[str]:
    try:
        return vault.find(party.id).aliases if party.id else ()
    except JournalError:
        return ()
