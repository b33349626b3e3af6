"""A write is told as texts per key and as a diff that other programs can apply."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from journal.vault.write.change import Change
from journal.vault.write.write_result import Said, Written, changed, diff, in_words, record


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a: 1\n", "a: 2\n", {"a": ("1", "2")}),
        ("a: 1\n", "", {"a": ("1", None)}),
        ("", "Follow-up: 10d\n", {"Follow-up": (None, "10d")}),
        ("a:\n", "a: no\n", {"a": ("", "no")}),
        ("a: ~\n", "", {"a": ("", None)}),
        ("a: [x]\n", "a: [x, 'y']\n", {"a": (["x"], ["x", "y"])}),
        ("a: {b: c}\n", "a: {b: d}\n", {"a": ("{b: c}", "{b: d}")}),
        ("a: 'x'\n", 'a: "x"\n', {}),
    ],
)
def test_keys_are_told_as_written(before: str, after: str, expected: dict[str, tuple[Said, Said]]) -> None:
    texts = (f"---\nkept: yes\n{text}---\n".encode() for text in (before, after))
    assert changed(Change("x.md", *texts)) == expected


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", "asked: 2026-03-16\n", "asked: 2026-03-16"),
        ("asked:\nstatus: draft\n", "asked: 2026-03-16\n", "asked: 2026-03-16; status: draft → removed"),
        ("why: a\n", "why:\n", "why: a → blank"),
        ("", "why:\n", "why: blank"),
        ("tags: [a]\n", "tags: [a, b]\n", "tags: a → a, b"),
        ("why: a\n", "why: a\n", ""),
        (None, "why: a\n", ""),
        ("why: a\n", None, ""),
    ],
)
def test_keys_are_told_in_words_those_of_a_new_or_removed_note_are_not(
    before: str | None, after: str | None, words: str
) -> None:
    texts = [None if text is None else f"---\n{text}---\n".encode() for text in (before, after)]
    change, other = Change("x.md", *texts), Change("y.md", b"", b"---\nwhy: b\n---\n")
    assert in_words(change) == words
    assert Written("Set", (change, other)).keys == f"{words}\nwhy: b".strip()
    assert record(Written("Set"))["version"] == 1


def test_all_keys_of_a_new_note_are_new() -> None:
    assert changed(Change("x.md", None, b"\xef\xbb\xbf---\na: 1\nb:\n---\n")) == {"a": (None, "1"), "b": (None, "")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb\nc\n", b"a\nB\nc\n"),
        (b"a\r\nb\r\n", b"a\r\nB\r\n"),
        (b"no end", b"no end at all"),
        (b"no end", b"an end\n"),
        (b"a\x0bb\x85c\rd\n", b"a\x0bb\x85c\rD\n"),
        ("ünï\u2028x\n".encode(), "uni\u2028y\n".encode()),
    ],
)
@pytest.mark.needs("git")
def test_a_diff_can_be_applied(tmp_path: Path, before: bytes, after: bytes) -> None:
    if b"\x85" in before:
        before, after = before.replace(b"\x85", b"\xc2\x85"), after.replace(b"\x85", b"\xc2\x85")
    (tmp_path / "x.md").write_bytes(before)
    patch = diff(Change("x.md", before, after)).encode()
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn"], input=patch, cwd=tmp_path, check=True)
    assert (tmp_path / "x.md").read_bytes() == after


def test_no_note_is_dev_null() -> None:
    assert diff(Change("x.md", None, b"a\n")) == "--- /dev/null\n+++ x.md\n@@ -0,0 +1 @@\n+a\n"
    assert diff(Change("x.md", b"a\n", None)) == "--- x.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
