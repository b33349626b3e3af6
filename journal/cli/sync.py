"""``journal sync``: changes of this machine and of other machines, merged by git."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from journal.cli.call import Option
from journal.cli.command import Command
from journal.config import read_settings
from journal.model import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.cli.context import Context
    from journal.sync.synced import Synced

__all__ = ["COMMANDS"]

_DRY_RUN = Option("--dry-run", "fetch, and print what would be done; with --restore, the diff of it")
_RESTORE = Option("--restore", "only put back into the notes what merges of others have dropped")


def _sync(context: Context) -> int:
    if _RESTORE.name in context.call.options:
        from journal.cli.restore import restore

        return restore(context)
    from journal.cli import progress_bar
    from journal.sync.running import Listener
    from journal.sync.sync import sync

    root = Path(context.vault_folder)
    with progress_bar.shown(context.environment.stderr) as show:

        def say(sentence: str) -> None:
            if show:
                show(0, 0)
            if not context.json:
                context.print(sentence)

        done = sync(
            root,
            read_settings(root),
            context.environment.user_state(),
            say,
            may_ask=context.environment.has_terminal,
            dry_run=_DRY_RUN.name in context.call.options,
            listener=Listener((lambda what, done, total: show(done, total, what)) if show else None),
            name_of=lambda name: context.vault.resolver.party(name, Kind.PERSON).name,
        )
    from journal.cli.restore import print_looked

    if context.json:
        context.print_json(_document(done))
    else:
        for won in done.winners:
            context.print(won.sentence)
        if done.looked:
            print_looked(context, done.looked)
        for left in done.conflicts:
            context.print(left.sentence)
        if done.conflicts:
            which, path = ("it", quote(done.conflicts[0].path)) if len(done.conflicts) == 1 else ("each", "NOTE")
            context.print(f"Decide {which} (“journal resolve {path}”), then sync again.")
        if done.pushed > bool(done.committed):
            _warn_of_markers(context)
    return 1 if done.conflicts else 0


def _warn_of_markers(context: Context) -> None:
    """Warn of conflict markers in notes, after commits that others or the person's own git made were pushed.

    What a sync itself commits has none that are new.
    """
    for found in context.vault.problems(context.today):
        if found.problem.code == "conflict":
            context.warn(f"{found.path} is out with conflict markers in it: “journal resolve {quote(found.path)}”.")


def _document(done: Synced) -> Any:
    from journal.cli.restore import loss_record

    return {
        "version": 1,
        "committed": done.committed,
        "notes": list(done.notes),
        "pulled": done.pulled,
        "pushed": done.pushed,
        "left": list(done.left),
        "winners": [
            {"path": won.path, "key": won.winner.key, "kept": won.winner.kept, "other": won.winner.other}
            for won in done.winners
        ],
        "conflicts": [
            {"path": left.path, "kind": left.kind, "keys": list(left.keys), "body": left.body}
            for left in done.conflicts
        ],
        "plan": done.is_plan,
        "lost": [loss_record(loss) for loss in done.looked.found] if done.looked else [],
        "skipped": list(done.looked.skipped) if done.looked else [],
    }


COMMANDS = (
    Command(
        "sync",
        _sync,
        options=(_DRY_RUN, _RESTORE),
        more="""The vault lies in git, journal.toml says git = true below [sync], and you ran journal init
or journal doctor --fix here once. Notes are merged by key. The exit status is 1 where a conflict is left to
you: journal resolve shows it, and the next sync goes on from there. docs/sync.md says more.""",
    ),
)
