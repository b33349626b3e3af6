"""merge-driver as a command among the others: its help, and what a call by hand gets."""

from __future__ import annotations

from journal.cli.call import Words
from journal.cli.command import Command
from journal.cli.merge_driver import NAME, NUMBER_OF_WORDS, driven

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.cli.context import Context

__all__ = ["COMMANDS"]

_MORE = (
    "git calls it where two sides changed a note; docs/sync.md says how to have it do so. The merged note is written "
    "to A. The exit status is 0, or 10 where conflicts are left between markers; at any other, A is as it was."
)
_WORDS = Words(
    "O A B L P",
    "what git gives for %O %A %B %L %P: the files of base, ours and theirs, how long markers are, and the note's path",
    least=NUMBER_OF_WORDS,
    most=NUMBER_OF_WORDS,
)


def _merge_driver(context: Context) -> int:
    return driven(context.call.words[_WORDS.name], context.environment.stderr)


COMMANDS = (Command(NAME, _merge_driver, (_WORDS,), more=_MORE),)
