"""Reading is total, and the path without a parser means what the parser means."""

from __future__ import annotations

import string
from collections.abc import Callable
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from journal.model import Kind
from journal.notes import frontmatter, lenient, read
from journal.notes.block import Block, Unreadable, find_block
from journal.notes.plain import read_plain
from journal.notes.yamltext import read_yaml

KEYS = st.sampled_from(
    [
        "ask",
        "Ask",
        "contact",
        "goal",
        "asked",
        "Asked On",
        "follow-up",
        "outcome",
        "tags",
        "nudged",
        "x",
        "a b",
        "null",
        "y",
    ]
)
ODDITIES = (
    r"""
Maria|Could you help?|yes|no|~|null|2026-03-04|12:30 call|a: b|a:b|a #b|a#b|a:|# c|- x|-|--- x|...|[[Maria]]
[[Lopez, Maria]]|[[a/b]] c|[a, b]|[a, 'b', "c"]|[]|[a,]|[a: b]|[[a], [b]]|{a: b}|"q"|'q'|"a" b|'it''s'|"\n"|''|""
*x|&x y|!x y|>-|>|%|@x|`x`|? x|http://x.org/#y|Ünï|日本|👋 hi|a\b|<<|*|&|[ a , b ]|[a b , c#d]|[a #b]|[~, null]|[-]
a  b|a , b|+44 1|<x>|=x|~x|(a) b|a'b|a"b|,a|]a|}a|a]|a}|[a]b|[[a]]b|"a"#b|"a" #b|'a': b|["a" "b"]|[a, "b'c"]|.a|_a|1
""".strip()
    .replace("\n", "|")
    .split("|")
)
WORDS = st.sampled_from(
    [
        *ODDITIES,
        "#1 x",
        "a #1 b",
        "a #1 # b",
        "{{date}}",
        "{{a}}, {{b}}",
        "[#a, b]",
        "[[#1 Fan]]",
        "- x",
        "M <m@x>",
        "|",
        "a|b",
        "a\tb",
        "\ta",
        "a \u2028b",
        "a\x85b",
        "\ufeffa",
        "a\x07",
        "\xa0a",
        "a\xa0",
    ]
)
TEXTS = st.one_of(
    WORDS,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=12),
    st.text(string.printable, max_size=12),
)
SPACE = st.sampled_from(["", " ", "  ", "   # c", " #", "\t"])
INDENT = st.sampled_from(["", "  ", " ", "    "])
LINES = st.one_of(
    st.builds("{}:{}{}{}".format, KEYS, st.sampled_from([" ", "", "  ", "\t"]), TEXTS, SPACE),
    st.builds("{}:{}".format, KEYS, SPACE),
    st.builds("{}{}{}".format, KEYS, st.sampled_from(["::", ":: ", "：", ":\u00a0", " :"]), TEXTS),
    st.builds("{}-{}{}{}".format, INDENT, st.sampled_from([" ", "", "  "]), TEXTS, SPACE),
    st.builds("{}{}".format, INDENT, TEXTS),
    st.sampled_from(["", "# c", "  # c", "   "]),
)
BLOCKS = st.lists(LINES, max_size=6).map("\n".join)


def said(reader: Callable[[str, int], object], block: str) -> object:
    """What a reader makes of a block, or says against it."""
    try:
        return reader(block, 2)
    except Unreadable as refusal:
        return refusal.message, refusal.line, refusal.column, refusal.cure


def nothing(block: str, first_line: int) -> None:
    """In place of ``read_plain``: every block is left to the parser."""


@given(BLOCKS)
@example("a:\n- b\n-\nc: d")
@example("a:\n  - b\n - c")
@example("a: b\n- c")
@example("a: ~\n- c")
@example("a: b # c\n\n# d\nc:   'e'   # f")
@example("a: b: c")
@example("a: b:")
@example("a: b\nc:  d e:f g : h: i # j: k")
def test_what_is_read_without_a_parser_means_what_yaml_means(block: str) -> None:
    plain = said(read_plain, block)
    if plain is not None:
        assert plain == said(read_yaml, block)


@given(
    st.sampled_from([b"---\n", b"---\n", b"\xef\xbb\xbf---\n", b"--- \n"]),
    st.lists(st.one_of(LINES, st.builds("{}: {}: {}".format, KEYS, TEXTS, TEXTS)).map(str.encode), max_size=6),
    st.sampled_from([b"\n", b"\n", b"\r\n", b"\r"]),
    st.sampled_from([b"---\n# T\nSee [[Ann]].", b"---\n", b"...\nbody", b"", b"--- \n"]),
)
def test_a_note_is_the_same_note_without_the_common_path(
    opening: bytes, lines: list[bytes], end: bytes, closing: bytes
) -> None:
    text = opening + b"".join(line + end for line in lines) + closing
    fast = read("a/b.md", text)
    with patch.object(frontmatter, "read_plain", nothing), patch.object(lenient, "read_plain", nothing):
        assert read("a/b.md", text) == fast


@given(st.binary(max_size=300))
def test_any_bytes_read_as_a_note(data: bytes) -> None:
    reading = read("a/b.md", data)
    assert reading.note.id == "a/b"
    assert all(problem.message for problem in reading.note.problems)


@given(
    st.sampled_from(
        [
            *("---\n", "---\r\n", "+++\n", "{\n", "\ufeff---\n", "", "<<<<<<< a\n---\n", "\n---\n", " ---\n"),
            *("\u200b---\n", "----\n", "—-\n", "--- # c\n", "a\n---\n", "---\na: 1\n---\n\n---\n"),
        ]
    ).map(str.encode),
    st.lists(
        st.one_of(
            LINES.map(str.encode),
            st.binary(max_size=20),
            st.sampled_from([b"=======", b">>>>>>> b", b"---", b"}", b"+++", b"\r"]),
        )
    ),
    st.sampled_from([b"\n", b"\r\n", b"\r"]),
    st.sampled_from([b"", b"---\n", b"...\nbody", b"+++\n# T\n", b"}\n"]),
)
def test_what_looks_like_frontmatter_reads_as_a_note(
    opening: bytes, lines: list[bytes], end: bytes, closing: bytes
) -> None:
    note = read("a.md", opening + end.join(lines) + end + closing).note
    assert set(note.lines) == set(note.frontmatter)
    assert all(line >= 1 for line in note.lines.values())
    assert "ask" not in note.fields or note.kind is Kind.ASK


@given(
    st.lists(st.sampled_from(["---", "--- ", "...", "----", "a: b", "", "--- x"]), max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_the_common_fences_are_found_where_any_are(lines: list[str], end: str) -> None:
    text = "\n".join(["---", *lines]) + end
    found, elsewhere = find_block(text), find_block(text.replace("---", "--- ", 1))
    shifted = elsewhere and Block(elsewhere.language, elsewhere.start - 1, elsewhere.end - 1, elsewhere.body - 1)
    assert found == shifted


FORMS = {
    "contact": st.sampled_from(['"[[Maria Lopez]]"', "[[Maria]]", "Maria # boss", "'M'", "[A, B]", "@maria"]),
    "ask": st.sampled_from(["Could you introduce me?", "Could you: now?", "#1 could you?", '"Q?"']),
    "asked": st.sampled_from(["2026-03-02", '"2026-03-02"', "[[2026-03-02]]", "2026-03-02 # by mail"]),
    "goal": st.sampled_from(["PhD", "[[PhD]]", "{{goal}}"]),
    "nudged": st.sampled_from(["\n  - 2026-03-05\n  - 2026-03-09", "[2026-03-05]", "\n- 2026-03-05"]),
    "why": st.sampled_from(["|\n  You know\n  it", "You know: it", "'You'"]),
}


@given(
    st.data(),
    st.permutations(list(FORMS)),
    st.integers(1, 5),
    st.sampled_from([" ", "  ", "\t", "    "]),
    st.booleans(),
)
def test_a_key_that_slips_from_the_margin_changes_no_other(
    data: st.DataObject, keys: list[str], place: int, slip: str, are_indented: bool
) -> None:
    """But for one below a block scalar, whose text it may be."""
    pairs = [(key, data.draw(FORMS[key])) for key in keys]
    texts = [f"{key}: {value}" if value[0] != "\n" else f"{key}:{value}" for key, value in pairs]
    if "|" in pairs[place - 1][1]:
        return
    margin = "  " if are_indented else ""
    lines = [margin + line for text in texts for line in text.split("\n")]
    slipped = margin + texts[place].split("\n")[0]
    straight = read("asks/x.md", "\n".join(["---", *lines, "---", ""]).encode()).note
    lines[lines.index(slipped)] = slip + slipped
    note = read("asks/x.md", "\n".join(["---", *lines, "---", ""]).encode()).note
    assert dict(note.fields) == dict(straight.fields)
