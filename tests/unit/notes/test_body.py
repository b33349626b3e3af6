"""What a body says: its heading, whether it holds text, its first sentence, what of it is code (docs/format.md 1)."""

from __future__ import annotations

import pytest

from journal.notes.body import first_heading, first_sentence, has_text, without_code_spans, without_fenced_code


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Could you? Thanks.", "Could you?"),
        ("Ask Dr. Cole about it. Now.", "Ask Dr. Cole about it"),
        ("Ask (Mrs. Cole) now. Then", "Ask (Mrs. Cole) now"),
        ("Fruit, e.g. pears. Or not.", "Fruit, e.g. pears"),
        ("Meet J. Smith. Ok", "Meet J. Smith"),
        ("Meet Al. Smith", "Meet Al"),
        ("The “J. Smith” of it. Ok", "The “J. Smith” of it"),
        ("Read x.py. Now", "Read x.py"),
        ("He said “go.” Then", "He said “go.”"),
        ("Wait... what", "Wait..."),
        ("Really?! Yes", "Really?!"),
        ("v1.2 is out. ok", "v1.2 is out"),
        ("東京。次", "東京。次"),
        ("終。 次", "終。"),
        ("  one  line\nsecond", "one line"),
        ("over two\nlines. ok", "over two lines"),
        ("A.", "A"),
        (".", ""),
        ("", ""),
    ],
)
def test_a_sentence_ends_where_a_reader_says_so(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("# A", "A"),
        ("x\n   #\tA ##\n", "A"),
        ("# C#", "C#"),
        ("## A\n#B\n    # C", None),
        ("#\n# B", "B"),
        ("A\n===", "A"),
        ("A\n===\n# B", "A"),
        ("# B\nA\n===", "B"),
        ("a = b\n# B", "B"),
        ("## Books\n# Clippings\n# Films", None),
        ("x\n  ###### A\nB\n===\n# C", None),
        ("## Books\n# Clippings\n", "Clippings"),
        ("##A\n####### B\n    ## C\n# D ## E", "D ## E"),
        ("# A\n## B\n# C", "A"),
        ("A\n---", None),
        ("- A\n===", None),
        ("", None),
    ],
)
def test_the_first_heading_of_level_one(body: str, heading: str | None) -> None:
    assert first_heading(body) == heading


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("a", True),
        ("# A\n\na", True),
        ("#a", True),
        ("<!-- x --> a", True),
        ("<!-- x -->\na", True),
        ("a <!-- x -->", True),
        ("%% x %%\n- a", True),
        ("", False),
        ("# A\n", False),
        ("A\n===\n", False),
        ("A\n---\n\n", False),
        ("---\n* * *\n", False),
        ("<!-- a -->", False),
        ("<!--\na\n-->", False),
        ("# A\n%% a", False),
    ],
)
def test_headings_rules_and_comments_are_no_text(body: str, wanted: bool) -> None:
    assert has_text(body) is wanted


@pytest.mark.parametrize(
    ("body", "prose"),
    [
        ("a\n```\nb\n```\nc", "a\nc"),
        ("a\n~~~~ x\nb\n~~~\n~~~~\nc", "a\nc"),
        ("a\n```\nb", "a"),
        ("```a`b\nc", "```a`b\nc"),
        ("~~~ a`b\nc", ""),
        ("```\na\n``` b\n```\nc", "c"),
        ("    ```\na", "    ```\na"),
        ("a ~ b", "a ~ b"),
    ],
)
def test_lines_in_fences_are_code(body: str, prose: str) -> None:
    assert without_fenced_code(body) == prose


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("a `b` c", "a   c"),
        ("`a` b `c`", "  b  "),
        ("a ``b ` c`` d", "a   d"),
        ("a ` b", "a ` b"),
        ("a ``b` c", "a ``b` c"),
        ("`` a ` b ` c", "`` a   c"),
        ("`a\nb`", "`a\nb`"),
        ("a", "a"),
    ],
)
def test_what_stands_between_as_many_backticks_is_code(text: str, prose: str) -> None:
    assert without_code_spans(text) == prose
