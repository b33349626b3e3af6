from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journal.vault.disk import temporary
from tests.vaults import MakeVault


@pytest.fixture
def dead() -> int:
    """The number of a program that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    return ended.pid


@pytest.mark.parametrize(
    ("file", "ours"),
    [
        (".~x.md.123.tmp", True),
        (".~x.md.2.123.tmp", True),
        (".~line\nend.md.123.tmp", True),
        (".~lock.x.md#", False),
        (".~x.md.tmp", False),
        ("x.md.123.tmp", False),
        ("x.md", False),
    ],
)
def test_knows_its_own_files_by_name(file: str, ours: bool) -> None:
    assert temporary.is_leftover(file) is ours


def test_sweep_moves_what_the_dead_left_out_of_the_vault(make_vault: MakeVault, tmp_path: Path, dead: int) -> None:
    root = make_vault({f"asks/.~x.md.{dead}.tmp": "a save", f".~y.md.{os.getpid()}.tmp": "ours"})
    swept = temporary.sweep(root, [f"asks/.~x.md.{dead}.tmp", f".~y.md.{os.getpid()}.tmp"], keep=tmp_path / "kept")
    assert [Path(file).read_bytes() for file in swept] == [b"a save", b"ours"]
    assert [Path(file).parent for file in swept] == [tmp_path / "kept"] * 2
    assert [file for file in root.rglob("*") if file.is_file()] == []


def test_sweep_leaves_what_living_programs_are_writing(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({f".~x.md.{os.getppid()}.tmp": "half", "x.md": "whole"})
    assert temporary.sweep(root, [f".~x.md.{os.getppid()}.tmp", "x.md"], keep=tmp_path / "kept") == []
    assert (root / f".~x.md.{os.getppid()}.tmp").exists()
    assert (root / "x.md").exists()


def test_sweep_deletes_a_second_name_of_a_note(make_vault: MakeVault, tmp_path: Path, dead: int) -> None:
    root = make_vault({"x.md": "text"})
    os.link(root / "x.md", root / f".~x.md.{dead}.tmp")
    assert temporary.sweep(root, [f".~x.md.{dead}.tmp"], keep=tmp_path / "kept") == []
    assert (root / "x.md").stat().st_nlink == 1


def test_sweep_passes_over_what_is_gone_already(make_vault: MakeVault, tmp_path: Path, dead: int) -> None:
    assert temporary.sweep(make_vault({}), [f".~x.md.{dead}.tmp"], keep=tmp_path / "kept") == []


def test_sweep_deletes_what_was_kept_for_more_than_seven_days(make_vault: MakeVault, tmp_path: Path) -> None:
    keep = tmp_path / "kept"
    keep.mkdir()
    for days in (6, 8):
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(time.time() - days * 86_400))
        (keep / f"{stamp}-a-{days}.md").touch()
    (keep / "20200101-not ours.md").touch()
    temporary.sweep(make_vault({}), [], keep=keep)
    assert min(file.name for file in keep.iterdir()) == "20200101-not ours.md"
    assert [file.name[-4:] for file in sorted(keep.iterdir())[1:]] == ["6.md"]
