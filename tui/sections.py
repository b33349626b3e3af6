"""The follow-ups as the lines of a list: sections, groups, and what to say where a section is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias, TypeGuard, TypeVar

from rich.cells import cell_len
from textual.content import Content

from journal import ContactLine, Lead, Meeting, QueueLine, State, showable, wording
from journal.model import Brought, Capture, Counts, Day, ListLine, NextUp
from tui import paint
from tui.paint import Styled

__all__ = [
    "BringLine",
    "CaptureLine",
    "Group",
    "LeadLine",
    "Linked",
    "ListRow",
    "Piece",
    "Remark",
    "Section",
    "TouchLine",
    "Words",
    "capture_line",
    "group_around",
    "parts_of",
    "rows_as_text",
    "sections",
    "spaced",
    "wrapped",
]


class Section(NamedTuple):
    """A rule with a title across the list. number: how many asks are in the section, None to show no number."""

    title: str
    number: int | None = None

    @property
    def text(self) -> str:
        return self.title if self.number is None else f"{self.title} · {self.number}"


class Group(NamedTuple):
    """A title above the asks that want the same thing done."""

    title: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence where there is nothing to list; "" makes a blank line between sections."""

    text: str


@dataclass(frozen=True, slots=True)
class Piece(Remark):
    """A piece of a goal that nobody was asked for."""

    piece: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line whose parts each have a look of their own."""

    parts: tuple[Styled, ...]


@dataclass(frozen=True, slots=True)
class Linked(Words):
    """A line that opens a note. note: its id or path."""

    note: str


@dataclass(frozen=True, slots=True)
class TouchLine(Linked):
    """Somebody whom it is time to be in touch with."""

    contact: ContactLine


@dataclass(frozen=True, slots=True)
class CaptureLine(Words):
    """A line of a note that waits to become an ask."""

    found: Capture

    @property
    def name(self) -> str:
        """What the line is called in its list."""
        return f"found {self.found.id}"


@dataclass(frozen=True, slots=True)
class BringLine(Words):
    """A line of what to bring to a meeting. name: unique on its page.

    line: the one in the meeting's note, None for what is not on the list yet. ask: what it is about, None for a line
    about no ask. brought: what is not on the list yet.
    """

    name: str
    line: ListLine | None = None
    ask: QueueLine | None = None
    brought: Brought | None = None


@dataclass(frozen=True, slots=True)
class LeadLine(Words):
    """Somebody who could help. piece: the piece of a goal that it is about, "" for none."""

    lead: Lead
    piece: str

    @property
    def name(self) -> str:
        """What the line is called in its list."""
        lead = self.lead
        return f"{lead.why} {self.piece} {lead.id or lead.row or lead.name}"


Line = TypeVar("Line")
ListRow: TypeAlias = "Section | Group | Remark | Words | QueueLine"


_LATER = (State.THANK, State.REPORT, State.ANSWERED, State.NUDGE, State.RELEASE)
"""States in which the next step is ours, once the ask is due."""


def sections(
    lines: Sequence[QueueLine],
    counts: Counts,
    today: Day,
    *,
    next_up: NextUp | None = None,
    narrowed: bool = False,
    first: bool = False,
    begin: str = "",
    meetings: Sequence[Meeting] = (),
    unrecorded: Sequence[tuple[Meeting, int]] = (),
    found: Sequence[Capture] = (),
) -> list[ListRow]:
    """The rows of the Follow-ups screen.

    lines: the open asks in the queue's order, which is kept. next_up: as ``Vault.next_up`` has it. narrowed: a filter
    has left some out; where it leaves none there are no rows. first: these are only the first asks, so the numbers come
    from counts. begin: what to do where there are no asks yet. meetings: those of today and tomorrow. unrecorded: those
    with so many ticks to record. found: lines of notes that wait to become asks.
    """
    if narrowed and not lines:
        return []
    sizes = counts.groups if first else Counter((line.state, line.needs_follow_up) for line in lines)
    on_you = [line for line in lines if line.needs_follow_up]
    quiet = [line for line in lines if not line.needs_follow_up]
    rows: list[ListRow] = [Section("ON YOU", sum(size for (_, needs), size in sizes.items() if needs))]
    if not on_you:
        said = "Nothing that matches is on you." if narrowed else wording.nothing_on_you(counts, next_up)
        rows.append(Remark(said if counts.asks else f"{said} {begin}".strip()))
    for state, group in groupby(on_you, key=lambda line: line.state):
        rows += [Group(f"{wording.GROUPS[state]} · {sizes[state, True]}"), *group]
    rows += [_meeting(meeting, today) for meeting in meetings]
    rows += [_unrecorded(meeting, ticks) for meeting, ticks in unrecorded]
    for title, states in (
        ("WAITING ON THEM", (State.WAITING,)),
        ("PARKED FOR A MEETING", (State.PARKED,)),
        ("ON YOU LATER", _LATER),
    ):
        if members := [line for line in quiet if line.state in states]:
            rows += [Section(title, sum(sizes.get((state, False), 0) for state in states)), *members]
    if drafts := [line for line in quiet if line.state is State.DRAFT]:
        rows += [Section("DRAFTS"), *drafts]
    if found:
        rows += [Section("FOUND IN NOTES"), *map(capture_line, found)]
    return rows


def capture_line(found: Capture) -> CaptureLine:
    """A line of a note that waits to become an ask: whom it would be put to, what it asks, and for what."""
    goals = f"  {', '.join(found.goals)}" if found.goals else ""
    text = showable(f"{', '.join(found.contacts)}: {found.captured.ask}{goals}")
    return CaptureLine((("   ", ""), (text, "")), found)


def _meeting(meeting: Meeting, today: Day) -> Linked:
    """A meeting that is near: ``Meeting tomorrow: Lunch with Maria Lopez``."""
    return _told(f"Meeting {wording.ago(meeting.date, today)}: " if meeting.date else "Meeting: ", meeting)


def _unrecorded(meeting: Meeting, ticks: int) -> Linked:
    """A meeting with ticks that are not recorded: ``2 ticks to record: Lunch with Maria Lopez``."""
    return _told(f"{wording.count(ticks, 'tick')} to record: ", meeting)


def _told(what: str, meeting: Meeting) -> Linked:
    """A line about a meeting: its title, and those people of whom that has no word."""
    title = meeting.note.title
    people = [party for party in meeting.people if not {*party.name.split()} & {*title.split()}]
    joint = "with" if len(people) == len(meeting.people) else "and"
    who = f" {joint} {wording.names(people)}" if people else ""
    return Linked((("   ", ""), (what, "strong"), (f"{showable(title)}{who}", "")), meeting.note.path)


def parts_of(row: Section | Group | Remark | Words, width: int) -> Sequence[Styled]:
    """The parts of a row that is no ask. width: in cells."""
    match row:
        case Section():
            return paint.rule(row.text, width)
        case Group():
            return [(paint.fit(f"   {row.title}", width), "quiet")]
        case Remark():
            return [(paint.fit(row.text, width), "")]
        case Words():
            return _cut(row.parts, width)


def _cut(parts: Sequence[Styled], width: int) -> Sequence[Styled]:
    """The parts of a line that there is room for, the last of them cut."""
    shown: list[Styled] = []
    for text, look in parts:
        room = width - sum(cell_len(part) for part, _ in shown)
        shown.append((text if cell_len(text) <= room else paint.fit(text, room), look))
    return shown


def spaced(rows: Sequence[Line], height: int) -> Sequence[Line]:
    """The rows with a blank line before each section but the first, if all of them then fit into the height, in
    lines.
    """
    if len(rows) > height:
        return rows
    roomy: list[Any] = [part for row in rows for part in ((Remark(""), row) if isinstance(row, Section) else (row,))]
    roomy = roomy[1:] if rows and isinstance(rows[0], Section) else roomy
    return roomy if len(roomy) <= height else rows


def wrapped(rows: Sequence[Line], width: int) -> Sequence[Line]:
    """The rows with each remark wrapped to the width, in cells."""
    if width < 1 or not any(_is_sentence(row) and cell_len(row.text) > width for row in rows):
        return rows
    parts: list[Any] = []
    for row in rows:
        if _is_sentence(row) and row.text:
            parts += [Remark(line.plain) for line in Content(showable(row.text)).wrap(width)]
        else:
            parts.append(row)
    return parts


def _is_sentence(row: object) -> TypeGuard[Remark]:
    return isinstance(row, Remark) and not isinstance(row, Piece)


def rows_as_text(rows: Sequence[Section | Group | Remark | Words], width: int, height: int) -> Content:
    """Rows that are no asks as one text. width: in cells. height: in lines, for blank lines between sections."""
    return Content("\n").join(paint.content(parts_of(row, width)) for row in spaced(rows, height))


def section_beyond(rows: Sequence[object], can_choose: Callable[[int], bool], at: int, step: int) -> int | None:
    """The index of the first row of the section that comes after an index, or before it; None for none.

    can_choose: whether the cursor can stand on the row of an index; a section without such a row is passed over. step:
    1 for after, -1 for before.
    """
    heads = [index for index, row in enumerate(rows) if isinstance(row, Section)]
    sections = map(range, heads, [*heads, len(rows)][1:])
    starts = [next(filter(can_choose, section), None) for section in sections]
    further = [start for start in starts if start is not None and (start - at) * step > 0]
    return min(further, key=lambda start: abs(start - at), default=None)


def group_around(rows: Sequence[ListRow], index: int) -> range:
    """The indexes of the rows under the same heading as a row, the heading's first; all rows where there is no
    heading.
    """
    start = next((i for i in range(index, -1, -1) if isinstance(rows[i], Section | Group)), 0)
    stop = next((i for i in range(index + 1, len(rows)) if isinstance(rows[i], Section | Group)), len(rows))
    return range(start, stop)
