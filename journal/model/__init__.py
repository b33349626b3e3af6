"""The values every other module speaks in: notes as read, asks as resolved, what they mean today.

All of them are frozen. Days are ``datetime.date``; ids and paths are relative to the vault's root
with ``/`` between parts; None always means "not there".
"""

from journal.model.asks import Ask, Goal, KnownParty, Meeting, Party, Person, Source
from journal.model.edits import Edit, Passage
from journal.model.folder import Delta, Watched
from journal.model.notes import ERRORS, DateOrYes, Day, FieldValue, Found, Kind, Name, Note, NoteLine, Problem, Span
from journal.model.page import Event, Hit, Hits, Page, Subject
from journal.model.today import (
    QUEUE_ORDER,
    Brief,
    Contact,
    Counts,
    FollowUp,
    Gap,
    Move,
    Piece,
    Progress,
    QueueLine,
    State,
)

__all__ = [
    "ERRORS",
    "QUEUE_ORDER",
    "Ask",
    "Brief",
    "Contact",
    "Counts",
    "DateOrYes",
    "Day",
    "Delta",
    "Edit",
    "Event",
    "FieldValue",
    "FollowUp",
    "Found",
    "Gap",
    "Goal",
    "Hit",
    "Hits",
    "Kind",
    "KnownParty",
    "Meeting",
    "Move",
    "Name",
    "Note",
    "NoteLine",
    "Page",
    "Party",
    "Passage",
    "Person",
    "Piece",
    "Problem",
    "Progress",
    "QueueLine",
    "Source",
    "Span",
    "State",
    "Subject",
    "Watched",
]
