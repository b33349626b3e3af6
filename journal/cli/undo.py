"""``journal undo`` and ``journal redo``."""

from __future__ import annotations

from journal.cli.call import Option
from journal.cli.command import Command
from journal.cli.write_options import DRY_RUN, is_dry, print_written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context
    from journal.sync.vault_sync import VaultSync

__all__ = ["COMMANDS"]


_OTHERS = Option("--others", "where a note has changed since, take back the others; pass over what cannot be")


def _undo(context: Context) -> int:
    others = _OTHERS.name in context.call.options
    print_written(context, _sync(context).undo(dry_run=is_dry(context), others=others))
    return 0


def _redo(context: Context) -> int:
    print_written(context, _sync(context).redo(dry_run=is_dry(context)))
    return 0


def _sync(context: Context) -> VaultSync:
    from journal.sync.vault_sync import VaultSync

    return VaultSync(context.vault, context.environment.user_state())


COMMANDS = (
    Command(
        "undo",
        _undo,
        options=(_OTHERS, DRY_RUN),
        more="It can be repeated. Where a note has changed since, nothing is taken back, and the exit status is 3.",
    ),
    Command("redo", _redo, options=(DRY_RUN,)),
)
