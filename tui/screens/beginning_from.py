"""An ask that begins with what the cursor is on: a person, a goal, a meeting, or a note that becomes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal import Contact, FollowUp, Kind, Note, Page, Party, Progress, Vault
from tui.screens.new import write_new
from tui.screens.view import View

__all__ = ["become_ask", "begin_from"]


def begin_from(view: View, path: str) -> None:
    """Open the form for an ask with the people and the goal of a note filled in."""
    vault, today = view.vault, view.clock()
    view.work(lambda: _about(vault, vault.page_at(path, today)), lambda first: write_new(view, Kind.ASK, first))


def become_ask(view: View, note: Note) -> None:
    """Open the form for the keys that make an ask of a note."""
    if note.kind is Kind.ASK:
        view.toast(f"“{note.title}” is an ask already.")
    elif note.kind in (Kind.PERSON, Kind.GOAL, Kind.MEETING):
        new = view.key("new")
        view.toast(f"“{note.title}” is a {note.kind.value}: {new} begins an ask with it instead.")
    else:
        write_new(view, Kind.ASK, {"title": note.title}, becomes=note)


def _about(vault: Vault, page: Page) -> Mapping[str, str]:
    """The texts to fill in for an ask that begins at a page, by key."""
    match page.subject:
        case Contact(title=name):
            return {"contact": name}
        case Progress(title=name):
            return {"goal": name}
        case FollowUp(ask=ask):
            first = {"goal": _listed([goal.party for goal in ask.goals[:1]]), "contact": _listed(ask.contacts)}
            return {key: names for key, names in first.items() if names}
        case Note() as note if note.kind is Kind.MEETING:
            meeting = vault.meeting(note)
            return {"contact": _listed(meeting.people if meeting else ())}
    return {}


def _listed(parties: Sequence[Party]) -> str:
    return ", ".join(party.name for party in parties)
