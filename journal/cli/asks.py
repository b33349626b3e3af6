"""``journal due`` and ``journal list``: the asks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from journal.cli.call import Words
from journal.cli.command import Command
from journal.cli.table import Text
from journal.wording import GROUPS, count, lateness, mark, nothing_on_you

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.cli.context import Context
    from journal.filters import Term
    from journal.model import Day, FollowUp, QueueLine
    from journal.vault.vault import Vault

__all__ = ["COMMANDS", "FILTERS", "FILTER_HELP", "print_due"]

NO_ASKS = 'No asks yet. Write one: journal new ask "Could you …?" --contact NAME. Or look around: journal demo'
FILTERS = Words("FILTER", "a word to look for, or key:value", least=0, most=None, dashed=True)
FILTER_HELP = """A filter is a word to look for, or key:value on any key: contact:maria, tag:acme,
state:nudge, move:mine, due<2026-04-01, asked>=2026-01. A dash before it turns it
round, quotes keep spaces, and all of them must hold."""


def print_due(context: Context) -> int:
    """What needs follow-up, in the queue's order; also what ``journal`` does without a terminal."""
    if context.json:
        context.print_json(context.answered(partial(_due_document, context)))
    else:
        context.print_lines(context.answered(partial(_due_lines, context)))
    return 0


def _due_document(context: Context, vault: Vault) -> dict[str, Any]:
    """What ``journal due --json`` prints: how many asks there are, and those that need follow-up."""
    return _document(context, vault, vault.follow_ups(context.today, which="due"))


def _due_lines(context: Context, vault: Vault) -> list[str]:
    """What ``journal due`` prints, line by line."""
    today = context.today
    counted, due = vault.counts(today), vault.queue(today, which="due")
    if not counted.asks:
        lines = context.lines(NO_ASKS)
    elif due:
        lines = _sections(context, due)
    else:
        lines = context.lines(nothing_on_you(vault.queue(today, which="open"), counted.asks, today))
    if counted.asks:
        need = "1 needs follow-up" if len(due) == 1 else f"{len(due)} need follow-up"
        moves = f"{counted.mine} mine · {counted.theirs} theirs · {counted.dated} dated"
        lines += ["", *context.lines(f"{need} · {moves}")]
    if problems := vault.count_problems(today):
        way_out = "" if context.is_scratch else ": journal check"
        lines += context.lines(Text(count(problems, "problem") + way_out, "warn"))
    return lines


def _sections(context: Context, due: Sequence[QueueLine]) -> list[str]:
    """The lines of the asks that need follow-up, under headings, in columns that are aligned over all of them."""
    rows = context.table_lines(_table_rows(context.today, due))
    lines: list[str] = []
    begun = 0
    for section, asks in groupby(GROUPS[line.state] for line in due):
        end = begun + len(list(asks))
        lines += ["", *context.lines(Text(f"{section} · {end - begun}", "bold")), *rows[begun:end]]
        begun = end
    return lines[1:]


def _list(context: Context) -> int:
    vault, today, words = context.vault, context.today, context.call.words["FILTER"]
    where: Sequence[Term] = ()
    if words:
        from journal.filters import parse_words

        where = parse_words(words)
    if context.json:
        context.print_json(_document(context, vault, vault.follow_ups(today, where)))
    elif found := vault.queue(today, where):
        context.print_table(_table_rows(context.today, found))
        context.print()
        context.print(count(len(found), "ask") + (f" of {vault.counts(today).asks}" if words else ""))
    elif words:
        context.print("No ask fits these filters; “journal list” shows all.")
    else:
        context.print(NO_ASKS)
    return 0


def _table_rows(today: Day, lines: Sequence[QueueLine]) -> list[list[str]]:
    """A row of cells for each ask: mark with state, lateness, contact, title, goal, codes of errors."""
    standings: dict[tuple[object, ...], tuple[str, str]] = {}  # that many are in alike
    rows = []
    for line in lines:
        alike = (line.state, line.due, line.needs_follow_up, line.is_unsure)
        standing = standings.get(alike)
        if standing is None:
            late = mark(line)
            state = Text(late + line.state.word, {"!": "late", "?": "warn"}.get(late, "bold"))
            standing = standings[alike] = (state, lateness(line.due, today))
        errors = line.errors and Text(line.errors, "warn")
        rows.append([*standing, line.contacts, line.title, Text(line.goals, "dim"), errors])
    return rows


def _document(context: Context, vault: Vault, asks: Sequence[FollowUp]) -> dict[str, Any]:
    """What ``journal list --json`` prints."""
    today, counts = context.today, vault.counts(context.today)
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
    Command(
        "due", print_due, more="For a part of it, give filters to journal list: needs_follow_up:yes contact:maria."
    ),
    Command("list", _list, words=(FILTERS,), more=FILTER_HELP),
)
