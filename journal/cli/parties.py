"""``journal contacts`` and ``journal goals``: whom and what the asks are for."""

from __future__ import annotations

from journal.cli.asks import FILTER_HELP, FILTERS, filter_given
from journal.cli.command import Command
from journal.cli.table import Text
from journal.facts import CONTACT_COLUMNS, GOAL_COLUMNS
from journal.model import Day
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from journal.cli.context import Context
    from journal.model import ContactLine, GoalLine

__all__ = ["COMMANDS"]

_CONTACT_HEADS = ("name", "owed", "open", "last contact", "meetings", "room from", "homework")
_GOAL_HEADS = ("goal", "stands", "asks", "contacts", "asked for", "open asks")


def _contacts(context: Context) -> int:
    words, today = filter_given(context), context.today
    if context.json:
        found = context.vault.contacts(today, words)
        context.print_json({"version": 1, "contacts": context.vault.records(found, today)})
    elif lines := context.vault.contact_lines(today, words):
        _print(context, _CONTACT_HEADS, [_contact_row(line, today) for line in lines], "contact")
    elif words:
        from journal.cli.near_words import none_fits

        context.print(none_fits("contact", words))
    else:
        context.print(
            "No contacts yet: whom an ask names under contact is one, and who has a note: journal new person NAME."
        )
    context.warn_unread()
    return 0


def _contact_row(line: ContactLine, today: Day) -> Sequence[str]:
    cells = {head: CONTACT_COLUMNS[head](line, today, Day.isoformat) for head in _CONTACT_HEADS}
    return list({**cells, "owed": Text(cells["owed"], "late")}.values())


def _goals(context: Context) -> int:
    words, today = filter_given(context), context.today
    if context.json:
        found = context.vault.goals(today, words)
        context.print_json({"version": 1, "goals": context.vault.records(found, today)})
    elif lines := context.vault.goal_lines(today, words):
        heads = ["pieces" if head == "asked for" else head for head in _GOAL_HEADS]
        _print(context, heads, list(map(_goal_row, lines)), "goal")
    elif words:
        from journal.cli.near_words import none_fits

        context.print(none_fits("goal", words))
    else:
        context.print("No goals yet: what an ask names under goal is one, and what has a note: journal new goal NAME.")
    context.warn_unread()
    return 0


def _goal_row(line: GoalLine) -> Sequence[str]:
    cells = {head: GOAL_COLUMNS[head](line, Day.isoformat) for head in _GOAL_HEADS}
    stands = f"achieved {line.achieved}" if isinstance(line.achieved, Day) else cells["stands"]
    cells["stands"] = Text(stands, "warn" if line.stuck else "")
    cells["asked for"] = cells["asked for"] and f"{cells['asked for']} asked for"
    return list(cells.values())


def _print(context: Context, heads: Sequence[str], rows: Sequence[Sequence[str]], what: str) -> None:
    """Print a table with its column heads, and how many rows it has. what: the word for one row, such as contact."""
    context.print_table([[Text(head, "dim") for head in heads], *rows])
    context.print()
    context.print(count(len(rows), what))


COMMANDS = (
    Command("contacts", _contacts, words=(FILTERS,), more=FILTER_HELP),
    Command("goals", _goals, words=(FILTERS,), more=FILTER_HELP),
)
