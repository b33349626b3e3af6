"""The keys that act on asks: on those that are marked, else on the chosen one, on any screen that has some."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from journal import STEPS, FollowUp, Given, JournalError, State, Vault, message, showable, wording
from journal.model import Day
from tui.dialogs.close import CloseForm, Closing
from tui.dialogs.day import DayForm
from tui.dialogs.outcome import Outcome, OutcomeForm
from tui.keymap import bind
from tui.screens.taking import Taking, named, path_of
from tui.widgets.ask_list import AskList

__all__ = ["Acting"]

_TYPED = frozenset({"outcome", "snooze", "close", "promise"})
"""Actions that open a form at once: what is typed after the key is for the form."""
_KEYS = {
    State.THANK: "t writes the thanks, ",
    State.REPORT: "t writes the report, ",
    State.ANSWERED: "o writes it down, ",
    State.NUDGE: "n writes the nudge, ",
    State.RELEASE: "x lets it go, ",
    State.PARKED: "m writes it, ",
    State.DRAFT: "m sends it, ",
    State.WAITING: "w when it is answered, ",
}
"""The key that does what is next; where nothing is, none."""


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

    def hint(self, follow_up: FollowUp, more: str) -> str:
        """What the bottom line says of an ask, or of those that are marked. more: further keys."""
        if marked := sum(len(rows.marked) for rows in self.query(AskList)):
            return f"{marked} marked: a key acts on all of them. Esc takes the marks away."
        said = f"{_KEYS.get(follow_up.state, '')}{more}"
        return f"{wording.next_step(follow_up, self.clock())} {said}."

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
        steps = {"report" if ask.state is State.REPORT else "thank" for ask in self.asks()}
        if len(steps) > 1:
            self.tell("Some of these want thanks and some a report: mark those of one kind.", wrong=True)
        elif len(self.asks()) == 1:
            self.read_draft(path_of(self.asks()[0]), *steps)
        else:
            self.action_record(next(iter(steps), "thank"))

    def action_outcome(self) -> None:
        asks = self._fit("outcome")
        if not asks:
            return
        form = partial(OutcomeForm, named(asks), self.clock())
        paths = [path_of(ask) for ask in asks]
        thanks = partial(self.offer_thanks, paths[0]) if len(paths) == 1 else None
        self.fill_in(form, "outcome", paths, self._given_outcome, thanks)

    def _given_outcome(self, outcome: Outcome) -> Given:
        return Given(self.clock(), outcome.on, text=outcome.text, undated=outcome.on is None)

    def action_close(self) -> None:
        asks = self._fit("close")
        if not asks:
            return
        lets_go = len(asks) == 1 and asks[0].state is State.RELEASE
        draft = message(self.vault, asks[0], self.clock()) if lets_go else None

        def given(closing: Closing) -> Given:
            return Given(self.clock(), word=closing.word, text=closing.why)

        self.fill_in(partial(CloseForm, named(asks), draft), "close", [path_of(ask) for ask in asks], given)

    def action_snooze(self) -> None:
        asks = self._fit("snooze")
        self._ask_day("snooze", f"Until when is {named(asks)} to rest?", "Snooze", asks)
        if len(asks) == 1 and isinstance(form := self.app.screen, DayForm):
            self.work(partial(_end_of_silence, self.vault, asks[0], self.clock()), form.offer)

    def action_promise(self) -> None:
        asks = self._fit("promise")
        self._ask_day("promise", f"For when is an answer to {named(asks)} promised?", "Promised", asks)

    def _ask_day(self, step: str, question: str, done: str, asks: Sequence[FollowUp]) -> None:
        def given(day: Day) -> Given:
            return Given(self.clock(), day)

        if asks:
            self.fill_in(partial(DayForm, question, done, self.clock()), step, [path_of(ask) for ask in asks], given)

    def action_copy_message(self) -> None:
        asks = self.asks()
        if len(asks) > 1:
            self.tell("One message is copied at a time: take the marks away first.", wrong=True)
        elif self._any(asks):
            self.read_draft(path_of(asks[0]), None)

    def action_copy_path(self) -> None:
        asks = self.asks()
        if self._any(asks):
            paths = [showable(str(self.vault.root / path_of(ask))) for ask in asks]
            self.app.copy_to_clipboard("\n".join(paths))
            self.tell(f"Copied: {paths[0] if len(paths) == 1 else wording.count(len(paths), 'path')}")

    def _any(self, asks: Sequence[FollowUp]) -> bool:
        if not asks:
            self.tell("There is no ask here to act on.")
        return bool(asks)

    def _fit(self, step: str) -> Sequence[FollowUp]:
        """The asks to act on; none, and the reason told, where the step makes no sense for one of them."""
        asks = self.asks()
        try:
            for ask in asks:
                STEPS[step].edits(ask, Given(self.clock(), text="what came of it", word="closed"))
        except JournalError as error:
            self.tell(error.sentence, wrong=True)
            return ()
        return asks if self._any(asks) else ()


def _end_of_silence(vault: Vault, ask: FollowUp, today: Day) -> Sequence[tuple[Day, str]]:
    """Until when silence is normal (docs/rules.md 6), and why; nothing where nobody can tell, or that is past."""
    keys = {party.key for party in ask.ask.contacts[:1]}
    days = next((c.silence_days for c in vault.contacts(today) if c.person.party.key in keys), None)
    if ask.asked is None or days is None or (until := ask.asked + timedelta(days=days)) <= today:
        return ()
    return [(until, f"answers in {wording.count(days, 'day')} as a rule")]
