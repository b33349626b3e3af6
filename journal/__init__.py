"""Notes about the people you asked for help, and what is still on you.

    from datetime import date
    from journal import Vault

    vault = Vault.open("~/network")
    for follow_up in vault.follow_ups(date.today()):
        if follow_up.needs_follow_up:
            print(follow_up.state, follow_up.due, follow_up.ask.note.title)

A vault is a folder of Markdown notes (docs/format.md). What its asks mean on a day is computed by
pure rules (docs/rules.md); nothing but the notes is ever the truth.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from journal.dates import typed_day
from journal.errors import JournalError
from journal.model import (
    Ask,
    Brief,
    Contact,
    Delta,
    Event,
    FollowUp,
    Found,
    Gap,
    Goal,
    Hit,
    Kind,
    KnownParty,
    Meeting,
    Move,
    Note,
    Page,
    Party,
    Person,
    Problem,
    Progress,
    QueueLine,
    State,
    Watched,
)
from journal.showable import showable

if TYPE_CHECKING:
    from journal.rules.drafts import Draft
    from journal.rules.gaps import asks_again
    from journal.rules.steps import STEPS, Given
    from journal.vault.filters import Term
    from journal.vault.filters import parse as parse_filter
    from journal.vault.message import message
    from journal.vault.vault import Vault
    from journal.vault.written import Written, diff

__all__ = [
    "STEPS",
    "Ask",
    "Brief",
    "Contact",
    "Delta",
    "Draft",
    "Event",
    "FollowUp",
    "Found",
    "Gap",
    "Given",
    "Goal",
    "Hit",
    "JournalError",
    "Kind",
    "KnownParty",
    "Meeting",
    "Move",
    "Note",
    "Page",
    "Party",
    "Person",
    "Problem",
    "Progress",
    "QueueLine",
    "State",
    "Term",
    "Vault",
    "Watched",
    "Written",
    "asks_again",
    "diff",
    "message",
    "parse_filter",
    "showable",
    "typed_day",
]

_LATER = {
    "STEPS": ("rules.steps", "STEPS"),
    "Draft": ("rules.drafts", "Draft"),
    "Given": ("rules.steps", "Given"),
    "Term": ("vault.filters", "Term"),
    "Vault": ("vault.vault", "Vault"),
    "Written": ("vault.written", "Written"),
    "asks_again": ("rules.gaps", "asks_again"),
    "diff": ("vault.written", "diff"),
    "message": ("vault.message", "message"),
    "parse_filter": ("vault.filters", "parse"),
}


def __getattr__(name: str) -> object:
    """The names that not every use of the library needs, imported when first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, inside = _LATER[name]
    found: object = getattr(import_module(f"journal.{module}"), inside)
    globals()[name] = found
    return found
