"""A note on the screen that suits what it is."""

from __future__ import annotations

from functools import partial

from journal import Contact, FollowUp, Note, Page, Progress
from tui.messages import EditNote, OpenAsk, OpenContact, OpenGoal, OpenMeeting, OpenNote
from tui.screens.view import View

__all__ = ["edit_named", "open_named", "open_note", "open_page"]


def open_note(view: View, path: str, *, edit: bool = False) -> None:
    """Show a note on top of a view; edit: in the editor at once."""
    vault, today = view.vault, view.clock()
    view.work(lambda: vault.page_at(path, today), partial(open_page, view, edit=edit), keys_wait=True)


def open_named(view: View, name: str) -> None:
    """Open the page of the note with an id or path."""
    vault, today = view.vault, view.clock()
    view.work(lambda: vault.page(name, today), partial(open_page, view), keys_wait=True)


def edit_named(view: View, name: str) -> None:
    """Open the note with an id or path in the editor; tell where a contact or goal has none."""
    vault, today = view.vault, view.clock()

    def edit(page: Page) -> None:
        if page.note:
            view.post_message(EditNote(page.note.path, None))
        else:
            view.toast(f"There is no note to edit: {name} has none.")

    view.work(lambda: vault.page(name, today), edit)


def open_page(view: View, page: Page, *, edit: bool = False) -> None:
    """Show what a page is about on top of a view; edit: in the editor at once."""
    match page.subject:
        case FollowUp(note=note):
            view.open(OpenAsk(note.path))
        case Contact(party=party):
            view.open(OpenContact(party))
        case Progress(party=party):
            view.open(OpenGoal(party))
        case Note(path=path) if page.brief:
            view.open(OpenMeeting(path))
        case Note() as note:
            view.open(OpenNote(note))
    if edit and page.note:
        view.post_message(EditNote(page.note.path, page.note.lines.get("ask")))
