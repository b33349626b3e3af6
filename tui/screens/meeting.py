"""One meeting, whole: who, when, how long, what to bring with its boxes, and what to know of each person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from journal import Brief, JournalError, Meeting, Vault, Written
from journal.errors import NotUnderstood
from journal.model import Day
from tui.keymap import ANYWHERE, bind
from tui.latest_query import LatestQuery
from tui.meeting_rows import meeting_rows
from tui.messages import EditNote
from tui.screens.list_page import ListPage
from tui.screens.view import Clock
from tui.sections import BringLine, ListRow
from tui.widgets.ask_list import AskList
from tui.widgets.bring_list import BringList
from tui.widgets.preview import Preview

__all__ = ["MeetingScreen"]


class MeetingScreen(ListPage):
    """The page of a meeting; its boxes are those in its note."""

    AUTO_FOCUS = "BringList"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("nav.back", "leave", show=True),
        bind("nav.quit", "leave", at_once=True),
        bind("meeting.met", "met", show=True),
        bind("meeting.new", "fill"),
        bind("new", "new", show=True, at_once=True),
        bind("note.edit", "edit", show=True),
    ]

    def __init__(self, vault: Vault, clock: Clock, path: str) -> None:
        super().__init__(vault, clock)
        self._path = path
        self._meeting: Meeting | None = None
        self._read: LatestQuery[tuple[Meeting, Sequence[ListRow], Day]] = LatestQuery(self, self._show, self.fail)

    def body(self) -> ComposeResult:
        with Container(classes="beside page"):
            bring = BringList(from_top=True)
            bring.border_title = "Meeting"
            yield bring
            yield Preview()

    def read_rows(self, width: int) -> None:
        today = self.clock()
        record_key, fill_key = self.key("meeting.met"), self.key("meeting.new")

        def read() -> tuple[Meeting, Sequence[ListRow], Day]:
            page = self.vault.page_at(self._path, today)
            meeting = _of(page.brief)
            return meeting, meeting_rows(self.vault, page, today, width, record_key, fill_key), today

        self._read.ask(self._path, read)

    def _show(self, read: tuple[Meeting, Sequence[ListRow], Day]) -> None:
        self._meeting, rows, today = read
        self._path = self._meeting.note.path
        self.query_one(AskList).put(rows, today)

    def on_rows_chosen(self) -> None:
        """Show the ask under the cursor beside the list, and what the keys do in the bottom line."""
        line = self.query_one(AskList).chosen
        ticks = f"{self.key('meeting.tick')} ticks it"
        self.preview_ask(line)
        self.status_of(line, f"{ticks}, {self.key('nav.open')} opens it", f"{self.key('nav.back')} goes back.")

    def on_bring_list_ticked(self) -> None:
        """Tick the line under the cursor in the note, or take its tick away."""
        row, meeting, today = self.query_one(BringList).current, self._meeting, self.clock()
        if isinstance(row, BringLine) and meeting:
            self.write(lambda: _ticked(self.vault, meeting, row, today), self._told)

    def _told(self, written: Written) -> None:
        self.toast_done(written.summary)

    def fail(self, error: JournalError) -> None:
        """Show why the note cannot be read any more, or is no meeting."""
        super().fail(error)
        self._meeting = None
        self.offer_keys_anew()

    def suits(self, what: str) -> bool:
        """Whether a key does something now: what is ahead is not recorded, and of no meeting there is only the way
        back.
        """
        meeting = self._meeting
        if meeting is None:
            return what in ANYWHERE
        is_ahead = meeting.date is not None and meeting.date > self.clock()
        return super().suits(what) and not (what == "meeting.met" and is_ahead)

    def action_met(self) -> None:
        """Record what is ticked; ask for the day of a meeting that has none."""
        from tui.dialogs.day import DayForm

        meeting = self._meeting
        if meeting is None:
            return
        if meeting.date is None:
            form = DayForm(f"When was “{meeting.note.title}”?", "Record", self.clock(), self.clock(), past=True)
            self.app.push_screen(form, lambda day: self._record(meeting, day) if day else None)
        else:
            self._record(meeting, meeting.date)

    def _record(self, meeting: Meeting, day: Day) -> None:
        today = self.clock()
        left: list[str] = []

        def record() -> Written:
            met = self.vault.met(meeting, day, today)
            left.extend(f"{each.note.title if each.note else f'line {each.line}'}: {each.reason}" for each in met.left)
            return met.written

        def told(written: Written) -> None:
            said = [self.sentence_done(written.summary)] if written else ["Nothing new is ticked."]
            self.toast("\n".join([*said, *(f"left: {each}" for each in left)]))

        if day > today:
            self.toast(f"“{meeting.note.title}” is still ahead: record it once you have met.", wrong=True)
        else:
            self.write(record, told)

    def action_new(self) -> None:
        from tui.screens.beginning_from import begin_from

        begin_from(self, self._path)

    def action_fill(self) -> None:
        """Put on the list what is not there yet."""
        from tui.screens.beginning_meeting import fill

        if self._meeting:
            fill(self, self._meeting)

    def action_edit(self) -> None:
        self.post_message(EditNote(self._path, None))


def _of(brief: Brief | None) -> Meeting:
    """The meeting of a brief. Raises NotUnderstood where its note is that of a meeting no more."""
    if brief is None or brief.meeting is None:
        raise NotUnderstood("This note is no meeting any more.")
    return brief.meeting


def _ticked(vault: Vault, meeting: Meeting, row: BringLine, today: Day) -> Written:
    """Tick a row in the note of a meeting, or take its tick away; what is not on the list yet comes on it."""
    if row.line:
        return vault.tick(meeting, row.line, today)
    assert row.brought is not None
    return vault.tick_new(meeting, row.brought, today)
