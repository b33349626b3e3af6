"""Taking a step for some asks: the message or the form that comes before it, the write, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import journal
from journal import Contact, FollowUp, Kind, State, Vault, wording
from journal.errors import NotUnderstood
from journal.model import Appended, Day
from tui.screens.view import View
from tui.widgets.ask_list import AskList

if TYPE_CHECKING:
    from tui.dialogs.day import DayForm
    from tui.dialogs.form import Form, Value

__all__ = [
    "ask_at",
    "ask_day",
    "asks_for",
    "confirm_step",
    "end_of_silence",
    "fill_in",
    "named",
    "path_of",
    "take_step",
    "tell_written",
    "thanking",
]

_QUESTIONS = {
    "send": "Mark {} as sent?",
    "nudge": "Nudge {}?",
    "thank": "Record thanks for {}?",
    "report": "Record {} as reported?",
    "answer": "Mark {} as answered?",
    "park": "Park {}?",
}


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


def ask_at(vault: Vault, path: str, today: Day) -> FollowUp:
    """The ask in a note as it is now. Raises NotUnderstood where there is none any more."""
    return asks_for(vault, [path], "", today, f"{path} is gone, or asks nothing any more.")[0]


def thanking(asks: Iterable[FollowUp]) -> set[str]:
    """The steps that thank or report, whichever the asks need."""
    return {"report" if ask.state is State.REPORT else "thank" for ask in asks}


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
    then: Callable[[journal.Written], object] | None = None,
    *,
    typed: Value | None = None,
    kept: Callable[[Value], Appended | None] = lambda _: None,
) -> Form[Value]:
    """Show a form and take the step with its value; where that fails, show the form again as it was.

    form: makes the form, from a value to begin with. given: makes the step's input of the form's value.
    typed: the value to begin with. kept: makes the sent message that goes into the notes.
    """

    def answered(value: Value | None) -> None:
        if value is not None:
            again = partial(fill_in, view, form, step, paths, given, then, typed=value, kept=kept)
            take_step(view, step, paths, given(value), then, again, kept=kept(value))

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
    then: Callable[[journal.Written], object] | None = None,
    failed: Callable[[], object] = lambda: None,
    *,
    kept: Appended | None = None,
) -> None:
    """Take a step for the asks in these notes and tell it; then call ``then`` with what was written, or ``failed``
    where it failed.
    """
    vault = view.vault

    def take() -> journal.Written:
        return vault.take(step, [ask_at(vault, path, given.today) for path in paths], given, kept=kept)

    def taken(written: journal.Written) -> None:
        tell_written(view, written, paths)
        if then:
            then(written)

    view.write(take, taken, failed)


def tell_written(view: View, written: journal.Written, paths: Sequence[str], more: Sequence[str] = ()) -> None:
    """Show a toast that says what a step did, and take the marks away from its asks. more: lines for its end."""
    for rows in view.query(AskList):
        rows.unmark(paths)
    undo = [f"{view.key('edit.undo')} undoes it."] if written else []
    view.toast("\n".join([written.summary, *_changed(written), *undo, *more]))


def ask_day(view: View, step: str, question: str, done: str, asks: Sequence[FollowUp]) -> DayForm:
    """Ask for a day, typed or chosen, and take the step with it."""
    from tui.dialogs.day import DayForm

    def given(day: Day) -> journal.Given:
        return journal.Given(view.clock(), day)

    form = partial(DayForm, question, done, view.clock())
    opened = fill_in(view, form, step, [path_of(ask) for ask in asks], given)
    assert isinstance(opened, DayForm)
    return opened


def path_of(ask: FollowUp) -> str:
    return ask.note.path


def named(asks: Sequence[FollowUp]) -> str:
    """The asks in words: the title of one, else how many."""
    return f"“{asks[0].title}”" if len(asks) == 1 else wording.count(len(asks), "ask")


def _changed(written: journal.Written) -> list[str]:
    """The changed keys of a write with their values, in words, where it changed one note; else empty."""
    return [written.keys] if len(written.changes) == 1 and written.keys else []


def end_of_silence(vault: Vault, ask: FollowUp, today: Day) -> Sequence[tuple[Day, str]]:
    """The day until which silence is normal (docs/rules.md 6), with the reason; empty where unknown or past."""
    if not ask.ask.contacts:
        return ()
    contact = vault.page_of(Kind.PERSON, ask.ask.contacts[0], today).subject
    days = contact.silence_days if isinstance(contact, Contact) else None
    if ask.asked is None or days is None or (until := ask.asked + timedelta(days=days)) <= today:
        return ()
    return [(until, f"answers in {wording.count(days, 'day')} as a rule")]
