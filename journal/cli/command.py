"""What a command is."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from journal.cli.call import Option, Words
    from journal.cli.context import Context

__all__ = ["Command"]


class Command:
    """A command: its name, its words and options, and what it does.

    run: gives the exit status. more: a paragraph for its help, below the line from the registry.
    """

    __slots__ = ("more", "name", "options", "run", "words")

    def __init__(
        self,
        name: str,
        run: Callable[[Context], int],
        words: tuple[Words, ...] = (),
        options: tuple[Option, ...] = (),
        more: str = "",
    ) -> None:
        self.name, self.run, self.words, self.options, self.more = name, run, words, options, more
