"""The JSON of all that is listed and shown (docs/cli.md, "JSON"); filters look at the same fields."""

from __future__ import annotations

from collections.abc import Iterable

from journal import model

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from journal.model import (
        Contact,
        ContactLine,
        DateOrYes,
        Event,
        FollowUp,
        GoalLine,
        Hit,
        Kind,
        Lead,
        Meeting,
        Note,
        NoteLine,
        NoteProblem,
        Party,
        Problem,
        Progress,
        QueueLine,
        Subject,
    )

__all__ = [
    "ASK_FIELDS",
    "CONTACT_FIELDS",
    "GOAL_FIELDS",
    "MEETING_FIELDS",
    "NOTE_FIELDS",
    "ask_record",
    "contact_record",
    "event_record",
    "found_record",
    "gap_records",
    "goal_record",
    "hit_record",
    "lead_record",
    "line_record",
    "meeting_record",
    "note_record",
    "subject_record",
    "touch_record",
]

Record: TypeAlias = "dict[str, Any]"

ASK_FIELDS = frozenset(
    "id path title ask goal contact via why effort piece outcome status state move due needs_follow_up days_overdue "
    "asked answered follow_up promised needed_by nudged outcome_date thanked via_thanked via_told reported owed_to "
    "gaps tags problems".split()
)
CONTACT_FIELDS = frozenset(
    "name id path org role email last_contact open_asks asks owed meetings_used meetings_budget next_opens next_touch "
    "homework silence_days".split()
)
GOAL_FIELDS = frozenset("name id path achieved deadline states contacts pieces unasked concentration stuck".split())
MEETING_FIELDS = frozenset({"date", "people", "duration"})
NOTE_FIELDS = frozenset("id path title type tags problems".split())


def subject_record(subject: Subject, problems: Iterable[Problem]) -> Record:
    """The JSON of a page's subject, as ``show`` prints it.

    problems: of an ask's or a plain note's own; the JSON of a contact and of a goal has none.
    """
    match subject:
        case model.FollowUp():
            return ask_record(subject, problems)
        case model.Contact():
            return contact_record(subject)
        case model.Progress():
            return goal_record(subject)
        case model.Note():
            return note_record(subject, subject.kind or model.Kind.NOTE, problems)


def ask_record(follow_up: FollowUp, problems: Iterable[Problem]) -> Record:
    """The JSON of an ask, as ``due`` and ``list`` print it. problems: all that were found in its note."""
    ask = follow_up.ask
    return {
        "id": ask.note.id,
        "path": ask.note.path,
        "title": ask.note.title,
        "ask": ask.text,
        "goal": [goal.party.name for goal in ask.goals],
        "contact": _names(ask.contacts),
        "via": _names(ask.via),
        "why": ask.why,
        "effort": ask.effort,
        "piece": ask.piece,
        "outcome": ask.outcome,
        "status": ask.status,
        "state": follow_up.state.value,
        "move": follow_up.move.value,
        "due": _day(follow_up.due),
        "needs_follow_up": follow_up.needs_follow_up,
        "days_overdue": follow_up.days_overdue,
        "asked": _day(follow_up.asked),
        "answered": _day(ask.answered),
        "follow_up": _day(follow_up.follow_up),
        "promised": _day(ask.promised),
        "needed_by": _day(ask.needed_by),
        "nudged": [day.isoformat() for day in ask.nudged],
        "outcome_date": _day(ask.outcome_date),
        "thanked": _day(ask.thanked),
        "via_thanked": _day(ask.via_thanked),
        "via_told": _day(ask.via_told),
        "reported": _day(ask.reported),
        "owed_to": _names(follow_up.owed_to),
        "gaps": [gap.code for gap in follow_up.gaps],
        "tags": list(ask.note.tags),
        "problems": [_problem(problem) for problem in problems],
    }


def contact_record(contact: Contact) -> Record:
    """The JSON of a contact, as ``contacts`` prints it."""
    person = contact.person
    return {
        "name": person.party.name,
        "id": person.party.id,
        "path": person.note.path if person.note else None,
        "org": person.org,
        "role": person.role,
        "email": person.email,
        "last_contact": _day(contact.last_contact),
        "open_asks": contact.open_asks,
        "asks": contact.asks,
        "owed": contact.owed,
        "meetings_used": contact.meetings_used,
        "meetings_budget": contact.meetings_budget,
        "next_opens": _day(contact.next_opens),
        "next_touch": _day(contact.next_touch),
        "homework": contact.homework,
        "silence_days": contact.silence_days,
    }


def goal_record(progress: Progress) -> Record:
    """The JSON of a goal, as ``goals`` prints it."""
    goal = progress.goal
    return {
        "name": goal.party.name,
        "id": goal.party.id,
        "path": goal.note.path if goal.note else None,
        "achieved": _day(progress.achieved),
        "deadline": _day(goal.deadline),
        "states": {state.value: number for state, number in progress.states.items()},
        "contacts": progress.contacts,
        "pieces": [
            {"piece": p.piece, "asks": list(p.asks), "outcome": p.outcome, "sources": list(p.sources)}
            for p in progress.pieces
        ],
        "unasked": list(progress.unasked),
        "concentration": progress.concentration,
        "stuck": progress.stuck,
    }


def meeting_record(meeting: Meeting) -> Record:
    """The fields of a meeting that filters look at, besides those of its note."""
    return {"date": _day(meeting.date), "people": _names(meeting.people), "duration": meeting.duration}


def note_record(note: Note | NoteLine, kind: Kind, problems: Iterable[Problem]) -> Record:
    """The JSON of a note, as ``notes`` prints it. problems: all that were found in it."""
    return {
        "id": note.id,
        "path": note.path,
        "title": note.title,
        "type": kind.value,
        "tags": list(note.tags),
        "problems": [_problem(problem) for problem in problems],
    }


def line_record(line: QueueLine | ContactLine | GoalLine | NoteLine) -> Record:
    """The fields of a record that the line of a list has by itself, so that a filter need not read the note.

    The contacts of an ask are one text, and so are its goals. See ``Listing.told``.
    """
    match line:
        case model.QueueLine():
            return {
                "id": line.id,
                "path": line.path,
                "title": line.title,
                "contact": line.contacts,
                "goal": line.goals,
                "state": line.state.value,
                "move": line.move.value,
                "due": _day(line.due),
                "needs_follow_up": line.needs_follow_up,
                "days_overdue": line.days_overdue,
                "asked": _day(line.asked),
            }
        case model.ContactLine():
            return {
                "name": line.party.name,
                "id": line.party.id,
                "path": line.path,
                "last_contact": _day(line.last_contact),
                "open_asks": line.open_asks,
                "owed": line.owed,
                "meetings_used": line.meetings_used,
                "meetings_budget": line.meetings_budget,
                "next_opens": _day(line.next_opens),
                "next_touch": _day(line.next_touch),
                "homework": line.homework,
            }
        case model.GoalLine():
            return {
                "name": line.party.name,
                "id": line.party.id,
                "path": line.path,
                "achieved": _day(line.achieved),
                "deadline": _day(line.deadline),
                "contacts": line.contacts,
                "concentration": line.concentration,
                "stuck": line.stuck,
            }
        case model.NoteLine():
            return note_record(line, line.kind, line.problems)


def touch_record(line: ContactLine) -> Record:
    """The JSON of a contact who is due to be thought of, as ``touch`` prints it."""
    why = line.touch
    assert why is not None
    return {
        "name": line.party.name,
        "id": line.party.id,
        "due": _day(why.due),
        "why": why.why,
        "cadence_days": why.cadence_days,
        "last_contact": _day(line.last_contact),
        "ratio": why.ratio,
    }


def found_record(found: NoteProblem) -> Record:
    """The JSON of a problem, as ``check`` prints it."""
    problem = found.problem
    return {
        "path": found.path,
        "line": problem.line,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
    }


def gap_records(follow_up: FollowUp) -> list[Record]:
    """The JSON of an ask's gaps, as ``check`` prints them."""
    return [{"id": follow_up.note.id, "gap": gap.code, "message": gap.message} for gap in follow_up.gaps]


def hit_record(hit: Hit) -> Record:
    """The JSON of a note that a search found, as ``search`` prints it."""
    note = hit.note
    return {"id": note.id, "path": note.path, "title": note.title, "score": hit.score, "snippet": hit.snippet}


def lead_record(lead: Lead) -> Record:
    """The JSON of somebody who could help, as ``who`` prints it."""
    return {**lead._asdict(), "match": lead.match and lead.match.value}


def event_record(event: Event) -> Record:
    """The JSON of one line of a history, as ``show`` prints it."""
    return {"date": event.date.isoformat(), "event": event.event, "id": event.id, "text": event.text}


def _problem(problem: Problem) -> Record:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "line": problem.line,
        "message": problem.message,
    }


def _names(parties: Iterable[Party]) -> list[str]:
    return [party.name for party in parties]


def _day(day: DateOrYes) -> str | bool | None:
    return day if day is None or day is True else day.isoformat()
