"""A look at all folders sees the same whoever does it: this process, or copies of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.vault.disk.walk import Seen, Walk
from journal.vault.index import look, workers
from journal.vault.index.codec import packed
from tests.vaults import MakeVault

LEFTOVER = "asks/7/.~x.md.4242.tmp"
PATHS = ["a.md", "asks/b.md", *(f"asks/{number}/deep/c.md" for number in range(40)), "asks/7/\udcff.md"]


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    root = make_vault(dict.fromkeys(PATHS, ""))
    (root / LEFTOVER).touch()
    (root / "asks" / "empty").mkdir()
    return root


def seen(walk: Walk, known: dict[bytes, bytes]) -> dict[str, tuple[bytes, bool, list[str], dict[str, Seen]]]:
    found = {
        listing.folder: (digest, has_notes, listing.folders, dict(listing.notes))
        for listing, digest, has_notes in look.look(walk, known)
    }
    assert walk.leftovers == [LEFTOVER]
    return found


@pytest.mark.parametrize("copies", [0, 2])
def test_copies_see_what_one_process_sees(root: Path, monkeypatch: pytest.MonkeyPatch, copies: int) -> None:
    alone = {listing.folder: listing for listing in Walk(root).everything()}
    monkeypatch.setattr(workers, "_copies", lambda _items, _worth_it: copies)
    walk = Walk(root)
    found = seen(walk, {})
    assert found == {
        folder: (listing.digest(), bool(listing.notes), listing.folders, listing.notes)
        for folder, listing in alone.items()
    }
    assert seen(walk, {}) == found, "a second look finds what was left behind once, not twice"


@pytest.mark.parametrize("copies", [0, 2])
def test_notes_of_a_folder_that_changed_are_told_of(root: Path, monkeypatch: pytest.MonkeyPatch, copies: int) -> None:
    monkeypatch.setattr(workers, "_copies", lambda _items, _worth_it: copies)
    walk = Walk(root)
    known = {packed(folder): digest for folder, (digest, *_) in seen(walk, {}).items()}
    (root / "asks/11/deep/new.md").touch()
    changed = {
        folder: notes
        for folder, (digest, _, _, notes) in seen(walk, known).items()
        if known.get(packed(folder)) != digest
    }
    assert {folder: set(notes) for folder, notes in changed.items()} == {"asks/11/deep": {"c.md", "new.md"}}


def test_a_folder_that_is_gone_meanwhile_is_passed_by(root: Path) -> None:
    walk = Walk(root)
    assert walk.listing("asks/no-more") is None
    with pytest.raises(FileNotFoundError):
        Walk(root / "no-more").listing("")
