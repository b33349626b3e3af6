"""A sent message is kept as a section with its kind and day, and is nothing but text there."""

from __future__ import annotations

import pytest

from journal.model import Appended, Day, Edit
from journal.notes import read
from journal.notes.body_edits import edit_body
from journal.rules.messages import Draft, find_sent, sent_section
from journal.rules.messages.part import Part
from journal.rules.messages.sent import sent_edits, sent_summary
from tests.unit.rules.values import TODAY, ask, d, means, party

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


TEXT = "Hi Maria,\n\ncould you?\n"
LETTER = Part(means(ask("asks/y", asked="")), "ask", letter=TEXT)
LEAD = Part(means(ask("asks/z", asked="03-01", via="Tom Ana")), "told-via")


@pytest.mark.parametrize("on", [None, d("03-14")])
def test_each_note_gets_its_step_and_where_it_is_kept_the_text(on: Day | None) -> None:
    day = on or TODAY
    keys = [("nudged", NUDGE), ("asked", LETTER), ("via_told", LEAD)]
    steps = [(part.follow_up.note, (Edit(key, day.isoformat(), append=key == "nudged"),)) for key, part in keys]
    draft = Draft("ask", (), "", TEXT, tuple(part for _, part in keys))
    assert sent_edits(draft, TEXT, TODAY, on, keep=False) == steps
    kept = [
        (note, (*edits, *([] if part is LETTER else [sent_section(part, TEXT, day)])))
        for (note, edits), part in zip(steps, draft.parts, strict=True)
    ]
    assert sent_edits(draft, TEXT, TODAY, on, keep=True) == kept


def test_a_text_is_kept_unless_the_note_has_it_or_it_is_not_all_worded() -> None:
    said = ("", "Hi Maria,", "", "could you?")
    assert sent_section(NUDGE, TEXT, DAY) == Appended(said, "Nudge, 22 November 2026")
    assert sent_section(LEAD, TEXT, DAY) == Appended(said, "Word to Tom and Ana, 22 November 2026")
    assert sent_section(LETTER, f"\n{TEXT}\n", DAY) is None
    assert sent_section(LETTER, "Hi!", DAY) == Appended(("", "Hi!"), "Ask, 22 November 2026")
    assert sent_section(NUDGE, f"{TEXT}[What came of it, in your words]", DAY) is None


def test_what_was_sent_is_named_in_a_few_words() -> None:
    assert sent_summary([NUDGE], [party("Maria")]) == "Nudged: Title of asks/x"
    assert sent_summary([NUDGE, LEAD], [party("Maria")]) == "Sent to Maria: 2 asks"
    assert sent_summary([NUDGE, LEAD, LETTER], [party("Maria"), party("Tom")]) == "Sent to Maria and Tom: 3 asks"
