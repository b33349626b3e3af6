"""``journal help``: the help of the program, or of one command, as a command of its own."""

from __future__ import annotations

from journal.cli.call import Words
from journal.cli.command import Command
from journal.cli.help import further, help_of, overview
from journal.cli.registry import NAMES, command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["COMMANDS"]


def _help(context: Context) -> int:
    name = context.call.word("COMMAND")
    if name is not None and name not in NAMES:
        from journal.cli.near_words import nearest_command
        from journal.errors import BadCall

        raise BadCall(f"“{name}” is no command{nearest_command(name, NAMES)} “journal help” lists the commands.")
    text = help_of(command(name)) if name else overview() + further()
    if context.json:
        context.print_json({"version": 1, "help": text})
        return 0
    for line in text.splitlines():
        context.print(line)
    return 0


COMMANDS = (Command("help", _help, (Words("COMMAND", "the name of a command", least=0),)),)
