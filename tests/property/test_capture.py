"""Captures of any body: an arrow is put and seen again, and every other line and every id stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journal.model import Arrow
from journal.notes import read
from journal.notes.body_edits import edit_body
from journal.notes.capture import captured, without_arrow

PIECES = (
    "- ", "* [ ] ", "  ", "\t", "9:30 ", "ask ", "Ask ", "[[Maria]]", "[Tom](../t.md)", "Ana", "mum", ", ", " and ",
    " & ", ": ", "could you?", " for ", "[[PhD]]", "PhD", "?", " ^a1", " → no", " → [[x]]", "%%", "<!--", "-->", "`",
    "```", "~~~", "|", "---", "===", "# ", "> ", "\u00a0", "é", "太郎", "\u2028",
)  # fmt: skip
captures = st.builds(
    "{}ask {}: could you?{}{}".format,
    st.sampled_from(("- ", "  ", "1. [ ] 9:30 ", "")), st.sampled_from(("[[Maria]]", "Ana, mum", "dad")),
    st.sampled_from(("", " for [[PhD]]", " %% x %%")), st.sampled_from(("", " ^a1", "  ", " → no")),
)  # fmt: skip
lines = st.one_of(captures, st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
notes = st.builds(
    lambda head, body, end: (head + end.join(body)).encode(),
    st.sampled_from(("", "---\na: b\n---\n", "\ufeff---\r\na: b\r\n---\r\n")),
    st.lists(lines, max_size=9), st.sampled_from(("\n", "\r\n")),
)  # fmt: skip


@given(notes)
def test_arrow_is_seen_where_it_was_put_and_nothing_else_changes(raw: bytes) -> None:
    before = read("day.md", raw).captures
    for found in before:
        asked = captured(found.text, "day.md", "mum".__eq__, "PhD".__eq__)
        assert asked is None or (asked.ask and asked.contacts)
        if not found.has_arrow:
            after = read("day.md", edit_body(raw, Arrow(found.line, found.text, "[[x]]"), path="day.md")).captures
            assert [each for each in after if each.line != found.line] == [
                each for each in before if each.line != found.line
            ]
            (now,) = (each for each in after if each.line == found.line)
            assert now.has_arrow
            assert without_arrow(now.text) == without_arrow(found.text)
            assert captured(now.text, "day.md", "mum".__eq__, "PhD".__eq__) == asked
