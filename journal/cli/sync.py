"""``journal sync``: changes of this machine and of others, brought together by git."""

from __future__ import annotations

from journal.cli.call import Option
from journal.cli.command import Command
from journal.config import read_settings
from journal.model import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.cli.context import Context
    from journal.sync.left_open import Left
    from journal.sync.sync import Synced

__all__ = ["COMMANDS", "conflict_sentence"]

_DRY_RUN = Option("--dry-run", "fetch, and print what would be done")


def _sync(context: Context) -> int:
    from journal.cli import progress_bar
    from journal.sync.running import Listener
    from journal.sync.sync import sync

    root = context.vault_folder
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
    if context.json:
        context.print_json(_document(done))
    else:
        for won in done.winners:
            kept, other = won.winner.kept or "removed", won.winner.other or "removed"
            context.print(f"{won.path}: {won.winner.key} {kept}, not {other}")
        for left in done.conflicts:
            context.print(conflict_sentence(left))
        if done.conflicts:
            context.print("Decide these (“journal resolve NOTE”), then sync again.")
    return 1 if done.conflicts else 0


def conflict_sentence(left: Left) -> str:
    """A conflict in a line: Maria intro (asks/x.md): outcome, body."""
    name = left.path if left.title == left.path else f"{left.title} ({left.path})"
    what = ", ".join((*left.keys, *(["body"] if left.body else [])))
    return f"{name}: {what or left.other}"


def _document(done: Synced) -> Any:
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
    }


COMMANDS = (
    Command(
        "sync",
        _sync,
        options=(_DRY_RUN,),
        more="""The vault lies in git, journal.toml says git = true below [sync], and you ran journal init
or journal doctor --fix here once. Notes are merged by key. The exit status is 1 where a conflict is left to
you: journal resolve shows it, and the next sync goes on from there. docs/sync.md says more.""",
    ),
)
