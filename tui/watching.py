"""Watching the vault for the screen: what is known at once, then what changes, and how far to rely on that."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from textual.message import Message

from journal import Delta, Vault, Watched
from tui.messages import ConditionChanged, VaultChanged

__all__ = ["Watching"]


class Watching:
    """Posts what the vault's watch tells, from start to stop; post is called on the watch's thread."""

    def __init__(self, vault: Vault, post: Callable[[Message], object]) -> None:
        self._vault, self._post = vault, post
        self._watch = vault.watch(self._changed, self._show_condition)
        self._open = ExitStack()
        self._shown = self._begun = False

    def start(self) -> None:
        """Show what the cache knows, and wait for a call of ``watch``; without a cache, call ``watch`` now."""
        self._show_condition(self._watch.status)
        if self._vault.is_known:
            self._changed(None)
        else:
            self.watch()

    def watch(self) -> None:
        """Begin to watch the folder, unless that has begun."""
        if not self._begun:
            self._begun = True
            self._open.enter_context(self._watch)

    def look(self) -> None:
        """Look at the folder now."""
        self._watch.look_now()

    def put_off(self) -> None:
        """Look at nothing right now without a hint: somebody types."""
        self._watch.put_off()

    def stop(self) -> None:
        self._open.close()

    def _changed(self, delta: Delta | None) -> None:
        """Post that the notes have changed. delta: None to show everything anew."""
        self._shown = True
        self._post(VaultChanged(delta))

    def _show_condition(self, watched: Watched) -> None:
        """Tell how the vault is watched; the first time, have screens reload too, since an empty vault has no change
        to tell.
        """
        if watched.mode in ("watching", "partly", "polling") and not self._shown:
            self._changed(None)
        self._post(ConditionChanged(watched))
