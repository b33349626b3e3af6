"""A kept message stands behind the last line that is not blank, in the file's own line ends; no other byte changes."""

from __future__ import annotations

import pytest

from journal.errors import Refused
from journal.model import Passage
from journal.notes.passage import add_passage

NUDGE = Passage("Nudge, 22 November 2026", "Hi Sam,\n\nis it?\n")
SAID = "## Nudge, 22 November 2026\n\nHi Sam,\n\nis it?\n"
FRONT = "---\nask: A?\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FRONT + "\nText\n", FRONT + "\nText\n\n" + SAID),
        (FRONT + "\nText", FRONT + "\nText\n\n" + SAID),
        (FRONT + "\nText\n\n \n", FRONT + "\nText\n\n" + SAID + "\n \n"),
        (FRONT, FRONT + "\n" + SAID),
        (FRONT.rstrip("\n"), FRONT + "\n" + SAID),
        ("\ufeff" + FRONT + "Text\n", "\ufeff" + FRONT + "Text\n\n" + SAID),
        ("Text\n", "Text\n\n" + SAID),
        ("", SAID),
    ],
)
def test_it_is_added_in_the_file_s_own_line_ends(before: str, after: str) -> None:
    assert add_passage(before.encode(), NUDGE, path="x.md") == after.encode()
    windows = before.replace("\n", "\r\n"), after.replace("\n", "\r\n")
    if "\n" in before:
        assert add_passage(windows[0].encode(), NUDGE, path="x.md") == windows[1].encode()


def test_what_would_be_more_than_text_is_no_heading_rule_or_mark() -> None:
    added = add_passage(b"", Passage("Ask, 1 May 2026", "# Hi\n---\n=======\n```\n"), path="x.md")
    assert added == b"## Ask, 1 May 2026\n\n\\# Hi\n\\---\n\\=======\n\\```\n"


@pytest.mark.parametrize(
    "data",
    [
        b"+++\nask = 'A'\n+++\n",
        b'{\n"ask": "A"\n}\n',
        b"---\nask: \xff\n---\n",
        b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
    ],
)
def test_it_is_refused_where_an_edit_of_a_key_is(data: bytes) -> None:
    with pytest.raises(Refused, match="x"):
        add_passage(data, NUDGE, path="x.md")
