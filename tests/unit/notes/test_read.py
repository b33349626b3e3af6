"""Hostile bytes: nothing raises, nothing hangs."""

from __future__ import annotations

import pytest

from journal.model import Kind
from journal.notes import read
from tests.quick import at_once


def _front(block: str, body: str = "") -> bytes:
    return f"---\n{block}\n---\n{body}".encode()


MARKS = "\u0301\u0316"
HOSTILE: dict[str, bytes] = {
    "100,000 brackets": _front("ask: " + "[" * 100_000),
    "brackets within the limit of size": _front("ask: " + "[" * 60_000),
    "braces": _front("ask: " + "{a: " * 15_000),
    "dashes on one line": _front("ask:\n" + "- " * 30_000),
    "deep indentation": _front("ask:\n" + "\n".join(" " * depth + "- " for depth in range(340))),
    "alias bomb": _front(
        "a: &a [x,x,x,x]\n" + "".join(f"k{n}: &k{n} [{f'*k{n - 1},' * 9}]\n".replace("*k0", "*a") for n in range(1, 30))
    ),
    "merge-key bomb": _front(
        "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    ),
    "6,000 keys": _front("\n".join(f"k{n}: v" for n in range(6_000))),
    "10,000 times one key": _front("outcome: x: y\n" * 10_000),
    "a block of 1 MiB": _front("a: b: c\n" * 130_000),
    "a line of 4 MB": _front("x: " + "y" * 4_000_000),
    "big broken values under known keys": _front(
        "".join(f"{key}: [{'a,' * 9_000}\n" for key in ("ask", "goal", "needs", "tags"))
    ),
    "spaces in a value": _front("why: a" + " " * 60_000 + "b:  c"),
    "indented keys": _front("contact: M\n" + " ask: #x\n" * 40_000),
    "indented keys with no end": b"---\ncontact: M\n" + b" ask: x\n" * 40_000,
    "no end": b"---\n" + b"ask: x\n" * 100_000,
    "unknown keys with no end": b"---\n" + b"a: b\n" * 100_000,
    "signs before keys": _front("> contact: x\n" * 5_000),
    "texts torn apart": _front("ask: |\nx\n  y\n" * 4_500),
    "keys without a colon": _front("ask x\n" * 10_000),
    "blank lines with no end": b"---\n" + b" \n" * 300_000,
    "conflicts": b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n" * 15_000,
    "open links": _front("a: b", "[[" * 500_000),
    "open Markdown links": _front("a: b", "[](" * 500_000),
    "Markdown links with brackets": _front("a: b", "[](a" + "()" * 500_000),
    "many links": _front("a: b", "".join(f"[[n{n}]]" for n in range(20_000))),
    "code": _front("a: b", "[[a]]" + " ".join("`" * (n % 50 + 1) for n in range(50_000))),
    "fences": _front("a: b", "[[a]]" + "```\n~~~\n" * 50_000),
    "blank body": _front("a: b", "\n" * 1_000_000),
    "body of spaces": _front("a: b", " " * 3_000_000),
    "underlines": _front("a: b", "a\n===\n" * 300_000),
    "no UTF-8": b"\xff" * 3_000_000,
    "NUL": b"\0" * 3_000_000,
    "marks on a name": _front(f"contact: [a{MARKS * 7_000}, b{MARKS * 7_000}]"),
    "marks on links": _front("a: b", f"[[a{MARKS * 500_000}]] [[b]]"),
    "marks on a key": _front(f"? a{MARKS * 7_000}\n: x"),
    "TOML arrays": b"+++\na = " + b"[" * 60_000 + b"\n+++\n",
    "TOML dots": b"+++\n" + b"a." * 30_000 + b"a = 1\n+++\n",
    "TOML dots in a table": b"+++\nx = {" + b'"a" . ' * 10_000 + b"a = 1}\n+++\n",
    "TOML number": b"+++\na = 0x" + b"f" * 60_000 + b"\n+++\n",
    "JSON arrays": b'{\n"a": ' + b"[" * 60_000 + b"\n}\n",
    "JSON number": b'{\n"a": ' + b"9" * 60_000 + b"\n}\n",
    "dates": _front("nudged: " + "2026-01-01, " * 5_000),
    "names": _front('contact: "' + "[[a]]," * 10_000 + '"'),
    "spaces after a number": _front('duration: "1h' + " " * 60_000 + 'x"\ntype: meeting'),
    "dots within an ask": _front("ask: a" + "." * 60_000 + "x"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_read_in_no_time(name: str) -> None:
    assert at_once(lambda: read("x.md", HOSTILE[name])).note.id == "x"


@pytest.mark.parametrize(
    "filler",
    ["x: " + "[" * 100_000, "\n".join(f"k{n}: v" for n in range(10_000)), "# " + "c" * 70_000, "a: " + "{b: " * 60],
    ids=["brackets", "10,000 keys", "64 KiB", "60 levels"],
)
def test_an_ask_behind_what_is_over_the_limits_is_still_an_ask(filler: str) -> None:
    note = read("x.md", _front(f"{filler}\nask: Could you help?\nasked: 2026-03-04")).note
    assert note.kind is Kind.ASK
    assert note.fields["ask"] == "Could you help?"
    assert [problem.code for problem in note.problems] == ["bad-frontmatter"]


def test_limits_are_counted_to_the_last_one() -> None:
    deepest = read("x.md", _front("a: " + "[" * 49 + "]" * 49))
    assert deepest.note.problems == ()
    assert [problem.code for problem in read("x.md", _front("a: " + "[" * 50 + "]" * 50)).note.problems] == [
        "bad-frontmatter"
    ]
