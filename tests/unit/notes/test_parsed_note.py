"""Where the text of a note begins, in whatever format its frontmatter is."""

from __future__ import annotations

import pytest

from journal.notes.parsed_note import body_of, may_have_captures, read

BODIES = {
    "none": ("Hi\n---\nthere\n", "Hi\n---\nthere\n"),
    "YAML": ("---\nask: a\n---\nHi\n---\nthere\n", "Hi\n---\nthere\n"),
    "YAML with CRLF": ("---\r\nask: a\r\n---\r\nHi\r\n", "Hi\r\n"),
    "YAML that dots end": ("---\nask: a\n...\nHi\n", "Hi\n"),
    "YAML that never ends": ("---\nask: a\nHi\n", "---\nask: a\nHi\n"),
    "TOML": ("+++\nask = 'a'\n+++\nHi\n---\nthere\n", "Hi\n---\nthere\n"),
    "JSON": ('{\n  "ask": "a"\n}\nHi\n---\nthere\n', "Hi\n---\nthere\n"),
    "a conflict in it": ("---\n<<<<<<< o\nask: a\n=======\nask: b\n>>>>>>> t\n---\nHi\n", "Hi\n"),
    "a conflict below it": (
        "---\nask: a\n---\n<<<<<<< o\nHi\n=======\nHo\n>>>>>>> t\n", "<<<<<<< o\nHi\n=======\nHo\n>>>>>>> t\n",
    ),
    "a conflict without frontmatter": (
        "<<<<<<< o\nHi\n=======\nHo\n>>>>>>> t\nthere\n", "<<<<<<< o\nHi\n=======\nHo\n>>>>>>> t\nthere\n",
    ),
    "a conflict in it, below a blank line": (
        "\n---\n<<<<<<< o\nask: a\n=======\nask: b\n>>>>>>> t\n---\nHi\n", "Hi\n",
    ),
    "TOML below a blank line": ("\n+++\nask = 'a'\n+++\nHi\n", "Hi\n"),
    "TOML below a blank line that never ends": ("\n+++\nask = 'a'\nHi\n", "\n+++\nask = 'a'\nHi\n"),
    "a second block": ("---\nask: a\n---\n\n---\nwhy: b\n---\nHi\n", "Hi\n"),
    "a second block below one out of place": ("\n---\nask: a\n---\n---\nwhy: b\n---\nHi\n", "Hi\n"),
    "a second block below one below text": (
        "Text\n---\nask: a\ncontact: c\n---\n---\nwhy: b\n---\nHi\n", "Text\n---\nwhy: b\n---\nHi\n",
    ),
    "a second block that never ends": ("---\nask: a\n---\n---\nwhy: b\n", "---\nwhy: b\n"),
    "a conflict in it, below a blank line and text": (
        "\nText\n---\n<<<<<<< o\nask: a\ncontact: c\n=======\nask: b\n>>>>>>> t\n---\nHi\n", "\nText\nHi\n",
    ),
    "a conflict in it, below text": (
        "Text\n---\n<<<<<<< o\nask: a\ncontact: c\n=======\nask: b\n>>>>>>> t\n---\nHi\n", "Text\nHi\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "body"), BODIES.values(), ids=BODIES)
def test_the_body_is_what_stands_below_the_frontmatter(text: str, body: str) -> None:
    assert body_of(text) == body


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ask Maria: one?\n", [1]),
        ("\ufeff---\r\nask: a\r\n---\r\n\r\nask Maria: one?\r\nask Tom: two?\r\n", [5, 6]),
        ("ask Maria: one?\n\n---\nask: a\ncontact: b\n---\nask Tom: two?\n", [1, 7]),
        ("- ask Maria: one?\n---\nask: a\ncontact: b\n---\nask Tom: two?\n", [1, 6]),
        ("---\ngenerated: journal\n---\nask Maria: one?\n", []),
        ("---\n<<<<<<< o\nask: a\n=======\nask: b\n>>>>>>> t\n---\nask Maria: one?\n", [8]),
    ],
)
def test_captures_have_their_lines_in_the_file(text: str, lines: list[int]) -> None:
    assert [capture.line for capture in read("x.md", text.encode()).captures] == lines


ONE = "---\ncontact: Ann\nask: Could you?\n---\nBody.\n"
TWO = "---\ncontact: Bob\nask: Would you?\n---\nMore.\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (ONE + TWO, 6),
        (f"{ONE}\n## Two\n\n{TWO}", 9),
        (f"---\ntags: [x]\n---\n# Asks\n\n{TWO}", 6),
        (f"\ufeff{ONE}{TWO}".replace("\n", "\r\n"), 6),
        (f"{ONE}<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n{TWO}", None),
    ],
)
def test_a_second_ask_in_a_note_is_told_with_its_line(text: str, line: int | None) -> None:
    (found,) = (problem for problem in read("x.md", text.encode()).note.problems if problem.code == "second-ask")
    assert (found.line, found.severity) == (line, "error")
    assert "move it to a note of its own" in found.message


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        f"{ONE}---\n\nA rule: ask\n\n---\n",
        f"{ONE}```\n{TWO}```\n",
        f"{ONE}---\nask: alone\n---\n",
        f"Text.\n{TWO}",
    ],
)
def test_a_rule_or_code_in_a_body_is_no_second_ask(text: str) -> None:
    assert "second-ask" not in {problem.code for problem in read("x.md", text.encode()).note.problems}


def test_a_file_of_exactly_the_most_bytes_is_read_whole() -> None:
    raw = b"---\nask: a\n---\nHi"
    whole = read("x.md", raw, max_bytes=len(raw))
    assert (whole.body, [problem.code for problem in whole.note.problems]) == ("Hi", [])
    for head in (read("x.md", raw, max_bytes=less) for less in (len(raw) - 1, 5)):
        assert (head.body, [problem.code for problem in head.note.problems]) == ("", ["too-large"])
        assert head.note.fields == whole.note.fields


def test_what_is_wrong_with_a_whole_file_is_told_before_what_is_wrong_on_a_line() -> None:
    found = read("a.sync-conflict-20260312-101112-ABCDEFG.md", b"---\nask: a\n").note.problems
    assert [(problem.code, problem.line) for problem in found] == [("sync-copy", None), ("unclosed-frontmatter", 1)]


def test_the_head_of_a_large_file_ends_with_a_line() -> None:
    for shift in range(3):
        raw = b"---\nask: a\n---\n" + b"x" * shift + "é\n".encode() * 100_000
        assert [problem.code for problem in read("x.md", raw, max_bytes=10).note.problems] == ["too-large"]


@pytest.mark.parametrize(("raw", "line"), [(b"\xff", 1), (b"a\n\xff\n", 2), (b"\n\xff", 2), (b"a\r\nb\r\n\xff", 3)])
def test_the_line_that_is_not_utf_8_is_named(raw: bytes, line: int) -> None:
    assert [(problem.code, problem.line) for problem in read("x.md", raw).note.problems] == [("not-utf8", line)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_a_mark_and_without(encoding: str) -> None:
    note = read("x.md", "---\nask: é\n---\n".encode(encoding)).note
    assert note.fields == {"ask": "é"}
    assert [problem.code for problem in note.problems] == ["not-utf8"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: T\nask: Could you?\n---\n# H\n", "T"),
        ("---\nask: Could you?\n---\n# H\n", "H"),
        ("---\nask: Could you? Thanks.\n---\n## H\n", "Could you?"),
        ("---\nask: Could you?\ngenerated: journal\n---\n", "x"),
        ("---\ntype: ask\n---\n", "x"),
        ("```\n# H\n```\n", "x"),
    ],
)
def test_a_note_is_called_by_its_title_its_heading_its_ask_or_its_file(text: str, title: str) -> None:
    assert read("asks/x.md", text.encode()).note.title == title


def test_a_problem_of_a_whole_block_has_no_line_beside_a_conflict_either() -> None:
    raw = f"---\nask: a\nwhy: {'b' * 70_000}\n---\n".encode()
    conflict = b"<<<<<<< o\nHi\n=======\nHo\n>>>>>>> t\n"
    lines = {problem.code: problem.line for problem in read("x.md", raw + conflict).note.problems}
    assert lines == {**{problem.code: problem.line for problem in read("x.md", raw).note.problems}, "conflict": 5}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\nasked: soon\n---\n", 2),
        ("--- \t\nasked: soon\n---\n", 2),
        ("\n\n---\nasked: soon\n---\n", 4),
        ("---\r\nask: a\r\n---\r\n\r\n---\r\nasked: soon\r\n---\r\n", 6),
        ("Text\n---\nask: a\ncontact: c\nasked: soon\n---\n", 5),
    ],
)
def test_a_problem_has_its_line_in_the_file_wherever_its_block_stands(text: str, line: int) -> None:
    problems = read("x.md", text.encode()).note.problems
    assert [problem.line for problem in problems if problem.code == "bad-date"] == [line]


@pytest.mark.parametrize(
    ("body", "may"), [("Ask Maria: a?", True), ("Ask Maria", False), ("Maria: a?", False), ("task: a", False)]
)
def test_a_quick_look_passes_what_may_have_captures(body: str, may: bool) -> None:
    assert may_have_captures(body.encode(), body) is may


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("<<<<<<< ours\nMine\n||||||| base\nHello\n=======\nTheirs\n>>>>>>> theirs\n", None),
        ("<<<<<<< ours\nMine\n=======\nTheirs\n>>>>>>> theirs\n", None),
        ("<<<<<<< ours\n# Mine\n=======\n# Theirs\n>>>>>>> theirs\n", "Mine"),
        ("<<<<<<< ours\n=======\n# Theirs\n>>>>>>> theirs\n# Below\n", "Below"),
        ("Title\n=======\n<<<<<<< ours\n=======\nTheirs\n>>>>>>> theirs\n", "Title"),
    ],
)
def test_the_line_between_two_sides_underlines_no_heading(body: str, heading: str | None) -> None:
    note = read("x.md", f"---\nask: Could you?\ncontact: M\n---\n{body}".encode()).note
    assert (note.heading, note.title) == (heading, heading or "Could you?")
