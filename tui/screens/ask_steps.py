"""Taking a step for some asks: the message or the form that comes before it, the write, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import journal
from journal import FollowUp, State, Vault, wording
from journal.errors import NotUnderstood, Refused
from journal.model import Appended, Day
from tui.screens.view import View
from tui.widgets.ask_list import AskList

if TYPE_CHECKING:
    from tui.dialogs.day import DayForm
    from tui.dialogs.form import Form, Value
    from tui.mailing import Mailing

__all__ = [
    "ask_day",
    "asks_for",
    "confirm_step",
    "fill_in",
    "mailing",
    "named",
    "offer_word",
    "path_of",
    "read_draft",
    "take_step",
    "write_outcome",
]

_QUESTIONS = {
    "send": "Mark {} as sent?",
    "nudge": "Nudge {}?",
    "thank": "Record thanks for {}?",
    "report": "Record {} as reported?",
    "answer": "Mark {} as answered?",
    "park": "Park {}?",
}
_LEFT = {
    "send": "It is not marked as sent to {}",
    "nudge": "No nudge to {} is recorded",
    "thank": "No thanks to {} are recorded",
    "report": "No report to {} is recorded",
    "close": "Nothing to {} is recorded",
    "tell": "No word to {} is recorded",
}
"""The toast where the person leaves a message without sending it, by the message's kind."""


def asks_for(vault: Vault, paths: Collection[str], step: str, today: Day, nothing: str) -> Sequence[FollowUp]:
    """The asks in some notes as they are now. Raises Refused where a step makes no sense for one of them.

    step: "" for none. nothing: the sentence of NotUnderstood, raised where no ask is there any more.
    """
    asks = vault.asks(paths, today)
    if not asks:
        raise NotUnderstood(nothing)
    given = journal.Given(today, text="what came of it", word="closed", corrects=len(asks) == 1)
    for ask in asks if step else ():
        journal.STEPS[step].edits(ask, given)
    return asks


def _ask_at(vault: Vault, path: str, today: Day) -> FollowUp:
    """The ask in a note as it is now. Raises NotUnderstood where there is none any more."""
    return asks_for(vault, [path], "", today, f"{path} is gone, or asks nothing any more.")[0]


def confirm_step(view: View, step: str, asks: Sequence[FollowUp], *, surely: bool = True) -> None:
    """Take a step that needs no input. For several asks, or where surely is false, ask first."""
    take = partial(take_step, view, step, [path_of(ask) for ask in asks], journal.Given(view.clock()))
    if len(asks) == 1 and surely:
        take()
    else:
        from tui.dialogs.confirm import Confirm

        view.app.push_screen(Confirm(_QUESTIONS[step].format(named(asks))), lambda yes: take() if yes else None)


def fill_in(
    view: View,
    form: Callable[[Value | None], Form[Value]],
    step: str,
    paths: Sequence[str],
    given: Callable[[Value], journal.Given],
    then: Callable[[], object] | None = None,
    *,
    left: str = "",
    typed: Value | None = None,
    kept: Callable[[Value], Appended | None] = lambda _: None,
) -> Form[Value]:
    """Show a form and take the step with its value; where that fails, show the form again as it was.

    form: makes the form, from a value to begin with. given: makes the step's input of the form's value. left: told
    where the person leaves. typed: the value to begin with. kept: makes the sent message that goes into the notes.
    """

    def answered(value: Value | None) -> None:
        if value is not None:
            again = partial(fill_in, view, form, step, paths, given, then, left=left, typed=value, kept=kept)
            take_step(view, step, paths, given(value), then, again, kept=kept(value))
        elif left:
            view.toast(left)

    opened = form(typed)
    if typed is not None:
        opened.keep()
    view.app.push_screen(opened, answered)
    return opened


def take_step(
    view: View,
    step: str,
    paths: Sequence[str],
    given: journal.Given,
    then: Callable[[], object] | None = None,
    failed: Callable[[], object] = lambda: None,
    *,
    kept: Appended | None = None,
) -> None:
    """Take a step for the asks in these notes and tell it; then call ``then``, or ``failed`` where it failed."""
    vault, lists = view.vault, view.query(AskList)

    def take() -> journal.Written:
        return vault.take(step, [_ask_at(vault, path, given.today) for path in paths], given, kept=kept)

    def taken(written: journal.Written) -> None:
        for rows in lists:
            rows.unmark(paths)
        undo = [f"{view.key('edit.undo')} undoes it."] if written else []
        view.toast("\n".join([written.summary, *_changed(written), *undo]))
        if then:
            then()

    view.write(take, taken, failed)


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


def ask_day(view: View, step: str, question: str, done: str, asks: Sequence[FollowUp]) -> DayForm:
    """Ask for a day, typed or chosen, and take the step with it."""
    from tui.dialogs.day import DayForm

    def given(day: Day) -> journal.Given:
        return journal.Given(view.clock(), day)

    form = partial(DayForm, question, done, view.clock())
    opened = fill_in(view, form, step, [path_of(ask) for ask in asks], given)
    assert isinstance(opened, DayForm)
    return opened


def read_draft(view: View, path: str, step: str | None) -> None:
    """Show the message of a step. step: None for the next message, which is copied at once."""
    vault, today = view.vault, view.clock()

    def read() -> tuple[FollowUp, journal.Draft]:
        ask = _ask_at(vault, path, today)
        if step == "thank" and ask.ask.via and ask.state not in (State.THANK, State.REPORT):
            with suppress(Refused):
                return ask, journal.message(vault, ask, today, via=True)
        return ask, journal.message(vault, ask, today)

    def show(read: tuple[FollowUp, journal.Draft]) -> None:
        ask, draft = read
        if step in (None, draft.kind) or draft.via:
            _show_draft(view, path, draft, copy=step is None)
        elif step == "thank":
            view.toast(f"Nothing has come of “{ask.title}” yet: there is nothing to thank for.", wrong=True)
        else:
            confirm_step(view, step, [ask], surely=False)

    view.work(read, show)


def mailing(view: View, draft: journal.Draft) -> Mailing:
    """A Mailing for a draft, dated today: it opens the mail program with the draft, or saves it as .eml."""
    from tui.mailing import Mailing

    return Mailing(draft, view.vault, view.clock())


def _show_draft(view: View, path: str, draft: journal.Draft, *, copy: bool = False) -> None:
    """Show a draft, and take its step once the person says that it is sent. copy: copy it at once."""
    from tui.dialogs.draft import DraftForm, Sent

    def given(_sent: Sent) -> journal.Given:
        return journal.Given(view.clock(), word="released", via=draft.via)

    def kept(sent: Sent) -> Appended | None:
        return journal.sent_section(draft, sent.text, view.clock()) if sent.keep else None

    word = partial(offer_word, view, path) if draft.kind in ("send", "thank") else None
    form = partial(DraftForm, mailing(view, draft), keep=view.vault.settings.keep, copy=copy)
    left = f"{_LEFT[draft.kind].format(wording.names(draft.to) or 'them')}, and the draft is not saved."
    fill_in(view, form, draft.kind, [path], given, word, left=left, kept=kept)


def offer_word(view: View, path: str) -> None:
    """Show the thanks that are owed now, else the message to people in via who have not heard; nothing where none is
    owed.
    """
    vault, today = view.vault, view.clock()

    def read() -> journal.Draft | None:
        ask = _ask_at(vault, path, today)
        if ask.state is State.THANK:
            return journal.message(vault, ask, today)
        with suppress(Refused):
            return journal.message(vault, ask, today, via=True)
        return None

    def show(draft: journal.Draft | None) -> None:
        if draft:
            _show_draft(view, path, draft)

    view.work(read, show)


def path_of(ask: FollowUp) -> str:
    return ask.note.path


def named(asks: Sequence[FollowUp]) -> str:
    """The asks in words: the title of one, else how many."""
    return f"“{asks[0].title}”" if len(asks) == 1 else wording.count(len(asks), "ask")


def _changed(written: journal.Written) -> list[str]:
    """The changed keys of a write with their values, in words, where it changed one note; else empty."""
    return [written.keys] if len(written.changes) == 1 and written.keys else []
