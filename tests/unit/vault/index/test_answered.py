"""A question that is asked while copies look at the folder has the answer of afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal import Vault
from journal.errors import NotUnderstood
from journal.vault.index import workers
from tests.vaults import MakeVault

NOTES = {f"asks/{number}/deep/note-{number}.md": "" for number in range(30)}


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


@pytest.fixture
def vault(root: Path, tmp_path: Path) -> Vault:
    """As a command finds it: in the cache, and not looked at yet."""
    Vault.open(root, cache=tmp_path / "cache").close()
    return Vault.at(root, cache=tmp_path / "cache")


@pytest.fixture
def two_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_copies", lambda _items, _worth_it: 2)


@pytest.mark.usefixtures("two_copies")
def test_where_nothing_changed_it_is_asked_once(vault: Vault) -> None:
    asked: list[int] = []

    def question() -> int:
        asked.append(vault.count_notes())
        return len(asked)

    assert vault.answered(question, None) == 1
    assert asked == [30]


@pytest.mark.usefixtures("two_copies")
def test_where_something_changed_it_is_asked_again(root: Path, vault: Vault) -> None:
    (root / "asks/7/deep/new.md").touch()
    asked: list[int] = []

    def question() -> int:
        asked.append(vault.count_notes())
        return asked[-1]

    assert vault.answered(question, None) == 31
    assert asked == [30, 31]
    assert not vault.reconcile(), "what it found is no news any more"


@pytest.mark.usefixtures("two_copies")
def test_what_another_program_saw_first_is_asked_for_again(root: Path, vault: Vault, tmp_path: Path) -> None:
    (root / "asks/7/deep/new.md").touch()
    counts: list[int] = []

    def question() -> int:
        counts.append(vault.count_notes())
        if len(counts) == 1:
            Vault.open(root, cache=tmp_path / "cache").close()
        return counts[-1]

    assert vault.answered(question, None) == 31
    assert counts == [30, 31]


@pytest.mark.usefixtures("two_copies")
def test_what_is_wrong_with_it_is_told_of_what_is_there_afterwards(root: Path, vault: Vault) -> None:
    (root / "asks/7/deep/new.md").touch()

    def question() -> None:
        raise NotUnderstood(f"There are {vault.count_notes()} notes.")

    with pytest.raises(NotUnderstood, match="There are 31 notes"):
        vault.answered(question, None)


@pytest.mark.parametrize("copies", [0, 2])
def test_nothing_is_asked_before_the_first_reading(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, copies: int
) -> None:
    monkeypatch.setattr(workers, "_copies", lambda _items, _worth_it: copies)
    vault = Vault.at(root, cache=tmp_path / "none yet")
    asked: list[int] = []

    def question() -> int:
        asked.append(vault.count_notes())
        return asked[-1]

    assert vault.answered(question, None) == 30
    assert asked == [30]
