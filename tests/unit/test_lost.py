"""Cases of what a merge dropped that a search found."""

from __future__ import annotations

import pytest

from journal.notes.merge.lost import Four, lost, still_lost
from journal.notes.merge.put_back import put_back
from journal.rules.status import status_rank
from tests.merging import PATH, merge_text

pytestmark = pytest.mark.needs("git")


def note(lines: str) -> bytes:
    return f"---\n{lines}---\n".encode()


def test_a_byte_order_mark_is_no_line_that_is_lost() -> None:
    """Where a key is given twice, the whole note is compared line by line."""
    twice = b"\xef\xbb\xbf---\nask: a\nask: b\n---\n"
    four = Four(b"", twice, note("ask: a\n"), note("ask: a\n"))
    gone = lost(four, path=PATH, merge_text=merge_text, status_place=status_rank)
    assert gone.lines == ("ask: b",)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        # one contact replaced on both sides, by several on one
        ('Contact: "[[A]]"\n', 'Contact: ["[[B]]", "[[C]]"]\n', 'Contact: "[[D]]"\n'),
        ("", "# only a comment\nask:\n", "# only a comment\nask:\n"),
        ("ask: a\n", "ask: a\noutcome: [b, c]\n", "ask: a\noutcome: d\n"),
    ],
)
def test_what_was_dropped_comes_back(base: str, ours: str, theirs: str) -> None:
    for result in (base, ours, theirs):
        four = Four(*map(note, (base, ours, theirs, result)))
        gone = lost(four, path=PATH, merge_text=merge_text, status_place=status_rank)
        now = put_back(four.result, four, gone, path=PATH, merge_text=merge_text, status_place=status_rank)
        assert not still_lost(gone, now), (gone, now)
