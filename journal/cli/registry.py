"""Which commands there are, and in which module; only the one that is called is imported."""

from __future__ import annotations

from collections.abc import Iterator

from journal.cli.command import Command

__all__ = ["NAMES", "command", "commands"]

_FAMILIES = {
    "demo": ("demo",),
    "init": ("init",),
    "asks": ("due", "list"),
    "parties": ("contacts", "goals"),
    "notes": ("notes", "search"),
    "show": ("show",),
    "new": ("new",),
    "steps": ("send", "nudge", "answer", "promise", "outcome", "thank", "report", "park", "close", "snooze"),
    "draft": ("draft",),
    "fields": ("set", "unset"),
    "edit": ("edit", "open"),
    "undo": ("undo", "redo"),
    "check": ("check",),
    "watch": ("watch",),
    "keys": ("keys",),
    "sync": ("sync",),
    "resolve": ("resolve",),
    "doctor": ("doctor",),
    "merge_command": ("merge-driver",),
}
"""Module to its commands, in the order of the help."""

NAMES = {name: family for family, names in _FAMILIES.items() for name in names}


def command(name: str) -> Command:
    """The command of that name, which is one of NAMES."""
    from importlib import import_module

    family: tuple[Command, ...] = import_module(f"journal.cli.{NAMES[name]}").COMMANDS
    return next(command for command in family if command.name == name)


def commands() -> Iterator[Command]:
    """Every command, in the order of the help."""
    return map(command, NAMES)
