"""The fields of the forms for new notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journal import Kind

__all__ = ["FIELDS", "NAMED", "NEEDED", "TITLES", "Field", "as_labelled"]


@dataclass(frozen=True, slots=True)
class Field:
    """key: of the frontmatter. names: a word for what it names, such as person; empty for a field of other text."""

    key: str
    label: str
    hint: str
    names: str = ""


FIELDS: Mapping[Kind, tuple[Field, ...]] = {
    Kind.ASK: (
        Field("goal", "goal", "what it is for: a part of its name is enough", "goal"),
        Field("contact", "contact", "whom you ask: a part of the name; a comma between two", "person"),
        Field("ask", "ask", "one request that a busy person can say yes or no to"),
        Field("title", "title", "a short name for your lists; else they show the request"),
        Field("piece", "piece", "which of the goal’s pieces it is for", "piece"),
        Field("via", "via", "who led you to them, or would introduce you", "person"),
        Field("why", "why", "why this person, of all people: a note to yourself"),
        Field("effort", "effort", "what it costs them: 5m, 30m, intro"),
        Field("needed_by", "needed by", "the last day on which it is of use: 1 Dec, fri, 3 weeks"),
    ),
    Kind.PERSON: (
        Field("title", "name", "as you call them"),
        Field("org", "org", "where they work"),
        Field("role", "role", "what they do there"),
        Field("email", "email", "where you write to them"),
        Field("can_help", "can help", "with what; a comma between two"),
    ),
    Kind.GOAL: (
        Field("title", "name", "what you want, in a few words"),
        Field("needs", "needs", "its pieces, each one something to ask for; a comma between two"),
        Field("deadline", "deadline", "by when: 1 Dec, fri, 3 months"),
    ),
    Kind.MEETING: (
        Field("people", "people", "whom you meet: a part of the name; a comma between two", "person"),
        Field("date", "date", "on which day: tomorrow, fri, 5 Jan; empty for today"),
        Field("duration", "duration", "how long: 30m, 1h"),
        Field("title", "title", "a name for it; else it is called after the people"),
    ),
}
NEEDED: Mapping[Kind, str] = {
    Kind.ASK: "ask",
    Kind.PERSON: "title",
    Kind.GOAL: "title",
    Kind.MEETING: "people",
}
"""The key without which there is no note."""
TITLES: Mapping[Kind, str] = {
    Kind.ASK: "New ask",
    Kind.PERSON: "New contact",
    Kind.GOAL: "New goal",
    Kind.MEETING: "New meeting",
}
NAMED: Mapping[str, Kind] = {"person": Kind.PERSON, "goal": Kind.GOAL}
"""The kind of note that a field names, by the word in Field.names; pieces have no notes."""


def as_labelled(advice: str) -> str:
    """The sentence of a gap with the label of a form's field where it names the key of the note."""
    for field in FIELDS[Kind.ASK]:
        advice = advice.replace(f" in {field.key}.", f" in “{field.label}”.")
    return advice
