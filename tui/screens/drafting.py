"""Messages: the draft that is shown, what is recorded once the person says that it is sent, and whom to tell next."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import journal
from journal import OWING, FollowUp, Party, State, wording
from journal.errors import NoteChanged, Refused
from tui.screens.ask_steps import ask_at, confirm_step, fill_in, named, path_of, tell_written
from tui.screens.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journal import Vault
    from journal.model import Day
    from tui.dialogs.draft import Sent
    from tui.dialogs.outcome import Outcome, OutcomeForm
    from tui.mailing import Mailing

__all__ = ["draft_for", "is_for", "mailing", "offer_word", "read_draft", "write_outcome", "write_to"]

_KINDS = {"send": ("ask",), "nudge": ("nudge",), "thank": ("thanks", "thanks-via", "told-via"), "report": ("report",)}
"""The messages that the key of each step shows."""
_LEFT = {
    "ask": "It is not marked as sent to {}",
    "nudge": "No nudge to {} is recorded",
    "thanks": "No thanks to {} are recorded",
    "thanks-via": "No thanks to {} are recorded",
    "report": "No report to {} is recorded",
    "release": "Nothing to {} is recorded",
    "told-via": "No word to {} is recorded",
    "together": "Nothing to {} is recorded",
}
"""The toast where the person leaves a message without sending it, by the message's kind."""
_LEADS_ON = frozenset({"ask", "thanks", "thanks-via"})
"""After these, those who led to the contact may wait for a word."""


def read_draft(view: View, path: str, step: str | None) -> None:
    """Show the message of a step. step: None for the next message, which is copied at once."""
    vault, today = view.vault, view.clock()

    def show(read: tuple[FollowUp, journal.Draft]) -> None:
        ask, draft = read
        if step is None or is_for(step, draft):
            _show(view, draft, copy=step is None)
        elif step == "thank":
            view.toast(f"Nothing has come of “{ask.title}” yet: there is nothing to thank for.", wrong=True)
        else:
            confirm_step(view, step, [ask], surely=False)

    view.work(lambda: draft_for(vault, path, step, today), show)


def draft_for(vault: Vault, path: str, step: str | None, today: Day) -> tuple[FollowUp, journal.Draft]:
    """The ask in a note, and its message for a step; None for the next message. Raises JournalError."""
    ask = ask_at(vault, path, today)
    if step == "thank" and ask.ask.via and ask.state not in OWING:
        with suppress(Refused):
            return ask, journal.message(vault, ask, today, via=True)
    return ask, journal.message(vault, ask, today)


def is_for(step: str, draft: journal.Draft) -> bool:
    """Whether a message is one that the key of a step shows."""
    return draft.kind in _KINDS[step]


def write_to(view: View, person: Party) -> None:
    """Show one message to a person, for all that is due to them."""
    view.work(lambda: journal.message_to(view.vault, person, view.clock()), partial(_show, view), keys_wait=True)


def write_outcome(view: View, asks: Sequence[FollowUp]) -> None:
    """Ask for the outcome of some asks and write it, then offer the thanks that are owed; an existing outcome is
    corrected.
    """
    from tui.dialogs.outcome import Outcome, OutcomeForm

    only = asks[0].ask if len(asks) == 1 else None
    written = Outcome(only.outcome, only.outcome_date) if only and only.outcome else None

    def form(typed: Outcome | None) -> OutcomeForm:
        return OutcomeForm(named(asks), view.clock(), typed or written)

    def given(outcome: Outcome) -> journal.Given:
        undated, corrects = outcome.on is None, written is not None
        return journal.Given(view.clock(), outcome.on, text=outcome.text, undated=undated, corrects=corrects)

    paths = [path_of(ask) for ask in asks]
    thanks = partial(offer_word, view, paths[0]) if only and not written else None
    fill_in(view, form, "outcome", paths, given, thanks)


def offer_word(view: View, path: str, written: journal.Written) -> None:
    """Show the thanks that are owed now, else the message to people in via who have not heard; nothing where none is
    owed.

    written: by the step before; the note's path may be another one there.
    """
    vault, today = view.vault, view.clock()
    path = written.changes[0].path if written.changes else path

    def read() -> journal.Draft | None:
        ask = ask_at(vault, path, today)
        if ask.state is State.THANK:
            return journal.message(vault, ask, today)
        with suppress(Refused):
            return journal.message(vault, ask, today, via=True)
        return None

    view.work(read, lambda draft: _show(view, draft) if draft else None)


def mailing(view: View, draft: journal.Draft) -> Mailing:
    """A Mailing for a draft, dated today: it opens the mail program with the draft, or saves it as .eml."""
    from tui.mailing import Mailing

    return Mailing(draft, view.vault, view.clock())


def _show(view: View, draft: journal.Draft, *, copy: bool = False, typed: Sent | None = None) -> None:
    """Show a draft, and record it once the person says that it is sent; where that fails, show it again as it was.

    copy: copy it at once. typed: what was typed before.
    """
    from tui.dialogs.draft import DraftForm

    def answered(sent: Sent | None) -> None:
        if sent is not None:
            _record(view, draft, sent, partial(_show, view, draft, typed=sent))
        else:
            view.toast(f"{_LEFT[draft.kind].format(wording.names(draft.to) or 'them')}, and the draft is not saved.")

    form = DraftForm(mailing(view, draft), typed, keep=view.vault.settings.keep, copy=copy)
    if typed is not None:
        form.keep()
    view.app.push_screen(form, answered)


def _record(view: View, draft: journal.Draft, sent: Sent, failed: Callable[[], object]) -> None:
    """Record that a message was sent, and tell it; then offer the word to those who led there.

    Of a message about several asks, those whose notes have changed since it was shown are left. failed: called where
    nothing was written.
    """
    vault, today, is_one = view.vault, view.clock(), draft.kind != "together"
    paths = [path_of(part.follow_up) for part in draft.parts]
    changed: list[str] = []

    def record() -> journal.Written:
        """Record it in the notes that are as they were shown; the others are put into ``changed``."""
        if is_one:
            parts = [draft.parts[0]._replace(follow_up=ask_at(vault, paths[0], today))]
        else:
            now = {path_of(ask): ask.note for ask in vault.asks(paths, today)}
            parts = [part for part in draft.parts if now.get(path_of(part.follow_up)) == part.follow_up.note]
            changed.extend(path_of(part.follow_up) for part in draft.parts if part not in parts)
        if not parts:
            raise NoteChanged(changed)
        return vault.send(draft._replace(parts=tuple(parts)), sent.text, today, keep=sent.keep)

    def recorded(written: journal.Written) -> None:
        left = [f"Left, since it has changed meanwhile: {path}" for path in changed]
        tell_written(view, written, paths, left)
        if is_one and draft.kind in _LEADS_ON:
            offer_word(view, paths[0], written)

    view.write(record, recorded, failed)
