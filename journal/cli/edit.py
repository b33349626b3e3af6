"""``journal edit`` and ``journal open``: a note in the editor, a note on the screen."""

from __future__ import annotations

import subprocess

from journal.cli.call import Words
from journal.cli.command import Command
from journal.cli.open_ui import open_vault, opens_ui
from journal.cli.show import show
from journal.cli.which_notes import note_to_write, page_meant
from journal.editor import editor_call
from journal.errors import EnvironmentFailed, NotUnderstood
from journal.model import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["COMMANDS", "open_editor"]


def _open(context: Context) -> int:
    """Open the UI at the page of a note; without a terminal or a UI, print the page, or what is due where no note is
    named.
    """
    if context.call.word("NOTE") is None:
        return open_vault(context)
    if context.open_ui is None or not opens_ui(context):
        return show(context)
    from pathlib import Path

    page = page_meant(context, context.call.words["NOTE"][0])
    return context.open_ui(Path(context.vault_folder), context.given_today, context.cache, page, None)


def _edit(context: Context) -> int:
    note = note_to_write(context, context.call.words["NOTE"][0])
    kind = context.vault.kind(note)
    open_editor(context, note.path)
    _doubt_edited(context, note.path, kind)
    return 0


def _doubt_edited(context: Context, path: str, kind: Kind) -> None:
    """Warn of the errors in a note that was edited, and where it is not of its kind any more."""
    context.vault.reconcile([path])
    try:
        page = context.vault.page_at(path, context.today)
    except NotUnderstood:  # renamed or deleted, as the person knows
        return
    for problem in page.problems:
        if problem.severity == "error":
            place = path if problem.line is None else f"{path}:{problem.line}"
            context.warn(f"{place}: {problem.message}")
    now = context.vault.kind(page.note) if page.note else kind
    if kind not in (now, Kind.NOTE):
        context.warn(f"{path} is no {kind} any more ({now}).")


def open_editor(context: Context, path: str) -> None:
    """Open the note at a path in the editor, and wait until that ends. Raises EnvironmentFailed."""
    call = editor_call(context.vault.root / path, None, context.environment.variables)
    try:
        status = subprocess.run(call, check=False).returncode
    except OSError as error:
        raise EnvironmentFailed(f"{call[0]} cannot be started ({error.strerror}): set VISUAL to another.") from None
    if status:
        raise EnvironmentFailed(f"{call[0]} ended with {status}: look whether {path} is as you want it.")


COMMANDS = (
    Command(
        "edit",
        _edit,
        (Words("NOTE", "its id, path or title; on a terminal, a part will do"),),
        more="The editor is VISUAL, else EDITOR, else the first that is there; journal doctor says which.",
    ),
    Command(
        "open",
        _open,
        (Words("NOTE", "its id, path or title, or a part that only it has", least=0),),
        more="""Esc leads from there to what needs follow-up; without NOTE it opens with that.
Without a terminal it prints what journal show does, or journal due.""",
    ),
)
