"""The terminal UI: one vault, its screens, and the thread that keeps them up to date."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.command import Provider
from textual.events import Event, Key
from textual.logging import TextualHandler

from journal import Page, Vault, Watched, showable, wording
from tui import theme
from tui.after_escape import tell_escape
from tui.background import Background
from tui.editor import edit
from tui.keyed_app import KeyedApp
from tui.keymap import bind, spoken
from tui.messages import ConditionChanged, Counted, EditNote, OpenPage, SwitchTo, VaultChanged
from tui.notices import Notices
from tui.preferences import Preferences
from tui.screens.follow_ups import FollowUpsScreen
from tui.screens.view import Clock, View
from tui.syncing import Syncing
from tui.views import VIEWS, actions, made, made_page, places
from tui.watching import Watching
from tui.widgets.bars import Bars, Tab

if TYPE_CHECKING:
    from journal import Network

__all__ = ["JournalApp", "run"]

_NEW_DAY = 10.0
"""Seconds between two looks at the clock for a new day, and at what there is to tell of the vault."""
_TICK = 2.0
"""Seconds between two looks at what git did, and whether it is time to commit."""
_AT_THE_LATEST = 1.0
"""Seconds after the start by which the folder is looked at."""
_NO_PREFERENCES = Preferences()


def run(vault: Vault, today: Clock, preferences: Preferences = _NO_PREFERENCES, at: Page | None = None) -> int:
    """Shows a vault until the person leaves; it need not have been looked at yet. Returns the exit status.

    at: the page to open with, on top of Follow-ups; None for Follow-ups alone.

    What is logged goes to Textual's console: a line on the terminal would stand in the screen.
    """
    logging.basicConfig(handlers=[TextualHandler(stderr=False)])
    tell_escape()
    app = JournalApp(vault, today, preferences, at)
    app.run()
    return app.return_code or 0


class JournalApp(KeyedApp):
    """Screens are modes; what changes in the folder reaches them as messages."""

    TITLE = "journal"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = FollowUpsScreen.VIEW
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {actions, places}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(bind(f"view.{digit}", f"view('{view.name}')") for digit, view in VIEWS.items()),
        bind("app.palette", "command_palette"),
        bind("meeting.new", "meeting"),
        bind("app.sync", "sync"),
    ]

    def __init__(
        self, vault: Vault, today: Clock, preferences: Preferences = _NO_PREFERENCES, at: Page | None = None
    ) -> None:
        super().__init__(preferences)
        self._at = at
        theme.put_on(self, preferences)
        self._vault, self._clock = vault, today
        self._today = today()
        self._watched: Watched | None = None
        self._known = False
        self._counts: dict[str, int] = {}
        self._watching = Watching(vault, self.post_message)
        self.syncing = Syncing(self, vault, today, self._show_bars)
        self._background = Background(self, vault, today, self.syncing.count_waiting)
        self._notices = Notices(self, vault, preferences, self._apply_preferences)
        for view in VIEWS.values():
            if view.name != self.DEFAULT_MODE:
                self.add_mode(view.name, partial(self._styled_once, partial(made, view, vault, today)))

    def get_default_screen(self) -> View:
        """The first screen is the default one: a mode's would have all styles parsed once more."""
        return self._styled_once(lambda: FollowUpsScreen(self._vault, self._clock))

    def _styled_once(self, make: Callable[[], View]) -> View:
        """A new screen, which is styled as its widgets are made; Textual would parse all styles once more for it."""
        screen = make()
        screen._css_update_count = self._css_update_count
        return screen

    def _apply_preferences(self, preferences: Preferences, new_settings: bool) -> None:
        """Use other keyboard keys from now on, and where the vault's settings have changed, look at and show
        everything anew.
        """
        self.use_keys(preferences)
        if new_settings:
            self._watching.look()
            self.post_message(VaultChanged())

    def action_command_palette(self) -> None:
        from tui.commands import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette("an action, a person, a goal or an ask"))

    def search_themes(self) -> None:
        """Open a palette of the themes, with our Palette instead of Textual's."""
        from textual.theme import ThemeProvider

        from tui.commands import Palette

        self.push_screen(Palette("a theme", [ThemeProvider]))

    def on_mount(self) -> None:
        self.add_mode(self.DEFAULT_MODE, self.get_default_screen)  # only now: it is there, to come back to
        self.set_keymap(self._preferences.keys)
        theme.remember(self, self._preferences)
        self.set_interval(_NEW_DAY, self.look_at_clock)
        self.set_interval(_TICK, self.syncing.tick)
        self._notices.stand_on_top()
        self._notices.look()
        self._watching.start()
        self.set_timer(_AT_THE_LATEST, self._settle_in)

    def on_unmount(self) -> None:
        self._watching.stop()

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key):
            self._watching.put_off()
        await super().on_event(event)

    @property
    def bars(self) -> Bars:
        """The top bar and the tabs as they are now."""
        tabs = (
            Tab(view.name, spoken(f"view.{digit}", self.own_keys), view.title, self._counts.get(view.name))
            for digit, view in VIEWS.items()
        )
        condition = " · ".join(filter(None, [self._watched.short if self._watched else "", self.syncing.short]))
        return Bars(wording.place(self._vault.root, Path.home()), self._today, condition, tuple(tabs))

    def _views(self) -> list[View]:
        """The screens of the current mode, with those below a dialog; none that is taken down, and so empty."""
        return [
            screen
            for screen in self.screen_stack
            if isinstance(screen, View) and screen.is_mounted and screen.children and not self.leaving
        ]

    def _show_bars(self) -> None:
        """Show the bars anew on all views of the current mode."""
        for view in self._views():
            view.show_bars(self.bars)

    def reload(self) -> None:
        """Reload everything on screen; before the notes have been read once, only the bars."""
        self._today = self._clock()
        self._show_bars()
        views = self._views() if self._known else []
        for view in views:
            view.reload()
        if views and self._at:
            from tui.screens.opening import open_page

            page, self._at = self._at, None
            self.call_later(open_page, views[-1], page)

    def look_at_clock(self) -> None:
        """Reload all views after midnight, and tell what is new of the vault itself."""
        self._notices.look()
        if self._clock() != self._today:
            self.reload()

    def on_vault_changed(self, event: VaultChanged) -> None:
        """Reload what is on screen after a change to the vault; do nothing where the change is known to be empty."""
        if event.delta is not None and not event.delta:
            return
        self._known = True
        self.reload()
        self._background.begin()
        self._notices.look()
        self.syncing.changed()

    def on_condition_changed(self, event: ConditionChanged) -> None:
        """Show how the vault is watched: in a few words in the bar, and once in a toast."""
        self._watched = event.watched
        self._notices.watched(event.watched)
        self._show_bars()

    def _settle_in(self) -> None:
        """Do what would have delayed the first view, once that has its rows."""
        if not gc.isenabled():
            gc.freeze()  # what the start has made stays until the end
            gc.enable()
        self._watching.watch()

    def on_counted(self, event: Counted) -> None:
        """Show a view's number in its tab. The first one also means that the first view has its rows, to be painted."""
        self.call_after_refresh(self._settle_in)
        self._counts[event.view] = event.count
        self._show_bars()

    @on(OpenPage)
    def open_page(self, wanted: OpenPage) -> None:
        """Open a page on top of the screen, so that Esc leads back; not on top of itself or of a dialog."""
        if not isinstance(self.screen, View):
            return
        page = made_page(wanted, self._vault, self._clock)
        here = self.screen.about if isinstance(self.screen, type(page)) else None
        if here and page.about and here.key == page.about.key:
            self.notify(showable(f"This is {here.name}."), markup=False)
        else:
            self.push_screen(page)

    def action_meeting(self) -> None:
        """Open the next meeting with the people that the screen is about, its list filled, else the form for one."""
        from tui.screens.beginning_meeting import begin_meeting

        if isinstance(self.screen, View):
            begin_meeting(self.screen)

    @cached_property
    def network(self) -> Network:
        """The people around the vault, and in the exports that config.toml names."""
        from journal import Network

        return Network(self._vault, lambda: self._preferences.files)

    def action_sync(self) -> None:
        """Show the plan of a sync and ask whether to do it."""
        if isinstance(self.screen, View):
            self.syncing.open()

    def on_switch_to(self, event: SwitchTo) -> None:
        """Go to the view that was clicked or asked for."""
        self.action_view(event.view)

    def on_read_again(self) -> None:
        """Look at the folder now."""
        self._watching.look()

    def action_view(self, view: str) -> None:
        """Go to the list of a view; pages on top of this one are closed."""
        for _ in self.screen_stack[1:]:
            self.pop_screen()
        self.switch_mode(view)

    def on_edit_note(self, event: EditNote) -> None:
        """Run the editor on the terminal, then look at the folder."""
        if self.leaving:
            return
        if why := edit(self, self._vault.root / event.path, event.line):
            from tui.editing import edit_here

            edit_here(self._views()[-1], event.path, event.line, why)
        else:
            self._watching.look()
