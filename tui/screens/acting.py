"""The keys that act on asks: on those that are marked, else on the chosen one, on any screen that has some."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widgets import Input

import journal
from journal import Contact, FollowUp, JournalError, Kind, QueueLine, State, Vault, showable, wording
from journal.model import Day, Passage
from journal.next_step import next_step
from tui.clipboard import copy
from tui.keymap import NEXT, bind
from tui.screens.taking import Taking, named, path_of
from tui.widgets.ask_list import AskList

if TYPE_CHECKING:
    from tui.dialogs.close import Closing
    from tui.dialogs.outcome import Outcome

__all__ = ["Acting"]

_TYPED = frozenset({"outcome", "snooze", "close", "promise"})
"""Actions that open a form at once: what is typed after the key is for the form."""


class Acting(Taking):
    """A view of asks: one that lists them in an AskList, or says itself what its ``asks`` are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ask.thank", "thank", show=True),
        bind("ask.nudge", "message('nudge')", show=True),
        bind("ask.outcome", "outcome", show=True, at_once=True),
        bind("ask.snooze", "snooze", show=True, at_once=True),
        bind("ask.send", "message('send')"),
        bind("ask.answer", "record('answer')"),
        bind("ask.close", "close", at_once=True),
        bind("ask.park", "record('park')"),
        bind("ask.promise", "promise", at_once=True),
        bind("copy.message", "copy_message"),
        bind("copy.path", "copy_path"),
    ]

    def status_of(self, line: QueueLine | None, more: str, nothing: str = "") -> None:
        """Have the bottom line say what is next for an ask. more: further keys. nothing: what is said without one."""
        asks = self.vault.asks([line.path], self.clock()) if line else ()
        self.status(self.hint(asks[0], more) if asks else nothing)

    def hint(self, follow_up: FollowUp, more: str) -> str:
        """What the bottom line says of an ask, or of those that are marked. more: further keys."""
        if marked := sum(len(rows.marked) for rows in self.query(AskList)):
            return f"{marked} marked: a key acts on all of them. {self.key('nav.back')} takes the marks away."
        what, does = NEXT.get(follow_up.state, ("", ""))
        first = f"{self.key(what)} {does}, " if what else ""
        return f"{next_step(follow_up, self.clock())} {first}{more}."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a filter the letters of the keys are text."""
        if action in _TYPED and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    def action_record(self, step: str) -> None:
        if asks := self._fit(step):
            self.confirmed(step, asks)

    def action_message(self, step: str) -> None:
        asks = self._fit(step)
        if len(asks) == 1:
            self.read_draft(path_of(asks[0]), step)
        elif asks:
            self.confirmed(step, asks)

    def action_thank(self) -> None:
        """Thank, or report; which of them it is, the asks tell."""
        asks = self.asks()
        steps = {"report" if ask.state is State.REPORT else "thank" for ask in asks}
        if len(steps) > 1:
            self.toast("Some of these want thanks and some a report: mark those of one kind.", wrong=True)
        elif len(asks) == 1:
            self.read_draft(path_of(asks[0]), *steps)
        else:
            self.action_record(next(iter(steps), "thank"))

    def action_outcome(self) -> None:
        from tui.dialogs.outcome import OutcomeForm

        asks = self._fit("outcome")
        if not asks:
            return
        form = partial(OutcomeForm, named(asks), self.clock())
        paths = [path_of(ask) for ask in asks]
        thanks = partial(self.offer_thanks, paths[0]) if len(paths) == 1 else None
        self.fill_in(form, "outcome", paths, self._given_outcome, thanks)

    def _given_outcome(self, outcome: Outcome) -> journal.Given:
        return journal.Given(self.clock(), outcome.on, text=outcome.text, undated=outcome.on is None)

    def action_close(self) -> None:
        from tui.dialogs.close import CloseForm

        asks = self._fit("close")
        if not asks:
            return
        lets_go = len(asks) == 1 and asks[0].state is State.RELEASE
        mailing = self.mailing(journal.message(self.vault, asks[0], self.clock())) if lets_go else None

        def given(closing: Closing) -> journal.Given:
            return journal.Given(self.clock(), word=closing.word, text=closing.why)

        def kept(closing: Closing) -> Passage | None:
            sent = closing.sent
            return journal.kept(mailing.draft, sent.text, self.clock()) if mailing and sent and sent.keep else None

        form = partial(CloseForm, named(asks), mailing, keep=self.vault.settings.keep)
        self.fill_in(form, "close", [path_of(ask) for ask in asks], given, kept=kept)

    def action_snooze(self) -> None:
        from tui.dialogs.day import DayForm

        asks = self._fit("snooze")
        self._ask_day("snooze", f"Snooze {named(asks)} until when?", "Snooze", asks)
        if len(asks) == 1 and isinstance(form := self.app.screen, DayForm):
            self.work(partial(_end_of_silence, self.vault, asks[0], self.clock()), form.offer)

    def action_promise(self) -> None:
        asks = self._fit("promise")
        self._ask_day("promise", f"By when did they promise an answer to {named(asks)}?", "Promised", asks)

    def _ask_day(self, step: str, question: str, done: str, asks: Sequence[FollowUp]) -> None:
        from tui.dialogs.day import DayForm

        def given(day: Day) -> journal.Given:
            return journal.Given(self.clock(), day)

        if asks:
            self.fill_in(partial(DayForm, question, done, self.clock()), step, [path_of(ask) for ask in asks], given)

    def action_copy_message(self) -> None:
        paths = self.paths()
        if len(paths) > 1:
            self.toast("One message is copied at a time: take the marks away first.", wrong=True)
        elif self._any(paths):
            self.read_draft(paths[0], None)

    def action_copy_path(self) -> None:
        if self._any(self.paths()):
            paths = [showable(str(self.vault.root / path)) for path in self.paths()]
            what = paths[0] if len(paths) == 1 else wording.count(len(paths), "path")
            copy(self.app, "\n".join(paths), lambda told: self.toast(f"{what}\n{told}"))

    def _any(self, asks: Sequence[object]) -> bool:
        if not asks:
            self.toast("There is no ask here to act on.")
        return bool(asks)

    def _fit(self, step: str) -> Sequence[FollowUp]:
        """The asks to act on; none, and the reason told, where the step makes no sense for one of them."""
        asks = self.asks()
        try:
            for ask in asks:
                journal.STEPS[step].edits(ask, journal.Given(self.clock(), text="what came of it", word="closed"))
        except JournalError as error:
            self.toast(error.sentence, wrong=True)
            return ()
        return asks if self._any(asks) else ()


def _end_of_silence(vault: Vault, ask: FollowUp, today: Day) -> Sequence[tuple[Day, str]]:
    """Until when silence is normal (docs/rules.md 6), and why; nothing where nobody can tell, or that is past."""
    if not ask.ask.contacts:
        return ()
    contact = vault.page_of(Kind.PERSON, ask.ask.contacts[0], today).subject
    days = contact.silence_days if isinstance(contact, Contact) else None
    if ask.asked is None or days is None or (until := ask.asked + timedelta(days=days)) <= today:
        return ()
    return [(until, f"answers in {wording.count(days, 'day')} as a rule")]
