"""What kind of note one says it is, by its text alone (docs/format.md 4)."""

from __future__ import annotations

import pytest

from journal.model import Kind
from journal.notes import claimed_kind, kind_by_fields, read

ASK, PERSON, GOAL, MEETING, NOTE = Kind.ASK, Kind.PERSON, Kind.GOAL, Kind.MEETING, Kind.NOTE


@pytest.mark.parametrize(
    ("front", "kind", "claimed", "asks"),
    [
        ("ask: x", ASK, None, True),
        ("ask:\n  Maria: x", ASK, None, True),
        ("ask:", None, None, False),
        ("type: goal\nask: x", ASK, GOAL, True),
        ("type: ask", ASK, ASK, False),
        ("Type: Contact", PERSON, PERSON, False),
        ("type: {person: x}\ntags: goal", GOAL, GOAL, False),
        ("type: People", PERSON, PERSON, False),
        ("type: note\ntags: [person]", NOTE, NOTE, False),
        ("type: book\ntags: [x, '#meeting']", MEETING, MEETING, False),
        ("tags: goal, x", GOAL, GOAL, False),
        ("keyword: goal", None, None, False),
        ("keywords: contact", PERSON, PERSON, False),
        ("categories: ['[[x]]', '[[Meetings]]']\ntags: [goal]", MEETING, MEETING, False),
        ("category: '[[goals]]'", GOAL, GOAL, False),
        ("categories: [People]", None, None, False),
        ("generated: journal\nask: x", NOTE, None, True),
        ("generated: Journal\ntype: ask", NOTE, ASK, False),
        ("generated: journal\ntype: person", PERSON, PERSON, False),
        ("generated: journal", None, None, False),
        ("generated: other\nask: x", ASK, None, True),
        ("request: x\ncontact: M", ASK, None, True),
        ("question: x\nproject: G", ASK, None, True),
        ("question: x\ntype: ask", ASK, ASK, True),
        ("request: x", None, None, False),
        ("request: x\ncontact:", None, None, False),
        ("request: x\ntype: person", PERSON, PERSON, False),
    ],
)
def test_the_first_that_a_note_says_of_its_kind_counts(
    front: str, kind: Kind | None, claimed: Kind | None, asks: bool
) -> None:
    note = read("x.md", f"---\n{front}\n---\n".encode()).note
    assert (note.kind, claimed_kind(note), "ask" in note.fields) == (kind, claimed, asks)
    assert kind_by_fields(note) == kind
