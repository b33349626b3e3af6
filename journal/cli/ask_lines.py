"""Asks as lines: what ``journal due`` and ``journal list`` print."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby

from journal.cli.table import Text
from journal.wording import GROUPS, count, excluded, lateness, mark, nothing_on_you

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context
    from journal.filters import Term
    from journal.model import Day, QueueLine, State
    from journal.vault.vault import Vault

__all__ = ["due_lines", "list_lines"]

_NO_ASKS = 'No asks yet. Write one: journal new ask "Could you …?" --contact NAME. Or look around: journal demo'


def due_lines(context: Context, vault: Vault) -> list[str]:
    """What needs follow-up under its headings, how many there are, and whose move it is."""
    today = context.today
    counted, due = vault.counts(today), vault.queue(today, which="due")
    if not counted.asks:
        lines = _no_asks(context, vault)
    elif due:
        lines = _sections(context, due)
    else:
        lines = context.lines(nothing_on_you(counted, vault.next_up(today)))
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
    rows = context.table_lines(_table_rows(context.today, due), cut_all=True)
    lines: list[str] = []
    begun = 0
    for section, asks in groupby(GROUPS[line.state] for line in due):
        end = begun + len(list(asks))
        lines += ["", *context.lines(Text(f"{section} · {end - begun}", "bold")), *rows[begun:end]]
        begun = end
    return lines[1:]


def list_lines(context: Context, vault: Vault, where: Sequence[Term]) -> list[str]:
    """The asks in the queue's order, and how many there are. where: a filter, empty for none."""
    today = context.today
    if found := vault.queue(today, where):
        of_all = f" of {vault.counts(today).asks}" if where else ""
        rows = context.table_lines(_table_rows(today, found), cut_all=True)
        return [*rows, "", *context.lines(count(len(found), "ask") + of_all)]
    if not where:
        return _no_asks(context, vault)
    from journal.cli.near_words import none_fits

    return context.lines(none_fits("ask", where))


def _no_asks(context: Context, vault: Vault) -> list[str]:
    """What a vault without asks is told: how to write one, and what was not looked at."""
    left_out = excluded(vault.settings.exclude)
    return [*context.lines(_NO_ASKS), *(context.lines(left_out) if left_out else ())]


def _table_rows(today: Day, lines: Sequence[QueueLine]) -> list[list[str]]:
    """A row of cells for each ask: mark with state, lateness, people of the next step, title, goal, codes of errors."""
    rows = []
    for line in lines:
        standing = _state(mark(line), line.state), lateness(line.due, today)
        errors = line.errors and Text(line.errors, "warn")
        rows.append([*standing, line.whom, line.title, _goals(line.goals), errors])
    return rows


@cache
def _state(late: str, state: State) -> Text:
    """The cell that says what to do, behind the mark of how late it is."""
    return Text(late + state.word, {"!": "late", "?": "warn"}.get(late, "bold"))


@lru_cache(maxsize=1024)
def _goals(names: str) -> Text:
    """The cell of the goals, which many asks share."""
    return Text(names, "dim")
