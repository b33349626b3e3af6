"""Taking a step for some asks: the message or the form that comes before it, the write, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import journal
from journal import FollowUp, State, Vault, wording
from journal.errors import NotUnderstood, Refused
from journal.model import Day, Passage
from tui.screens.going import Going
from tui.widgets.ask_list import AskList

if TYPE_CHECKING:
    from tui.dialogs.form import Form, Value
    from tui.mailing import Mailing

__all__ = ["Taking", "ask_at", "named", "path_of"]

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
"""What is true where the message of that kind is left."""


def ask_at(vault: Vault, path: str, today: Day) -> FollowUp:
    """The ask in a note, as it stands now. Raises NotUnderstood where there is none."""
    found = vault.asks([path], today)
    if not found:
        raise NotUnderstood(f"{path} is gone, or asks nothing any more.")
    return found[0]


class Taking(Going):
    """Acts on asks by the paths of their notes, so that it does not matter what changes while a dialog is open."""

    def paths(self) -> Sequence[str]:
        rows = self.query_one(AskList)
        return [line.path for line in rows.marked or filter(None, [rows.chosen])]

    def confirmed(self, step: str, asks: Sequence[FollowUp], *, surely: bool = True) -> None:
        """Take a step that wants no words; for several asks, or where it is not sure, after a question."""
        take = partial(self.take, step, [path_of(ask) for ask in asks], journal.Given(self.clock()))
        if len(asks) == 1 and surely:
            take()
        else:
            from tui.dialogs.confirm import Confirm

            self.app.push_screen(Confirm(_QUESTIONS[step].format(named(asks))), lambda yes: take() if yes else None)

    def fill_in(
        self,
        form: Callable[[Value | None], Form[Value]],
        step: str,
        paths: Sequence[str],
        given: Callable[[Value], journal.Given],
        then: Callable[[], object] | None = None,
        *,
        left: str = "",
        typed: Value | None = None,
        kept: Callable[[Value], Passage | None] = lambda _: None,
    ) -> None:
        """Have a form filled in and take the step with it; where that fails, the form comes back as it was.

        left: what is told where the form is left. kept: the message that was sent, for the notes.
        """

        def answered(value: Value | None) -> None:
            if value is not None:
                again = partial(self.fill_in, form, step, paths, given, then, left=left, typed=value, kept=kept)
                self.take(step, paths, given(value), then, again, kept=kept(value))
            elif left:
                self.toast(left)

        opened = form(typed)
        if typed is not None:
            opened.keep()
        self.app.push_screen(opened, answered)

    def take(
        self,
        step: str,
        paths: Sequence[str],
        given: journal.Given,
        then: Callable[[], object] | None = None,
        failed: Callable[[], object] = lambda: None,
        *,
        kept: Passage | None = None,
    ) -> None:
        """Take a step for the asks in these notes, and tell of it."""
        vault, lists = self.vault, self.query(AskList)

        def take() -> journal.Written:
            return vault.take(step, [ask_at(vault, path, given.today) for path in paths], given, kept=kept)

        def taken(written: journal.Written) -> None:
            for rows in lists:
                rows.unmark(paths)
            undo = [f"{self.key('edit.undo')} undoes it."] if written else []
            self.toast("\n".join([written.summary, *_changed(written), *undo]))
            if then:
                then()

        self.write(take, taken, failed)

    def read_draft(self, path: str, step: str | None) -> None:
        """Show the message that is the step's; step: None for whichever comes next, copied at once."""
        vault, today = self.vault, self.clock()

        def read() -> tuple[FollowUp, journal.Draft]:
            ask = ask_at(vault, path, today)
            if step == "thank" and ask.ask.via and ask.state not in (State.THANK, State.REPORT):
                with suppress(Refused):
                    return ask, journal.message(vault, ask, today, via=True)
            return ask, journal.message(vault, ask, today)

        def show(read: tuple[FollowUp, journal.Draft]) -> None:
            ask, draft = read
            if step in (None, draft.kind) or draft.via:
                self._show_draft(path, draft, copy=step is None)
            elif step == "thank":
                self.toast(
                    f"Nothing has come of “{ask.ask.note.title}” yet: there is nothing to thank for.", wrong=True
                )
            else:
                self.confirmed(step, [ask], surely=False)

        self.work(read, show)

    def mailing(self, draft: journal.Draft) -> Mailing:
        from tui.mailing import Mailing

        return Mailing(draft, self.vault, self.clock())

    def _show_draft(self, path: str, draft: journal.Draft, *, copy: bool = False) -> None:
        from tui.dialogs.draft import DraftForm, Sent

        def given(_sent: Sent) -> journal.Given:
            return journal.Given(self.clock(), word="released", via=draft.via)

        def kept(sent: Sent) -> Passage | None:
            return journal.kept(draft, sent.text, self.clock()) if sent.keep else None

        thanks = partial(self.offer_thanks, path) if draft.kind == "thank" else None
        form = partial(DraftForm, self.mailing(draft), keep=self.vault.settings.keep, copy=copy)
        left = f"{_LEFT[draft.kind].format(wording.names(draft.to) or 'them')}, and the draft is not saved."
        self.fill_in(form, draft.kind, [path], given, thanks, left=left, kept=kept)

    def offer_thanks(self, path: str) -> None:
        """Show the thanks that are owed now, if any are."""
        vault, today = self.vault, self.clock()

        def read() -> journal.Draft | None:
            ask = ask_at(vault, path, today)
            return journal.message(vault, ask, today) if ask.state is State.THANK else None

        def show(draft: journal.Draft | None) -> None:
            if draft:
                self._show_draft(path, draft)

        self.work(read, show)


def path_of(ask: FollowUp) -> str:
    return ask.ask.note.path


def named(asks: Sequence[FollowUp]) -> str:
    return f"“{asks[0].ask.note.title}”" if len(asks) == 1 else wording.count(len(asks), "ask")


def _changed(written: journal.Written) -> list[str]:
    """What was written, where that is one note."""
    return [written.keys] if len(written.changes) == 1 and written.keys else []
