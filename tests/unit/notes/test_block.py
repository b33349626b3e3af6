"""Where the frontmatter of a text begins and ends, whichever way it is found (docs/format.md 3)."""

from __future__ import annotations

import pytest

from journal.notes.block import Nested, find_block


@pytest.mark.parametrize(
    ("text", "inside", "body"),
    [
        ("---\na: b\n---\n", "a: b\n", ""),
        ("---\na: b\n---\n\nText\n", "a: b\n", "\nText\n"),
        ("---\na: b\n--- \n\nText\n", "a: b\n", "\nText\n"),
        ("---\na: b\n---", "a: b\n", ""),
        ("---\n---\n---\n", "", "---\n"),
        ("---\r\n---\r\nText", "", "Text"),
        ("---\r---\rText", "", "Text"),
        ("---\na: b\n...\n---\n", "a: b\n", "---\n"),
        ("---\n...\n---\n", "", "---\n"),
        ("---\na: b\r---\nc: d\n---\n", "a: b\r", "c: d\n---\n"),
        ("---\r---\n---\n", "", "---\n"),
        ("---\n----\n---\n", "----\n", ""),
        ("+++\na = 1\n+++\n---\n", "a = 1\n", "---\n"),
        ('{\n"a": 1\n}\nText', '"a": 1\n', "Text"),
    ],
)
def test_a_block_ends_with_the_first_line_that_closes_it(text: str, inside: str, body: str) -> None:
    block = find_block(text)
    assert block is not None
    assert (text[block.start : block.end], text[block.body :]) == (inside, body)


@pytest.mark.parametrize(
    "text", ["", "---", "---\n", "---\na: b\n", "---\na: b\n---c\n", "---x\n---\n", "Text\n---\n---\n"]
)
def test_what_no_line_opens_or_closes_is_no_block(text: str) -> None:
    assert find_block(text) is None


def test_mappings_are_equal_where_their_source_and_their_texts_are() -> None:
    assert Nested("{a: b}", ("b",)) == Nested("{a: b}", ("b",)) != Nested("{a: c}", ("c",))
    assert len({Nested("{a: b}", ("b",)), Nested("{a: b}", ()), Nested("b", ("b",)), Nested("b", ("b",))}) == 3
