"""A meeting as the lines of a list: when it is, what to bring with its boxes, what to know of each person."""

from __future__ import annotations

from collections.abc import Iterator

from journal import Brief, FollowUp, Page, QueueLine, Vault, showable, wording
from journal.briefing import NOTHING_TO_BRING, efforts, occasion, person_lines, room
from journal.model import Brought, Day, ListLine
from tui.parties import note_rows, wrapped_text
from tui.sections import BringLine, ListRow, Remark, Section, Words

__all__ = ["meeting_rows"]

_KIND = 8
"""Cells of the word for what a tick records."""


def meeting_rows(vault: Vault, page: Page, today: Day, width: int, record_key: str, fill_key: str) -> list[ListRow]:
    """The rows of a meeting's page. width: of the list, in cells. record_key, fill_key: what records the ticks, and
    what fills the list. Raises JournalError.
    """
    brief = page.brief
    assert brief is not None
    assert brief.meeting is not None
    meeting = brief.meeting
    listed, missing = vault.bring_list(brief, today)
    who = wording.names(meeting.people) or "nobody is named under people"
    rows: list[ListRow] = [
        Section(showable(meeting.note.title)),
        Words((("who       ", "quiet"), (who, ""))),
        Words((("when      ", "quiet"), (occasion(meeting, today), ""))),
        Words((("note      ", "quiet"), (showable(meeting.note.path), ""))),
        *_remarks(vault, brief, today, record_key, width),
        Section("TO BRING", len(listed) + len(missing)),
        *map(Remark, wrapped_text(efforts(brief), width)),
        *_listed(listed, brief),
    ]
    if missing:
        rows += [Section(f"NOT ON THE LIST YET, {fill_key} puts it there"), *map(_missing, missing)]
    if not listed and not missing:
        rows.append(Remark(NOTHING_TO_BRING))
    for person in brief.people:
        name, *lines = person_lines(person, brief, today)
        rows += [Section(showable(name)), *(Remark(part) for line in lines for part in wrapped_text(line, width))]
    return [*rows, *note_rows(vault, meeting.note, width)]


def _remarks(vault: Vault, brief: Brief, today: Day, record_key: str, width: int) -> Iterator[Remark]:
    """Remarks on the meeting itself: ticks that are not recorded, and people who were met as often this year as they
    may be.
    """
    assert brief.meeting is not None
    ticks = vault.open_ticks(brief.meeting, today)
    said = []
    if ticks and brief.meeting.date and brief.meeting.date > today:
        said.append(f"{wording.count(ticks, 'tick')} to record once you have met.")
    elif ticks:
        said.append(f"{wording.count(ticks, 'tick')} not recorded yet: {record_key} does it.")
    day = brief.meeting.date or today
    said += [f"{contact.party.name}: {room(contact, today)}" for contact in vault.without_room(brief, day, today)]
    yield from (Remark(part) for each in said for part in wrapped_text(each, width))


def _listed(listed: list[tuple[ListLine, FollowUp | None]], brief: Brief) -> Iterator[BringLine]:
    """The lines of the list in the meeting's note."""
    kinds = {brought.ask.note.id: brought.kind for brought in brief.bring}
    for line, ask in listed:
        box = "   " if line.sign is None else f"[{showable(line.sign)}]"
        if ask is None:
            yield BringLine(((f" {box} ", "quiet"), (showable(line.text), "")), f"line {line.text}", line=line)
        else:
            kind = kinds.get(ask.note.id) or ("done" if line.is_ticked else ask.state.word.lower())
            yield BringLine(_parts(box, kind, ask), f"ask {ask.note.path}", line=line, ask=QueueLine.of(ask))


def _missing(brought: Brought) -> BringLine:
    """Something to bring that no line is about yet."""
    parts = _parts(" · ", brought.kind, brought.ask)
    return BringLine(parts, f"ask {brought.ask.note.path}", ask=QueueLine.of(brought.ask), brought=brought)


def _parts(box: str, kind: str, ask: FollowUp) -> tuple[tuple[str, str], ...]:
    who = wording.names(ask.ask.contacts)
    return ((f" {box} ", "quiet"), (f"{kind:<{_KIND}}", ask.state), (showable(ask.title), ""), (f"  {who}", "quiet"))
