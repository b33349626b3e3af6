"""An ask that begins with what the cursor is on: a person, a goal, a meeting, or a note that becomes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journal import Contact, FollowUp, Kind, Note, Page, Party, Progress, Vault
from tui.screens.new import write_new
from tui.screens.view import View

__all__ = ["become_ask", "begin_from", "can_become"]

_SUBJECTS = (Kind.PERSON, Kind.GOAL, Kind.MEETING)
"""What an ask begins with, and does not come of."""


def begin_from(view: View, path: str) -> None:
    """Open the form for an ask with the people and the goal of a note filled in."""
    vault, today = view.vault, view.clock()
    view.work(lambda: _about(vault, vault.page_at(path, today)), lambda first: write_new(view, Kind.ASK, first))


def can_become(note: Note) -> bool:
    """Whether a note is none of those that an ask is about, and none yet."""
    return note.kind not in (Kind.ASK, *_SUBJECTS)


def become_ask(view: View, note: Note) -> None:
    """Open the form for the keys that make an ask of a note."""
    if note.kind is Kind.ASK:
        view.toast(f"“{note.title}” is an ask already.")
    elif note.kind in _SUBJECTS:
        new, whom = view.key("new"), "them" if note.kind is Kind.PERSON else "it"
        view.toast(f"“{note.title}” is a {note.kind.value}: {new} begins an ask with {whom} instead.")
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
