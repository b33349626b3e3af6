"""Columns are aligned in cells, cut only on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.cli.table import Text, cells, fitted, folded, plain, wrapped
from tests.laws import CHARACTERS


def lines(rows: list[tuple[str, ...]], width: int | None) -> list[str]:
    return ["".join(parts).rstrip() for parts in fitted(rows, width)]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("Jörg", 4),
        ("in\u00adtro", 5),
        ("Jo\u0308rg", 4),
        ("山田", 4),
        ("👍", 2),
        ("❤\ufe0f", 2),
        ("a\u200db", 2),
        ("한국", 4),
    ],
)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, width: int) -> None:
    assert cells(text) == width


def test_columns_start_below_each_other_whatever_the_script() -> None:
    shown = lines([("山田", "x"), ("Ana", "y"), ("Jo\u0308rg", "z")], None)
    assert shown == ["山田  x", "Ana   y", "Jo\u0308rg  z"]


def test_a_column_that_is_empty_throughout_takes_no_room() -> None:
    assert lines([("a", "", "b"), ("c", "", "d")], 80) == ["a  b", "c  d"]


def test_nothing_is_cut_where_there_is_no_terminal() -> None:
    long = "x" * 300
    assert lines([(long, "end"), ("short", "end")], None) == [f"{long}  end", f"short{' ' * 57}end"]


def test_on_a_terminal_the_widest_column_gives() -> None:
    shown = lines([("Ana Ruiz", "x" * 100, "talks"), ("Tom", "short", "phd")], 40)
    assert shown == ["Ana Ruiz  " + "x" * 22 + "…  talks", "Tom       short                    phd"]


def test_a_wide_letter_is_never_cut_in_half() -> None:
    assert lines([("山" * 10,)], 8) == ["山山山…"]


def test_no_rows_are_no_lines() -> None:
    assert lines([], 80) == []


CELL = st.text(CHARACTERS)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5), st.integers(30, 120))
def test_every_line_fits_and_is_harmless(rows: list[tuple[str, ...]], width: int) -> None:
    for line in lines(rows, width):
        assert cells(line) <= width
        assert line.isprintable() or not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in line)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=5))
@example([("", "", "")])
@example([("\u0301", "a", "山")])
def test_a_column_at_a_time_gives_the_same_lines(rows: list[tuple[str, ...]]) -> None:
    assert plain(rows) == ["".join(parts).rstrip(" ") for parts in fitted(rows, None)]


@pytest.mark.parametrize(
    ("line", "width", "lines"),
    [
        ("short", 80, ["short"]),
        ("one two three", 8, ["one two ", "  three"]),
        ("one two three", None, ["one two three"]),
        ("  a: one two three", 9, ["  a: one ", "    two ", "    three"]),
        ("averylongwordindeed and more", 8, ["averylongwordindeed ", "  and ", "  more"]),
        ("x averylongwordindeed", 8, ["x ", "  averylongwordindeed"]),
        ("日本 日本 日本", 8, ["日本 ", "  日本 ", "  日本"]),
        ("", 8, [""]),
        ("          ", 4, ["          "]),
    ],
)
def test_a_line_is_broken_between_words(line: str, width: int | None, lines: list[str]) -> None:
    assert ["".join(parts) for parts in wrapped([line], width)] == lines


@pytest.mark.parametrize(
    ("parts", "width", "lines"),
    [
        (["note.md:12", ": ", "bad-date", ": why"], 9, ["note.md:12: ", "  bad-date: ", "  why"]),
        (["  ", "averylongword", "  "], 8, ["  averylongword  "]),
        (["averylongword", "  ", "b", " "], 8, ["averylongword  ", "  b "]),
    ],
)
def test_a_line_is_broken_neither_inside_a_word_of_two_parts_nor_for_spaces_at_its_end(
    parts: list[str], width: int, lines: list[str]
) -> None:
    assert ["".join(line) for line in wrapped(parts, width)] == lines


def shown(rows: Sequence[tuple[str, ...]], width: int, *, cut_all: bool = False) -> list[list[str]]:
    return [["".join(parts).rstrip() for parts in row] for row in folded(rows, width, cut_all=cut_all)]


ASKS = [
    ("!RELEASE", "+6d", "Juan Pérez", "Which fund pays for evening courses?", "Bursary", ""),
    (" DRAFT", "", "Zoe", "May I?", "", "conflict"),
]


def test_on_a_narrow_terminal_a_row_takes_several_lines_and_what_has_one_to_itself_is_whole() -> None:
    assert shown(ASKS, 40) == [
        ["!RELEASE  +6d  Juan Pérez", "    Which fund pays for evening courses?", "    Bursary"],
        [" DRAFT         Zoe", "    May I?", "             conflict"],
    ]
    title = "    Which fund pays for evening courses?"
    assert shown(ASKS, 30)[0] == ["!RELEASE  +6d  Juan Pérez", title, "    Bursary"]
    assert shown(ASKS, 12)[0] == ["!RELEASE", "    +6d", "    Juan Pérez", title, "    Bursary"]


def test_a_row_stays_one_line_while_each_of_its_columns_can_be_read() -> None:
    assert [len(row) for row in shown(ASKS, 66)] == [1, 1]
    assert [len(row) for row in shown(ASKS, 65)] == [2, 2]
    assert shown([("a", "x" * 100)], 23) == [["a  " + "x" * 19 + "…"]]
    assert shown([("a", "x" * 100)], 22) == [["a", "    " + "x" * 100]]


def test_only_the_widest_column_is_cut_unless_all_may_be() -> None:
    rows = [("Lucía Ferrer", "planned for 21 Nov 2026", "a series of readings from the upper river")]
    assert shown(rows, 61) == [
        ["Lucía Ferrer  planned for 21 Nov 2026", "    a series of readings from the upper river"]
    ]
    assert shown(rows, 62) == [["Lucía Ferrer  planned for 21 Nov 2026  a series of readings f…"]]
    assert shown(rows, 50, cut_all=True) == [["Lucía Ferrer  planned for 21 N…  a series of read…"]]
    assert [len(row) for row in shown(rows, 49, cut_all=True)] == [2]


def test_what_few_rows_have_stands_below_these_alone() -> None:
    rows = [*[("WAIT", "Ana", "Could you read one page?", "")] * 2, ("WAIT", "Kim", "Who hires?", "bad-frontmatter")]
    assert [len(row) for row in shown(rows, 60)] == [1, 1, 1]
    assert shown(rows, 44) == [["WAIT  Ana  Could you read one page?"]] * 2 + [
        ["WAIT  Kim  Who hires?", "    bad-frontmatter"]
    ]


def test_a_broken_line_keeps_its_styles() -> None:
    found = list(wrapped([Text("one two", "bold"), Text(" three")], 8))
    styles = [[(str(part).strip(), getattr(part, "style", "")) for part in line if part.strip()] for line in found]
    assert styles == [[("one", "bold"), ("two", "bold")], [("three", "")]]
