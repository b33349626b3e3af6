"""A screen with keyboard keys: how they are called, which of them do something now, and the help that lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import on
from textual.binding import BindingType

from journal.keyboard import by_group
from tui.keymap import KEYS, bind, spoken
from tui.messages import OpenPage
from tui.screens.in_front import InFront
from tui.widgets.key_bar import KeyBar
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from journal import Network

__all__ = ["HasKeys", "Keyed"]

_TABS = [what for what in KEYS if re.fullmatch(r"view\.\d", what)]
_TO_TABS = "go to a screen, as the tabs say"
"""What the keys of the tabs do; the help has them in one line."""


class HasKeys(Protocol):
    """What a view needs of the app that it runs in."""

    @property
    def own_keys(self) -> Mapping[str, str]:
        """The remapped keyboard keys by id."""

    @property
    def network(self) -> Network:
        """The people around the vault."""

    def hold_keys(self) -> None:
        """Hold the keys that follow."""

    async def let_keys_go(self) -> None:
        """Let the held keys act."""

    def open_page(self, wanted: OpenPage) -> None:
        """Open a page, unless a dialog was opened meanwhile."""

    def reload(self) -> None:
        """Reload the views that are on screen."""


class Keyed(InFront):
    """A screen that says which keys do something now: the key bar leaves out those that would only say why not."""

    OF_ROW: ClassVar[frozenset[str]] = frozenset()
    """Ids of the keys, besides that which opens it, that do nothing where no row is under the cursor."""
    BINDINGS: ClassVar[list[BindingType]] = [bind("app.help", "help", show=True)]

    def suits(self, what: str) -> bool:
        """Whether the key of an id does something now: the key bar leaves out one that would only say why not."""
        rows = self.query_one_optional(Rows)  # which remembers it, as this is asked for each key of the bar
        if rows is None:
            return True
        if rows.has_focus and not rows.suits(what):
            return False
        return what not in self.OF_ROW or rows.current is not None

    @on(Rows.Chosen)
    def offer_keys_anew(self) -> None:
        """Show the keys that suit the row under the cursor now."""
        self.query_one(KeyBar).look()

    def key(self, what: str) -> str:
        """The first key of an id, remapped or from the table, as a sentence names it."""
        return spoken(what, self.own_keys)

    @property
    def own_keys(self) -> Mapping[str, str]:
        return cast(HasKeys, self.app).own_keys

    def action_help(self) -> None:
        """Show the life of an ask and the keys that work here."""
        from tui.dialogs.help import Help

        live: dict[str, list[str]] = {}
        for active in self.active_bindings.values():
            if (what := active.binding.id) is not None and what in KEYS:
                keys = live.setdefault(_TABS[0] if what in _TABS else what, [])
                keys.append(self.app.get_key_display(active.binding))
        groups = {
            title: [(" ".join(live[what]), _TO_TABS if what in _TABS else KEYS[what].does) for what in ids]
            for title, ids in by_group(live).items()
        }
        self.app.push_screen(Help(groups, self.own_keys))
