"""What --help and --version print; docs/cli.md shows the same texts."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

from journal.cli.call import COMMON, Option, Words
from journal.cli.command import Command
from journal.cli.registry import commands
from journal.places import documentation_folder

__all__ = ["further", "help_of", "overview", "version"]

_WIDTH = 80


def overview() -> str:
    """The help of the program: every command in a line."""
    return "\n".join(
        [
            "usage: journal [VAULT], or journal COMMAND …",
            "",
            "Plain-text follow-up: who is to be asked, nudged, thanked, told.",
            "Alone it opens the terminal UI, or without a terminal does what “due” does.",
            "",
            *_columns([(f"journal {_usage(command)}", command.help) for command in commands()]),
            "",
            "options, before or after the command:",
            *_options(COMMON),
            "",
            "“journal COMMAND --help” says more.",
        ]
    )


def further() -> str:
    """Where the help goes on: docs/cli.md and the others on this machine; empty where they are not."""
    folder = documentation_folder()
    return f"\nThe documentation lies in {folder}" if folder else ""


def help_of(command: Command) -> str:
    """The help of one command."""
    lines = [f"usage: journal {_usage(command)} [options]", "", _sentence(command.help)]
    if command.more:
        lines += ["", fill(command.more, _WIDTH)]
    if command.words or command.options:
        lines += ["", *_columns([(words.name, words.help) for words in command.words])]
        lines += _options(command.options)
    return "\n".join([*lines, "", "“journal --help” lists the options that every command has."])


def version() -> str:
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as version_of

    try:
        return f"journal {version_of('journal-followup')}"
    except PackageNotFoundError:
        return "journal, from a checkout that is not installed"


def _usage(command: Command) -> str:
    return " ".join([command.name, *map(_word, command.words)]).strip()


def _word(words: Words) -> str:
    name = words.name + ("…" if words.most is None else "")
    return name if words.least else f"[{name}]"


def _options(options: Sequence[Option]) -> list[str]:
    return _columns([(f"{option.name} {option.value or ''}".rstrip(), option.help) for option in options])


def _columns(rows: Sequence[tuple[str, str]]) -> list[str]:
    left = max((len(name) for name, _ in rows), default=0) + 4
    return [
        fill(text, _WIDTH, initial_indent=f"  {name}".ljust(left), subsequent_indent=" " * left) for name, text in rows
    ]


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
