"""Dates from git's history for a page: read on a worker thread, once the page is on screen."""

from __future__ import annotations

from journal import JournalError, Page, Vault
from journal.model import Day

__all__ = ["dated"]

_SECONDS = 3.0
"""Seconds after which what was read so far is shown."""


def dated(vault: Vault, page: Page, today: Day) -> tuple[Page, bool]:
    """The page with days from git's history, where the vault is set to sync; and whether there is more to read."""
    if not vault.settings.git:
        return page, False
    from journal import VaultSync

    sync = VaultSync(vault)
    try:
        shown, is_whole = sync.dated(page, today, _SECONDS) if sync.is_on else (page, True)
    except JournalError:  # a part of the page that no other waits for
        return page, False
    return shown, not is_whole
