"""What every screen has: the bars around it, the keys that work everywhere, and questions to the vault."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Footer

from journal import FollowUp, JournalError, Vault
from journal.model import Day
from tui.dialogs.help import Help
from tui.keymap import KEYS, bind
from tui.messages import EditNote, ReadAgain, Shown
from tui.widgets.bars import Standing, StatusLine, TabBar, TopBar

__all__ = ["Clock", "View"]

Clock = Callable[[], Day]
"""Today, asked for anew each time."""


class View(Screen[None]):
    """A screen of the vault; ``body`` is what it shows, ``reload`` how it comes to know it."""

    VIEW: ClassVar[str] = ""
    """Name, the same as the Textual mode's; of the view it belongs to, for a screen on top of one."""
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("app.help", "help", show=True),
        bind("app.read", "read_again"),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__()
        self.vault, self.clock = vault, clock
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-tiny"), (8, "-short"), (16, "-tall")]

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield TabBar(self.VIEW)
        yield from self.body()
        yield StatusLine()
        yield Footer(compact=True)

    def body(self) -> ComposeResult:
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        self.post_message(Shown())

    def reload(self) -> None:
        """Ask the vault for what is shown; the answer comes later."""
        raise NotImplementedError

    def show_standing(self, standing: Standing) -> None:
        self.query_one(TopBar).show(standing)
        self.query_one(TabBar).show(standing)

    def say(self, text: str, *, wrong: bool = False) -> None:
        self.query_one(StatusLine).say(text, wrong=wrong)

    def fail(self, error: JournalError) -> None:
        self.say(error.sentence, wrong=True)

    def edit(self, follow_up: FollowUp) -> None:
        """Open an ask's note in the editor, at its first problem."""
        problems = self.vault.problems_of(follow_up.ask.note, self.clock())
        worst_first = sorted(problems, key=lambda problem: problem.severity)
        line = next((problem.line for problem in worst_first if problem.line), None)
        self.post_message(EditNote(follow_up.ask.note, line))

    def action_help(self) -> None:
        live: dict[str, list[str]] = {}
        for active in self.active_bindings.values():
            if (what := active.binding.id) is not None and what in KEYS:
                live.setdefault(what, []).append(self.app.get_key_display(active.binding))
        self.app.push_screen(Help([(" ".join(keys), KEYS[what].does) for what, keys in live.items()]))

    def action_read_again(self) -> None:
        self.post_message(ReadAgain())
