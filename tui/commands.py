"""The command palette: every action that a key does here, by its name."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator
from functools import partial

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from tui.keymap import KEYS

__all__ = ["Actions"]


class Actions(Provider):
    """What the keys do on the screen below the palette."""

    def _live(self) -> Iterator[tuple[str, Binding, DOMNode]]:
        """What is done, the binding and where it stands; each action once."""
        done = {"app.palette"}
        for active in self.screen.active_bindings.values():
            what = active.binding.id
            if what is not None and what in KEYS and what not in done:
                done.add(what)
                yield KEYS[what].does, active.binding, active.node

    def _run(self, binding: Binding, node: DOMNode) -> partial[Coroutine[object, object, bool]]:
        return partial(self.app.run_action, binding.action, node)

    async def discover(self) -> Hits:
        for does, binding, node in self._live():
            yield DiscoveryHit(does, self._run(binding, node), help=self._keys(binding))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for does, binding, node in self._live():
            if (score := matcher.match(does)) > 0:
                yield Hit(score, matcher.highlight(does), self._run(binding, node), help=self._keys(binding))

    def _keys(self, binding: Binding) -> str:
        return f"key {self.app.get_key_display(binding)}"
