"""The values every other module speaks in: notes as read, asks as resolved, what they mean today.

All of them are frozen. Days are ``datetime.date``; ids and paths are relative to the vault's root
with ``/`` between parts; None always means "not there".
"""

from journal.lazy_names import lazy_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.model.asks import Ask, Goal, KnownParty, Meeting, Party, Person, Source
    from journal.model.brief import Brief, Briefed, Brought, ListLine, Promise
    from journal.model.captures import Capture, Captured, CaptureLine
    from journal.model.days import DateOrYes, Day, Span
    from journal.model.edits import Appended, Arrow, BodyEdit, Box, Edit, NoteEdits
    from journal.model.folder import Delta, Watched
    from journal.model.kinds import Kind
    from journal.model.network import Connection, Export, Lead, Leads, Match
    from journal.model.notes import ABOUT_KEYS, ERRORS, FieldValue, Name, Note, NoteLine, NoteProblem, Problem
    from journal.model.page import Hit, Hits, Page, Subject
    from journal.model.party_lines import ContactLine, GoalLine, Touch
    from journal.model.queue_line import Counts, NextUp, QueueLine
    from journal.model.review import Median, Medians, Rate, Review, Unasked
    from journal.model.states import QUEUE_ORDER, Move, State
    from journal.model.today import Contact, Event, FollowUp, Gap, Piece, Progress
    from journal.model.understood import KeyRead, Understood

__all__ = [
    "ABOUT_KEYS",
    "ERRORS",
    "QUEUE_ORDER",
    "Appended",
    "Arrow",
    "Ask",
    "BodyEdit",
    "Box",
    "Brief",
    "Briefed",
    "Brought",
    "Capture",
    "CaptureLine",
    "Captured",
    "Connection",
    "Contact",
    "ContactLine",
    "Counts",
    "DateOrYes",
    "Day",
    "Delta",
    "Edit",
    "Event",
    "Export",
    "FieldValue",
    "FollowUp",
    "Gap",
    "Goal",
    "GoalLine",
    "Hit",
    "Hits",
    "KeyRead",
    "Kind",
    "KnownParty",
    "Lead",
    "Leads",
    "ListLine",
    "Match",
    "Median",
    "Medians",
    "Meeting",
    "Move",
    "Name",
    "NextUp",
    "Note",
    "NoteEdits",
    "NoteLine",
    "NoteProblem",
    "Page",
    "Party",
    "Person",
    "Piece",
    "Problem",
    "Progress",
    "Promise",
    "QueueLine",
    "Rate",
    "Review",
    "Source",
    "Span",
    "State",
    "Subject",
    "Touch",
    "Unasked",
    "Understood",
    "Watched",
]

_HOMES = {
    "asks": "Ask Goal KnownParty Meeting Party Person Source",
    "brief": "Brief Briefed Brought ListLine Promise",
    "captures": "Capture Captured CaptureLine",
    "days": "DateOrYes Day Span",
    "edits": "Appended Arrow BodyEdit Box Edit NoteEdits",
    "folder": "Delta Watched",
    "kinds": "Kind",
    "network": "Connection Export Lead Leads Match",
    "notes": "ABOUT_KEYS ERRORS FieldValue NoteProblem Name Note NoteLine Problem",
    "party_lines": "ContactLine GoalLine Touch",
    "page": "Hit Hits Page Subject",
    "queue_line": "Counts NextUp QueueLine",
    "review": "Median Medians Rate Review Unasked",
    "states": "QUEUE_ORDER Move State",
    "today": "Contact Event FollowUp Gap Piece Progress",
    "understood": "KeyRead Understood",
}
"""Module to the names that stand in it; it is imported when the first of them is asked for."""

__getattr__ = lazy_names(__name__, {name: home for home, names in _HOMES.items() for name in names.split()})
