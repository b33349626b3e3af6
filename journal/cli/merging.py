"""merge-driver as a command among the others: its help, and what a call by hand gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journal.cli.command import Command, Words
from journal.cli.merge_driver import NAME, driven

if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["COMMANDS"]

_MORE = (
    "git calls it where two sides changed a note; docs/sync.md says how to have it do so. The merged note is written "
    "to OURS. The exit status is 0, or 10 where conflicts are left between markers; at any other, OURS is as it was."
)
_WORDS = (
    Words("BASE", "the file both sides began with (%O)"),
    Words("OURS", "the file as this side has it (%A), and then the merged one"),
    Words("THEIRS", "the file as the other side has it (%B)"),
    Words("SIZE", "how long markers are (%L)"),
    Words("PATH", "the note's path, for messages (%P)"),
)


def _merge_driver(context: Context) -> int:
    words = [word for wanted in _WORDS for word in context.call.words[wanted.name]]
    return driven(words, context.environment.stderr)


COMMANDS = (Command(NAME, "merges one note by its keys, for git", _merge_driver, _WORDS, more=_MORE),)
