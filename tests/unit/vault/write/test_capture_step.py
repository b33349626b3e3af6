"""The sentence that tells what became of captured lines."""

from __future__ import annotations

import pytest

from journal.model import Capture, Captured
from journal.vault.write.capture_step import summary


@pytest.mark.parametrize(
    ("lines", "paths", "said"),
    [
        (1, ["asks/a.md"], "New ask: asks/a.md"),
        (2, ["asks/a.md"], "New ask: asks/a.md"),
        (2, ["asks/a.md", "asks/b.md"], "2 new asks"),
        (1, [], "No: Could you?"),
        (2, [], "No to 2 captured lines"),
    ],
)
def test_the_new_asks_are_told_else_what_was_declined(lines: int, paths: list[str], said: str) -> None:
    found = Capture("1", "x.md", 3, "…", False, ("Ida",), (), Captured((), (), "Could you?"), None)
    assert summary([found] * lines, paths) == said
