"""A note as it stands in its file, for notes that have no screen of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from journal import Contact, FollowUp, Kind, Meeting, Note, Vault, showable, wording
from journal.model import Day
from tui.keymap import bind
from tui.latest_query import LatestQuery
from tui.messages import EditNote
from tui.prose import text_lines
from tui.screens.beginning_from import become_ask, begin_from
from tui.screens.detail import DetailScreen
from tui.screens.view import Clock
from tui.widgets.preview import Preview

__all__ = ["NoteScreen"]


class NoteScreen(DetailScreen):
    """The text of one note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("new", "new", show=True, at_once=True),
        bind("note.ask", "become_ask", show=True),
    ]

    def __init__(self, vault: Vault, clock: Clock, note: Note) -> None:
        super().__init__(vault, clock)
        self._note = note
        self._text: LatestQuery[tuple[str, Sequence[str]]] = LatestQuery(self, self._show, self.fail)

    def reload(self) -> None:
        vault, note, today = self.vault, self._note, self.clock()
        self._text.ask(note.path, lambda: _read(vault, note, today))

    def _show(self, read: tuple[str, Sequence[str]]) -> None:
        text, told = read
        title = Content.styled(showable(self._note.title), "bold")
        lines = [title, Content.styled(showable(self._note.path), "dim"), Content("")]
        lines += [*map(Content, told), *text_lines(text)]
        self.query_one(Preview).add_class("measure")
        self.query_one(Preview).show(self._note.path, lambda _width: Content("\n").join(lines))
        self.status(f"{self.key('note.edit')} edits the note, {self.key('nav.back')} goes back.")

    def action_new(self) -> None:
        begin_from(self, self._note.path)

    def action_become_ask(self) -> None:
        become_ask(self, self._note)

    def action_edit(self) -> None:
        self.post_message(EditNote(self._note.path, None))


def _read(vault: Vault, note: Note, today: Day) -> tuple[str, Sequence[str]]:
    """The text of a note; of a meeting, the text below its frontmatter and first what the frontmatter says in words."""
    told = _meeting_lines(vault, note, today)
    return vault.body(note) if told else vault.text(note), told


def _meeting_lines(vault: Vault, note: Note, today: Day) -> Sequence[str]:
    """The facts of a meeting's note in sentences: who, when, how long, what to bring; empty for another note."""
    meeting = vault.meeting(note)
    return list(_meeting(vault, meeting, today)) if meeting else ()


def _meeting(vault: Vault, meeting: Meeting, today: Day) -> Iterator[str]:
    """A meeting in words; for one that is ahead, with the asks to bring. Raises JournalError."""
    yield f"who       {wording.names(meeting.people) or 'nobody is named under people'}"
    yield f"when      {wording.day_ago(meeting.date, today) if meeting.date else 'no date yet'}"
    yield f"how long  {wording.count(meeting.duration, 'minute') if meeting.duration else 'not said'}"
    brought: dict[str, FollowUp] = {}
    for party in meeting.people if meeting.date and meeting.date >= today else ():
        page = vault.page_of(Kind.PERSON, party, today)
        if isinstance(page.subject, Contact) and page.brief:
            brought |= {each.ask.note.path: each.ask for each in page.brief.bring}
    if brought:
        yield ""
        yield "to bring"
    for ask in brought.values():
        yield f"  {ask.state.word:<8} {showable(ask.title)}  {wording.names(ask.ask.contacts)}"
    yield ""
