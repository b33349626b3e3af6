"""What is done with somebody who could help: their page, a note of them, an ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from journal import Kind, Lead, Vault, Written
from journal.model import Day
from tui.screens.opening import open_named, open_note
from tui.screens.view import View

__all__ = ["ask_lead", "lead_hint", "open_lead"]


def ask_lead(view: View, lead: Lead, first: Mapping[str, str]) -> None:
    """Open the form for an ask of somebody who could help. first: what else the form begins with, by key."""
    from tui.screens.new import write_new

    name = f"[[{lead.name}]]" if "," in lead.name else lead.name  # where a comma would part two people
    write_new(view, Kind.ASK, {**first, "contact": name})


def lead_hint(view: View, lead: Lead) -> str:
    """The bottom line for somebody who could help."""
    opens = "makes a note of them" if lead.row and not lead.id else "opens their page"
    return f"{view.key('new')} asks {lead.name}, {view.key('nav.open')} {opens}, {view.key('nav.back')} goes back."


def open_lead(view: View, lead: Lead) -> None:
    """Open the page of somebody who could help; of somebody who is in an export alone, offer to make a note first."""
    vault, today, row = view.vault, view.clock(), lead.row
    if lead.id or row is None:
        open_named(view, lead.id or lead.name)
        return
    from tui.dialogs.confirm import Confirm

    view.work(
        lambda: _question(vault, lead, today),
        lambda question: view.app.push_screen(Confirm(question), partial(_promote, view, row)),
        keys_wait=True,
    )


def _question(vault: Vault, lead: Lead, today: Day) -> str:
    """The question whether to make a note, with whose name it is already, or nearly. Raises JournalError."""
    what = ", ".join(filter(None, [lead.name, lead.role, lead.org]))
    named = [note.path for note in vault.called(lead.name) if vault.kind(note) is Kind.PERSON]
    near = named or [known.party.name for known in vault.names(Kind.PERSON, today).near(lead.name)]
    warning = f" {' or '.join(near[:3])} {'has that name' if named else 'comes near'}" if near else ""
    return f"Make a note of {what}?{warning and f'{warning}: yes only where this is somebody else.'}"


def _promote(view: View, row: str, yes: bool | None) -> None:
    """Make a note of the person in a row of the exports, and open their page."""
    if not yes:
        return
    network, today = view.network, view.clock()

    def told(written: Written) -> None:
        if written:
            view.toast_done(written.summary)
            open_note(view, written.changes[0].path)
        else:
            view.toast(written.summary)

    view.write(lambda: network.promote(network.row(row), today), told)
