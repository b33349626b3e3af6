"""The cache may be damaged, locked, old or gone at any time: the answer is right, and at most one sentence says so."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from journal import Vault
from journal.model import Day
from journal.vault import cache as cache_module
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)
ASK = "---\ncontact: Ann {0}\nask: Could you read {0}?\nasked: 2026-03-{1:02}\n---\n"
NOTES = {
    **{f"asks/{n}.md": ASK.format(n, n % 15 + 1) for n in range(60)},
    **{f"people/{n}.md": f"# Ann {n}\n\n{'text ' * 200}\n" for n in range(60)},
}
KILLS = int(os.environ.get("JOURNAL_KILLS", "4"))


def answer(vault: Vault) -> object:
    return vault.queue(TODAY), vault.counts(TODAY), vault.count_problems(TODAY), vault.notes(TODAY)


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


@pytest.fixture
def place(root: Path, tmp_path: Path) -> Path:
    """The file of a cache that was written and closed."""
    vault = Vault.open(root, cache=tmp_path / "cache")
    answer(vault)
    vault.close()
    (place,) = (tmp_path / "cache").glob("*.db")
    return place


def half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def between_pages(file: Path) -> None:
    os.truncate(file, 4096 * 5 + 17)


def nothing(file: Path) -> None:
    os.truncate(file, 0)


def noise(file: Path) -> None:
    file.write_bytes(random.Random(1).randbytes(file.stat().st_size))


def noise_after_the_first_page(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4096] + random.Random(1).randbytes(len(content) - 4096))


def zeros_in_the_middle(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:8192] + bytes(len(content) - 8192))


def other_tables(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE made (something)")
    db.close()


def other_rows(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("UPDATE note SET content = '[1, 2]'")
        db.execute("UPDATE follow_up SET line = 'x'")
    db.close()


DAMAGES = [
    half,
    between_pages,
    nothing,
    noise,
    noise_after_the_first_page,
    zeros_in_the_middle,
    other_tables,
    other_rows,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_cache_is_made_anew(root: Path, place: Path, damage: Callable[[Path], None]) -> None:
    damage(place)
    vault = Vault.open(root, cache=place.parent)
    assert answer(vault) == answer(Vault.open(root))
    vault.close()
    again = Vault.open(root, cache=place.parent)
    assert answer(again) == answer(Vault.open(root))
    assert again.notice is None, "told once"


@pytest.mark.parametrize("damage", DAMAGES[2:], ids=lambda damage: damage.__name__)
def test_a_cache_that_is_damaged_while_it_is_open_is_made_anew(
    root: Path, place: Path, damage: Callable[[Path], None]
) -> None:
    vault = Vault.at(root, cache=place.parent)
    damage(place)
    (root / "asks/new.md").write_text(NOTES["asks/1.md"])
    vault.reconcile()
    assert answer(vault) == answer(Vault.open(root))


def test_a_cache_that_is_deleted_while_it_is_open_is_not_missed(root: Path, place: Path) -> None:
    vault = Vault.at(root, cache=place.parent)
    for file in place.parent.iterdir():
        file.unlink()
    (root / "asks/new.md").write_text(NOTES["asks/1.md"])
    vault.reconcile()
    assert answer(vault) == answer(Vault.open(root))


def test_a_cache_that_another_program_holds_is_done_without(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "_WAIT", 0.01)
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    (root / "asks/new.md").write_text(NOTES["asks/1.md"])
    vault = Vault.open(root, cache=place.parent)
    assert answer(vault) == answer(Vault.open(root))
    assert vault.notice is not None
    assert "locked" in vault.notice
    holder.close()


def test_a_cache_folder_that_cannot_be_made_is_done_without(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    vault = Vault.open(root, cache=tmp_path / "file" / "cache")
    assert answer(vault) == answer(Vault.open(root))
    assert vault.notice is not None


def test_the_files_of_other_versions_of_the_same_vault_go_and_those_of_other_vaults_stay(
    root: Path, place: Path
) -> None:
    vault = place.name.partition("-")[0]
    former = [place.with_name(f"{vault}-0123456789abcdef.db{end}") for end in ("", "-wal", "-shm")]
    other = place.with_name("f" * 32 + "-0123456789abcdef.db")
    for file in (*former, other):
        file.write_bytes(b"")
    Vault.open(root, cache=place.parent).close()
    assert former[0].exists(), "looked for only where a new file is made"
    place.unlink()
    Vault.open(root, cache=place.parent).close()
    assert {file.name for file in place.parent.iterdir()} == {place.name, other.name}


def test_a_first_reading_that_is_killed_is_resumed(root: Path, tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom journal import Vault\nfrom journal.vault import index\n"
        "index._COMMIT = 0.0\n"
        "print('ready', flush=True)\nVault.open(sys.argv[1], cache=Path(sys.argv[2]))"
    )
    pick = random.Random(7)
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(root), str(tmp_path / "cache")],
            cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "."},
        )  # fmt: skip
        with process:
            assert process.stdout is not None
            process.stdout.readline()
            try:
                process.wait(pick.uniform(0.005, 0.08))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
    vault = Vault.open(root, cache=tmp_path / "cache")
    assert answer(vault) == answer(Vault.open(root))
    assert vault.notice is None
