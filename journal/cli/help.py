"""What --help and --version print; docs/cli.md shows the same texts."""

from __future__ import annotations

import os
import sys

from journal.cli.call import COMMON
from journal.cli.registry import LINES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from journal.cli.call import Option
    from journal.cli.command import Command

__all__ = ["further", "help_of", "overview", "version"]

_WIDTH = 80
_PACKAGE = "journal_followup"
_METADATA = ".dist-info"
"""How the folder's name begins and ends in which an installation says what it is."""


def overview() -> str:
    """The help of the program: every command in a line."""
    return "\n".join(
        [
            "usage: journal [VAULT], or journal COMMAND …",
            "",
            "Plain-text follow-up: who is to be asked, nudged, thanked, told.",
            "Alone it opens the terminal UI, or without a terminal does what “due” does.",
            "",
            *_columns([(f"journal {name} {words}".rstrip(), line) for name, (words, line) in LINES.items()]),
            "",
            "options, before or after the command:",
            *_options(COMMON),
            "",
            "“journal COMMAND --help” says more.",
        ]
    )


def further() -> str:
    """Where the help continues: the documentation on this machine; empty where it is not installed."""
    from journal.places import documentation_folder

    folder = documentation_folder()
    return f"\nThe documentation lies in {folder}" if folder else ""


def help_of(command: Command) -> str:
    """The help of one command."""
    words, line = LINES[command.name]
    lines = [f"usage: journal {f'{command.name} {words}'.rstrip()} [options]", "", f"{line[0].upper()}{line[1:]}."]
    if command.more:
        from textwrap import fill

        lines += ["", fill(command.more, _WIDTH)]
    if command.words or command.options:
        lines += ["", *_columns([(words.name, words.help) for words in command.words])]
        lines += _options(command.options)
    return "\n".join([*lines, "", "“journal --help” lists the options that every command has."])


def version() -> str:
    """``journal 1.2``: the version that is installed; other words where it runs from a checkout."""
    for folder in filter(os.path.isdir, sys.path):  # importlib.metadata would import four times what this program does
        for name in os.listdir(folder):
            if name.startswith(f"{_PACKAGE}-") and name.endswith(_METADATA):
                return f"journal {name[len(_PACKAGE) + 1 : -len(_METADATA)]}"
    return "journal, from a checkout that is not installed"


def _options(options: Sequence[Option]) -> list[str]:
    return _columns([(f"{option.name} {option.value or ''}".rstrip(), option.help) for option in options])


def _columns(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Lines of two aligned columns; the second is wrapped."""
    left = max((len(name) for name, _ in rows), default=0) + 4
    lines = [f"  {name}".ljust(left) + text for name, text in rows]
    return [line if len(line) <= _WIDTH else _broken(line, left) for line in lines]


def _broken(line: str, left: int) -> str:
    """Two columns of which the second takes several lines. left: where it begins."""
    first, *words = line[left:].split()
    lines = [line[:left] + first]
    for word in words:
        if len(lines[-1]) + 1 + len(word) <= _WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(" " * left + word)
    return "\n".join(lines)
