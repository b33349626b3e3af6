"""The whole text of a note is written as it was typed, and nothing else of its bytes changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal import Vault
from journal.errors import NoteChanged, Refused
from journal.vault.write.writer import Writer
from tests.vaults import MakeVault

PATH = "x.md"


@pytest.fixture
def vault(make_vault: MakeVault, tmp_path: Path) -> Vault:
    return Vault.open(make_vault({PATH: "---\nask: May I?\n---\nHi\n"}), state=tmp_path / "state")


@pytest.mark.parametrize(
    ("before", "shown", "after"),
    [
        (b"a\nb\n", "a\nb\n", b"a\nc\n"),
        (b"a\nb", "a\nb", b"a\nc"),
        (b"a\r\n\tb\r\n", "a\n\tb\n", b"a\r\n\tc\r\n"),
        (b"\xef\xbb\xbfa\r\nb", "a\nb", b"\xef\xbb\xbfa\r\nc"),
        ("ü\nb €\n".encode(), "ü\nb €\n", "ü\nc €\n".encode()),
    ],
)
def test_the_mark_and_the_line_ends_stay(vault: Vault, before: bytes, shown: str, after: bytes) -> None:
    (vault.root / PATH).write_bytes(before)
    assert vault.whole_text(PATH) == shown
    assert not vault.replace_text(PATH, shown, shown)
    written = vault.replace_text(PATH, shown, shown.replace("b", "c"))
    assert written.summary == "Edited: x.md"
    assert (vault.root / PATH).read_bytes() == after
    vault.undo()
    assert (vault.root / PATH).read_bytes() == before


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"a\r\nb\n", "some lines with CR LF"),
        (b"a\rb\n", "control characters"),
        (b"a\x1b[31m\n", "control characters"),
        ("a\u2028b\n".encode(), "control characters"),
        ("a\x85b\n".encode(), "control characters"),
        ("a\u202eb\n".encode(), "control characters"),
    ],
)
def test_what_would_not_come_back_the_same_is_refused(vault: Vault, data: bytes, why: str) -> None:
    (vault.root / PATH).write_bytes(data)
    with pytest.raises(Refused, match=why):
        vault.whole_text(PATH)
    with pytest.raises(Refused, match=why):
        vault.replace_text(PATH, data.decode(errors="replace"), "x")
    assert (vault.root / PATH).read_bytes() == data


def test_a_note_that_changed_meanwhile_is_left_as_it_is(vault: Vault) -> None:
    before = vault.whole_text(PATH)
    (vault.root / PATH).write_text("other\n")
    with pytest.raises(NoteChanged, match=r"x\.md has changed meanwhile"):
        vault.replace_text(PATH, before, "mine\n")
    assert (vault.root / PATH).read_text() == "other\n"


def test_one_that_is_gone_is_not_written_anew(vault: Vault) -> None:
    before = vault.whole_text(PATH)
    (vault.root / PATH).unlink()
    with pytest.raises(NoteChanged):
        vault.replace_text(PATH, before, "mine\n")
    assert not (vault.root / PATH).exists()


def test_a_note_of_exactly_the_most_bytes_is_still_edited(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({"x.md": "12345"})
    assert Writer(root, tmp_path / "state", largest=5).text("x.md") == "12345"
    with pytest.raises(Refused, match=r"x\.md is too large to be edited here \(5 bytes; 4 are the most\)"):
        Writer(root, tmp_path / "state", largest=4).text("x.md")
