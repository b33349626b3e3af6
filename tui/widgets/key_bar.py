"""The bottom line of a screen: the keys that work now, as one line of text.

Textual's own Footer is a widget for each key; so many take longer to mount than all else on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Self

from textual import events
from textual.app import RenderResult
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from tui.widgets.filter_line import Words

__all__ = ["KeyBar"]

_LAST = ("view.preview", "form.leave")
"""Keys that come after the others."""


class KeyBar(Widget):
    """Shows the keys that are in the footer, as many as there is room for; a click does what the key does."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        color: $footer-description-foreground;
        background: $footer-background;
    }
    """

    def __init__(self, first: str = "", word: str = "", suits: Callable[[str], bool] = lambda _: True) -> None:
        """first: the id of the key to show first, on any screen. word: its label, in place of the table's.

        suits: whether the key of an id does something now; one that does not is left out.
        """
        super().__init__()
        self._first, self._word, self._suits = first, word, suits
        self._shown: list[tuple[str, Content]] | None = None
        """The keys as they were painted; None where they are to be painted anyway."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._updated)

    def put_first(self, id: str) -> None:
        """Show the key of another id first; "" for none."""
        if id != self._first:
            self._first = id
            self.look()

    def look(self) -> None:
        """Show the keys that do something now; painting them takes longer than finding that they are the same, which
        is not looked for where they are to be painted anyway.
        """
        if self._shown is not None and self._keys() != self._shown:
            self.refresh()

    def refresh(self, *regions: Region, **more: bool) -> Self:
        """Have the keys painted, whatever they are by then."""
        self._shown = None
        return super().refresh(*regions, **more)

    def _updated(self, _screen: Screen[object]) -> None:
        self.look()

    def _keys(self) -> list[tuple[str, Content]]:
        """The keys that do something now, each with its text, as many as there is room for; "" for what is no key."""
        works = self.screen.active_bindings  # which asks for each key whether it does something
        keys = [(binding.key, self._text(binding)) for binding in self._in_order(works.values())]
        if isinstance(self.screen.focused, Words):
            keys += [("enter", _key("⏎", "to the list")), ("", Content("  letters and digits are text"))]
        palette = self.app.COMMAND_PALETTE_BINDING if self.app.ENABLE_COMMAND_PALETTE else ""
        if palette not in works:
            return _fitted(keys, self.size.width) or keys[:1]
        text = self._text(works[palette].binding)
        keys = _fitted(keys, self.size.width - text.cell_length)
        gap = self.size.width - text.cell_length - _width(keys)
        return [*keys, ("", Content(" " * max(0, gap))), (palette, text)]

    def _in_order(self, works: Iterable[ActiveBinding]) -> list[Binding]:
        """What the keys of the bar do: first what is to come first, then the others in their order."""
        shown = [each for each in works if each.enabled and self._is_shown(each.binding)]
        by_action: dict[tuple[object, str], Binding] = {}
        for each in shown:
            by_action.setdefault((each.node, each.binding.action), each.binding)
        return sorted(by_action.values(), key=lambda binding: (not self._leads(binding), binding.id in _LAST))

    def _text(self, binding: Binding) -> Content:
        return _key(self.app.get_key_display(binding), self._word_of(binding))

    def _is_shown(self, binding: Binding) -> bool:
        """Whether it is a key for the bar, and does something now."""
        return (binding.show or self._leads(binding)) and self._suits(binding.id or "")

    def _leads(self, binding: Binding) -> bool:
        """Whether it is the key that comes first."""
        return bool(self._first) and binding.id == self._first

    def _word_of(self, binding: Binding) -> str:
        """The word for what a key does."""
        return self._word if self._word and self._leads(binding) else binding.description

    def render(self) -> RenderResult:
        self._shown = shown = self._keys()
        return Content("").join(text for _, text in shown)

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        right = 0
        for key, text in self._keys():
            right += text.cell_length
            if event.x < right:
                if key:
                    self.app.simulate_key(key)
                return


@lru_cache(maxsize=256)
def _key(shown: str, does: str) -> Content:
    return Content.assemble((f" {shown} ", "$footer-key-foreground bold"), does, " ")


def _fitted(keys: list[tuple[str, Content]], room: int) -> list[tuple[str, Content]]:
    """As many of some keys as fit in so many cells."""
    while keys and _width(keys) > room:
        keys = keys[:-1]
    return keys


def _width(keys: list[tuple[str, Content]]) -> int:
    """In cells."""
    return sum(text.cell_length for _, text in keys)
