"""Losses of foreign merges: told after a sync, and put back by ``journal sync --restore``."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from journal.config import read_settings
from journal.conflict import is_in_conflict
from journal.sync.losses import changes, look_at_merges, open_losses, sentence
from journal.sync.sync import opened
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.cli.context import Context
    from journal.sync.losses import Looked, Loss

__all__ = ["loss_record", "print_looked", "restore"]


def restore(context: Context) -> int:
    """Put back everything that is still missing, as one undo step; 1 where conflicts are left to decide, else 0."""
    from journal.cli.write_options import is_dry, print_written

    root, state = Path(context.vault_folder), context.environment.user_state()
    git, repository = opened(root, state, read_settings(root))
    skipped = look_at_merges(git, repository, state).skipped
    losses = open_losses(root, state)
    summary = f"Put back what {count(len({loss.merge for loss in losses}), 'merge')} of others dropped"
    written = context.vault.put_all(summary, changes(git, root, losses), dry_run=is_dry(context))
    if context.json or (is_dry(context) and written):
        print_written(context, written)
    else:
        for loss in losses:
            context.print(sentence(loss, context.today))
        for told in skipped:
            context.print(told)
        context.print(written.summary if losses else "No merge of others dropped anything that is missing now.")
    open_ones = [change.path for change in written.changes if is_in_conflict(change.after)]
    for path in () if context.json else open_ones:
        context.print(f"{path}: another value is there now; “journal resolve {quote(path)}” decides")
    return 1 if open_ones else 0


def print_looked(context: Context, looked: Looked) -> None:
    """Print what the last look at other programs' merges found."""
    for loss in looked.found:
        context.print(f"Lost: {sentence(loss, context.today)}")
    if looked.found:
        context.print("“journal sync --restore” puts back what is missing.")
    for told in looked.skipped:
        context.print(told)


def loss_record(loss: Loss) -> Any:
    """A loss in JSON (docs/cli.md)."""
    return {
        "path": loss.path,
        "title": loss.title,
        "merge": loss.merge,
        "day": loss.day,
        "keys": [key.key for key in loss.lost.keys],
        "lines": list(loss.lost.lines),
        "note": loss.is_of_note,
    }
