"""Both sides of what git left in a file, and the base between them."""

from __future__ import annotations

import pytest

from journal.conflict import Conflict, Side, conflicts, first_side, is_in_conflict

TWO = ("<<<<<<< HEAD", "a", "=======", "b", ">>>>>>> x")
THREE = ("<<<<<<< ours", "a", "||||||| base", "o", "=======", ">>>>>>> theirs")


@pytest.mark.parametrize(
    ("lines", "expected", "first"),
    [
        pytest.param(TWO, [Conflict(1, 5, Side("HEAD", ("a",)), None, Side("x", ("b",)))], ["a"], id="two sides"),
        pytest.param(
            THREE,
            [Conflict(1, 6, Side("ours", ("a",)), Side("base", ("o",)), Side("theirs", ()))],
            ["a"],
            id="with the base",
        ),
        pytest.param(
            ("top", *TWO, "between", *THREE, "end"),
            [
                Conflict(2, 6, Side("HEAD", ("a",)), None, Side("x", ("b",))),
                Conflict(8, 13, Side("ours", ("a",)), Side("base", ("o",)), Side("theirs", ())),
            ],
            ["top", "a", "between", "a", "end"],
            id="one below the other",
        ),
        pytest.param(
            ("<<<<<<<", "<<<<<<< x", "=======", "=======", "||||||| x", ">>>>>>>"),
            [Conflict(1, 6, Side("", ("<<<<<<< x",)), None, Side("", ("=======", "||||||| x")))],
            ["<<<<<<< x"],
            id="a marker that is not next is text",
        ),
        pytest.param(
            ("<<<<<<<", "|||||||", "|||||||", "<<<<<<<<< deeper", "=======", ">>>>>>>"),
            [Conflict(1, 6, Side("", ()), Side("", ("|||||||", "<<<<<<<<< deeper")), Side("", ()))],
            [],
            id="a conflict within the base, with longer markers",
        ),
        pytest.param(
            ("<<<<<<< a", "x", ">>>>>>> b"),
            [Conflict(1, 3, Side("a", ("x",)), None, Side("b", ()))],
            ["x"],
            id="nothing between the sides",
        ),
        pytest.param(("<<<<<<< HEAD", "a", "======="), [], None, id="never ends"),
        pytest.param((">>>>>>> x", "<<<<<<< HEAD"), [], None, id="ends before it begins"),
        pytest.param(("<<<<<<<a", "=======", ">>>>>>>b"), [], None, id="words, not markers"),
        pytest.param(("a", "=======", "b"), [], None, id="a heading"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_conflicts_and_their_first_side(
    lines: tuple[str, ...], expected: list[Conflict], first: list[str] | None, newline: str
) -> None:
    text = newline.join(lines)
    assert list(conflicts(text)) == expected
    side = first_side(text)
    assert (side and side.text) == (None if first is None else "\n".join(first))
    if side:
        assert side.line == expected[0].first
        assert [lines[number - 1] for number in side.numbers] == first


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (None, False),
        (b"", False),
        (b"<<<<<<< ours\na\n", False),
        (b"a\n=======\n>>>>>>> theirs\n", False),
        ("\n".join(TWO).encode(), True),
        (b"\xff\n" + "\n".join(THREE).encode(), True),
    ],
)
def test_a_file_is_in_conflict_whatever_else_is_in_it(content: bytes | None, wanted: bool) -> None:
    assert is_in_conflict(content) is wanted
