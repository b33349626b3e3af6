"""Where no vault is found: look around in the example, start a vault, or open a folder."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from journal import wording
from journal.places import is_home_or_above
from tui import theme
from tui.keymap import bind
from tui.patient import PatientApp
from tui.preferences import Preferences
from tui.widgets.key_bar import KeyBar
from tui.widgets.rows import CURSOR

__all__ = ["Beginning", "Calls"]

Calls: TypeAlias = Sequence[Sequence[str]]
"""What follows, as calls of the command line, one after the other."""
_NEW = "journal"
"""The folder in which a vault starts where we are at home, which holds more than notes."""


class _Choices(OptionList, inherit_bindings=False):
    """Its keys are those of the app, which may be the person's own."""


class Beginning(PatientApp[Calls]):
    """A small app that gives the calls to make for what the person chose; None where they leave."""

    CSS = """
    Screen { align: center middle; }
    #question { width: 76; max-width: 100%; height: auto; padding: 1 2; }
    OptionList { width: 100%; max-width: 76; min-width: 20; height: auto; border: none; }
    Input { width: 76; max-width: 100%; display: none; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("nav.open", "choose", show=True),
        bind("nav.back", "back", show=True),
        bind("nav.quit", "quit", show=True),
        bind("list.down", "move(1)"),
        bind("list.up", "move(-1)"),
    ]

    def __init__(self, cwd: Path, home: Path, preferences: Preferences) -> None:
        super().__init__()
        theme.put_on(self, preferences)
        self._preferences = preferences
        self._cwd = cwd
        self._start = home / _NEW if is_home_or_above(cwd, home) else cwd
        where = "here, in" if self._start == cwd else "in"
        self._choices = (
            "Look around in the example: a copy, yours to try things on",
            f"Start one {where} {wording.place(self._start, home)}: adds settings and templates, changes no note",
            "Open a folder of notes: type where it is",
        )

    def compose(self) -> ComposeResult:
        yield Static(
            Content(
                "journal keeps track of whom you asked for help, what came of it, and whom you owe word or thanks.\n\n"
                "There is no vault here yet. A vault is a folder of plain notes that you own."
            ),
            id="question",
        )
        yield _Choices(*(Option(Content(choice)) for choice in self._choices))
        yield Input(placeholder="~/notes")
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_keymap(self._preferences.keys)
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Mark the highlighted line with a sign, for a person who sees no colours."""
        for place, choice in enumerate(self._choices):
            sign = CURSOR if place == event.option_index else " "
            event.option_list.replace_option_prompt_at_index(place, Content(f"{sign} {choice}"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the calls for the choice; the last one first asks for a folder."""
        if event.option_index == 0:
            self.exit([["demo"]])
        elif event.option_index == 1:
            self.exit([["init", str(self._start)], ["--vault", str(self._start)]])
        else:
            self._ask_folder(shown=True)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """End with the typed folder, or show a toast where it is not there."""
        folder = self._cwd / os.path.expanduser(event.value.strip())
        there: bool = await asyncio.to_thread(folder.is_dir)
        if there and event.value.strip():
            self.exit([["--vault", str(folder)]])
        else:
            self.notify(f"There is no folder {wording.place(folder, Path.home())}.", severity="error", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turn letter keys off while a folder is typed; the key back works only there."""
        if action in ("choose", "back"):
            return isinstance(self.focused, Input) is (action == "back")
        return super().check_action(action, parameters)

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    async def action_back(self) -> None:
        self._ask_folder(shown=False)

    def action_move(self, step: int) -> None:
        choices = self.query_one(OptionList)
        choices.highlighted = ((choices.highlighted or 0) + step) % len(self._choices)

    def _ask_folder(self, *, shown: bool) -> None:
        """Show or hide the field for a folder, and move the focus to it or to the choices."""
        typed = self.query_one(Input)
        typed.display = shown
        (typed if shown else self.query_one(OptionList)).focus()
