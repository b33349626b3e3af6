"""What a command is."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from journal.cli.call import Option, Words
    from journal.cli.context import Context

__all__ = ["Command"]


class Command:
    """One command: what it is called, what its help says, what a call may hold, and what it does.

    help: one sentence. more: what else its help says, a paragraph. run: gives the exit status.
    """

    __slots__ = ("help", "more", "name", "options", "run", "words")

    def __init__(
        self,
        name: str,
        help: str,
        run: Callable[[Context], int],
        words: tuple[Words, ...] = (),
        options: tuple[Option, ...] = (),
        more: str = "",
    ) -> None:
        self.name, self.help, self.run, self.words, self.options, self.more = name, help, run, words, options, more
