"""Asks, people, goals and meetings in few words; today is 2026-03-16."""

from __future__ import annotations

from typing import Any

from journal.config import Settings
from journal.model import Ask, DateOrYes, Day, FollowUp, Goal, Kind, Meeting, Note, Party, Person
from journal.rules.state import follow_up

TODAY = Day(2026, 3, 16)
SETTINGS = Settings()


def d(month_day: str) -> Day:
    """A day of 2026 as ``03-16``, or any as ``2025-03-16``."""
    return Day.fromisoformat(month_day if len(month_day) == 10 else f"2026-{month_day}")


def party(name: str) -> Party:
    return Party(name, name.casefold())


def ask(id: str = "asks/x", *, contact: str = "Maria", via: str = "", goal: str | Goal = "Job", **says: Any) -> Ask:
    """An ask of the contacts, each a word; says: Ask's other values, days as ``d`` reads them."""
    for key in ("asked", "date", "answered", "follow_up", "promised", "needed_by", "outcome_date", "thanked",
                "via_thanked", "via_told", "reported", "homework_date"):  # fmt: skip
        if isinstance(says.get(key), str) and says[key][:1].isdigit():
            says[key] = d(says[key])
    says["nudged"] = tuple(d(day) for day in says.get("nudged", "").split())
    fields = {key: value for key, value in says.items() if isinstance(value, (Day, tuple))}
    lines = {key.replace("_", ""): line for line, key in enumerate(says, start=2)}
    goals = (goal,) if isinstance(goal, Goal) else tuple(Goal(party(name)) for name in goal.split())
    return Ask(
        note=Note(id, f"{id}.md", Kind.ASK, f"Title of {id}", fields=fields, lines=lines),
        goals=goals,
        contacts=tuple(party(name) for name in contact.split()),
        via=tuple(party(name) for name in via.split()),
        **{"text": "Could you introduce me?", **says},
    )


def goal(
    name: str = "Job", achieved: DateOrYes = None, *, needs: str = "", dated: str = "", created: str = "", **says: Any
) -> Goal:
    """A goal with a note; dated: a day that the note holds; created: as it is written there."""
    fields: dict[str, Any] = {"date": d(dated) if dated else None, "created": created, "achieved": achieved, **says}
    kept = {key: value for key, value in fields.items() if value}
    note = Note(f"goals/{name}", f"goals/{name}.md", Kind.GOAL, name, fields=kept)
    return Goal(party(name), note, achieved=achieved, needs=tuple(needs.split()), **says)


def person(name: str = "Maria", *, has_text: bool = False, **says: Any) -> Person:
    """A person with a note."""
    note = Note(f"people/{name}", f"people/{name}.md", Kind.PERSON, name, has_text=has_text)
    return Person(party(name)._replace(id=note.id), note, **says)


def meeting(day: str | None, people: str = "Maria") -> Meeting:
    note = Note(f"meetings/{day}", f"meetings/{day}.md", Kind.MEETING, f"Meeting of {day}")
    return Meeting(note, d(day) if day else None, tuple(party(name) for name in people.split()))


def means(ask: Ask, today: Day = TODAY, **settings: Any) -> FollowUp:
    """What an ask means on the day of these tests."""
    return follow_up(ask, SETTINGS._replace(**settings), today)
