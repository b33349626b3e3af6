"""A contact and a goal as the lines of a list: what is said of them, then their asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from textual.content import Content

from journal import Brief, Contact, Event, FollowUp, Page, Progress, QueueLine, Vault, answering_of, showable, wording
from journal.briefing import efforts
from journal.facts import contact_facts, goal_facts
from journal.model import Briefed, Day, Note
from tui.card import BY_GIT
from tui.piece_map import asked_for, bar, piece_map
from tui.prose import paragraphs
from tui.sections import Linked, ListRow, Piece, Remark, Section, Words

__all__ = ["contact_about", "contact_rows", "goal_about", "goal_rows", "note_rows", "wrapped_text"]

Line = TypeVar("Line", bound=ListRow)

_LABEL = 14
"""Cells of a label with the gap after it."""
_NOTHING = "Nothing is owed to them, and nothing is parked or drafted for them."
_NARROWEST, _MEASURE = 16, 100
"""Cells to which a text is wrapped at least, however narrow the list is, and at most, however wide."""


def contact_rows(vault: Vault, contact: Contact, page: Page, today: Day, width: int) -> list[ListRow]:
    """The rows of a contact's page. width: of the list, in cells. Raises JournalError."""
    person, brief = contact.person, page.brief
    assert brief is not None
    brought = [QueueLine.of(each.ask) for each in brief.bring]
    listed = {line.path for line in brought}
    out = [QueueLine.of(f) for f in (*brief.people[0].mine, *brief.people[0].theirs) if f.note.path not in listed]
    paths = {line.path for line in (*brought, *out)}
    others = [QueueLine.of(follow_up) for follow_up in page.asks if follow_up.note.path not in paths]
    return [
        Section(showable(person.party.name)),
        *_facts(contact_facts(contact, today), width),
        Section(_occasion(brief, today), len(brought)),
        *(Remark(line) for line in wrapped_text(efforts(brief) if brief.bring else _NOTHING, width)),
        *brought,
        *_section("ASKED ALREADY", out),
        *_section("STILL OPEN FROM EARLIER MEETINGS", _promised(brief.people[0])),
        *_section("OTHER ASKS", others),
        *_section("HOW THEY ANSWER", [Remark(said) for said in answering_of(contact, page.asks, today)]),
        *_section("HISTORY", _events(page.history)),
        *note_rows(vault, person.note, width),
    ]


def contact_about(contact: Contact, asks: Sequence[FollowUp], today: Day, width: int) -> list[Section | Remark | Words]:
    """The details of a contact, shown beside the list. asks: of the contact, in the queue's order."""
    return [
        Section(showable(contact.party.name)),
        *_facts(contact_facts(contact, today), width),
        *_section("ASKS", [_asked(follow_up, today) for follow_up in asks]),
    ]


def _asked(follow_up: FollowUp, today: Day) -> Words:
    """An ask as a line to read: its state, how late it is, what it asks."""
    state = f"{follow_up.state.word} {wording.lateness(follow_up.due, today)}"
    return Words(((f"{state:<{_LABEL}}", follow_up.state), (showable(follow_up.title), "")))


def goal_about(progress: Progress, asks: Sequence[FollowUp], today: Day, width: int) -> list[Section | Remark | Words]:
    """The details of a goal, shown beside the list. asks: for the goal, in the queue's order."""
    return [
        Section(showable(progress.party.name)),
        *_facts([*goal_facts(progress, today), ("open", wording.hangs_on(asks))], width),
        *_section("PIECES", list(_pieces(progress, asks, width - 2))),
        *_section("NOBODY ASKED FOR", [Piece(f"· {showable(piece)}", piece) for piece in progress.unasked]),
    ]


def _pieces(progress: Progress, asks: Sequence[FollowUp], width: int) -> Iterator[Words]:
    """The bar of a goal's pieces, then a map of those with an ask or a source; empty where it has no pieces."""
    if progress.pieces:
        yield Words((*bar(progress, asks), (f"  {asked_for(progress)}", "quiet")))
        asked = progress._replace(pieces=tuple(piece for piece in progress.pieces if piece.asks or piece.sources))
        yield from map(Words, piece_map(asked, asks, width))


def goal_rows(vault: Vault, progress: Progress, page: Page, today: Day, width: int) -> list[ListRow]:
    """The rows of a goal's page. width: of the list, in cells. Raises JournalError."""
    return [
        *goal_about(progress, page.asks, today, width),
        *_section("SOURCES", list(_sources(vault, progress))),
        *_section("ASKS", [QueueLine.of(follow_up) for follow_up in page.asks]),
        *_section("HISTORY", _events(page.history)),
        *note_rows(vault, progress.note, width),
    ]


def _sources(vault: Vault, progress: Progress) -> Iterator[Linked]:
    """A line for each note that serves a piece without asking anybody; it opens the note."""
    for piece in progress.pieces:
        for source in piece.sources:
            title = vault.find(source).title
            yield Linked(((f"· {showable(piece.piece)}  ", "quiet"), (showable(title), "")), source)


def _section(title: str, rows: Sequence[Line]) -> Iterator[Section | Line]:
    """A titled section; nothing where it has no rows."""
    if rows:
        yield Section(title)
        yield from rows


def _facts(facts: Iterable[tuple[str, str]], width: int) -> Iterator[Words]:
    """The lines of labelled facts, long ones wrapped."""
    for label, text in facts:
        for number, line in enumerate(wrapped_text(text, width - _LABEL)):
            yield Words(((f"{'' if number else label:<{_LABEL}}", "quiet"), (line, "")))


def wrapped_text(text: str, width: int) -> list[str]:
    """A text from a note, showable, in lines; none where it is empty."""
    cells = max(_NARROWEST, min(_MEASURE, width - 2))
    return [line.plain for line in Content(showable(text)).wrap(cells)] if text else []


def _occasion(brief: Brief, today: Day) -> str:
    """The heading over what to bring, with the day of the next meeting: ``TO BRING, Tue 24 Nov, in 2 days``."""
    if brief.meeting is None or brief.meeting.date is None:
        return "TO BRING, no meeting ahead"
    return f"TO BRING, {wording.weekday(brief.meeting.date)}, {wording.ago(brief.meeting.date, today)}"


def _promised(person: Briefed) -> list[Linked]:
    """A row for each thing that was promised at an earlier meeting; it opens that meeting."""
    return [
        Linked(((showable(promise.line.text), ""), (f"  {showable(promise.note.title)}", "quiet")), promise.note.path)
        for promise in person.promised
    ]


def _events(events: Iterable[Event]) -> list[Words]:
    """A row for each event; that of a meeting opens its note, since nothing else on the page does."""
    lines = []
    for event in events:
        by_git = ((BY_GIT, "quiet"),) if event.is_from_git else ()
        what = f"{event.event:<9} {showable(event.text)}"
        parts = ((f"{event.date.isoformat()}  ", "quiet"), (what, ""), *by_git)
        lines.append(Linked(parts, event.id) if event.event == "meeting" else Words(parts))
    return lines


def note_rows(vault: Vault, note: Note | None, width: int) -> Iterator[ListRow]:
    """The section with a note's text; nothing for None. Raises JournalError."""
    if note is None:
        return
    text = vault.body(note)
    lines = [Remark(line) for part in paragraphs(text) for line in wrapped_text(part, width) or [""]]
    yield from _section(f"NOTE  {showable(note.path)}", lines)
