"""An app in which keys have a person's own bindings, and none is lost or does nothing without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.binding import Binding
from textual.events import InputEvent, Key

from tui.after_escape import AfterEscape
from tui.keymap import KEYS, keys_of, shown_key, spoken
from tui.preferences import Preferences
from tui.prompt import PromptApp
from tui.screens.view import View

__all__ = ["KeyedApp"]


class KeyedApp(PromptApp[None]):
    """An app that knows which keys a person has given the ids of the table."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._name_palette_key()

    def _name_palette_key(self) -> None:
        """Name the palette's key in the footer."""
        self.COMMAND_PALETTE_BINDING = keys_of("app.palette", self.own_keys)[0]  # type: ignore[misc]

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The remapped keyboard keys by id."""
        return self._preferences.keys

    def use_keys(self, preferences: Preferences) -> None:
        """Use other keyboard keys from now on."""
        self._preferences = preferences
        self._name_palette_key()
        self.set_keymap(preferences.keys)

    def get_key_display(self, binding: Binding) -> str:
        """A key for the footer, the help and the palette."""
        *modifiers, key = binding.key.split("+")
        return super().get_key_display(replace(binding, key="+".join([*modifiers, shown_key(key)])))

    def _ids(self, key: str) -> list[str]:
        """The ids that have a key."""
        return [what for what in KEYS if key in keys_of(what, self.own_keys)]

    def as_meant(self, event: InputEvent) -> InputEvent:
        """Esc alone where a key came right after it, which is held; a field may want that key with Alt."""
        if not isinstance(event, AfterEscape):
            return super().as_meant(event)
        if (event.is_with_alt and self._ids(event.key)) or self._types:
            return event.with_alt
        self.hold_first(event.typed)
        return event.escape

    @property
    def _types(self) -> bool:
        """Whether a letter is typed into what has the focus."""
        return self.focused is not None and self.focused.check_consume_key("a", "a")

    def on_key(self, event: Key) -> None:
        """Tell in a toast that a key does nothing on this screen, and which key lists those that do."""
        if not isinstance(self.screen, View) or event.key in self.active_bindings:
            return
        elsewhere = self._ids(event.key)
        lists = f"{self.screen.key('app.help')} lists the keys that work here."
        if elsewhere:
            self.screen.toast(f"Not on this screen: {KEYS[elsewhere[0]].does}. {lists}")
        elif event.key.isdigit():
            self.screen.toast(f"No screen has the number {event.key}: the line at the top names those there are.")
        else:
            self.screen.toast(f"{shown_key(event.key)} does nothing here. {lists}")

    def action_help_quit(self) -> None:
        """Tell which key quits: Ctrl+C ends other programs."""
        sentence = f"{spoken('nav.quit', self.own_keys)} leaves the program; where you type, Esc comes first."
        self.notify(sentence, markup=False)
