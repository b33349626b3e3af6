"""What a mistyped word was probably meant to be: for the sentence which says that nobody knows it, or fits it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journal.filters import Term

__all__ = ["nearest", "nearest_command", "nearest_option", "none_fits"]

_COMMANDS_ELSEWHERE = {
    "add": "new",
    "ask": "new ask",
    "create": "new",
    "config": "doctor",
    "delete": "close",
    "done": "outcome",
    "export": "list --json",
    "find": "search",
    "grep": "search",
    "history": "review",
    "import": "who",
    "log": "review",
    "ls": "list",
    "people": "contacts",
    "persons": "contacts",
    "pull": "sync",
    "push": "sync",
    "queue": "due",
    "remove": "close",
    "restore": "undo",
    "revert": "undo",
    "rm": "close",
    "stats": "review",
    "status": "due",
    "todo": "due",
    "version": "--version",
}
"""What other programs call what a command does; the part of its name that looks like it would lead astray."""
_OPTIONS_ELSEWHERE = {"--date": "--on", "--day": "--on", "--when": "--on"}


def nearest(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: ``; did you mean due?``, or just the full stop.

    Dashes at the beginning make no two options alike.
    """
    from difflib import get_close_matches

    bare = {each.lstrip("-"): each for each in known}
    near = [bare[each] for each in get_close_matches(word.lstrip("-"), bare, n=3)]
    return f"; did you mean {' or '.join(near)}?" if near else "."


def nearest_command(word: str, names: Iterable[str]) -> str:
    """The same about a word that is no command. names: of all commands."""
    meant = _COMMANDS_ELSEWHERE.get(word.lower())
    return f"; did you mean {meant}?" if meant else nearest(word, names)


def nearest_option(name: str, known: Iterable[str], commands: Iterable[str]) -> str:
    """The same about a word with a dash that is no option. commands: those that could be meant instead."""
    options, names = tuple(known), tuple(commands)
    if (meant := _OPTIONS_ELSEWHERE.get(name)) in options:
        return f"; did you mean {meant}?"
    hint = nearest(name, options)
    return nearest_command(name[2:], names) if hint == "." and names and name.startswith("--") else hint


def none_fits(what: str, terms: Sequence[Term]) -> str:
    """The sentence for a list in which nothing passes its filter. what: one of what is listed, such as ask."""
    command = "list" if what == "ask" else f"{what}s"
    said = f"No {what} fits these filters; “journal {command}” shows all."
    whole = next((term for term in terms if term.as_part), None)
    return f"{said} “{whole}” wants all of a value: {whole.as_part} takes a part." if whole else said
