"""``journal today``: the note of a day, in the editor or with a line more (docs/practice.md 1)."""

from __future__ import annotations

from journal.cli.call import Option, Words
from journal.cli.command import Command
from journal.cli.write_options import DRY_RUN, is_dry, print_written
from journal.errors import BadCall
from journal.typed_dates import typed_day
from journal.vault.write.write_result import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["COMMANDS"]

_ON = Option("--on", "the day, if it is not today: yesterday, fri (the coming one), 5 Jan", "DATE")

_BOX = "[ ] "
"""What makes a line a task; it stands before the time."""


def _today(context: Context) -> int:
    words, on = context.call.words["TEXT"], context.call.options.get(_ON.name)
    text = " ".join(" ".join(words).split()).removeprefix("- ")
    box = _BOX if text.startswith(_BOX) else ""
    if words and not text:
        raise BadCall("A line needs words: journal today met Maria at the fair. Without any, your editor opens.")
    day = typed_day(on, context.today) if on else context.today
    environment, vault = context.environment, context.vault
    time = f"{environment.time_of_day()} " if day == environment.clock() else ""
    path = vault.path_of_day(day)
    written = vault.note_of_day(
        day, (f"- {box}{time}{text.removeprefix(box)}",) if text else (), dry_run=is_dry(context)
    )
    if context.json:
        context.print_json(record(written) | {"path": path})
    elif text or is_dry(context):
        print_written(context, written)
    elif environment.has_terminal:
        from journal.cli.edit import open_editor

        open_editor(context, path)
    else:
        context.print(str(vault.root / path), whole=True)
    return 0


COMMANDS = (
    Command(
        "today",
        _today,
        (Words("TEXT", "a line to add, with the time before it", least=0, most=None),),
        (_ON, DRY_RUN),
        """The note is made where there is none, from templates/day.md in the vault's folder of templates, else with the
day as its heading. Without TEXT it opens in your editor, and without a terminal its path is printed. Where it
is, says [journal] path in journal.toml: journal/%Y-%m-%d.md, if nothing else is set.""",
    ),
)
