"""Editing a note in a field of our own, where its editor cannot be opened."""

from __future__ import annotations

from functools import partial

from tui.screens.view import View

__all__ = ["edit_here"]


def edit_here(view: View, path: str, line: int | None, why: str) -> None:
    """Have the whole text of a note edited in a dialog, then write it. why: the reason that no editor is used."""
    view.work(
        lambda: view.vault.whole_text(path), partial(_show_form, view, path, line or 1, why), lambda: view.toast(why)
    )


def _show_form(view: View, path: str, line: int, why: str, before: str, typed: str | None = None) -> None:
    """typed: what could not be written."""
    from tui.dialogs.text import TextForm

    form = TextForm(path, before if typed is None else typed, why, line)
    if typed is not None:
        form.keep()

    def answered(after: str | None) -> None:
        if after is not None:
            view.write(
                lambda: view.vault.replace_text(path, before, after),
                lambda written: view.toast_done(written.summary) if written else view.toast(written.summary),
                partial(_show_form, view, path, line, why, before, after),
            )

    view.app.push_screen(form, answered)
