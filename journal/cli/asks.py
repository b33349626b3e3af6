"""``journal due`` and ``journal list``: the asks."""

from __future__ import annotations

from journal.cli.call import Words
from journal.cli.command import Command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from journal.cli.context import Context
    from journal.filters import Term
    from journal.model import FollowUp
    from journal.vault.vault import Vault

__all__ = ["COMMANDS", "FILTERS", "FILTER_HELP", "doubt_operators", "filter_given", "print_due"]

FILTERS = Words("FILTER", "a word to look for, or key:value", least=0, most=None, dashed=True)
FILTER_HELP = """A filter is a word to look for, or key:value on any key: contact:priya, goal:talks,
state:nudge, move:mine, 'due<fri', 'asked>=2026-11'. A dash before it turns it round, quotes keep spaces
and save < and > from the shell, and all of them must hold."""


def filter_given(context: Context) -> Sequence[Term]:
    """The filter that the call has as FILTERS; empty for none. Raises BadFilter."""
    if not (words := context.call.words["FILTER"]):
        return ()
    from journal.filters import parse_words

    doubt_operators(context, words)
    terms = parse_words(words)
    for term in terms if not context.json else ():
        if term.key and (inner := _further_filter(term.value)):
            context.warn(f"“{inner}” is taken for a part of “{term}”: put each filter in quotes of its own.")
    return terms


def _further_filter(value: str) -> str | None:
    """What looks like another filter behind a space in a filter's value; None for nothing."""
    from journal.regex import regex

    found = regex(r"\s(-?[\w.]+(?::|[<>]=?)\S.*)").search(value)
    return found[1] if found else None


def doubt_operators(context: Context, words: Sequence[str]) -> None:
    """Warn of what other programs take for “not”, “and” and “or”, and is looked for as text here."""
    parts = [part for word in words for part in word.split()]
    for part, following in zip(parts, [*parts[1:], "…"], strict=False) if not context.json else ():
        key, is_not, value = part.partition("!=")
        if part == "NOT" or (part.startswith("!") and part[1:]) or (key.isidentifier() and is_not and value):
            turned = following if part == "NOT" else part[1:] if part.startswith("!") else f"{key}={value}"
            context.warn(f"“{part}” was looked for as text; a dash before a filter turns it round: -{turned}")
        elif part in ("AND", "OR"):
            context.warn(f"“{part}” was looked for as text; all filters of a call must hold.")


def print_due(context: Context) -> int:
    """Print what needs follow-up, in the queue's order; gives the exit status. Where there is no terminal, ``journal``
    does this.
    """
    if context.json:
        context.print_json(context.answered(lambda vault: _due_document(context, vault)))
    else:
        context.print_lines(context.answered(lambda vault: _due_lines(context, vault)))
    context.warn_unread()
    return 0


def _due_document(context: Context, vault: Vault) -> dict[str, Any]:
    """What ``journal due --json`` prints: how many asks there are, and those that need follow-up."""
    return _document(context, vault, vault.follow_ups(context.today, which="due"))


def _due_lines(context: Context, vault: Vault) -> list[str]:
    """What ``journal due`` prints, line by line."""
    from journal.cli.ask_lines import due_lines  # which loads what to print while another process looks at the folders

    return due_lines(context, vault)


def _list(context: Context) -> int:
    vault, today, where = context.vault, context.today, filter_given(context)
    if context.json:
        context.print_json(_document(context, vault, vault.follow_ups(today, where)))
    else:
        from journal.cli.ask_lines import list_lines

        context.print_lines(list_lines(context, vault, where))
        _doubt_words(context)
    context.warn_unread()
    return 0


def _doubt_words(context: Context) -> None:
    """Warn of a word that was looked for as text, and is more likely meant as a state."""
    from journal.model import State

    for word in context.call.words["FILTER"]:
        if word == "overdue":
            context.warn("“overdue” was looked for as text; what is overdue has 'days_overdue>0'.")
        elif any(word.lower() in (state.value, state.word.lower()) for state in State):
            context.warn(f"“{word}” was looked for as text; the state is state:{word.lower()}.")


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
        "due", print_due, more="For a part of it, give filters to journal list: needs_follow_up:yes contact:priya."
    ),
    Command("list", _list, words=(FILTERS,), more=FILTER_HELP),
)
