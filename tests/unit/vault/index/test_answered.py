"""A question that is asked while another process looks at the folder has the answer of afterwards."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from journal import Vault
from journal.errors import NotUnderstood, NoVault
from journal.model import Day
from journal.vault.disk.walk import Walk
from journal.vault.index import folders
from journal.vault.index.look_ahead import look_ahead
from tests.vaults import MakeVault

Answer = TypeVar("Answer")

TODAY = Day(2026, 3, 16)
NOTES = {f"asks/{number}/deep/note-{number}.md": "" for number in range(30)}


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


@pytest.fixture
def vault(root: Path, tmp_path: Path) -> Vault:
    """As a command finds it: in the cache, and not looked at yet."""
    Vault.open(root, cache=tmp_path / "cache").close()
    return Vault.at(root, cache=tmp_path / "cache")


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})


@pytest.fixture
def changed_last(root: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the newest note of a vault, as large as those in which it is looked at first."""
    monkeypatch.setattr(folders, "_MANY", 0)
    (root / "asks/7/deep/newest.md").touch()
    vault.reconcile()
    return root / "asks/7/deep"


def answered(vault: Vault, question: Callable[[], Answer]) -> Answer:
    with look_ahead(Walk(vault.root, vault.settings.exclude)) as ahead:
        assert ahead
        return vault.answered(question, None, ahead)


def test_where_nothing_changed_it_is_asked_once(vault: Vault) -> None:
    asked: list[int] = []

    def question() -> int:
        asked.append(vault.count_notes())
        return len(asked)

    assert answered(vault, question) == 1
    assert asked == [30]


def test_where_something_changed_it_is_asked_again(root: Path, vault: Vault) -> None:
    (root / "asks/7/deep/new.md").touch()
    asked: list[int] = []

    def question() -> int:
        asked.append(vault.count_notes())
        return asked[-1]

    assert answered(vault, question) == 31
    assert asked == [30, 31]
    assert not vault.reconcile(), "what it found is no news any more"


def test_what_another_program_saw_first_is_asked_for_again(root: Path, vault: Vault, tmp_path: Path) -> None:
    (root / "asks/7/deep/new.md").touch()
    counts: list[int] = []

    def question() -> int:
        counts.append(vault.count_notes())
        if len(counts) == 1:
            Vault.open(root, cache=tmp_path / "cache").close()
        return counts[-1]

    assert answered(vault, question) == 31
    assert counts == [30, 31]


def test_what_is_wrong_with_it_is_told_of_what_is_there_afterwards(root: Path, vault: Vault) -> None:
    (root / "asks/7/deep/new.md").touch()

    def question() -> None:
        raise NotUnderstood(f"There are {vault.count_notes()} notes.")

    with pytest.raises(NotUnderstood, match="There are 31 notes"):
        answered(vault, question)


@pytest.mark.parametrize("ahead", [True, False])
def test_nothing_is_asked_before_the_first_reading(root: Path, tmp_path: Path, *, ahead: bool) -> None:
    vault = Vault.at(root, cache=tmp_path / "none yet")
    asked: list[int] = []

    def question() -> int:
        asked.append(vault.count_notes())
        return asked[-1]

    assert (answered(vault, question) if ahead else vault.answered(question, None)) == 30
    assert asked == [30]


def test_without_a_look_ahead_it_is_asked_once(root: Path, vault: Vault) -> None:
    (root / "asks/7/deep/new.md").touch()
    asked: list[int] = []

    def question() -> int:
        asked.append(vault.count_notes())
        return asked[-1]

    assert vault.answered(question, None) == 31
    assert asked == [31]


def test_a_folder_that_is_gone_is_forgotten(root: Path, vault: Vault) -> None:
    shutil.rmtree(root / "asks/7")
    assert answered(vault, vault.count_notes) == 29


def test_a_folder_that_can_or_cannot_be_read_any_more_is_a_change(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "empty").mkdir()
    opened = os.open

    def refused(path: str, flags: int, *more: int) -> int:
        if path == str(root / "empty"):
            raise OSError(errno.EIO, "Input/output error")
        return opened(path, flags, *more)

    with closing(Vault.open(root, cache=tmp_path / "cache")) as vault:
        assert vault.problems(TODAY) == []
        monkeypatch.setattr(os, "open", refused)
        vault.reconcile()
        assert [found.path for found in vault.problems(TODAY)] == ["empty"]
    monkeypatch.undo()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})
    with closing(Vault.at(root, cache=tmp_path / "cache")) as vault:
        assert answered(vault, vault.unread) == []


def test_where_the_folder_changed_that_changed_last_it_is_asked_once(vault: Vault, changed_last: Path) -> None:
    (changed_last / "newer.md").touch()
    (changed_last / "note-7.md").unlink()
    (changed_last / "newest.md").write_text("# Another title\n")
    asked: list[list[str]] = []

    def question() -> list[str]:
        asked.append([note.title for note in vault.notes(TODAY) if "/7/" in note.path])
        return asked[-1]

    assert answered(vault, question) == ["newer", "Another title"]
    assert len(asked) == 1


def test_where_another_folder_changed_too_it_is_asked_again(root: Path, vault: Vault, changed_last: Path) -> None:
    for folder in (changed_last, root / "asks/8"):
        (folder / "newer.md").touch()
    counts: list[int] = []

    def question() -> int:
        counts.append(vault.count_notes())
        return counts[-1]

    assert answered(vault, question) == 33
    assert counts == [32, 33]


def test_a_link_in_place_of_the_folder_that_changed_last_is_not_followed(
    vault: Vault, changed_last: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").touch()
    shutil.rmtree(changed_last)
    changed_last.symlink_to(outside)
    asked: list[set[str]] = []

    def question() -> int:
        asked.append({note.path for note in vault.notes(TODAY)})
        return len(asked[-1])

    assert answered(vault, question) == 29
    assert "asks/7/deep/secret.md" not in set[str]().union(*asked)


def test_the_folder_that_changed_last_may_be_excluded_meanwhile(
    root: Path, vault: Vault, changed_last: Path, tmp_path: Path
) -> None:
    (changed_last / "newer.md").touch()
    (root / "journal.toml").write_text('exclude = ["asks/7/"]\n')
    vault.close()
    with closing(Vault.at(root, cache=tmp_path / "cache")) as vault:
        assert answered(vault, vault.count_notes) == 29


def test_an_empty_folder_in_place_of_the_vault_is_no_vault_whose_notes_are_gone(
    root: Path, vault: Vault, changed_last: Path
) -> None:
    (root / "in the root.md").touch()
    vault.reconcile()
    aside = root.rename(root.with_name("aside"))
    root.mkdir()
    with pytest.raises(NoVault):
        answered(vault, vault.count_notes)
    root.rmdir()
    aside.rename(root)
    assert vault.count_notes() == 32
