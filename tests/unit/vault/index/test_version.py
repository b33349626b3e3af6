"""Another version of the program reads the cache of this one never."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.vault.index.version import digest_of


def edit(package: Path) -> None:
    (package / "deep/er/one.py").write_text("changed = True\n")


def add(package: Path) -> None:
    (package / "deep/two.py").write_text("")


def delete(package: Path) -> None:
    (package / "deep/er/one.py").unlink()


def move(package: Path) -> None:
    (package / "deep/er/one.py").rename(package / "deep/one.py")


def move_a_folder(package: Path) -> None:
    (package / "deep/er").rename(package / "er")


@pytest.mark.parametrize("change", [edit, add, delete, move, move_a_folder], ids=lambda change: change.__name__)
def test_a_change_of_any_file_however_deep_makes_another_version(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    package = tmp_path / "package"
    (package / "deep/er").mkdir(parents=True)
    (package / "deep/er/one.py").write_text("")
    (package / "main.py").write_text("")
    before = digest_of(str(package))
    change(package)
    assert digest_of(str(package)) != before


def test_what_is_no_program_and_where_it_lies_are_no_part_of_the_version(tmp_path: Path) -> None:
    package = tmp_path / "package"
    (package / "deep").mkdir(parents=True)
    (package / "deep/one.py").write_text("")
    before = digest_of(str(package))
    (package / "deep/__pycache__").mkdir()
    (package / "deep/__pycache__/two.py").write_text("")
    (package / "note.md").write_text("")
    shutil.copytree(package, tmp_path / "copy")
    assert digest_of(str(package)) == digest_of(str(tmp_path / "copy")) == before
