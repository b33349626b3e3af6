"""What needs no parser, and what is left to one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from journal.notes.block import Unreadable
from journal.notes.plain import PlainLine, read_line, read_plain
from journal.notes.yamltext import read_yaml

COMMON = """\
# a comment
goal: "[[Raise a seed round]]"
contact:
  - "[[Maria Lopez]]"
  - [[Sam]]
Asked On: 2026-03-04
ask: Could you introduce me to Ben? # soon
follow-up: 10d
nudged: [2026-03-11, '2026-03-18']
tags: []
people: ["[[Ana Silva]]", '[[Sam]]', Zoë, "a ] b"]
outcome:
thanked: ~
url: https://example.org/#top

Straße: Zoë's
"""


@pytest.mark.parametrize("block", [COMMON, "a: b\nc:\n- d\n"])
def test_what_people_commonly_write_needs_no_parser(block: str) -> None:
    entries = read_plain(block, 2)
    assert entries is not None
    assert entries == read_yaml(block, 2)


@pytest.mark.parametrize(
    "block",
    [
        "a: 'b': c",
        "a: @b",
        "a: >-\n  b",
        "a: 'it''s'",
        "a: {b: c}",
        "a:\n  b: c",
        "a: b\n  c",
        "- a",
        "a\tb: c",
        "a: b\u2028c",
        "a: *b",
        "a: b\n- c",
        "a: [b]\n- c",
    ],
)
def test_what_is_not_surely_the_same_is_left_to_the_parser(block: str) -> None:
    assert read_plain(block, 2) is None


def test_an_element_in_brackets_ends_before_its_spaces() -> None:
    entries = read_plain("tags: [a , 'b ' ,c  ]", 2)
    assert entries == read_yaml("tags: [a , 'b ' ,c  ]", 2)
    assert entries
    assert entries[0].value == ("a", "b ", "c")


def test_a_long_block_is_left_to_the_parser_which_knows_the_limits() -> None:
    assert read_plain("a: b\n" * 2_000, 2) is None


def test_a_plain_note_is_read_without_importing_a_parser() -> None:
    code = (
        "import sys; from journal.notes import read; read('x.md', b'---\\nask: x\\n---\\n# H\\n[[a]]\\n');"
        "print(sorted({'yaml', 'frontmatter', 'tomllib', 'json'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_colon_in_a_value_is_refused_as_the_parser_refuses_it() -> None:
    with pytest.raises(Unreadable, match="mapping values are not allowed") as refusal:
        read_plain("ask: b\noutcome: Declined: too busy", 2)
    assert (refusal.value.line, refusal.value.column) == (2, 18)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("a: b\n", PlainLine("b", 2, 3, 4)),
        ("Asked on:  b c  # d", PlainLine("b c", 9, 11, 14)),
        ('a: "b # c" # d\n', PlainLine("b # c", 2, 3, 10)),
        ("a: [[b]]\n", PlainLine("[[b]]", 2, 3, 8)),
        ("a: ~\n", PlainLine(None, 2, 3, 4)),
        ("a: # b\n", PlainLine(None, 2, 2, 2)),
        ("a:", PlainLine(None, 2, 2, 2)),
        ("a: [b]\n", PlainLine(("b",), 2, 3, 6, ((4, 5),))),
        ("a:  [ b c , 'd, e' ]  # f\n", PlainLine(("b c", "d, e"), 2, 4, 20, ((6, 9), (12, 18)))),
        ("a: []\n", PlainLine((), 2, 3, 5, ())),
        ("a: [null]\n", PlainLine((None,), 2, 3, 9, ((4, 8),))),
        ("a: [b: c]\n", None),
        ("a: [&b c]\n", None),
        ("- a\n", None),
        ("# a\n", None),
        ("a\n", None),
        ("a: b\nc: d\n", None),
        ("a: b\x00", None),
        ("a: b\u2028", None),
        ("a: é\u00ad", PlainLine("é\u00ad", 2, 3, 5)),
    ],
)
def test_a_key_and_its_value_on_one_line_need_no_parser(line: str, wanted: PlainLine | None) -> None:
    assert read_line(line) == wanted
