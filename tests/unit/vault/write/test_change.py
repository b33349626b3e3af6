"""Several notes are written or none, whatever refuses in the middle."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from journal.errors import EnvironmentFailed, JournalError, NoteChanged, PartlyWritten
from journal.vault.disk import store
from journal.vault.write.change import Change, put_all
from tests.vaults import MakeVault

BEFORE = {"a.md": "A\n", "b.md": "B\n"}
CHANGES = (
    Change("a.md", b"A\n", b"A2\n"),
    Change("b.md", b"B\n", None),
    Change("new/c.md", None, b"C\n"),
    Change("d.md", b"D\n", b"D2\n"),
)
"""The last one always fails: there is no such note."""


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(BEFORE)


def texts(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text() for path in sorted(root.rglob("*.md"))}


def test_all_are_written(root: Path, tmp_path: Path) -> None:
    put_all(root, CHANGES[:3], keep=tmp_path / "kept")
    assert texts(root) == {"a.md": "A2\n", "new/c.md": "C\n"}


def test_where_one_cannot_be_the_others_are_put_back(root: Path, tmp_path: Path) -> None:
    with pytest.raises(NoteChanged) as raised:
        put_all(root, CHANGES, keep=tmp_path / "kept")
    assert raised.value.paths == ("d.md",)
    assert texts(root) == BEFORE


@pytest.mark.parametrize(
    ("error", "expected", "sentence"),
    [
        pytest.param(
            EnvironmentFailed("The disk is full."),
            PartlyWritten,
            "a.md is written all the same: “journal undo” takes that back.",
            id="the system refuses",
        ),
        pytest.param(NoteChanged(["a.md"]), NoteChanged, "d.md has changed", id="somebody wrote since"),
        pytest.param(
            NoteChanged(["a.md"], kept=Path("/kept/a")), NoteChanged, "d.md has changed", id="and a text is kept"
        ),
    ],
)
def test_the_first_refusal_is_what_is_told(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: JournalError,
    expected: type[JournalError],
    sentence: str,
) -> None:
    replace = store.replace

    def replace_once(root: Path, path: str, old: bytes, new: bytes, *, keep: Path) -> None:
        if (path, new) == ("a.md", b"A\n"):
            raise error
        replace(root, path, old, new, keep=keep)

    monkeypatch.setattr(store, "replace", replace_once)
    with caplog.at_level(logging.WARNING), pytest.raises(expected) as raised:
        put_all(root, CHANGES, keep=tmp_path / "kept")
    assert sentence in str(raised.value)
    assert texts(root) == BEFORE | {"a.md": "A2\n"}
    assert caplog.messages == ([str(error)] if isinstance(error, NoteChanged) and error.kept else [])
