"""``journal due`` and ``journal list``: the asks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from journal.cli.call import Words
from journal.cli.command import Command
from journal.cli.table import Text
from journal.wording import GROUPS, count, lateness, mark, nothing_on_you

if TYPE_CHECKING:
    from journal.cli.context import Context
    from journal.filters import Term
    from journal.model import FollowUp, QueueLine

__all__ = ["COMMANDS", "FILTERS", "FILTER_HELP", "print_due"]

NO_ASKS = 'No asks yet. Write one: journal new ask "Could you …?" --contact NAME. Or look around: journal demo'
FILTERS = Words("FILTER", "a word to look for, or key:value", least=0, most=None, dashed=True)
FILTER_HELP = """A filter is a word to look for, or key:value on any key: contact:maria, tag:acme,
state:nudge, move:mine, due<2026-04-01, asked>=2026-01. A dash before it turns it
round, quotes keep spaces, and all of them must hold."""


def print_due(context: Context) -> int:
    """What needs follow-up, in the queue's order; also what ``journal`` does without a terminal."""
    vault, today = context.vault, context.today
    if context.json:
        context.print_json(_document(context, vault.follow_ups(today, which="due")))
        return 0
    counted, due = vault.counts(today), vault.queue(today, which="due")
    if not counted.asks:
        context.print(NO_ASKS)
    elif due:
        _print_sections(context, due)
    else:
        context.print(nothing_on_you(vault.queue(today, which="open"), counted.asks, today))
    if counted.asks:
        need = "1 needs follow-up" if len(due) == 1 else f"{len(due)} need follow-up"
        context.print()
        context.print(f"{need} · {counted.mine} mine · {counted.theirs} theirs · {counted.dated} dated")
    if problems := vault.count_problems(today):
        way_out = "" if context.is_scratch else ": journal check"
        context.print(Text(count(problems, "problem") + way_out, "warn"))
    return 0


def _print_sections(context: Context, due: Sequence[QueueLine]) -> None:
    """The asks under headings, aligned with each other over all of them."""
    lines = context.table_lines([_row(context, line) for line in due])
    begun = 0
    for section, asks in groupby(GROUPS[line.state] for line in due):
        if begun:
            context.print()
        end = begun + len(list(asks))
        context.print(Text(f"{section} · {end - begun}", "bold"))
        context.print_lines(lines[begun:end])
        begun = end


def _list(context: Context) -> int:
    vault, today, words = context.vault, context.today, context.call.words["FILTER"]
    where: Sequence[Term] = ()
    if words:
        from journal.filters import parse_words

        where = parse_words(words)
    if context.json:
        context.print_json(_document(context, vault.follow_ups(today, where)))
    elif found := vault.queue(today, where):
        context.print_table([_row(context, line) for line in found])
        context.print()
        context.print(count(len(found), "ask") + (f" of {vault.counts(today).asks}" if words else ""))
    elif words:
        context.print("No ask fits these filters; “journal list” shows all.")
    else:
        context.print(NO_ASKS)
    return 0


def _row(context: Context, line: QueueLine) -> list[str]:
    """An ask as the cells of one line: mark, state, lateness, contact, title, goal, codes of errors."""
    late = mark(line)
    return [
        Text(late + line.state.word, {"!": "late", "?": "warn"}.get(late, "bold")),
        lateness(line.due, context.today),
        line.contacts,
        line.title,
        Text(line.goals, "dim"),
        Text(line.errors, "warn"),
    ]


def _document(context: Context, asks: Sequence[FollowUp]) -> dict[str, Any]:
    vault, today = context.vault, context.today
    counts = vault.counts(today)
    return {
        "version": 1,
        "vault": str(vault.root),
        "today": today.isoformat(),
        "asks": vault.records(asks, today),
        "counts": {
            "mine": counts.mine,
            "theirs": counts.theirs,
            "dated": counts.dated,
            "problems": vault.count_problems(today),
        },
    }


COMMANDS = (
    Command("due", print_due),
    Command("list", _list, words=(FILTERS,), more=FILTER_HELP),
)
