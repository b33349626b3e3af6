"""Writing down that one was in touch with somebody."""

from __future__ import annotations

from journal import Note, Party, Written, stays
from journal.errors import NotUnderstood
from tui.screens.view import View

__all__ = ["log_contact"]


def log_contact(view: View, party: Party | None, path: str | None) -> None:
    """Write today as the last contact into a person's note. path: of the note, None where they have none."""
    vault, today = view.vault, view.clock()
    if party is None:
        view.toast("There is nobody here.")
        return
    if path is None:
        begins = f"“{view.key('new')}” in the list begins one"
        view.toast(f"{party.name} has no note to write that into yet: {begins}.")
        return
    seen: list[Note] = []

    def write() -> Written:
        seen.extend(vault.notes_at([path]))
        if not seen:
            raise NotUnderstood(f"{path} is gone.")
        return vault.touched(seen, today, today)

    def told(written: Written) -> None:
        if written:
            view.toast_done(written.summary)
        else:
            view.toast(stays(seen[0], today) or f"{party.name}: today is written down already.")

    view.write(write, told)
