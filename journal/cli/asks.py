"""``journal due`` and ``journal list``: the asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from journal.cli.command import Command, Words
from journal.cli.context import Context
from journal.cli.table import Text
from journal.model import FollowUp
from journal.rules.queue import counts
from journal.vault.filters import parse_words
from journal.wording import GROUPS, count, lateness, mark, names, nothing_on_you

__all__ = ["COMMANDS", "FILTERS", "FILTER_HELP", "print_due"]

FILTERS = Words("FILTER", "a word to look for, or key:value", least=0, most=None, dashed=True)
FILTER_HELP = """A filter is a word to look for, or key:value on any key: contact:maria, tag:acme,
state:nudge, move:mine, due<2026-04-01, asked>=2026-01. A dash before it turns it
round, quotes keep spaces, and all of them must hold."""


def print_due(context: Context) -> int:
    """What needs follow-up, in the queue's order; also what ``journal`` does without a terminal."""
    follow_ups = context.vault.follow_ups(context.today)
    due = [follow_up for follow_up in follow_ups if follow_up.needs_follow_up]
    if context.json:
        context.say_json(_document(context, due, follow_ups))
        return 0
    if not follow_ups:
        context.say("No asks yet: write a note with contact: and ask: in its frontmatter, or look around: journal demo")
    elif due:
        _print_sections(context, due)
    else:
        context.say(nothing_on_you(follow_ups, context.today))
    by_move = counts(follow_ups)
    if follow_ups:
        context.say()
        need = "1 needs follow-up" if len(due) == 1 else f"{len(due)} need follow-up"
        context.say(" · ".join([need, *(f"{number} {move}" for move, number in by_move.items())]))
    if problems := context.vault.problems(context.today):
        context.say(Text(f"{count(len(problems), 'problem')}: journal check", "warn"))
    return 0


def _print_sections(context: Context, due: Sequence[FollowUp]) -> None:
    """The asks under headings, aligned with each other over all of them."""
    sizes = Counter(GROUPS[follow_up.state] for follow_up in due)
    section = ""
    lines = context.table_lines([_row(context, follow_up) for follow_up in due])
    for follow_up, line in zip(due, lines, strict=True):
        if GROUPS[follow_up.state] != section:
            if section:
                context.say()
            section = GROUPS[follow_up.state]
            context.say(Text(f"{section} · {sizes[section]}", "bold"))
        context.say(*line)


def _list(context: Context) -> int:
    words = context.call.words["FILTER"]
    every = context.vault.follow_ups(context.today)
    found = context.vault.follow_ups(context.today, parse_words(words)) if words else every
    if context.json:
        context.say_json(_document(context, found, every))
    elif found:
        context.say_table([_row(context, follow_up) for follow_up in found])
        context.say()
        context.say(count(len(found), "ask") + (f" of {len(every)}" if words else ""))
    elif words:
        context.say("No ask is like that; “journal list” shows all.")
    else:
        context.say("No asks yet: write a note with contact: and ask: in its frontmatter, or look around: journal demo")
    return 0


def _row(context: Context, follow_up: FollowUp) -> list[str | Text]:
    """An ask as the cells of one line: mark, state, lateness, contact, title, goal, codes of errors."""
    note = follow_up.ask.note
    late = mark(follow_up)
    errors = dict.fromkeys(p.code for p in context.vault.problems_of(note, context.today) if p.severity == "error")
    return [
        Text(late + follow_up.state.word, "late" if late == "!" else "bold"),
        lateness(follow_up.due, context.today),
        names(follow_up.ask.contacts),
        note.title,
        Text(names([goal.party for goal in follow_up.ask.goals]), "dim"),
        Text(" ".join(errors), "warn"),
    ]


def _document(context: Context, asks: Sequence[FollowUp], every: Sequence[FollowUp]) -> dict[str, Any]:
    vault, today = context.vault, context.today
    return {
        "version": 1,
        "vault": str(vault.root),
        "today": today.isoformat(),
        "asks": [vault.record(follow_up, today) for follow_up in asks],
        "counts": {**counts(every), "problems": len(vault.problems(today))},
    }


COMMANDS = (
    Command("due", "what needs follow-up, most pressing kind first", print_due),
    Command("list", "asks, all of them by default", _list, words=(FILTERS,), more=FILTER_HELP),
)
