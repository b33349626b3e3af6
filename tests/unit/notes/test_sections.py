"""Which lines of a body are headings, as Markdown has them, and where a section ends."""

from __future__ import annotations

import pytest

from journal.notes.sections import headings, section


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("# A\n", [(0, 1, 1, "A")]),
        ("x\n   ###### A ##\n", [(1, 2, 6, "A")]),
        ("####### A\n#B\n    # C", []),
        ("A\n===", [(0, 2, 1, "A")]),
        ("A\n-", [(0, 2, 2, "A")]),
        ("\nA\n  B  \n---\nC", [(1, 4, 2, "A B")]),
        ("A\n\n---", []),
        ("---\n===", []),
        ("A\n---\n===", [(0, 2, 2, "A")]),
        ("# A\n---", [(0, 1, 1, "A")]),
        ("# A\nB\n---", [(0, 1, 1, "A"), (1, 3, 2, "B")]),
        ("A\n***\n---", []),
        ("    A\n---", []),
        ("| A\n---", []),
        ("- A\n---", []),
        ("- A\nB\n---", []),
        ("A\n- B\n---", []),
        ("- A\n    B\nC\n---", []),
        ("- A\n\nB\n---", [(2, 4, 2, "B")]),
        ("10. A\nB\n---", []),
        ("> A\nB\n---", []),
        ("```\n# A\n```\nB\n---", [(3, 5, 2, "B")]),
        ("A\n```\n```\n---", []),
    ],
)
def test_a_heading_has_signs_before_it_or_a_line_below(body: str, wanted: list[tuple[int, int, int, str]]) -> None:
    assert list(headings(body.split("\n"))) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("# A\nx", range(1, 2)),
        ("x\n## a\ny\n### B\nz\n## C\n# A", range(2, 5)),
        ("## A\ny\n# B\n", range(1, 2)),
        ("A\n---\ny\n\nB\n---\n", range(2, 4)),
        ("# B\n## A\n## A\n", range(2, 2)),
        ("# B\n", None),
    ],
)
def test_a_section_ends_above_the_next_heading_that_is_as_high(body: str, wanted: range | None) -> None:
    assert section(body.split("\n"), "A") == wanted
