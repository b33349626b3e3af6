"""The terminal UI: one vault, its screens, and the thread that keeps them up to date."""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App, SuspendNotSupported, SystemCommand
from textual.binding import BindingType
from textual.logging import TextualHandler
from textual.screen import Screen

from journal import JournalError, Vault, showable, wording
from tui import paint
from tui.commands import Actions
from tui.editor import editor_call
from tui.keymap import bind
from tui.messages import ConditionChanged, Counted, EditNote, SwitchTo
from tui.screens.follow_ups import FollowUpsScreen
from tui.screens.view import Clock, View
from tui.watching import Watching
from tui.widgets.bars import Standing, Tab

__all__ = ["JournalApp", "run"]

_VIEWS: tuple[tuple[str, type[View]], ...] = (("Follow-ups", FollowUpsScreen),)
"""Title and screen, in the order of their digits."""
_NEW_DAY = 10.0
"""Seconds between two looks at the clock for a new day."""


def run(vault: Vault, today: Clock) -> None:
    """Shows a vault until the person leaves; it need not have been looked at yet.

    What is logged goes to Textual's console: a line on the terminal would stand in the screen.
    """
    logging.basicConfig(handlers=[TextualHandler(stderr=False)])
    JournalApp(vault, today).run()


class JournalApp(App[None]):
    """Screens are modes; what changes in the folder reaches them as messages."""

    TITLE = "journal"
    CSS_PATH = "app.tcss"
    COMMANDS = App.COMMANDS | {Actions}
    COMMAND_PALETTE_BINDING = "colon"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(bind(f"view.{digit}", f"view('{view.VIEW}')") for digit, (_, view) in enumerate(_VIEWS, 1)),
        bind("app.palette", "command_palette"),
    ]

    def __init__(self, vault: Vault, today: Clock) -> None:
        super().__init__()
        self.theme = paint.first_theme(self.console.color_system, os.environ)
        self._vault, self._clock = vault, today
        self._today = today()
        self._condition = ""
        self._known = False
        self._counts: dict[str, int] = {}
        self._watching = Watching(vault, self.post_message)
        for _, view in _VIEWS:
            self.add_mode(view.VIEW, partial(view, vault, today))

    def on_mount(self) -> None:
        self.switch_mode(_VIEWS[0][1].VIEW)
        self.set_interval(_NEW_DAY, self.look_at_clock)
        self._watching.start()

    def on_unmount(self) -> None:
        self._watching.stop()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        wanted = ("Theme", "Screenshot")
        return (command for command in super().get_system_commands(screen) if command.title in wanted)

    @property
    def standing(self) -> Standing:
        tabs = (
            Tab(view.VIEW, str(digit), title, self._counts.get(view.VIEW))
            for digit, (title, view) in enumerate(_VIEWS, 1)
        )
        return Standing(wording.place(self._vault.root, Path.home()), self._today, self._condition, tuple(tabs))

    def _views(self) -> list[View]:
        """The screens of the current mode, with those below a dialog."""
        return [screen for screen in self.screen_stack if isinstance(screen, View) and screen.is_mounted]

    def _tell_standing(self) -> None:
        for view in self._views():
            view.show_standing(self.standing)

    def _reload(self) -> None:
        """Everything on screen anew; only the bars before the first reading is done."""
        self._today = self._clock()
        self._tell_standing()
        for view in self._views() if self._known else ():
            view.reload()

    def on_shown(self) -> None:
        self._reload()

    def look_at_clock(self) -> None:
        if self._clock() != self._today:
            self._reload()

    def on_vault_changed(self) -> None:
        self._known = True
        self._reload()

    def on_condition_changed(self, event: ConditionChanged) -> None:
        self._condition = event.condition
        self._tell_standing()

    def on_counted(self, event: Counted) -> None:
        self._counts[event.view] = event.count
        self._tell_standing()

    def on_switch_to(self, event: SwitchTo) -> None:
        self.action_view(event.view)

    def on_read_again(self) -> None:
        self._watching.look()

    def action_view(self, view: str) -> None:
        self.switch_mode(view)

    def on_edit_note(self, event: EditNote) -> None:
        """The editor has the terminal until it is left; the folder is looked at right after."""
        path = self._vault.root / event.note.path
        try:
            call = editor_call(path, event.line, os.environ)
            with self.suspend():
                subprocess.run(call, check=False)
        except JournalError as error:
            self.notify(showable(error.sentence), severity="error", markup=False)
        except SuspendNotSupported:
            self.notify("No editor can open here: there is no terminal to give it.", severity="error", markup=False)
        except OSError as error:
            self.notify(showable(f"{call[0]} cannot be started: {error.strerror}."), severity="error", markup=False)
        else:
            self._watching.look()
