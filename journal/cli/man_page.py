"""The manual page, made of the command table as the helps are: docs/journal.1 is this text."""

from __future__ import annotations

from journal.cli.call import COMMON
from journal.cli.registry import LINES, commands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journal.cli.call import Option, Words
    from journal.cli.command import Command

__all__ = ["man_page"]

_STATUSES = (
    ("0", "Done."),
    ("1", "The answer is “there is something”: errors in notes, conflicts that a sync left."),
    ("2", "The call or its input is wrong."),
    ("3", "A note changed underneath, and nothing was written."),
    ("4", "The environment failed: permission, a full disk, no git."),
)
_VARIABLES = (
    ("JOURNAL_VAULT", "The folder of notes where --vault names none."),
    ("JOURNAL_TODAY", "The day to take for today where --today names none."),
    ("VISUAL, EDITOR", "The editor that opens notes."),
    ("NO_COLOR", "Where it is set, nothing is coloured."),
)


def man_page() -> str:
    """The page in the language of man; it has no date and no version, so that only a change of a command changes it."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '.TH JOURNAL 1 "" "journal" "User Commands"'
    yield from (".SH NAME", r"journal \- plain-text follow-up: who is to be asked, nudged, thanked, told")
    yield from (".SH SYNOPSIS", ".B journal", "[VAULT]", ".br", ".B journal", "COMMAND […]")
    yield ".SH DESCRIPTION"
    yield _text("Alone it opens the terminal UI, or without a terminal does what “due” does.")
    yield ".SH COMMANDS"
    for command in commands():
        yield from _command(command)
    yield ".SH OPTIONS"
    yield _text("They stand before or after the command.")
    yield from _entries(COMMON)
    for title, rows in (("EXIT STATUS", _STATUSES), ("ENVIRONMENT", _VARIABLES)):
        yield f".SH {title}"
        for name, said in rows:
            yield from (".TP", f".B {_text(name)}", _text(said))


def _command(command: Command) -> Iterator[str]:
    """The section of one command: what it does, its words and its options."""
    words, line = LINES[command.name]
    yield f'.SS "{_text(f"journal {command.name} {words}".rstrip())}"'
    yield _text(f"{line[0].upper()}{line[1:]}.")
    if command.more:
        yield from (".PP", _text(" ".join(command.more.split())))
    yield from _entries(command.words)
    yield from _entries(command.options)


def _entries(listed: Sequence[Words | Option]) -> Iterator[str]:
    """A paragraph for each word or option: its name, and what it is for."""
    for each in listed:
        value = getattr(each, "value", None)
        yield from (".TP", f".B {_text(each.name)}" + (f" {_text(value)}" if value else ""), _text(each.help))


def _text(text: str) -> str:
    """A text as man takes it: dashes, backslashes and leading dots and quotes are no commands."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped[:1] in (".", "'") else escaped
