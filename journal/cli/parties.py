"""``journal contacts`` and ``journal goals``: whom and what the asks are for."""

from __future__ import annotations

from journal.cli.asks import FILTER_HELP, FILTERS
from journal.cli.command import Command
from journal.cli.table import Text
from journal.filters import parse_words
from journal.model import Move
from journal.rules.state import MOVE
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from journal.cli.context import Context
    from journal.model import Contact, Day, Progress

__all__ = ["COMMANDS", "concentration"]


def _contacts(context: Context) -> int:
    words = parse_words(context.call.words["FILTER"])
    found = context.vault.contacts(context.today, words)
    if context.json:
        context.print_json({"version": 1, "contacts": context.vault.records(found, context.today)})
    elif found:
        heads = ("name", "owed", "open", "last contact", "meetings", "room from", "homework")
        context.print_table(
            [[Text(head, "dim") for head in heads], *(_contact_row(contact, context.today) for contact in found)]
        )
        context.print()
        context.print(count(len(found), "contact"))
    elif words:
        context.print("No contact fits these filters; “journal contacts” shows all.")
    else:
        context.print("No contacts yet: whoever stands in an ask's contact: is one.")
    return 0


def _contact_row(contact: Contact, today: Day) -> Sequence[str]:
    opens = contact.next_opens
    return [
        contact.person.party.name,
        Text(str(contact.owed or ""), "late"),
        str(contact.open_asks or ""),
        contact.last_contact.isoformat() if contact.last_contact else "never",
        f"{contact.meetings_used} of {contact.meetings_budget}",
        "never" if opens is None else "now" if opens <= today else opens.isoformat(),
        contact.homework,
    ]


def _goals(context: Context) -> int:
    words = parse_words(context.call.words["FILTER"])
    found = context.vault.goals(context.today, words)
    if context.json:
        context.print_json({"version": 1, "goals": context.vault.records(found, context.today)})
    elif found:
        heads = ("goal", "stands", "asks", "contacts", "pieces", "open asks")
        context.print_table([[Text(head, "dim") for head in heads], *(_goal_row(goal) for goal in found)])
        context.print()
        context.print(count(len(found), "goal"))
    elif words:
        context.print("No goal fits these filters; “journal goals” shows all.")
    else:
        context.print("No goals yet: whatever stands in an ask's goal: is one.")
    return 0


def _goal_row(progress: Progress) -> Sequence[str]:
    asked_for = len(progress.pieces) - len(progress.unasked)
    return [
        progress.goal.party.name,
        _standing(progress),
        str(sum(progress.states.values())),
        str(progress.contacts),
        f"{asked_for} of {len(progress.pieces)} asked for" if progress.pieces else "",
        concentration(progress),
    ]


def _standing(progress: Progress) -> Text:
    """Where a goal stands in a word or two: achieved, stuck, by its deadline, or under way."""
    if progress.achieved:
        return Text("achieved" if progress.achieved is True else f"achieved {progress.achieved}")
    if progress.stuck:
        return Text("stuck", "warn")
    return Text(f"by {progress.goal.deadline}" if progress.goal.deadline else "under way")


_OPEN = [state for state, move in MOVE.items() if move is not Move.NONE]


def concentration(progress: Progress) -> str:
    """On how many contacts a goal's open asks hang, in words."""
    share = progress.concentration
    if share is None:
        return "on nobody yet" if any(progress.states[state] for state in _OPEN) else "none"
    return "all on one contact" if share > 0.99 else "mostly on one contact" if share >= 0.5 else "spread"


COMMANDS = (
    Command("contacts", _contacts, words=(FILTERS,), more=FILTER_HELP),
    Command("goals", _goals, words=(FILTERS,), more=FILTER_HELP),
)
