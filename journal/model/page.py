"""What is shown of one note, contact or goal, and of a search."""

from __future__ import annotations

from journal.model.brief import Brief
from journal.model.kinds import Kind
from journal.model.notes import Note, Problem
from journal.model.today import Contact, Event, FollowUp, Progress
from journal.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Hit", "Hits", "Page", "Subject"]


Subject: TypeAlias = "FollowUp | Contact | Progress | Note"
"""What a page is about: an ask, a contact or a goal as it stands today, or just a note."""


class Page(NamedTuple):
    """One note, contact or goal with all that is computed for it.

    subject: what it is today. history: newest first. links, backlinks: ids. problems: of its note.
    asks: in the queue's order, those of a contact or goal; the others for the goals of an ask. goals:
    of an ask. met: the history with the first contact of an ask. brief: for a contact and a
    meeting.
    """

    subject: Subject
    history: tuple[Event, ...]
    links: tuple[str, ...] = ()
    backlinks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    asks: tuple[FollowUp, ...] = ()
    goals: tuple[Progress, ...] = ()
    met: tuple[Event, ...] = ()
    brief: Brief | None = None

    @property
    def note(self) -> Note | None:
        """The note of the subject; None for a contact or goal without one."""
        return self.subject if isinstance(self.subject, Note) else self.subject.note


class Hit(NamedTuple):
    """A note that a search found. score: bigger is better. snippet: the line that matches, "" where the title does."""

    note: Note
    kind: Kind
    score: float
    snippet: str


class Hits(NamedTuple):
    """What a search found: the best notes, and how many notes match in all.

    so_far: how many of how many notes have been read for the search, None where all have. left_out: how many of the
    words were too many, and so not searched for.
    """

    best: tuple[Hit, ...]
    total: int
    so_far: tuple[int, int] | None = None
    left_out: int = 0
