"""The theme of an app: the one that was chosen last, else one that suits the terminal."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

from textual.app import App
from textual.theme import Theme

from journal import JournalError, showable
from tui import paint
from tui.preferences import Preferences

__all__ = ["put_on", "remember"]


def put_on(app: App[Any], preferences: Preferences) -> None:
    """Begin with the theme that was chosen last, if there still is one with that name."""
    for theme in paint.THEMES:
        app.register_theme(theme)
    chosen = preferences.theme()
    known = chosen if chosen in app.available_themes else None
    app.theme = paint.first_theme(app.console.color_system, os.environ, known)
    app.stylesheet.set_variables(app.get_css_variables())  # a theme that is no other than before tells nobody


def remember(app: App[Any], preferences: Preferences) -> None:
    """From now on keep the theme that the person chooses; where it cannot be kept, say so in a toast."""

    def keep(theme: Theme) -> None:
        try:
            preferences.remember(theme.name)
        except JournalError as error:
            app.call_from_thread(app.notify, showable(error.sentence), severity="warning", markup=False)

    def chosen(theme: Theme) -> None:
        app.run_worker(partial(keep, theme), thread=True)

    app.theme_changed_signal.subscribe(app, chosen)
