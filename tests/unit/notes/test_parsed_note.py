"""Where the text of a note begins, in whatever format its frontmatter is."""

from __future__ import annotations

import pytest

from journal.notes.parsed_note import body_of

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
}  # fmt: skip


@pytest.mark.parametrize(("text", "body"), BODIES.values(), ids=BODIES)
def test_the_body_is_what_stands_below_the_frontmatter(text: str, body: str) -> None:
    assert body_of(text) == body
