"""Frontmatter of any language and state: its entries, and what is wrong with it, with lines (docs/format.md 3)."""

from __future__ import annotations

import pytest

from journal.notes.block import MAX_BYTES, MAX_DEPTH, MAX_NODES, KeyValue, Nested, Unreadable, Value
from journal.notes.formats import load
from journal.notes.frontmatter import read_frontmatter
from journal.notes.lenient import outdented, read_leniently

BAD, HASH, UNCLOSED = "bad-frontmatter", "hash-in-text", "unclosed-frontmatter"
MISPLACED = "misplaced-frontmatter"


@pytest.mark.parametrize(
    ("text", "entries", "problems"),
    [
        ("---\nwhy: a\nask:x\n---\n", [("why", "a", 2), ("ask", "x", 3)], [(BAD, 3)]),
        ("---\nwhy: a\nask: b #1\n---\n", [("why", "a", 2), ("ask", "b #1", 3)], [(HASH, 3)]),
        ("---\nask: a\nwhy:b\n\nText\nvia:c\n", [("ask", "a", 2), ("why", "b", 3)], [(UNCLOSED, 1), (BAD, 3)]),
        ("---\nask: a\n\nwhy:b\n", [("ask", "a", 2)], [(UNCLOSED, 1)]),
        ("+++\nask = 'a'\nwhy = [1, 'b']\n\nvia = 'd'\n", [("ask", "a", 2), ("why", ("1", "b"), 3)], [(UNCLOSED, 1)]),
        ('{\n"mood": "b",\n"ask": "a",\n', [("ask", "a", 3)], [(UNCLOSED, 1)]),
        ("---\nask: a\n\nwhy: b #c\n", [("ask", "a", 2)], [(UNCLOSED, 1)]),
        ("---\nask: a #1\nwhy: b---\n---\n", [("ask", "a #1", 2), ("why", "b---", 3)], [(HASH, 2)]),
        ("---\nask: a\nwhy: b---\n", [("ask", "a", 2), ("why", "b", 3)], [(UNCLOSED, 3)]),
        ("---\nask: a\nHello---\n", [("ask", "a", 2)], [(UNCLOSED, 1)]),
        ("\n\n---\nask: a\nwhy:b\n", [("ask", "a", 4), ("why", "b", 5)], [(MISPLACED, 3), (UNCLOSED, 3), (BAD, 5)]),
        ("---\n\nText\n", [], []),
        ("+++\nText\n", [], []),
        ("---\nask: a\n---\n---\nAsk: b\nwhy: c\n---\n", [("ask", "a", 2), ("why", "c", 6)], [(MISPLACED, 4)]),
    ],
)  # fmt: skip
def test_keys_and_problems_have_their_lines(
    text: str, entries: list[tuple[str, Value, int]], problems: list[tuple[str, int]]
) -> None:
    found = read_frontmatter(text)
    assert [tuple(entry) for entry in found.entries] == entries
    assert [(problem.code, problem.line) for problem in found.problems] == problems


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("---\nask: a\n", "put a line --- after its last key"),
        ("+++\nask = 'a'\n", "put a line +++ after its last key"),
        ('{\n"ask": "a",\n', "put a line } after its last key"),
        ("\n---\nask: a\n---\n", "make that its first line"),
        ("\n+++\nask = 'a'\n+++\n", "delete what stands above it"),
    ],
)
def test_a_block_that_is_not_closed_or_not_at_the_top_has_its_own_cure(text: str, cure: str) -> None:
    (problem,) = read_frontmatter(text).problems
    assert cure in problem.message


def test_toml_is_text_as_json_is() -> None:
    toml = "ask = 'a'\ntags = ['x', 1, true]\nday = 2026-03-04\nmeta = {n = 'y', m = ['z']}"
    assert load("toml", toml, 2) == (
        KeyValue("ask", "a", 2),
        KeyValue("tags", ("x", "1", "true"), 3),
        KeyValue("day", "2026-03-04", 4),
        KeyValue("meta", Nested("y z", ("y", "z")), 5),
    )
    json = '"ask": "a",\n"n": 1.0,\n"none": null,\n"ok": true,\n"meta": {"k": ["v"]}'
    assert load("json", json, 2) == (
        KeyValue("ask", "a", 2),
        KeyValue("n", "1.0", 3),
        KeyValue("none", None, 4),
        KeyValue("ok", "true", 5),
        KeyValue("meta", Nested("v", ("v",)), 6),
    )


def test_what_toml_and_json_cannot_read_is_said_with_its_place() -> None:
    with pytest.raises(Unreadable) as refused:
        load("toml", "why = 'b'\nask = \n", 2)
    assert (refused.value.message, refused.value.line, refused.value.column) == ("Invalid value", 2, 7)
    with pytest.raises(Unreadable) as refused:
        load("json", '"ask": "a",\n"b": x', 2)
    assert (refused.value.message, refused.value.line, refused.value.column) == ("Expecting value", 2, 6)


def nested(opens: str, closes: str, levels: int) -> str:
    return opens * levels + "1" + closes * levels


@pytest.mark.parametrize(
    ("fits", "too_much", "message"),
    [
        (nested("[", "]", MAX_DEPTH - 2), nested("[", "]", MAX_DEPTH - 1), "deep"),
        (nested('{"k":', "}", MAX_DEPTH - 2), nested('{"k":', "}", MAX_DEPTH - 1), "deep"),
        ("[" + "1," * (MAX_NODES - 2) + "1]", "[" + "1," * (MAX_NODES - 1) + "1]", "10,000 values"),
        ('"' + "x" * (MAX_BYTES - 6) + '"', '"' + "x" * (MAX_BYTES - 5) + '"', "longer than 64 KiB"),
    ],
    ids=["lists", "mappings", "values", "bytes"],
)  # fmt: skip
def test_what_is_at_a_limit_is_read_and_one_more_is_not(fits: str, too_much: str, message: str) -> None:
    assert load("json", f'"a":{fits}', 2)
    with pytest.raises(Unreadable, match=message):
        load("json", f'"a":{too_much}', 2)


@pytest.mark.parametrize(
    ("block", "values"),
    [
        ("ask: a: b\nwhy: x", {"ask": "a: b", "why": "x"}),
        ("tags: @a\n  - b", {"tags": ("@a", "b")}),
        ("asked: 2026-03-02\n- b", {"asked": "2026-03-02"}),
        ("tags:\n- @a\n- b", {"tags": ("@a", "b")}),
        ("why: |\n  a\n  b\nprose", {"why": "a\nb\n"}),
        ("why: |\n  a\n b\nprose", {"why": "a\nb"}),
        ('ask: "', {"ask": '"'}),
        ("ask: 'a' b'", {"ask": "a' b"}),
        ("why: " + "y" * 40_000 + "\nask: [a, b]\ntags: [c, d]", {"ask": ("a", "b"), "tags": ("c", "d")}),
    ],
)
def test_what_yaml_can_read_alone_keeps_its_meaning_and_all_else_is_as_written(
    block: str, values: dict[str, Value]
) -> None:
    found = {entry.key: entry.value for entry in read_leniently(block, 2)}
    assert {key: found[key] for key in values} == values


def test_a_key_has_its_line_below_a_blank_one_too() -> None:
    assert read_leniently("\nask: @a\n\nwhy: b", 2) == (KeyValue("ask", "@a", 3), KeyValue("why", "b", 5))
    assert read_leniently('ask = ""', 2, is_yaml=False) == (KeyValue("ask", "", 2),)


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        ("why: a\n  ask: b\n", "why: a\nask: b\n"),
        ("why: a\n\n  ask: b\n", "why: a\n\nask: b\n"),
        ("why: a\n  more\n  ask: b\n", "why: a\n  more\nask: b\n"),
        ("  ask: a\n  why: b\n", "ask: a\nwhy: b\n"),
        (" ask: a\nwhy: b\n", "ask: a\nwhy: b\n"),
        ("\task: a\n    why: b\n", "ask: a\nwhy: b\n"),
        ("  why:\n    - a\nask: b\n", "why:\n  - a\nask: b\n"),
        ("why:\n  ask: b\n", "why:\n  ask: b\n"),
        ("why: a\n  mood: b\n", "why: a\n  mood: b\n"),
        ("tags:\n- a\n  ask: b\n", "tags:\n- a\nask: b\n"),
    ],
)
def test_a_known_key_that_is_indented_below_a_text_begins_its_line(block: str, wanted: str) -> None:
    assert outdented(block) == wanted
