"""A meeting as it is prepared: the people, what to bring, and the lines of its note."""

from __future__ import annotations

from journal.model.asks import Meeting, Party
from journal.model.notes import Name, Note
from journal.model.today import Contact, Event, FollowUp
from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

__all__ = ["Brief", "Briefed", "Brought", "ListLine", "Promise"]


class ListLine(NamedTuple):
    """A line of a list in a note's body.

    line: its number, counted from 1 over the file. seen: all of it, without its end. sign: what is in its box, None
    for a line without a box. text: what is said, without marker and box. link: the note that the line is about, the
    first that it links to; of a captured line the one behind its arrow. None for no link. word: the word before that
    link, folded; ``ask`` of a captured line, "" for none. links: all notes that it links to. under: the headings of
    the sections that it is in, folded.
    """

    line: int
    seen: str
    sign: str | None
    text: str
    link: Name | None
    word: str
    links: tuple[Name, ...]
    under: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the line has a box without a tick."""
        return self.sign == " "

    @property
    def is_ticked(self) -> bool:
        return self.sign in ("x", "X")


class Promise(NamedTuple):
    """An open box in the note of an earlier meeting that is about no ask: what somebody said they would do."""

    note: Note
    line: ListLine


class Brought(NamedTuple):
    """Something to bring to a meeting: thanks or a report that are owed there, or an ask.

    minutes: what an ask costs its contact, None where its effort names no time, and for what is owed. line: the one in
    the meeting's note that is about it, None for none.
    """

    kind: Literal["thank", "report", "ask"]
    ask: FollowUp
    minutes: int | None
    line: ListLine | None = None

    @property
    def box(self) -> Literal["open", "ticked"] | None:
        """What its box in the meeting's note says; None where it has no box, or one with another sign."""
        if self.line is None:
            return None
        return "ticked" if self.line.is_ticked else "open" if self.line.is_open else None


class Briefed(NamedTuple):
    """A person at a meeting. via: who led to them. last: the last three events, newest first.

    mine, theirs: their open asks by whose move it is, what is owed to them among mine; in the queue's order.
    promised: of earlier meetings with them, the newest first.
    """

    contact: Contact
    via: tuple[Party, ...]
    last: tuple[Event, ...]
    mine: tuple[FollowUp, ...]
    theirs: tuple[FollowUp, ...]
    earlier: tuple[Meeting, ...]
    promised: tuple[Promise, ...] = ()


class Brief(NamedTuple):
    """What to know and to bring (docs/practice.md 2). meeting: None where none is planned.

    bring: what is owed first, then parked asks, then drafts. minutes: what the asks cost together. unmeasured: how many
    of them name no length of time. lines: of the meeting's note, its lists.
    """

    people: tuple[Briefed, ...]
    meeting: Meeting | None
    bring: tuple[Brought, ...]
    minutes: int
    unmeasured: int
    lines: tuple[ListLine, ...] = ()

    @property
    def is_too_much(self) -> bool:
        """Whether the asks cost more time than the meeting has."""
        duration = self.meeting.duration if self.meeting else None
        return duration is not None and self.minutes > duration
