"""Which lines are prose: not code, comment or table, and not underlined."""

from __future__ import annotations

import pytest

from journal.notes.prose import are_prose, has_more_than_prose, is_heading


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("a\nb", "11"),
        ("```\na\n```\nb", "0001"),
        ("~~~\na\n```", "000"),
        ("    ```\na", "11"),
        ("- a\n  ```\n  b\n  ```\nc", "10001"),
        ("- a\n     ```\nb", "100"),
        ("- a\n```\nb", "100"),
        ("- a\n\nb\n     ```\nc", "11111"),
        ("- a\nb\n    ```\nc", "1111"),
        ("- a\n\n     ```\nb", "1100"),
        ("- ```\n  a\n  ```\nb", "0001"),
        ("<!--\na\n-->\nb", "0001"),
        ("a\n<!-- b\nc", "100"),
        ("a <!-- b\nc", "11"),
        ("<!-- a\n`-->` b\nc", "001"),
        ("`<!--` a\nb", "11"),
        ("a <!-- b\nc --> d\ne", "101"),
        ("a <!-- b -->\nc", "11"),
        ("  <!-- a -->\nb", "01"),
        ("%%\na\n%%\nb", "0001"),
        ("a %% b %% c\nd", "11"),
        ("| a | b |\n|---|---|\n| c\n\nd", "00011"),
        ("a | b\n---|---", "00"),
        ("a | b\n--- | ---\nc\n- d", "0001"),
        ("a | b\n--- | ---\nc\n> d", "0001"),
        ("a | b\n---\nc", "111"),
        ("a\n--- | ---\nb", "111"),
        ("a |", "1"),
        ("- a | b\n  --- | ---", "11"),
    ],
)
def test_a_line_is_prose_where_markdown_makes_nothing_else_of_it(body: str, wanted: str) -> None:
    assert "".join("01"[each] for each in are_prose(body.split("\n"))) == wanted
    assert "0" not in wanted or has_more_than_prose(body)


@pytest.mark.parametrize("body", ["a ~ b % c < d | e ` f", "a\n---\nb", "| a\n| b", ""])
def test_most_bodies_are_prose_alone_and_that_is_soon_known(body: str) -> None:
    assert has_more_than_prose(body) is False


@pytest.mark.parametrize(
    ("body", "number", "wanted"),
    [
        ("A\n---", 0, True),
        ("A\nB\n  ===", 0, True),
        ("A\n    ---", 0, False),
        ("A\n\n---", 0, False),
        ("A\nB", 0, False),
        ("A\n- b\n---", 0, False),
        ("A\n# b\n---", 0, False),
        ("A\n> b\n---", 0, False),
        ("---\nA\nB", 1, False),
        ("10. A\n    ---", 0, True),
        ("10. A\n---", 0, False),
        ("- A\n\t---", 0, True),
        ("A\n" + "B\n" * 9 + "---", 0, True),
        ("A\n" + "B\n" * 10 + "---", 0, False),
    ],
)
def test_a_paragraph_is_a_heading_where_a_line_below_it_underlines_it(body: str, number: int, wanted: bool) -> None:
    assert is_heading(body.split("\n"), number) is wanted
