"""A meeting with somebody: the next one with its list of what to bring, else a new one."""

from __future__ import annotations

from collections.abc import Sequence

from journal import Kind, Meeting, Party, Written
from tui.messages import OpenMeeting
from tui.screens.ask_actions import AskActions
from tui.screens.new import write_new
from tui.screens.view import View

__all__ = ["begin_meeting", "fill"]


def begin_meeting(view: View) -> None:
    """Meet whom the screen is about, else the contacts of the ask under the cursor."""
    if not view.to_meet and isinstance(view, AskActions) and view.paths():
        view.with_asks(lambda asks: _meet(view, asks[0].ask.contacts))
    else:
        _meet(view, view.to_meet)


def _meet(view: View, people: Sequence[Party]) -> None:
    """Put what to bring on the list of the next meeting with all these people, and open it; where none is planned, open
    the form for a new one.
    """
    vault, today = view.vault, view.clock()

    def go_on(meeting: Meeting | None) -> None:
        if meeting is None:
            write_new(view, Kind.MEETING, {"people": ", ".join(party.name for party in people)} if people else {})
        else:
            fill(view, meeting, opens=True)

    if people:
        view.work(lambda: vault.next_meeting(people, today), go_on, keys_wait=True)
    else:
        go_on(None)


def fill(view: View, meeting: Meeting, *, opens: bool = False) -> None:
    """Put on the list of a meeting what is not there yet. opens: then open its page."""
    vault, today = view.vault, view.clock()

    def told(written: Written) -> None:
        if written:
            view.toast_done(written.summary)
        elif not opens:
            view.toast("All that there is to bring is on the list.")
        if opens:
            view.open(OpenMeeting(meeting.note.path))

    view.write(lambda: vault.plan_meeting(meeting.people, meeting, today).written, told)
