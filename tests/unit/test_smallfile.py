"""What the program remembers is written whole, or stays as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journal.smallfile import write_small


def test_a_file_is_written_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "theme"
    for text in (b"dark\n", b"light\n"):
        write_small(file, text)
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("theme", text)]


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "theme"
    file.write_text("dark\n")

    def fails(_old: object, _new: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(PermissionError):
        write_small(file, b"light\n")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("theme", "dark\n")]
