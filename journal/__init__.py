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

from journal.errors import JournalError
from journal.model import (
    Ask,
    Contact,
    Delta,
    Event,
    FollowUp,
    Found,
    Gap,
    Goal,
    Hit,
    Kind,
    Meeting,
    Move,
    Note,
    Page,
    Party,
    Person,
    Problem,
    Progress,
    State,
)
from journal.showable import showable
from journal.vault.filters import Term
from journal.vault.filters import parse as parse_filter
from journal.vault.vault import Vault

__all__ = [
    "Ask",
    "Contact",
    "Delta",
    "Event",
    "FollowUp",
    "Found",
    "Gap",
    "Goal",
    "Hit",
    "JournalError",
    "Kind",
    "Meeting",
    "Move",
    "Note",
    "Page",
    "Party",
    "Person",
    "Problem",
    "Progress",
    "State",
    "Term",
    "Vault",
    "parse_filter",
    "showable",
]
