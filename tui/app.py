"""The terminal UI: one vault, its screens, and the thread that keeps them up to date."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App, SuspendNotSupported, SystemCommand
from textual.binding import BindingType
from textual.events import Key
from textual.logging import TextualHandler
from textual.screen import Screen
from textual.theme import Theme
from textual.timer import Timer

from journal import JournalError, Kind, Page, Vault, Watched, showable, wording
from journal.editor import editor_call
from tui import paint
from tui.editor import run_editor
from tui.keymap import KEYS, bind, keys_of, spoken
from tui.latest_query import LatestQuery
from tui.messages import ConditionChanged, Counted, EditNote, OpenPage, SwitchTo, VaultChanged
from tui.patient import PatientApp
from tui.preferences import Preferences
from tui.screens.follow_ups import FollowUpsScreen
from tui.screens.view import Clock, View
from tui.views import VIEWS, actions, made, made_page, places
from tui.watching import Watching
from tui.widgets.bars import Bars, Tab

__all__ = ["JournalApp", "run"]

_NEW_DAY = 10.0
"""Seconds between two looks at the clock for a new day."""
_AT_THE_LATEST = 1.0
"""Seconds after the start by which the folder is looked at."""
_UNTIL_COUNTING = 0.1
_UNTIL_READING = 1.0
"""Seconds that the screens have for themselves before problems are counted, and notes read for the search."""
_LESS_THAN_WATCHED = ("partly", "polling", "missing", "failing")
"""Ways of watching that the person should hear of."""
_NO_PREFERENCES = Preferences()


def run(vault: Vault, today: Clock, preferences: Preferences = _NO_PREFERENCES, at: Page | None = None) -> int:
    """Shows a vault until the person leaves; it need not have been looked at yet. Returns the exit status.

    at: the page to open with, on top of Follow-ups; None for Follow-ups alone.

    What is logged goes to Textual's console: a line on the terminal would stand in the screen.
    """
    logging.basicConfig(handlers=[TextualHandler(stderr=False)])
    app = JournalApp(vault, today, preferences, at)
    app.run()
    return app.return_code or 0


class JournalApp(PatientApp[None]):
    """Screens are modes; what changes in the folder reaches them as messages."""

    TITLE = "journal"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = FollowUpsScreen.VIEW
    COMMANDS = App.COMMANDS | {actions, places}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(bind(f"view.{digit}", f"view('{view.name}')") for digit, view in VIEWS.items()),
        bind("app.palette", "command_palette"),
        bind("meeting.new", "meeting"),
    ]

    def __init__(
        self, vault: Vault, today: Clock, preferences: Preferences = _NO_PREFERENCES, at: Page | None = None
    ) -> None:
        super().__init__()
        self._at = at
        self._preferences = preferences
        for theme in paint.THEMES:
            self.register_theme(theme)
        self.theme = paint.first_theme(self.console.color_system, os.environ, self._chosen_theme())
        self.COMMAND_PALETTE_BINDING = keys_of("app.palette", preferences.keys)[0]  # type: ignore[misc]  # for the footer
        self._vault, self._clock = vault, today
        self._today = today()
        self._watched: Watched | None = None
        self._known = False
        self._counts: dict[str, int] = {}
        self._watching = Watching(vault, self.post_message)
        self._counting = Timer(self, _UNTIL_COUNTING)
        self._problems: LatestQuery[int] = LatestQuery(self, self._show_problems, self._told_elsewhere)
        self._words: LatestQuery[tuple[int, int] | None] = LatestQuery(self, self._read_on, self._told_elsewhere)
        for view in VIEWS.values():
            if view.name != self.DEFAULT_MODE:
                self.add_mode(view.name, partial(made, view, vault, today))

    def get_default_screen(self) -> View:
        """The first screen is the default one: a mode's would have all styles parsed once more."""
        return FollowUpsScreen(self._vault, self._clock)

    def action_command_palette(self) -> None:
        from tui.commands import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def on_mount(self) -> None:
        self.add_mode(self.DEFAULT_MODE, self.get_default_screen)  # only now: it is there, to come back to
        self.set_keymap(self._preferences.keys)
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        self.set_interval(_NEW_DAY, self.look_at_clock)
        for sentence in filter(None, (self._vault.notice, self._vault.unfinished)):
            self.notify(showable(sentence), severity="warning", markup=False)
        self._watching.start()
        self.set_timer(_AT_THE_LATEST, self._settle_in)

    def _chosen_theme(self) -> str | None:
        """The theme that was chosen last, where there still is one of that name."""
        chosen = self._preferences.theme()
        return chosen if chosen in self.available_themes else None

    def _remember_theme(self, theme: Theme) -> None:
        """Keep what was chosen; to go without is not worth more than a word."""

        def remember() -> None:
            try:
                self._preferences.remember(theme.name)
            except JournalError as error:
                self.call_from_thread(self.notify, showable(error.sentence), severity="warning", markup=False)

        self.run_worker(remember, thread=True)

    def on_key(self, event: Key) -> None:
        """A key that works elsewhere says so where it does nothing."""
        if not isinstance(self.screen, View) or event.key in self.active_bindings:
            return
        elsewhere = [what for what in KEYS if event.key in keys_of(what, self._preferences.keys)]
        if elsewhere:
            lists = f"{self.screen.key('app.help')} lists the keys that work here."
            self.screen.toast(f"Not on this screen: {KEYS[elsewhere[0]].does}. {lists}")

    def on_unmount(self) -> None:
        self._watching.stop()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        wanted = ("Theme", "Screenshot")
        return (command for command in super().get_system_commands(screen) if command.title in wanted)

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The person's keys by id, where they are not those of the table."""
        return self._preferences.keys

    @property
    def bars(self) -> Bars:
        tabs = (
            Tab(view.name, spoken(f"view.{digit}", self.own_keys), view.title, self._counts.get(view.name))
            for digit, view in VIEWS.items()
        )
        condition = self._watched.short if self._watched else ""
        return Bars(wording.place(self._vault.root, Path.home()), self._today, condition, tuple(tabs))

    def _views(self) -> list[View]:
        """The screens of the current mode, with those below a dialog."""
        return [
            screen
            for screen in self.screen_stack
            if isinstance(screen, View) and screen.is_mounted and not self.leaving
        ]

    def _show_bars(self) -> None:
        for view in self._views():
            view.show_bars(self.bars)

    def _reload(self) -> None:
        """Everything on screen anew; only the bars before the first reading is done."""
        self._today = self._clock()
        self._show_bars()
        views = self._views() if self._known else []
        for view in views:
            view.reload()
        if views and self._at:
            from tui.screens.opening import open_page

            page, self._at = self._at, None
            open_page(views[-1], page)

    def on_shown(self) -> None:
        self._reload()

    def look_at_clock(self) -> None:
        if self._clock() != self._today:
            self._reload()

    def on_vault_changed(self, event: VaultChanged) -> None:
        """A write that changed nothing shows nothing anew."""
        if event.delta is not None and not event.delta:
            return
        self._known = True
        self._reload()
        self._counting.stop()
        self._counting = self.set_timer(_UNTIL_COUNTING, self._count_problems)
        self.set_timer(_UNTIL_READING, self._read_on)

    def _read_on(self, standing: tuple[int, int] | None = (0, 0)) -> None:
        """Have the search read what it does not know yet, a bit at a time, so that others have their turn.

        standing: how many of how many it knows, None for all.
        """
        if standing:
            self._words.ask(None, self._vault.catch_up)

    def _count_problems(self) -> None:
        self._problems.ask(None, lambda: self._vault.count_problems(self._today))

    def _show_problems(self, problems: int) -> None:
        self.post_message(Counted("problems", problems))

    def _told_elsewhere(self, error: JournalError) -> None:
        """What hinders counting hinders reading too, and the view says so."""

    def on_condition_changed(self, event: ConditionChanged) -> None:
        """The bar says it in a few words, a toast says it whole, once."""
        before, self._watched = self._watched, event.watched
        if event.watched.mode in _LESS_THAN_WATCHED and (before is None or before.mode != event.watched.mode):
            self.notify(showable(event.watched.sentence), severity="warning", markup=False)
        self._show_bars()

    def _settle_in(self) -> None:
        """Do what would have taken time from the first view, once that has its rows."""
        if not gc.isenabled():
            gc.freeze()  # what the start has made stays until the end
            gc.enable()
        self._watching.watch()

    def on_counted(self, event: Counted) -> None:
        self._settle_in()
        self._counts[event.view] = event.count
        self._show_bars()

    @on(OpenPage)
    def open_page(self, event: OpenPage) -> None:
        """On top of what is shown, so that Esc leads back there; not on top of itself."""
        page = made_page(event, self._vault, self._clock)
        here = self.screen.about if isinstance(self.screen, type(page)) else None
        if here and page.about and here.key == page.about.key:
            self.notify(showable(f"This is {here.name}."), markup=False)
        else:
            self.push_screen(page)

    def action_meeting(self) -> None:
        """Write down a meeting, with whom the screen is about."""
        from tui.screens.new import write_new

        if isinstance(self.screen, View):
            write_new(self.screen, Kind.MEETING, self.screen.whom_to_meet)

    def on_switch_to(self, event: SwitchTo) -> None:
        self.action_view(event.view)

    def on_read_again(self) -> None:
        self._watching.look()

    def action_view(self, view: str) -> None:
        self.switch_mode(view)

    def on_edit_note(self, event: EditNote) -> None:
        """The editor has the terminal until it is left; the folder is looked at right after."""
        if self.leaving:
            return
        path = self._vault.root / event.path
        try:
            call = editor_call(path, event.line, os.environ)
            with self.suspend():
                run_editor(call)
        except JournalError as error:
            self._edit_here(event, error.sentence)
        except SuspendNotSupported:
            self._edit_here(event, "No editor can open here: there is no terminal to give it.")
        except OSError as error:
            self._edit_here(event, f"{call[0]} cannot be started: {error.strerror}.")
        else:
            self._watching.look()

    def _edit_here(self, event: EditNote, why: str) -> None:
        from tui.editing import edit_here

        edit_here(self._views()[-1], event.path, event.line, why)
