"""YAML read as text, within limits."""

from __future__ import annotations

import pytest

from journal.notes.block import MAX_DEPTH, MAX_NODES, Nested, NotMapping, Unreadable, Value, texts
from journal.notes.yamltext import read_yaml


def value(written: str) -> Value:
    return read_yaml(f"k: {written}", 1)[0].value


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("0123", "0123"),
        ("2026-03-04", "2026-03-04"),
        ("1_000", "1_000"),
        ("~", None),
        ("Null", None),
        ("'null'", "null"),
        ("!!str null", "null"),
        ("", None),
        ("[a, [b, ~]]", ("a", ("b", None))),
        ("[[a, b]]", "[[a, b]]"),
        ("[[a: b]]", "[[a: b]]"),
        ("[[\n  a\n ]]", "[[ a ]]"),
        ("[ [a] ]", (("a",),)),
        ("[[a], [b]]", (("a",), ("b",))),
        ("[[a], b, [c]]", (("a",), "b", ("c",))),
        ("[]", ()),
        ("[[[a]], [[b]]]", ("[[a]]", "[[b]]")),
        ("{a: 1, b: [2]}", Nested("{a: 1, b: [2]}", ("1", "2"))),
        ("\n  - a: b", (Nested("a: b", ("b",)),)),
        ("&x y", "y"),
        ("[&x y, *x]", ("y", "y")),
    ],
)
def test_each_shape_of_a_value(written: str, meant: Value) -> None:
    assert value(written) == meant


def test_a_merge_key_is_a_key_and_nothing_is_merged() -> None:
    entries = read_yaml("base: &b {ask: x}\n<<: *b\n", 2)
    assert [(entry.key, entry.line) for entry in entries] == [("base", 2), ("<<", 3)]


def test_a_key_is_text_whatever_it_is_and_a_later_value_reads_as_the_first() -> None:
    entries = read_yaml("~: ~\nasked: {{date}}\nnull: a\nvia:\n- - b\n? - - f\n: g\n", 2)
    assert [(entry.key, entry.value) for entry in entries] == [
        ("~", None), ("asked", "{{date}}"), ("null", "a"), ("via", ("[[b]]",)), ("f", "g"),
    ]  # fmt: skip


@pytest.mark.parametrize("block", ["", "\n\n", "# c"])
def test_an_empty_block_has_no_entries(block: str) -> None:
    assert read_yaml(block, 2) == ()


@pytest.mark.parametrize("block", ["prose", "- a", "[a]", "'a'"])
def test_what_is_no_mapping_is_no_frontmatter(block: str) -> None:
    with pytest.raises(NotMapping):
        read_yaml(block, 2)


@pytest.mark.parametrize(
    ("block", "message", "line", "column"),
    [
        ("a: b\nc: d: e", "mapping values are not allowed", 2, 5),
        ("a: *b", "undefined alias", 1, 4),
        ("a: &b [*b]", "undefined alias", 1, 8),
        ("a: !b c", "unknown tag", 1, 4),
        ("a: b\n--- c", "single document", 2, 1),
        ("a: b\nc: \x00", "U+0000 is not allowed", 2, 4),
        ("a: b\u2028", "U+2028 is not allowed", 1, 5),
        ("a: " + "[" * (MAX_DEPTH + 1), "levels deep", 1, MAX_DEPTH + 3),
        ("a: [" + "b," * MAX_NODES + "]", "values", 1, None),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_refused_and_where(block: str, message: str, line: int, column: int | None) -> None:
    with pytest.raises(Unreadable) as refused:
        read_yaml(block, 2)
    assert message in refused.value.message
    assert refused.value.line == line
    assert column is None or refused.value.column == column


def test_aliases_count_as_often_as_they_expand() -> None:
    bomb = (
        "a: &a ["
        + "x," * 9
        + "]\n"
        + "".join(f"{b}: &{b} [" + f"*{a}," * 9 + "]\n" for a, b in zip("abcde", "bcdef", strict=True))
    )
    with pytest.raises(Unreadable, match="values"):
        read_yaml(bomb, 2)


def test_as_many_values_as_the_limit_are_read_and_one_more_is_not() -> None:
    """The mapping is one, so are its keys and the lists; an alias counts as what it stands for."""
    for begin, more, most in (("a: [", "x,", MAX_NODES - 3), ("a: &a [x]\nb: [", "*a,", (MAX_NODES - 6) // 2)):
        assert len([*texts(read_yaml(f"{begin}{more * most}]", 2)[-1].value)]) == most
        with pytest.raises(Unreadable, match="10,000 values"):
            read_yaml(f"{begin}{more * (most + 1)}]", 2)
