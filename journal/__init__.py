"""Notes about the people you asked for help, and what is still on you.

    from datetime import date
    from journal import Vault

    vault = Vault.open("~/network")
    for follow_up in vault.follow_ups(date.today()):
        if follow_up.needs_follow_up:
            print(follow_up.state, follow_up.due, follow_up.title)

A vault is a folder of Markdown notes (docs/format.md). What its asks mean on a day is computed by
pure rules (docs/rules.md); nothing but the notes is ever the truth.
"""

from journal.lazy_names import lazy_names
from journal.showable import showable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.conflict import Conflict, conflicts
    from journal.errors import JournalError
    from journal.exchange.network import Network
    from journal.filters import Term, parse_filter
    from journal.model import (
        Ask,
        Brief,
        Contact,
        ContactLine,
        Delta,
        Event,
        FollowUp,
        Gap,
        Goal,
        GoalLine,
        Hit,
        Hits,
        Kind,
        KnownParty,
        Lead,
        Meeting,
        Move,
        Note,
        NoteProblem,
        Page,
        Party,
        Person,
        Problem,
        Progress,
        QueueLine,
        Review,
        State,
        Watched,
    )
    from journal.rules.contacts import by_name
    from journal.rules.gaps import asks_again
    from journal.rules.messages import Draft, Left, lines_to_word, place_to_word, sent_section
    from journal.rules.messages.mail import mail, mailto
    from journal.rules.messages.next_message import addresses, message, message_to
    from journal.rules.nearness import Names
    from journal.rules.owed import OWING
    from journal.rules.review_text import answering, answering_of
    from journal.rules.sought import Sought
    from journal.rules.steps import STEPS, Given
    from journal.rules.touch import due_first, stays
    from journal.sync.distance import Distance
    from journal.sync.git import Stopped, WantsTerminal
    from journal.sync.losses import Loss
    from journal.sync.running import Listener
    from journal.sync.synced import Synced
    from journal.sync.undecided import Undecided
    from journal.sync.vault_sync import VaultSync
    from journal.typed_dates import typed_day
    from journal.vault.search.search_terms import marks
    from journal.vault.vault import Vault
    from journal.vault.write.change import Change
    from journal.vault.write.new_note import NewNote
    from journal.vault.write.write_result import Written, diff

__all__ = [
    "OWING",
    "STEPS",
    "Ask",
    "Brief",
    "Change",
    "Conflict",
    "Contact",
    "ContactLine",
    "Delta",
    "Distance",
    "Draft",
    "Event",
    "FollowUp",
    "Gap",
    "Given",
    "Goal",
    "GoalLine",
    "Hit",
    "Hits",
    "JournalError",
    "Kind",
    "KnownParty",
    "Lead",
    "Left",
    "Listener",
    "Loss",
    "Meeting",
    "Move",
    "Names",
    "Network",
    "NewNote",
    "Note",
    "NoteProblem",
    "Page",
    "Party",
    "Person",
    "Problem",
    "Progress",
    "QueueLine",
    "Review",
    "Sought",
    "State",
    "Stopped",
    "Synced",
    "Term",
    "Undecided",
    "Vault",
    "VaultSync",
    "WantsTerminal",
    "Watched",
    "Written",
    "addresses",
    "answering",
    "answering_of",
    "asks_again",
    "by_name",
    "conflicts",
    "diff",
    "due_first",
    "lines_to_word",
    "mail",
    "mailto",
    "marks",
    "message",
    "message_to",
    "parse_filter",
    "place_to_word",
    "sent_section",
    "showable",
    "stays",
    "typed_day",
]

_HOMES = {
    "OWING": "rules.owed",
    "STEPS": "rules.steps",
    "Change": "vault.write.change",
    "Conflict": "conflict",
    "Distance": "sync.distance",
    "Draft": "rules.messages",
    "Given": "rules.steps",
    "JournalError": "errors",
    "Left": "rules.messages",
    "Listener": "sync.running",
    "Loss": "sync.losses",
    "Names": "rules.nearness",
    "Network": "exchange.network",
    "NewNote": "vault.write.new_note",
    "Sought": "rules.sought",
    "Stopped": "sync.git",
    "Synced": "sync.synced",
    "Term": "filters",
    "Undecided": "sync.undecided",
    "Vault": "vault.vault",
    "VaultSync": "sync.vault_sync",
    "WantsTerminal": "sync.git",
    "Written": "vault.write.write_result",
    "addresses": "rules.messages.next_message",
    "answering": "rules.review_text",
    "answering_of": "rules.review_text",
    "asks_again": "rules.gaps",
    "by_name": "rules.contacts",
    "conflicts": "conflict",
    "diff": "vault.write.write_result",
    "due_first": "rules.touch",
    "marks": "vault.search.search_terms",
    "mail": "rules.messages.mail",
    "mailto": "rules.messages.mail",
    "lines_to_word": "rules.messages",
    "message": "rules.messages.next_message",
    "message_to": "rules.messages.next_message",
    "parse_filter": "filters",
    "place_to_word": "rules.messages",
    "sent_section": "rules.messages",
    "stays": "rules.touch",
    "typed_day": "typed_dates",
}
"""In which module a public name stands that is no value of ``journal.model``."""

__getattr__ = lazy_names(__name__, {**dict.fromkeys(__all__, "model"), **_HOMES})
