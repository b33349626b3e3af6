"""The thread that looks at the folder for the screen: first reading, changes, and a vault that goes missing."""

from __future__ import annotations

import threading
from collections.abc import Callable

from textual.message import Message

from journal import Delta, JournalError, Vault
from journal.errors import NoVault
from tui.messages import ConditionChanged, VaultChanged

__all__ = ["MISSING", "WATCHING", "Watching"]

WATCHING = "watching"
MISSING = "vault missing"
_PRESENT = 1.0
"""Seconds between two looks whether the folder is still there."""


class Watching:
    """Reads the vault, then tells what changes in it until stopped.

    post: called on this object's own thread, which is a daemon: leaving the program does not wait
    for a long first reading.
    """

    def __init__(self, vault: Vault, post: Callable[[Message], object]) -> None:
        self._vault, self._post = vault, post
        self._wanted = threading.Event()
        self._stopping = False
        self._condition = ""
        self._thread = threading.Thread(target=self._run, name="journal-screen", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def look(self) -> None:
        """Look at the folder now."""
        self._wanted.set()

    def stop(self) -> None:
        """Stop; waits a moment for a thread that is about to end."""
        self._stopping = True
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(timeout=1)

    def _run(self) -> None:
        self._tell("reading …")
        self._look()
        with self._vault.watch(self._changed):
            while not self._stopping:
                wanted = self._wanted.wait(_PRESENT)
                self._wanted.clear()
                present = self._vault.root.is_dir()
                if wanted or present is not (self._condition == WATCHING):
                    self._look()

    def _look(self) -> None:
        try:
            delta = self._vault.reconcile()
        except NoVault:
            self._tell(MISSING)
        except JournalError as error:
            self._tell(error.sentence)
        else:
            self._tell(WATCHING)
            self._changed(delta)

    def _changed(self, delta: Delta) -> None:
        if not self._stopping:
            self._post(VaultChanged(delta))

    def _tell(self, condition: str) -> None:
        if condition != self._condition and not self._stopping:
            self._condition = condition
            self._post(ConditionChanged(condition))
