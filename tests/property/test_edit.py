"""Whatever the note and the value: only the key's lines change, the value reads back, and nothing is guessed."""

from __future__ import annotations

import re
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from journal.errors import Refused
from journal.notes import fold_key, read
from journal.notes.block import KeyValue, with_lf
from journal.notes.edit import append_to, set_key, unset
from journal.notes.fix import MENDABLE, fix
from journal.notes.keys import KNOWN_KEYS
from journal.notes.layout import KeyLines
from journal.notes.plain import read_line
from journal.notes.value_place import _parsed_place, _place
from tests.laws import CHARACTERS

PATH = "asks/x.md"

KEYS = ["ask", "Contact", "asked", "why", "nudged", "tags", "mood", "Shoe size", "follow-up", '"via"']
NEW_KEYS = ["outcome", "thanked", "hat size"]
VALUES = [
    "", " a", " 'a: b'", ' "a \\" b"', "  a  # c", " # c", " []", " [a, 'b']", " [ a,\n    b ]", "\n- a\n- 'b'  # c",
    "\n  - a\n  # c\n  - |\n    b\n  - [[d]]", " |\n  a\n  # b\n\n  c", " >-\n  a\n  b", " a\n  b", " [[a]]", " 0123",
    " a #b", " #b  # c", "\n- - a\n- #b",
]  # fmt: skip
TEMPLATE = " {{date}}"  # text under a key of ours, a mapping under another, which is never written
ABOVE = ["", "", "", "\n", "# c\n", "\n# c: d\n"]

texts = st.one_of(
    st.text(CHARACTERS, min_size=1, max_size=20),
    st.text("a 0-:#'\"\\[]{},&*!|>%@`?~\n\r\t\x85\u2028\x00.=<", min_size=1, max_size=12),
)
words = st.text("abcd", min_size=1, max_size=6)
some_keys = st.lists(st.sampled_from(KEYS), unique=True, max_size=5)
above, known_values, other_values = (st.sampled_from(each) for each in (ABOVE, [*VALUES, TEMPLATE], VALUES))
bodies = st.lists(st.sampled_from(["", "# A", "---", "a: b", "- c"]), max_size=4)
newlines, marks = st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"])
"""Made once: to look for mistakes in a strategy takes longer than to draw from it."""


@st.composite
def notes(draw: st.DrawFn) -> tuple[bytes, dict[str, list[int]]]:
    """A note, and for each of its keys the numbers of its lines."""
    lines = ["---"]
    at: dict[str, list[int]] = {}
    for key in draw(some_keys):
        values = known_values if fold_key(key) in KNOWN_KEYS else other_values
        lines += (draw(above) + f"{key}:{draw(values)}").split("\n")
        start = next(number for number in range(len(lines) - 1, -1, -1) if lines[number].startswith(f"{key}:"))
        at[key.strip('"')] = list(range(start, len(lines)))
    lines += ["---", *draw(bodies)]
    newline = draw(newlines)
    return (draw(marks) + newline.join(lines)).encode(), at


def said(data: bytes) -> dict[str, tuple[str, ...]]:
    return dict(read(PATH, data).note.frontmatter)


def lines_of(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", data)


def changed_at_most(before: bytes, after: bytes, numbers: list[int]) -> bool:
    """Whether all lines but those are as they were."""
    old, new = lines_of(before), lines_of(after)
    above, below = old[: numbers[0]], old[numbers[-1] + 1 :]
    return new[: len(above)] == above and new[len(new) - len(below) :] == below and len(new) >= len(above) + len(below)


@given(notes(), texts, st.data())
def test_a_set_text_reads_back_and_all_else_stays(
    note: tuple[bytes, dict[str, list[int]]], value: str, data: st.DataObject
) -> None:
    before, at = note
    key = data.draw(st.sampled_from([*at, *NEW_KEYS]))
    after = set_key(before, key, value, path=PATH)
    assert said(after) == {**said(before), fold_key(key): (value,)}
    assert read(PATH, after).body == read(PATH, before).body
    assert set_key(after, key, value, path=PATH) == after
    if key in at:
        assert changed_at_most(before, after, at[key])
    else:
        assert unset(after, key, path=PATH) == before


@given(notes(), st.lists(texts, min_size=2, max_size=4), st.data())
def test_a_set_list_reads_back_and_all_else_stays(
    note: tuple[bytes, dict[str, list[int]]], values: list[str], data: st.DataObject
) -> None:
    before, at = note
    key = data.draw(st.sampled_from([*at, *NEW_KEYS]))
    after = set_key(before, key, values, path=PATH)
    assert said(after) == {**said(before), fold_key(key): tuple(values)}
    assert read(PATH, after).body == read(PATH, before).body
    assert set_key(after, key, values, path=PATH) == after
    if key in at:
        assert changed_at_most(before, after, at[key])


@given(notes(), texts, st.data())
def test_an_appended_text_joins_those_that_are_there(
    note: tuple[bytes, dict[str, list[int]]], value: str, data: st.DataObject
) -> None:
    before, at = note
    key = data.draw(st.sampled_from([*at, *NEW_KEYS]))
    after = append_to(before, key, value, path=PATH)
    old = said(before).get(fold_key(key), ())
    assert said(after) == {**said(before), fold_key(key): old if value in old else (*old, value)}
    assert append_to(after, key, value, path=PATH) == after
    if key in at:
        assert changed_at_most(before, after, at[key])


@given(notes(), st.data())
def test_an_unset_key_is_gone_and_all_else_stays(note: tuple[bytes, dict[str, list[int]]], data: st.DataObject) -> None:
    before, at = note
    key = data.draw(st.sampled_from([*at, *NEW_KEYS]))
    after = unset(before, key, path=PATH)
    gone = at.get(key, [])
    assert lines_of(after) == [line for number, line in enumerate(lines_of(before)) if number not in gone]
    assert said(after) == {other: value for other, value in said(before).items() if other != fold_key(key)}


@given(words, words, st.sampled_from(["{}", "'{}'", '"{}"', "{}  # c"]), st.sampled_from(["\n", "\r\n"]))
def test_setting_back_restores_the_bytes(old: str, new: str, style: str, newline: str) -> None:
    before = newline.join(["---", "ask: a", f"why:  {style.format(old)}", "tags: [b]", "---", "c"]).encode()
    assert set_key(set_key(before, "why", new, path=PATH), "why", old, path=PATH) == before


yamlish = st.text("ab \n\t-:#'\"[]{},&*!|>%@`?~.\r<=", max_size=60)


@given(
    st.one_of(st.binary(max_size=60), yamlish.map(str.encode)), st.booleans(), texts, st.sampled_from(KEYS + NEW_KEYS)
)
def test_any_bytes_are_changed_rightly_or_refused(inside: bytes, framed: bool, value: str, key: str) -> None:
    before = b"---\nask: a\n" + inside + b"\n---\nbody" if framed else inside
    others = {other: text for other, text in said(before).items() if other != fold_key(key)}
    body = read(PATH, before).body
    with suppress(Refused):
        after = set_key(before, key, value, path=PATH)
        assert said(after) == {**others, fold_key(key): (value,)}
        assert read(PATH, after).body == body
    with suppress(Refused):
        after = unset(before, key, path=PATH)
        assert said(after) == others
        assert read(PATH, after).body == body


@given(st.lists(st.tuples(st.sampled_from(KEYS), yamlish), min_size=1, max_size=4), st.booleans())
def test_a_mended_note_means_what_the_broken_one_did(pairs: list[tuple[str, str]], is_closed: bool) -> None:
    inside = "".join(f"{key}: {value}\n" for key, value in pairs)
    broken = f"---\n{inside}{'---' if is_closed else ''}\nbody\n".encode()
    fixed = fix(broken, path=PATH)
    if fixed is None:
        return
    before, after = read(PATH, broken).note, read(PATH, fixed).note
    assert (after.kind, after.fields) == (before.kind, before.fields)
    assert MENDABLE.isdisjoint(problem.code for problem in after.problems)
    assert fix(fixed, path=PATH) is None
    assert fixed.endswith(b"\nbody\n")


@given(
    st.sampled_from(["", "\n", " ", "\ufeff", "\u200b", "text\n"]),
    st.sampled_from(["---\n", "-----\n", "—-\n", "--- # c\n", "---\nx: y\n---\n\n---\n"]),
    st.lists(
        st.builds(
            "{}{}{}\n".format, st.sampled_from(KEYS), st.sampled_from([":", ": ", "：", ":: ", ":\u00a0"]), yamlish
        ),
        max_size=4,
    ),
    st.sampled_from(["---\n", "—-\n", "...\n", ""]),
    st.sampled_from(["", "\ufeff"]),
)
def test_no_word_is_lost_by_mending(above: str, fence: str, lines: list[str], closing: str, bom: str) -> None:
    """What goes are fences, and white space; colons and quotes come to be."""
    broken = f"{bom}{above}{fence}{''.join(lines)}{closing}body of it\n".encode()
    fixed = fix(broken, path=PATH)
    if fixed is None:
        return
    before, after = (re.findall(r"[a-z]+", text.decode()) for text in (broken, fixed.replace(b"\\t", b" ")))
    assert after == before
    assert fixed.endswith(b"body of it\n")
    assert fix(fixed, path=PATH) is None


@given(st.text("ab :@`%'\"[]{}#!&*>,", min_size=1, max_size=20).map(str.strip))
def test_a_value_on_one_line_is_always_mended(value: str) -> None:
    broken = f"---\nask: {value}\n---\n".encode()
    if any(problem.code == "bad-frontmatter" for problem in read(PATH, broken).note.problems):
        assert fix(broken, path=PATH) is not None


_odd = st.text("ab \t-:#'\"[]{},&*!|>%@`?~.<=é\x85", max_size=30)
on_one_line = st.one_of(
    st.sampled_from(VALUES),
    _odd.map(" {}".format),
    st.lists(st.one_of(st.sampled_from(["a", "b c ", " 'd, e'", '"f"', "~", "2026-03-05", "[[g]]"]), _odd), max_size=3)
    .map(", ".join)
    .map(" [{}]".format),
)


@given(st.sampled_from(KEYS), on_one_line, st.sampled_from(["\n", "\r\n", "\r", ""]))
def test_a_value_stands_where_yaml_says(key: str, value: str, newline: str) -> None:
    text = f"{key}:{value}{newline}"
    line = read_line(with_lf(text))
    if line is not None:
        part = KeyLines(KeyValue(key, line.value, 2), "", text)
        assert _place(part) == _parsed_place(part)
