"""A sent message is kept as a section with its kind and day, and is nothing but text there."""

from __future__ import annotations

from journal.model import Day
from journal.notes import read
from journal.notes.body_edits import edit_body
from journal.rules.messages import find_sent, sent_section
from journal.rules.messages.part import Part
from tests.unit.rules.values import ask, means

NUDGE = Part(means(ask(asked="03-01")), "nudge")
DAY = Day(2026, 11, 22)


def test_what_would_be_more_than_text_is_no_heading_rule_fence_or_mark() -> None:
    section = sent_section(NUDGE, "# Hi\n---\n\n=======\n```\nis it?\n\n", DAY)
    assert section is not None
    note = edit_body(b"Text\n", section, path="x.md")
    said = "## Nudge, 22 November 2026\n\n\\# Hi\n\\---\n\n\\=======\n\\```\nis it?\n"
    assert note.decode() == f"Text\n\n{said}"
    assert find_sent(read("x.md", note).body)
    assert edit_body(note, section, path="x.md").decode() == f"Text\n\n{said}{said.partition(chr(10))[2]}"
