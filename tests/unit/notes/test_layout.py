"""A text cut where its keys begin, so that each key can be changed or merged by itself."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.notes.layout import Layout, NotEditable, layout_of
from tests.laws import CHARACTERS

CUT: dict[str, tuple[str, tuple[str, list[tuple[str, str]], str, str, str]]] = {
    "nothing": ("", ("", [], "", "", "")),
    "a body": ("\ufeff# A\n", ("\ufeff", [], "", "", "# A\n")),
    "keys": ("---\na: b\nc: d\n---\ne", ("---\n", [("", "a: b\n"), ("", "c: d\n")], "", "---\n", "e")),
    "comments": (
        "---\n# x\na: b\n\n# y\nc: d\n# z\n---\n",
        ("---\n", [("# x\n", "a: b\n"), ("\n# y\n", "c: d\n")], "# z\n", "---\n", ""),
    ),
    "lines under a key": (
        "---\na:\n- b\n# x\n- c\n  # y\n# z\nd: |\n  # e\n\n  f\n...\n",
        ("---\n", [("", "a:\n- b\n# x\n- c\n  # y\n"), ("# z\n", "d: |\n  # e\n\n  f\n")], "", "...\n", ""),
    ),
    "a key within quotes": ('---\na: "b\n\n  c: d"\n---', ("---\n", [("", 'a: "b\n\n  c: d"\n')], "", "---", "")),
    "CRLF and a byte-order mark": (
        "\ufeff---\r\na: b\r\n--- \r\nc\r\n",
        ("\ufeff---\r\n", [("", "a: b\r\n")], "", "--- \r\n", "c\r\n"),
    ),
}


def pieces(layout: Layout) -> tuple[str, list[tuple[str, str]], str, str, str]:
    parts = [(part.lead, part.text) for part in layout.parts]
    return layout.head, parts, layout.rest, layout.fence, layout.body


@pytest.mark.parametrize(("text", "cut"), CUT.values(), ids=CUT)
def test_comments_stick_to_the_key_below(text: str, cut: tuple[str, list[tuple[str, str]], str, str, str]) -> None:
    assert pieces(layout_of(text)) == cut


def test_a_part_knows_what_it_says_and_how_its_lines_end() -> None:
    (part,) = layout_of("---\r\nasked on: [a,\r\n b]\r\n---\r\n").parts
    assert (part.entry.key, part.entry.value, part.newline) == ("asked on", ("a", "b"), "\r\n")


@given(
    st.one_of(
        st.text(CHARACTERS, max_size=40),
        st.text("ab:- #'\"\n\r|&*{}[]\ufeff", max_size=60).map(lambda inside: f"---\na: b\n{inside}\n---\nc"),
    )
)
def test_the_pieces_joined_are_the_text_again(text: str) -> None:
    with suppress(NotEditable):
        assert layout_of(text).text == text
