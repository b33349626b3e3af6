"""The published JSON of a brief (docs/practice.md 2)."""

from __future__ import annotations

from journal.records import contact_record, event_record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from journal.model import Brief, Briefed

__all__ = ["brief_record"]


def brief_record(brief: Brief) -> dict[str, Any]:
    """The JSON of a brief (docs/practice.md 2)."""
    meeting = brief.meeting
    return {
        "people": [_briefed_record(person) for person in brief.people],
        "meeting": meeting
        and {
            "id": meeting.note.id,
            "path": meeting.note.path,
            "title": meeting.note.title,
            "date": meeting.date and meeting.date.isoformat(),
            "duration": meeting.duration,
        },
        "bring": [
            {
                "kind": brought.kind,
                "id": brought.ask.note.id,
                "title": brought.ask.title,
                "contact": [party.name for party in brought.ask.ask.contacts],
                "minutes": brought.minutes,
                "box": brought.box,
            }
            for brought in brief.bring
        ],
        "minutes": brief.minutes,
        "unmeasured": brief.unmeasured,
    }


def _briefed_record(person: Briefed) -> dict[str, Any]:
    """The JSON of a person in a brief."""
    own, record = person.contact.person, contact_record(person.contact)
    return {
        **{key: record[key] for key in ("name", "id", "path", "org", "role")},
        "can_help": list(own.can_help),
        "via": [party.name for party in person.via],
        "last": [event_record(event) for event in person.last],
        "homework": record["homework"],
        "open_mine": [follow_up.note.id for follow_up in person.mine],
        "open_theirs": [follow_up.note.id for follow_up in person.theirs],
        "promised": [
            {"path": promise.note.path, "line": promise.line.line, "text": promise.line.text}
            for promise in person.promised
        ],
        **{key: record[key] for key in ("meetings_used", "meetings_budget", "next_opens")},
    }
