"""Saying that a goal is achieved: what will follow from it first, then the word into its note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from journal import FollowUp, Kind, Party, Progress, State, wording
from tui.dialogs.confirm import Confirm
from tui.screens.view import View

__all__ = ["achieve"]


def achieve(view: View, party: Party | None) -> None:
    """Ask whether a goal is achieved today, telling whom to report to then, and write it."""
    vault, today = view.vault, view.clock()
    if party is None:
        view.toast("There is no goal here.")
        return

    def look() -> tuple[Progress, list[FollowUp]]:
        progress = vault.page_of(Kind.GOAL, party, today).subject
        assert isinstance(progress, Progress)
        return progress, vault.if_achieved(progress.goal, today)

    view.work(look, lambda found: _ask(view, *found))


def _ask(view: View, progress: Progress, asks: Iterable[FollowUp]) -> None:
    """asks: the goal's own, as they would stand were it achieved."""
    vault, today, note, name = view.vault, view.clock(), progress.note, progress.party.name
    if progress.achieved:
        view.toast(f"{name} is achieved already: {wording.when_done(progress.achieved, today)}.")
    elif note is None:
        view.toast(f"{name} has no note to write that into yet: “{view.key('new')}” in the list begins one.")
    else:

        def confirmed(meant: bool | None) -> None:
            if meant:
                view.write(
                    lambda: vault.set(note, {"achieved": today.isoformat()}, today),
                    lambda written: view.toast_done(written.summary),
                )

        view.app.push_screen(Confirm(f"{name} is achieved? {_follows(asks)}"), confirmed)


def _follows(asks: Iterable[FollowUp]) -> str:
    """What achieving it puts into the queue: ``2 reports to write, 1 ask to let go.``"""
    states = Counter(follow_up.state for follow_up in asks)
    said = [
        wording.count(states[State.REPORT], "report") + " to write" if states[State.REPORT] else "",
        wording.count(states[State.THANK], "thank-you") + " to write first" if states[State.THANK] else "",
        wording.count(states[State.RELEASE], "ask") + " to let go" if states[State.RELEASE] else "",
    ]
    return ", ".join(filter(None, said)) + "." if any(said) else "Nobody is to be told."
