"""``journal undo`` and ``journal redo``."""

from __future__ import annotations

from journal.cli.command import Command
from journal.cli.context import Context
from journal.cli.writing import DRY_RUN, is_dry, say_written

__all__ = ["COMMANDS"]


def _undo(context: Context) -> int:
    say_written(context, context.vault.undo(dry_run=is_dry(context)))
    return 0


def _redo(context: Context) -> int:
    say_written(context, context.vault.redo(dry_run=is_dry(context)))
    return 0


COMMANDS = (
    Command(
        "undo",
        "takes back the newest write",
        _undo,
        options=(DRY_RUN,),
        more="It can be repeated. A note that has changed since is left alone, and the exit status is 3.",
    ),
    Command("redo", "does again what was taken back last", _redo, options=(DRY_RUN,)),
)
