"""What is known of three lines without git is what git makes of them."""

from __future__ import annotations

import subprocess
from itertools import product
from pathlib import Path

import pytest

from journal.sync.merge_file import merge_lines, of_one_line

pytestmark = pytest.mark.needs("git")

LINES = [b"", b"\n", b"outcome: Yes\n", b"outcome: No\n"]
OTHERS = [b"outcome: Yes", b"a\nb\n", b"a\r\n", b"a\0b\n", b"\r\n"]


@pytest.mark.parametrize("size", [7, 12])
def test_three_different_lines(tmp_path: Path, size: int) -> None:
    tried = 0
    for base, ours, theirs in product(LINES, repeat=3):
        if len({base, ours, theirs}) < 3:
            assert of_one_line(base, ours, theirs, size) is None
            continue
        files = [tmp_path / name for name in ("ours", "base", "theirs")]
        for file, text in zip(files, (ours, base, theirs), strict=True):
            file.write_bytes(text)
        labels = [word for file in files for word in ("-L", file.name)]
        words = ["git", "merge-file", "-p", "--zdiff3", f"--marker-size={size}", *labels, *map(str, files)]
        done = subprocess.run(words, capture_output=True, check=False)
        assert of_one_line(base, ours, theirs, size) == (done.stdout, done.returncode > 0), (base, ours, theirs)
        tried += 1
    assert tried == 24


@pytest.mark.parametrize("other", OTHERS)
def test_anything_else_is_asked_of_git(other: bytes) -> None:
    assert of_one_line(b"", b"outcome: Yes\n", other) is None
    assert of_one_line(other, b"outcome: Yes\n", b"outcome: No\n") is None


def test_git_is_asked_where_a_line_is_not_enough() -> None:
    assert merge_lines(b"a\nb\nc\n", b"A\nb\nc\n", b"a\nb\nC\n") == (b"A\nb\nC\n", False)
