"""Sync: what git would do, then the question whether it should, how far it is, and what came of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from journal import JournalError, Listener, Stopped, Synced, VaultSync, WantsTerminal, showable
from journal.model import Day
from tui import plan, terminal
from tui.dialogs.dialog import Dialog
from tui.keymap import bind, spoken
from tui.latest_query import LatestQuery
from tui.widgets.key_bar import KeyBar
from tui.widgets.preview import Preview

if TYPE_CHECKING:
    from tui.screens.keyed import HasKeys

__all__ = ["SyncScreen"]


class _Stage(Enum):
    """LOOKING: the plan is made. PLANNED: it is shown, and the question asked. WORKING: it is carried out.

    ASKED: git wants the terminal, and the person is asked for it. ENDED: it is told what came of it; TO_DECIDE: and
    something is left to decide.
    """

    LOOKING = auto()
    PLANNED = auto()
    WORKING = auto()
    ASKED = auto()
    ENDED = auto()
    TO_DECIDE = auto()


_AT_WORK = (_Stage.LOOKING, _Stage.WORKING)
_QUESTIONS: Mapping[_Stage, str] = {
    _Stage.PLANNED: "Sync like this?",
    _Stage.ASKED: "git wants to ask you something. Let it have the terminal for that?",
    _Stage.TO_DECIDE: "Decide that now?",
}


class SyncScreen(Dialog[bool]):
    """The dialog of a sync; gives whether the person wants to decide what is left. root: of the vault."""

    AUTO_FOCUS = "Preview"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("form.yes", "yes", show=True),
        bind("form.no", "no", show=True),
        bind("form.leave", "cancel", show=True),
        bind("nav.back", "close", show=True),
        bind("nav.quit", "close"),
    ]

    def __init__(self, sync: VaultSync, root: str, today: Day) -> None:
        super().__init__()
        self._sync, self._root, self._today = sync, root, today
        self._stage = _Stage.LOOKING
        self._cancelled = Event()
        self._listener = Listener(self._hear, self._cancelled.is_set)
        self._said: list[str] = []
        self._plan: Synced | None = None
        self._had_terminal = False
        self._plans: LatestQuery[Synced] = LatestQuery(self, self._planned, self._failed)
        self._offline: LatestQuery[Synced] = LatestQuery(self, self._planned_offline, self._failed)
        self._work: LatestQuery[Synced] = LatestQuery(self, self._done, self._failed)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Preview()
            yield Static(id="question")
        yield KeyBar()

    def on_mount(self) -> None:
        self._start_planning()

    def on_unmount(self) -> None:
        self._cancelled.set()

    def _start_planning(self) -> None:
        """Plan the sync from what was fetched last, which is quick; ``_planned_offline`` then plans after a fetch."""
        self._said = []
        self._enter_stage(_Stage.LOOKING, "Fetching …")
        self._offline.ask(None, partial(self._sync.plan, self._listener, offline=True))

    def _planned_offline(self, would: Synced) -> None:
        """Show the plan as of the last fetch; then plan after a fetch, unless that is of no use."""
        self._plan = would
        self._show_text(partial(plan.plan, would))
        if would.conflicts or not would.remote or self._had_terminal:
            self._planned(would)
        else:
            self._plans.ask(None, partial(self._sync.plan, self._listener))

    def _planned(self, would: Synced) -> None:
        """Show the plan, and ask whether to do it or to decide the conflicts first."""
        self._plan = would
        self._show_text(partial(plan.plan, would))
        if would.conflicts:
            self._enter_stage(_Stage.TO_DECIDE)
        else:
            self._enter_stage(_Stage.ENDED if would.does_nothing or self._had_terminal else _Stage.PLANNED)

    def action_yes(self) -> None:
        """Answer the stage's question: sync, give git the terminal, or leave to decide."""
        if self._stage is _Stage.PLANNED:
            self._enter_stage(_Stage.WORKING, "At work …")
            self._show_result(None)
            self._work.ask(None, partial(self._sync.sync, self._say_later, self._listener, self._today))
        elif self._stage is _Stage.ASKED:
            self._hand_over()
        else:
            self.dismiss(True)

    def action_no(self) -> None:
        self.dismiss(False)

    def action_close(self) -> None:
        self.dismiss(False)

    def action_cancel(self) -> None:
        """Have git stop; the stage ends once it has."""
        self._cancelled.set()
        self._show_words("Stopping …")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("yes", "no"):
            return self._stage in _QUESTIONS
        if action == "cancel":
            return self._stage in _AT_WORK
        if action == "close":
            return self._stage is _Stage.ENDED
        return super().check_action(action, parameters)

    def _done(self, done: Synced) -> None:
        """Show the result, and ask whether to decide what is left or see what is lost."""
        self._show_result(done)
        found = done.looked.found if done.looked else ()
        if found and not done.conflicts:
            self._enter_stage(_Stage.TO_DECIDE, "See what is lost, and put it back?")
        else:
            self._enter_stage(_Stage.TO_DECIDE if done.conflicts else _Stage.ENDED)

    def _failed(self, error: JournalError) -> None:
        """Tell why the sync stopped; where only the remote cannot be reached, ask whether to commit without it."""
        if isinstance(error, Stopped) and self._stage is _Stage.LOOKING:
            self.dismiss(False)
            return
        stage, would = self._stage, self._plan
        if isinstance(error, WantsTerminal):
            self._show_result(None, error.sentence)
            self._enter_stage(_Stage.ASKED)
        elif stage is _Stage.LOOKING and would and (would.notes or would.ends_merge):
            self._show_text(partial(_plan_and_why_not, would, error.sentence))
            self._enter_stage(_Stage.PLANNED, "Commit that, and try once more to reach it?")
        else:
            self._show_result(None, error.sentence)
            self._enter_stage(_Stage.ENDED)

    def _hand_over(self) -> None:
        """Sync on the terminal, where git may ask; then show what is left."""
        call = [sys.executable, "-m", "journal", "sync", "--vault", self._root]
        try:
            with self.app.suspend():
                terminal.run(call)
                print("\nEnter leads back to journal.", end="", flush=True)  # noqa: T201  # the terminal is no screen now
                sys.stdin.readline()
        except (SuspendNotSupported, OSError):
            self._show_result(None, f"There is no terminal to give it: run “journal sync” in {self._root} in one.")
            self._enter_stage(_Stage.ENDED)
        else:
            self._had_terminal = True  # which it would want for another fetch too
            self._start_planning()

    def _enter_stage(self, stage: _Stage, words: str | None = None) -> None:
        """Go on to a stage, with its keys. words: shown at the bottom, None for the stage's own question."""
        self._stage = stage
        self._show_words(words or _QUESTIONS.get(stage, f"{self._key('nav.back')} closes this."))
        self.refresh_bindings()

    def _show_words(self, words: str) -> None:
        """Show words at the bottom: the question, or how far git is."""
        self.query_one("#question", Static).update(Content(showable(words)))

    def _hear(self, what: str, done: int, total: int) -> None:
        """Show git's progress: what it does, how many are done and how many there are. Called on git's thread."""
        self.call_later(self._heard, f"{what}: {done:,} of {total:,}")

    def _heard(self, words: str) -> None:
        if self._stage in _AT_WORK and not self._cancelled.is_set():
            self._show_words(words)

    def _say_later(self, sentence: str) -> None:
        """Add a sentence to the result. Called on the thread that syncs."""
        self.call_later(self._say, sentence)

    def _say(self, sentence: str) -> None:
        self._said.append(sentence)
        if self._stage is _Stage.WORKING:
            self._show_result(None)
            self._show_words("At work …")

    def _show_result(self, done: Synced | None, wrong: str = "") -> None:
        """Show the sentences so far, and the result. done: None while there is none. wrong: the error, "" for none."""
        said: Sequence[str] = tuple(self._said)
        self._show_text(lambda width: plan.result(said, done, wrong, width))

    def _show_text(self, written: Callable[[int], Content]) -> None:
        self.query_one(Preview).show("sync", written, "Sync")

    def _key(self, what: str) -> str:
        return spoken(what, cast("HasKeys", self.app).own_keys)


def _plan_and_why_not(would: Synced, why: str, width: int) -> Content:
    """The plan with the error that keeps the remote from being reached."""
    return Content("\n\n").join([plan.plan(would, width), plan.result((), None, why, width)])
