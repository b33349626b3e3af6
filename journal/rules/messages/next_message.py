"""The message to send next for an ask of a vault, or to a person for all that is due to them."""

from __future__ import annotations

from collections.abc import Sequence

from journal.errors import JournalError
from journal.model import Day, FollowUp, Kind, Note, Page, Party, State
from journal.notes import block, body_of, first_address, fold, sendable
from journal.notes.body import without_comments
from journal.regex import regex
from journal.rules.messages import Draft, compose, compose_together, find_sent

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
_HEADING = regex(r"\s*# .*\n")
_RULE = regex(
    r"(?mi)^ {0,3}(?:(?>(?:-[ \t]*+){3,})|(?>(?:\*[ \t]*+){3,})|(?>(?:_[ \t]*+){3,})"
    r"|[-–]*+—[-–—]*+[ \t]*+|<hr ?/?>[ \t]*+)$"
)
"""A horizontal rule, also of HTML, or of the dashes that an editor makes of it."""
_WORD = r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.|[^\s,:!.?，：！、]+)"
_LETTERS = regex(r"\w+")
_GREETING = regex(rf"(?m){_WORD}(?:[ \t]+{_WORD}){{0,4}}[ \t]*(?:[,:!，：！、]|$)")
"""Up to five words that a comma or the end of the line follows."""


def message(vault: ReadableVault, follow_up: FollowUp, today: Day, *, via: bool = False) -> Draft:
    """The next message for an ask of a vault. via: to the people in via.

    Raises Refused where there is none, BadSettings for a template that cannot be used, and EnvironmentFailed where the
    note or the template cannot be read.
    """
    letter = _letter(vault.text(follow_up.note), follow_up.ask.contacts) if follow_up.state in _UNSENT else ""
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


def _letter(text: str, to: Sequence[Party]) -> str:
    """The letter in a note's body: the text from below the first heading to the first horizontal rule, or "".

    It counts as a letter only where its greeting has a word of a contact's name. Comments and what was recorded as sent
    are left out.
    """
    body = body_of(block.with_lf(text))
    if sent := find_sent(body):
        body = body[: sent.start()]
    body = without_comments(body).lstrip()
    letter = _RULE.split(_HEADING.sub("", body, count=1) if _HEADING.match(body) else body)[0].strip()
    greeting = _GREETING.match(letter)
    greeted = {fold(word) for word in _LETTERS.findall(greeting[0])} if greeting else set()
    names = {fold(word) for party in to for word in _LETTERS.findall(party.name)}
    return letter if greeted & names else ""
