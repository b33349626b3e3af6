"""The keys that act on asks: on those that are marked, else on the chosen one, on any screen that has some."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

import journal
from journal import FollowUp, Party, QueueLine, State, Vault, showable, wording
from journal.model import Appended
from journal.next_step import next_step
from tui.clipboard import copy
from tui.keymap import NEXT, SUITED, bind
from tui.latest_query import LatestQuery
from tui.messages import OpenAsk, OpenContact, OpenGoal
from tui.screens import ask_steps, drafting
from tui.screens.ask_steps import named, path_of, thanking
from tui.screens.filtered import why_listed
from tui.screens.opening import edit_named, open_named
from tui.screens.view import Clock, View
from tui.sections import Linked
from tui.widgets.ask_list import AskList
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from tui.dialogs.close import Closing

__all__ = ["AskActions"]

_FORM_OPENERS = frozenset({"outcome", "snooze", "close", "promise"})
"""Actions that open a form at once: what is typed after the key is for the form."""


class AskActions(View):
    """A view of asks: it lists them in an AskList, or names their notes itself.

    It remembers asks by the paths of their notes, so that nothing that changes while a dialog is open matters.
    """

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
        bind("person.message", "write_to"),
        bind("copy.message", "copy_message"),
        bind("copy.path", "copy_path"),
        bind("go.contact", "go_contact"),
        bind("go.goal", "go_goal"),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__(vault, clock)
        self._hint: LatestQuery[str] = LatestQuery(self, self.status, self.fail)
        self._senseless: Collection[str] = frozenset(SUITED)

    def paths(self) -> Sequence[str]:
        """The paths of the asks that a key acts on: the marked ones, else the one under the cursor, if any."""
        rows = self.query_one(AskList)
        return [line.path for line in rows.marked or filter(None, [rows.chosen])]

    def on_rows_opened(self) -> None:
        """Open the page of the ask under the cursor, or the note that the line leads to."""
        rows = self.query_one(AskList)
        if rows.chosen:
            self.post_message(OpenAsk(rows.chosen.path))
        elif isinstance(rows.current, Linked):
            open_named(self, rows.current.note)

    def action_edit(self) -> None:
        """Open the note of the ask under the cursor in the editor, or the note that the line leads to."""
        rows = self.query_one(AskList)
        if rows.chosen:
            self.edit(rows.chosen.path)
        elif isinstance(rows.current, Linked):
            edit_named(self, rows.current.note)
        else:
            self.toast("There is no ask to edit here.")

    def status_of(self, line: QueueLine | None, more: str, nothing: str = "") -> None:
        """Show the next step of an ask in the bottom line. more: further keys. nothing: what to show for no ask."""
        vault, today, words = self.vault, self.clock(), self.searched_words

        def hint(line: QueueLine) -> str:
            asks = vault.asks([line.path], today)
            if not asks:
                return nothing
            why = why_listed(vault, asks[0].ask.note, f"{line.whom} {line.title} {line.goals}", words)
            return f"{why} {self._of_one(asks[0], more)}".lstrip()

        self.put_next_key_first(line.state if line else None)
        if line is None or self._marked:
            self._hint.forget()
            if type(self.query_one(AskList).current) is Linked:  # others have sentences of their own
                nothing = f"{self.key('nav.open')} opens the note."
            self.status(self._of_marked if self._marked else nothing)
        else:
            self._hint.ask((line.path, words), partial(hint, line))

    def put_next_key_first(self, state: State | None) -> None:
        """Show the key for the next step of an ask in this state first in the key bar; with None, the key for a new
        ask.

        Steps that make no sense in the state, or in one of those that are marked, are left out.
        """
        what, _ = NEXT.get(state, ("", "")) if state else ("new", "")
        marked: set[State | None] = {line.state for rows in self.query(AskList) for line in rows.marked}
        self._senseless = {step for step, suited in SUITED.items() if not (marked or {state}) <= suited}
        self.query_one(KeyBar).put_first(what)

    def suits(self, what: str) -> bool:
        return what not in self._senseless and super().suits(what)

    def hint(self, follow_up: FollowUp, more: str) -> str:
        """The bottom line for an ask, or for the marked ones. more: further keys."""
        return self._of_marked if self._marked else self._of_one(follow_up, more)

    @property
    def _marked(self) -> int:
        """The number of marked asks that are listed."""
        return sum(len(rows.marked) for rows in self.query(AskList))

    @property
    def _of_marked(self) -> str:
        """The bottom line where asks are marked."""
        return f"{self._marked} marked: a key acts on all of them. {self.key('nav.back')} takes the marks away."

    def _of_one(self, follow_up: FollowUp, more: str) -> str:
        """The bottom line for one ask: its next step, and the keys, unless a filter is typed. more: further keys."""
        if isinstance(self.focused, Input):
            return next_step(follow_up, self.clock())
        what, does = NEXT.get(follow_up.state, ("", ""))
        first = f"{self.key(what)} {does}, " if what else ""
        return f"{next_step(follow_up, self.clock())} {first}{more}."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turn off the actions that open a form while a filter is typed, so that their letters go into the filter."""
        if action in _FORM_OPENERS and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)

    def with_asks(
        self,
        then: Callable[[Sequence[FollowUp]], object],
        step: str = "",
        nothing: str = "There is no ask here to act on.",
    ) -> None:
        """Read the asks that a key acts on and call ``then`` with them; further keys are held until then.

        step: where it makes no sense for one of them, tell the reason instead. nothing: told where there is no ask.
        """
        vault, paths, today = self.vault, self.paths(), self.clock()
        if paths:
            self.work(lambda: ask_steps.asks_for(vault, paths, step, today, nothing), then, keys_wait=True)
        else:
            self.toast(nothing)

    def action_record(self, step: str) -> None:
        """Take a step that needs no input; for several asks, ask first."""
        self.with_asks(partial(ask_steps.confirm_step, self, step), step)

    def action_message(self, step: str) -> None:
        """Show the message of a step for one ask; for several, ask whether to take the step."""
        self.with_asks(partial(self._show_message, step), step)

    def _show_message(self, step: str, asks: Sequence[FollowUp]) -> None:
        if len(asks) == 1:
            drafting.read_draft(self, path_of(asks[0]), step)
        else:
            ask_steps.confirm_step(self, step, asks)

    def action_thank(self) -> None:
        """Thank or report, whichever the asks need."""

        def thank(asks: Sequence[FollowUp]) -> None:
            steps = thanking(asks)
            if len(steps) > 1:
                self.toast("Some of these want thanks and some a report: mark those of one kind.", wrong=True)
            elif len(asks) == 1:
                drafting.read_draft(self, path_of(asks[0]), *steps)
            else:
                self.action_record(*steps)

        self.with_asks(thank)

    def action_outcome(self) -> None:
        self.with_asks(partial(drafting.write_outcome, self), "outcome")

    def action_close(self) -> None:
        """Open the form that closes asks; with the message that lets it go, for one ask in the state RELEASE."""
        vault, today = self.vault, self.clock()

        def close(asks: Sequence[FollowUp]) -> None:
            if len(asks) == 1 and asks[0].state is State.RELEASE:
                message = partial(journal.message, vault, asks[0], today)
                self.work(message, lambda draft: self._close(asks, draft), keys_wait=True)
            else:
                self._close(asks, None)

        self.with_asks(close, "close")

    def _close(self, asks: Sequence[FollowUp], draft: journal.Draft | None) -> None:
        """Ask how to close asks. draft: the message that releases, None where closing is not a release."""
        from tui.dialogs.close import CloseForm

        def given(closing: Closing) -> journal.Given:
            return journal.Given(self.clock(), word=closing.word, text=closing.why)

        def kept(closing: Closing) -> Appended | None:
            if draft and closing.sent and closing.sent.keep:
                return journal.sent_section(draft.parts[0], closing.sent.text, self.clock())
            return None

        mailing = drafting.mailing(self, draft) if draft else None
        form = partial(CloseForm, named(asks), mailing, keep=self.vault.settings.keep)
        paths = [path_of(ask) for ask in asks]
        was_sent = len(asks) == 1 and asks[0].state not in (State.DRAFT, State.PARKED)
        word = partial(drafting.offer_word, self, paths[0]) if was_sent else None
        ask_steps.fill_in(self, form, "close", paths, given, word, kept=kept)

    def action_snooze(self) -> None:
        """Ask for the day of the next follow-up; for one ask, offer the day until which silence is normal."""

        def snooze(asks: Sequence[FollowUp]) -> None:
            form = ask_steps.ask_day(self, "snooze", f"Snooze {named(asks)} until when?", "Snooze", asks)
            if len(asks) == 1:
                self.work(partial(ask_steps.end_of_silence, self.vault, asks[0], self.clock()), form.offer)

        self.with_asks(snooze, "snooze")

    def action_promise(self) -> None:
        def promise(asks: Sequence[FollowUp]) -> None:
            question = f"By when did they promise an answer to {named(asks)}?"
            ask_steps.ask_day(self, "promise", question, "Promised", asks)

        self.with_asks(promise, "promise")

    def action_copy_message(self) -> None:
        """Show the next message of one ask, copied already."""
        paths = self.paths()
        if len(paths) > 1:
            self.toast("One message is copied at a time: take the marks away first.", wrong=True)
        elif paths:
            drafting.read_draft(self, paths[0], None)
        else:
            self.toast("There is no ask here to act on.")

    def action_write_to(self) -> None:
        """Show one message to the first whom the ask's next step is about, for all that is due to them."""

        def write_to(asks: Sequence[FollowUp]) -> None:
            if whom := asks[0].whom:
                drafting.write_to(self, whom[0])
            else:
                self.toast("This ask has no contact.")

        self.with_asks(write_to, nothing="There is no ask here with a contact to write to.")

    def action_copy_path(self) -> None:
        """Copy the full paths of the asks' notes, a line each."""
        paths = [showable(str(self.vault.root / path)) for path in self.paths()]
        if paths:
            what = paths[0] if len(paths) == 1 else wording.count(len(paths), "path")
            copy(self.app, "\n".join(paths), lambda told: self.toast(f"{what}\n{told}"))
        else:
            self.toast("There is no ask here to act on.")

    def action_go_contact(self) -> None:
        """Open the first contact of the ask; the palette opens the others."""
        self._open_first("contact", lambda ask: ask.ask.contacts, OpenContact)

    def action_go_goal(self) -> None:
        """Open the first goal of the ask; the palette opens the others."""
        self._open_first("goal", lambda ask: [goal.party for goal in ask.ask.goals], OpenGoal)

    def _open_first(
        self, what: str, parties_of: Callable[[FollowUp], Sequence[Party]], message: Callable[[Party], Message]
    ) -> None:
        """Open the first party of the selected ask; show a toast where it has none.

        what: the word for such a party in that toast, such as contact. message: makes the message that opens its page.
        """

        def go(asks: Sequence[FollowUp]) -> None:
            if parties := parties_of(asks[0]):
                self.post_message(message(parties[0]))
            else:
                self.toast(f"This ask has no {what}.")

        self.with_asks(go, nothing=f"There is no ask here with a {what} to go to.")
