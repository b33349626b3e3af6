"""The cache may be damaged, locked, old or gone at any time: the answer is right, and at most one sentence says so."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from journal import Vault
from journal.model import Day
from journal.vault.index import cache as cache_module
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)
ASK = "---\ncontact: Ann {0}\nask: Could you read {0}?\nasked: 2026-03-{1:02}\n---\n"
PAGE = 4096
NOTES = {
    **{f"asks/{n}.md": ASK.format(n, n % 15 + 1) for n in range(60)},
    **{f"people/{n}.md": f"# Ann {n}\n\n{'text ' * 200}\n" for n in range(60)},
}
KILLS = int(os.environ.get("JOURNAL_KILLS", "4"))
"""How often a first reading is killed; 50 take a minute or two."""


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
        db.execute("CREATE TABLE meta (something)")
    db.close()


def other_rows(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("UPDATE note SET content = '[1, 2]'")
        db.execute("UPDATE follow_up SET line = 'x'")
    db.close()


def another_format(file: Path) -> None:
    """As a later SQLite might write."""
    with file.open("r+b") as header:
        header.seek(18)
        header.write(bytes([9, 9]))


DAMAGES = [
    half,
    between_pages,
    nothing,
    noise,
    noise_after_the_first_page,
    zeros_in_the_middle,
    other_tables,
    other_rows,
    another_format,
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


def cut(content: bytes, page: int) -> bytes:
    return content[: page * PAGE]


def drowned_in_noise(content: bytes, page: int) -> bytes:
    return cut(content, page) + random.Random(page).randbytes(PAGE) + content[(page + 1) * PAGE :]


def zeroed(content: bytes, page: int) -> bytes:
    return cut(content, page) + bytes(PAGE) + content[(page + 1) * PAGE :]


@pytest.mark.parametrize("damaged", [cut, drowned_in_noise, zeroed], ids=lambda damaged: damaged.__name__)
def test_whichever_page_is_damaged_the_answer_is_right(
    make_vault: MakeVault, tmp_path: Path, damaged: Callable[[bytes, int], bytes]
) -> None:
    root = make_vault({f"asks/{n}.md": ASK.format(n, n + 1) for n in range(9)})
    expected = answer(Vault.open(root))
    vault = Vault.open(root, cache=tmp_path / "cache")
    answer(vault)
    vault.close()
    (place,) = (tmp_path / "cache").glob("*.db")
    content = place.read_bytes()
    pages = len(content) // PAGE
    assert pages > 10
    for page in range(pages):
        place.write_bytes(damaged(content, page))
        vault = Vault.open(root, cache=place.parent)
        assert answer(vault) == expected, page
        assert vault.notice is None or "damaged" in vault.notice
        vault.close()


def without_files(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


@pytest.mark.parametrize("delete", [without_files, shutil.rmtree], ids=["files", "folder"])
def test_a_cache_that_is_deleted_while_it_is_open_is_not_missed(
    root: Path, place: Path, delete: Callable[[Path], None]
) -> None:
    vault = Vault.at(root, cache=place.parent)
    delete(place.parent)
    (root / "asks/new.md").write_text(NOTES["asks/1.md"])
    vault.reconcile()
    assert answer(vault) == answer(Vault.open(root))
    vault.close()
    again = Vault.open(root, cache=place.parent)
    assert answer(again) == answer(Vault.open(root))
    assert again.notice is None


@pytest.mark.parametrize("lock", ["PRAGMA locking_mode = NORMAL", "PRAGMA locking_mode = EXCLUSIVE"])
def test_a_cache_that_another_program_holds_is_done_without(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    monkeypatch.setattr(cache_module, "_WAIT", 0.01)
    with closing(sqlite3.connect(place, isolation_level=None)) as holder:
        holder.execute(lock)
        holder.execute("BEGIN IMMEDIATE")
        (root / "asks/new.md").write_text(NOTES["asks/1.md"])
        vault = Vault.open(root, cache=place.parent)
        assert answer(vault) == answer(Vault.open(root))
        assert vault.notice is not None
        assert "locked" in vault.notice
        holder.execute("ROLLBACK")
    again = Vault.open(root, cache=place.parent)
    assert answer(again) == answer(Vault.open(root))
    assert again.notice is None


@contextmanager
def as_nobody() -> Iterator[None]:
    """Where the system would let us write anything, as someone whom it does not."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("is_there", [True, False], ids=["with a cache", "without one"])
def test_a_cache_folder_that_cannot_be_written_is_done_without(is_there: bool) -> None:
    """All is imported and looked up before we are nobody: only root may be able to read the checkout."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (root := folder / "vault").mkdir()
        (cache := folder / "cache").mkdir()
        for number in range(5):
            (root / f"{number}.md").write_text(ASK.format(number, number + 1))
        expected = answer(Vault.open(root))
        cache.chmod(0o700)
        vault = Vault.open(root, cache=cache)
        assert answer(vault) == expected
        vault.close()
        if not is_there:
            without_files(cache)
        for place in (folder, root, cache):
            place.chmod(0o555)
        loaded = set(sys.modules)
        try:
            with as_nobody():
                vault = Vault.open(root, cache=cache)
                found = answer(vault)
                vault.close()
        finally:
            for place in (folder, root, cache):
                place.chmod(0o755)
        assert set(sys.modules) == loaded
        assert found == expected
        assert vault.notice is not None
        assert vault.notice.count("cannot be used") == 1


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


FIRST_READING = """
import sys
from pathlib import Path
from journal import Vault
from journal.vault.index import index
from tests.faults.test_cache import TODAY
index._COMMIT = 0.01
print("begun", flush=True)
vault = Vault.open(sys.argv[1], cache=Path(sys.argv[2]))
vault.counts(TODAY), vault.queue(TODAY), vault.count_problems(TODAY)
print("done", flush=True)
"""


@contextmanager
def first_reading(root: Path, cache: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another program that reads the vault for the first time, and has begun."""
    words = [sys.executable, "-c", FIRST_READING, str(root), str(cache)]
    environment = {**os.environ, "PYTHONPATH": "."}
    with subprocess.Popen(words, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        yield process


@pytest.mark.timeout(60 + 10 * KILLS)
def test_a_first_reading_that_is_killed_at_any_moment_leaves_a_right_next_start(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    """Over so many notes that they are read in several processes, of which only the first is killed."""
    root = make_vault({f"{n % 7}/{n}.md": ASK.format(n, n % 15 + 1) for n in range(2_010)})
    expected = answer(Vault.open(root))
    began = time.monotonic()
    with first_reading(root, tmp_path / "undisturbed") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"done\n"
    takes = time.monotonic() - began
    for kill in range(KILLS):
        cache = tmp_path / str(kill)
        with first_reading(root, cache) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(takes * random.Random(kill).uniform(kill, kill + 1) / KILLS)
            process.kill()
        vault = Vault.open(root, cache=cache)
        assert answer(vault) == expected
        assert vault.notice is None
        vault.close()
        shutil.rmtree(cache)


def test_a_byte_of_the_tables_own_text_that_is_no_utf8_is_told_once(root: Path, place: Path) -> None:
    """SQLite quotes such a text in what it says, which then is no DatabaseError of Python's."""
    expected, content = answer(Vault.open(root)), place.read_bytes()
    at, tried = content.find(b"CREATE"), 0
    while at >= 0:
        place.write_bytes(content[: at + 8] + b"\xbb" + content[at + 9 :])
        vault = Vault.open(root, cache=place.parent)
        assert answer(vault) == expected
        assert vault.notice in (None, cache_module.DAMAGED)
        vault.close()
        at, tried = content.find(b"CREATE", at + 1), tried + 1
    assert tried > 10


@pytest.mark.parametrize("mode", [0o777, 0o755, 0o770, 0o701])
def test_a_cache_folder_that_others_may_use_is_done_without(root: Path, tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(mode)
    vault = Vault.open(root, cache=folder)
    assert answer(vault) == answer(Vault.open(root))
    assert vault.notice is not None
    assert "chmod 700" in vault.notice
    assert os.listdir(folder) == []


def test_a_cache_folder_of_somebody_else_is_done_without(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = place.read_bytes()
    monkeypatch.setattr(os, "geteuid", lambda: 4_711)
    vault = Vault.open(root, cache=place.parent)
    assert answer(vault) == answer(Vault.open(root))
    assert vault.notice is not None
    assert "belongs to somebody else" in vault.notice
    assert place.read_bytes() == before
