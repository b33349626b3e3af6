"""``journal`` alone: opens the terminal UI, or says what is due where there is no terminal."""

from __future__ import annotations

import os

from journal.cli.call import Words
from journal.cli.command import Command
from journal.cli.which_vault import vault_around
from journal.errors import BadCall, NoVault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["BARE", "open_vault", "opens_ui"]


def opens_ui(context: Context) -> bool:
    """Whether there is a terminal and a UI to open on it."""
    return context.open_ui is not None and not context.json and context.environment.has_terminal


def open_vault(context: Context) -> int:
    """Run the UI on the vault, or ``due`` with --json, without a terminal or without a UI. Gives the exit status.

    Where no vault is named and none is found, the UI asks what to begin with.
    """
    if context.open_ui is None or not opens_ui(context):
        from journal.cli.asks import print_due

        return print_due(context)
    from pathlib import Path

    try:
        folder: Path | None = Path(context.vault_folder)
    except NoVault:
        folder = None
    return context.open_ui(folder, context.given_today, context.cache, None, context.network)


def _open(context: Context) -> int:
    folder = context.call.word("VAULT")
    if folder is None:
        return open_vault(context)
    if "--vault" in context.call.options:
        raise BadCall(f"Name the vault once: {folder}, or --vault {context.call.options['--vault']}.")
    place = os.path.join(context.environment.cwd, os.path.expanduser(folder))
    return open_vault(context.on_vault(vault_around(os.path.abspath(place)) or folder))


BARE = Command(
    "",
    _open,
    words=(Words("VAULT", "the folder of notes", least=0),),
)
"""What a call without a command is."""
