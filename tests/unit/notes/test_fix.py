"""``check --fix``: what YAML cannot read is quoted, what has no end is closed, and the meaning stays."""

from __future__ import annotations

import pytest

from journal.notes import read
from journal.notes.fix import fix

PATH = "asks/x.md"

QUOTED = {
    "a second colon": ("ask: Could you: help?", 'ask: "Could you: help?"'),
    "a colon at the end": ("ask: a b:", 'ask: "a b:"'),
    "an at sign": ("ask: @maria", 'ask: "@maria"'),
    "a backtick": ("ask: `a`", 'ask: "`a`"'),
    "a per cent sign": ("ask: %a", 'ask: "%a"'),
    "text behind a link": ("contact: [[Maria]] and co", 'contact: "[[Maria]] and co"'),
    "two links": ("contact: [[Maria]], [[Ben]]", 'contact: "[[Maria]], [[Ben]]"'),
    "text behind quotes": ('ask: "a" b', "ask: '\"a\" b'"),
    "quotes that do not end": ("ask: 'a", 'ask: "\'a"'),
    "double quotes that do not end": ('ask: "a', "ask: '\"a'"),
    "a bracket that does not end": ("ask: [a", 'ask: "[a"'),
    "a brace that does not end": ("ask: {a", 'ask: "{a"'),
    "a bracket that does not begin": ("ask: ]", 'ask: "]"'),
    "bold text": ("outcome: **a**", 'outcome: "**a**"'),
    "an ampersand": ("outcome: & b", 'outcome: "& b"'),
    "an exclamation mark": ("outcome: !a b", 'outcome: "!a b"'),
    "a quotation": ("outcome: > a", 'outcome: "> a"'),
    "a dash": ("outcome: - a", 'outcome: "- a"'),
    "a comment sign in such a value": ("ask: a: b # c", 'ask: "a: b # c"'),
    "a character that YAML refuses": ("ask: a\x7fb", 'ask: "a\\x7fb"'),
    "a key nobody knows": ("ask: a\nmood: @b", 'ask: a\nmood: "@b"'),
    "more than one value": ("ask: @a\ncontact: b: c", 'ask: "@a"\ncontact: "b: c"'),
    "a value over two lines": ("ask: a: b\n  c\nvia: d", 'ask: "a: b c"\nvia: d'),
    "a value over two lines by one space": ("ask: a: b\n c", 'ask: "a: b c"'),
    "a line of a list": ("tags:\n- a\n# b\n- @c", 'tags:\n- a\n# b\n- "@c"'),
    "a list behind tabs": ("tags:\n\t- a\n\t- @b", 'tags:\n  - a\n  - "@b"'),
    "only what is broken": ("'ask':   'a'  # b\ncontact: @c", "'ask':   'a'  # b\ncontact: \"@c\""),
}


@pytest.mark.parametrize(("inside", "mended"), QUOTED.values(), ids=QUOTED)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_yaml_cannot_read_is_quoted(inside: str, mended: str, newline: str) -> None:
    broken = f"---\n{inside}\n---\nBody: @stays\n".replace("\n", newline).encode()
    fixed = fix(broken, path=PATH)
    assert fixed is not None
    assert fixed.decode() == f"---\n{mended}\n---\nBody: @stays\n".replace("\n", newline)
    before, after = read(PATH, broken), read(PATH, fixed)
    assert [problem.code for problem in before.note.problems] == ["bad-frontmatter"]
    assert not after.note.problems
    assert (after.note.kind, after.note.fields, after.body) == (before.note.kind, before.note.fields, before.body)


CLOSED = {
    "a blank line below": ("---\nask: a\n\n# B\n", "---\nask: a\n---\n\n# B\n"),
    "a heading below": ("---\nask: a\n# B\n", "---\nask: a\n---\n# B\n"),
    "a sentence below": ("---\nask: a\nPlease note: b\n", "---\nask: a\n---\nPlease note: b\n"),
    "a new key below": ("---\nask: a\nmood: b\n\nc\n", "---\nask: a\nmood: b\n---\n\nc\n"),
    "a list at the end": ("---\nask: a\ntags:\n- b\n  - c\nd\n", "---\nask: a\ntags:\n- b\n  - c\n---\nd\n"),
    "a list of one at the end": ("---\nask: a\ntags:\n- b\nc\n", "---\nask: a\ntags:\n- b\n---\nc\n"),
    "a known key below a sentence": (
        "---\nask: a\nPlease note: b\nvia: c\n\nd\n",
        "---\nask: a\nPlease note: b\nvia: c\n---\n\nd\n",
    ),
    "lines under a key": ("---\nask: a\n  b\nText\n", "---\nask: a\n  b\n---\nText\n"),
    "nothing below": ("---\r\nask: a", "---\r\nask: a\r\n---\r\n"),
    "a byte-order mark": ("\ufeff---\nask: a\n", "\ufeff---\nask: a\n---\n"),
    "a broken value too": ("---\nask: a: b\n\nc: d: e\n", '---\nask: "a: b"\n---\n\nc: d: e\n'),
}


@pytest.mark.parametrize(("broken", "closed"), CLOSED.values(), ids=CLOSED)
def test_frontmatter_without_an_end_is_closed_after_its_keys(broken: str, closed: str) -> None:
    fixed = fix(broken.encode(), path=PATH)
    assert fixed is not None
    assert fixed.decode() == closed
    before, after = read(PATH, broken.encode()).note, read(PATH, fixed).note
    assert (after.kind, after.fields, after.problems) == (before.kind, before.fields, ())


LEFT_ALONE = {
    "nothing wrong": b"---\nask: a\n---\n",
    "no frontmatter": b"# A\n",
    "a rule": b"---\n\na: b: c\n",
    "prose between rules": b"---\na b: c: d\n---\n",
    "a line that is no key": b"---\nask: a\nand more\n---\n",
    "a key given twice": b"---\nask: a\nask: b\n---\n",
    "a conflict": b"---\n<<<<<<< a\nask: b: c\n=======\nask: d\n>>>>>>> e\n---\n",
    "a conflict in the body": b"---\nask: b: c\n---\n<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n",
    "not UTF-8": b"---\nask: b: \xff\n---\n",
    "TOML": b"+++\nask = b: c\n+++\n",
    "JSON": b'{\n"ask": b\n}\n',
    "an alias that quotes would end": b"---\nask: a: b\nvia: &x c\nwhy: *x\n---\n",
    "a comment that was read as text": b"---\nask: a\ntags:\n- b # c\n- @d\n---\n",
    "aliases of aliases": b"---\nask: a: b\nvia: &x [c]\nwhy: [*x,*x]\n---\n",
    "a key that is not readable": b"---\nask: b\n@c: d\n---\n",
    "a literal block behind tabs": b"---\nask: |\n\ta\n---\n",
    "too much of it": b"---\nask: a: b\n" + b"mood: @c\n" * 8_000 + b"---\n",
}


@pytest.mark.parametrize("data", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_well_or_cannot_be_mended_safely_is_left_alone(data: bytes) -> None:
    assert fix(data, path=PATH) is None


def test_a_block_with_an_alias_is_moved_as_it_is() -> None:
    fixed = fix(b"\n---\nask: a\nvia: &x c\nwhy: *x\n---\nHi\n", path=PATH)
    assert fixed == b"---\nask: a\nvia: &x c\nwhy: *x\n---\nHi\n"
