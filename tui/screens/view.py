"""What every screen has: the bars around it, the keys that work everywhere, and questions to the vault."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.notifications import SeverityLevel
from textual.worker import Worker

from journal import JournalError, Party, Vault, showable, wording
from journal.model import Day
from tui.keymap import bind, in_keys
from tui.messages import EditNote, OpenPage, OpenWho, ReadAgain, VaultChanged
from tui.screens.keyed import HasKeys, Keyed
from tui.widgets.ask_list import AskList
from tui.widgets.bars import Bars, StatusLine, TabBar, TopBar
from tui.widgets.key_bar import KeyBar
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from journal import Network, VaultSync, Written

__all__ = ["Clock", "View", "sync_of"]

Clock = Callable[[], Day]
"""Today, asked for anew each time."""
_WRONG_STAYS = 10.0
"""Seconds that the toast of an error stays."""

Answer = TypeVar("Answer")


class View(Keyed):
    """A screen of the vault; ``body`` is what it shows, ``reload`` how it comes to know it."""

    VIEW: ClassVar[str] = ""
    """Name, the same as the Textual mode's; empty for a screen on top of any."""
    about: Party | None = None
    """The contact or goal that a page is about."""
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("app.read", "read_again"),
        bind("day.open", "day"),
        bind("edit.undo", "undo"),
        bind("edit.redo", "redo"),
        bind("who.open", "who"),
    ]

    def __init__(self, vault: Vault, clock: Clock) -> None:
        super().__init__()
        self.vault, self.clock = vault, clock

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield TopBar()
        yield TabBar(self.app.current_mode)
        yield from self.body()
        yield StatusLine()
        yield KeyBar(suits=self.suits)

    def body(self) -> ComposeResult:
        raise NotImplementedError

    @property
    def searched_words(self) -> Sequence[str]:
        """The words of the filter that every listed row contains; empty in a screen without a filter."""
        return ()

    def suits(self, what: str) -> bool:
        return super().suits(what) and (what != "nav.back" or self.can_go_back)

    @property
    def can_go_back(self) -> bool:
        """Whether there is something to go back to from here, or something to take away."""
        return not self.VIEW or any(rows.marked for rows in self.query(AskList).results())

    def came(self) -> None:
        """Have the app reload this view: it knows nothing of what happened meanwhile."""
        cast("HasKeys", self.app).reload()

    def reload(self) -> None:
        """Ask the vault for what the screen shows; the answer comes later."""
        raise NotImplementedError

    def show_bars(self, bars: Bars) -> None:
        """Show the bars, but for those that are taken down already, as the screen is."""
        for bar in (*self.query(TopBar), *self.query(TabBar)):
            bar.show(bars)

    def status(self, text: str, *, wrong: bool = False, whole: bool = False) -> None:
        """Show a text in the bottom line. wrong: as an error. whole: on several lines rather than cut."""
        self.query_one(StatusLine).show(in_keys(text, self.own_keys), wrong=wrong, whole=whole)

    def fail(self, error: JournalError) -> None:
        """Show an error in the bottom line."""
        self.status(error.sentence, wrong=True)

    def toast(self, sentence: str, *, wrong: bool = False) -> None:
        """Show a toast; that of an error stays longer. wrong: it is an error."""
        sentence = in_keys(sentence, self.own_keys)
        severity: SeverityLevel = "error" if wrong else "information"
        timeout = _WRONG_STAYS if wrong else None
        self.app.notify(showable(sentence, keep="\n"), severity=severity, timeout=timeout, markup=False)

    def sentence_done(self, summary: str) -> str:
        """The sentences that say what was written, and which key takes it back."""
        return f"{wording.ended(summary)} {self.key('edit.undo')} undoes it."

    def toast_done(self, summary: str) -> None:
        """Show a toast that says what was written, and which key takes it back."""
        self.toast(self.sentence_done(summary))

    def toast_nothing_behind(self) -> None:
        """Show a toast that there is nothing to go back to."""
        self.toast(f"Nothing is open to go back from. To leave, press {self.key('nav.quit')}.")

    def work(
        self,
        job: Callable[[], Answer],
        then: Callable[[Answer], object],
        failed: Callable[[], object] = lambda: None,
        *,
        keys_wait: bool = False,
    ) -> None:
        """Do a job on a thread and call ``then`` with its answer, or ``failed`` after an error, which is told.

        Each job is done, even where this screen has been left meanwhile. keys_wait: hold the keys until then, since
        they are for what the answer opens.
        """
        app = cast("HasKeys", self.app)

        async def go_on(then: Callable[[], object]) -> None:
            try:
                then()
            finally:
                if keys_wait:
                    await app.let_keys_go()

        async def working() -> None:
            try:
                answer = await asyncio.to_thread(job)
            except JournalError as error:
                self.toast(error.sentence, wrong=True)
                self.app.call_later(go_on, failed)
            else:
                self.app.call_later(go_on, partial(then, answer))

        if keys_wait:
            app.hold_keys()
        _: Worker[None] = self.app.run_worker(working)  # not yet called: where the app is left first, it never is

    def write(
        self,
        job: Callable[[], Written],
        then: Callable[[Written], object] = lambda _: None,
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Do a job that writes, then reload all screens, whether it succeeded or not."""

        def done(written: Written) -> None:
            self.app.post_message(VaultChanged(written.delta))
            then(written)

        def refused() -> None:
            self.app.post_message(VaultChanged())
            failed()

        self.work(job, done, refused)

    def open(self, page: OpenPage) -> None:
        """Open a page on top of this screen; keys are held until it is there."""
        cast("HasKeys", self.app).open_page(page)

    def action_leave(self) -> None:
        """Go back to the screen below; from a view of the tabs, quit."""
        if self.VIEW:
            self.app.exit()
        elif self.is_active:
            self.app.pop_screen()

    def action_undo(self) -> None:
        again = f"{self.key('edit.redo')} does it again."
        self.write(
            sync_of(self.vault).undo,
            lambda written: self._gone_back(written, f"{wording.ended(written.summary)} {again}"),
        )

    def _gone_back(self, written: Written, sentence: str) -> None:
        """Tell what an undo or redo did, and put the cursor on what it changed."""
        self.went_back(written)
        if not written.delta:  # only git was told, which no look at the notes sees
            self.reload()
        self.toast(sentence)

    def went_back(self, written: Written) -> None:
        """Put the cursor on the note that an undo or redo changed."""
        for rows in self.query(Rows):
            rows.follow(written.changes[0].path)

    def action_redo(self) -> None:
        self.write(
            sync_of(self.vault).redo, lambda written: self._gone_back(written, self.sentence_done(written.summary))
        )

    def edit(self, path: str) -> None:
        """Open a note in the editor, at its first problem."""
        vault, today = self.vault, self.clock()

        def line() -> int | None:
            worst_first = sorted(vault.page_at(path, today).problems, key=lambda problem: problem.severity)
            return next((problem.line for problem in worst_first if problem.line), None)

        self.work(line, lambda at: self.app.post_message(EditNote(path, at)))

    def action_day(self) -> None:
        """Open today's note in the editor; where there is none yet, it is made."""
        vault, today = self.vault, self.clock()

        def made(written: Written) -> None:
            if written:
                self.toast_done(written.summary)
            self.app.post_message(EditNote(vault.path_of_day(today), None))

        self.write(lambda: vault.note_of_day(today), made)

    @property
    def network(self) -> Network:
        """The people around the vault; first asked for on a worker thread, since it is slow to import."""
        return cast("HasKeys", self.app).network

    def action_who(self) -> None:
        """Show who could help with what this screen is about."""
        self.open(self.to_look_for)

    @property
    def to_look_for(self) -> OpenWho:
        """What opens the page of who could help with what this screen is about."""
        return OpenWho("", {})

    @property
    def to_meet(self) -> Sequence[Party]:
        """Whom a meeting that begins here is with."""
        return ()

    def action_read_again(self) -> None:
        self.post_message(ReadAgain())


def sync_of(vault: Vault) -> VaultSync:
    """Git's side of a vault, imported when it is needed first."""
    from journal import VaultSync

    return VaultSync(vault)
