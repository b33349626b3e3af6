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
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from journal import Vault
from journal.model import Day
from journal.vault.disk.seal import Seal
from journal.vault.index import cache as cache_module
from journal.vault.index.upkeep import merge
from tests.faults.failing import Fault
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)
ASK = "---\ncontact: Ann {0}\nask: Could you read {0}?\nasked: 2026-03-{1:02}\n---\n"
PAGE = 4096
NOTES = {
    **{f"asks/{n}.md": ASK.format(n, n % 15 + 1) for n in range(20)},
    **{f"people/{n}.md": f"# Ann {n}\n\n{'text ' * 200}\n" for n in range(20)},
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
        db.execute("UPDATE follow_up SET title = 'x'")
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


def test_what_was_kept_of_an_index_is_let_go_with_it(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({"bo.md": "---\ntype: person\ntitle: Bo\n---\n"})
    vault = Vault.open(root, cache=tmp_path / "cache")
    assert [known.party.name for known in vault.acquaintances()] == ["Bo"]
    (root / "bo.md").write_text("---\ntype: person\ntitle: Ben\n---\n")
    (place,) = (tmp_path / "cache").glob("*.db")
    nothing(place)
    assert [known.party.name for known in vault.acquaintances()] == ["Ben"]


def cut(content: bytes, page: int) -> bytes:
    return content[: page * PAGE]


def drowned_in_noise(content: bytes, page: int) -> bytes:
    return cut(content, page) + random.Random(page).randbytes(PAGE) + content[(page + 1) * PAGE :]


def zeroed(content: bytes, page: int) -> bytes:
    return cut(content, page) + bytes(PAGE) + content[(page + 1) * PAGE :]


def test_a_cache_that_cannot_be_looked_at_for_a_moment_is_done_without(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault.open(root, cache=place.parent)
    right = answer(vault)

    def fails(file: str) -> None:
        raise OSError(5, "Input/output error", file)

    monkeypatch.setattr(cache_module, "_which", fails)
    assert answer(vault) == right
    assert vault.notice is not None
    assert "cannot be used" in vault.notice


def test_whichever_page_is_damaged_the_answer_is_right(make_vault: MakeVault, tmp_path: Path) -> None:
    """Each in one of three ways: that somebody else wrote is seen without a look at the pages."""
    root = make_vault({f"asks/{n}.md": ASK.format(n, n + 1) for n in range(9)})
    expected = answer(Vault.open(root))
    vault = Vault.open(root, cache=tmp_path / "cache")
    answer(vault)
    vault.close()
    (place,) = (tmp_path / "cache").glob("*.db")
    content = place.read_bytes()
    pages = len(content) // PAGE
    assert pages > 10
    for page, damaged in zip(range(pages), cycle([cut, drowned_in_noise, zeroed]), strict=False):
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


def test_of_the_files_of_other_versions_the_two_used_last_stay_and_so_do_those_of_other_vaults(
    root: Path, place: Path
) -> None:
    vault = place.name.partition("-")[0]
    others = [place.with_name(f"{vault}-{version}123456789abcdef.db") for version in range(4)]
    another_vault = place.with_name("f" * 32 + "-0123456789abcdef.db")
    for age, file in enumerate([*others, another_vault]):
        for end in (".db", ".db-wal", ".db-shm", ".lock", ".damaged"):
            file.with_suffix(end).write_bytes(b"")
        os.utime(file, (1_700_000_000 - age, 1_000_000_000))
    Vault.open(root, cache=place.parent).close()
    assert others[3].exists(), "looked for only where a new file is made"
    place.unlink()
    Vault.open(root, cache=place.parent).close()
    stems = {file.stem for file in place.parent.iterdir()}
    assert stems == {place.stem, others[0].stem, others[1].stem, another_vault.stem}


def test_versions_that_are_used_in_turn_each_keep_their_file(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, int] = {}
    for version in ["a" * 16, "b" * 16, "c" * 16] * 3:
        monkeypatch.setattr(cache_module, "source_digest", lambda version=version: version)
        with closing(Vault.open(root, cache=tmp_path / "shared")) as vault:
            assert vault.notice is None
            answer(vault)
        file = os.stat(cache_module.place_of(root, tmp_path / "shared")).st_ino
        assert files.setdefault(version, file) == file


FIRST_READING = """
import sys
from pathlib import Path
from journal import Vault
from journal.model import Day
from journal.vault.index import cache, index, workers
TODAY = Day(2026, 3, 16)
index._COMMIT, workers._WORTH_A_PROCESS, workers._BATCH, cache._LONGEST_LOG = 0, 300, 20, 10_000
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


@pytest.mark.timeout(300 + 10 * KILLS)
def test_a_first_reading_that_is_killed_at_any_moment_leaves_a_right_next_start(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    """Over so many notes that they are read in several processes, of which only the first is killed; each batch of
    them is committed, and merged into the cache.
    """
    root = make_vault({f"{n % 7}/{n}.md": ASK.format(n, n % 15 + 1) for n in range(310)})
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


OPENED_ONCE = """
import sys
from pathlib import Path
from journal import Vault
from tests.faults.test_cache import answer
root, cache = Path(sys.argv[1]), Path(sys.argv[2])
vault = Vault.open(root, cache=cache)
found = answer(vault)
print(vault.notice)
print("right" if found == answer(Vault.open(root)) else "wrong")
"""
OPENED_AGAIN_AND_AGAIN = """
import sys
from pathlib import Path
from journal import Vault
from tests.faults.test_cache import ASK, TODAY
root, cache, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
for round in range(12):
    (root / f"{name}.md").write_text(ASK.format(name, round + 1))
    vault = Vault.open(root, cache=cache)
    vault.queue(TODAY)
    assert vault.notice is None, vault.notice
    if round % 2:
        vault.close()  # else it is closed when it is no longer needed
"""


def test_programs_that_open_write_and_close_one_cache_at_once_never_take_each_other_for_damage(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {**os.environ, "PYTHONPATH": "."}
    words = [sys.executable, "-c", OPENED_AGAIN_AND_AGAIN, str(root), str(place.parent)]
    programs = [
        subprocess.Popen([*words, name], cwd=Path(__file__).parents[2], env=environment, stderr=subprocess.PIPE)
        for name in ("one", "two", "three")
    ]
    assert [program.communicate()[1] for program in programs] == [b"", b"", b""]
    with closing(Vault.open(root, cache=place.parent)) as vault:
        assert vault.notice is None
        assert answer(vault) == answer(Vault.open(root))


def test_a_long_write_ahead_log_is_merged_while_the_cache_is_open(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "LONG_LOG", 100_000)
    log = place.with_name(place.name + "-wal")
    with closing(Vault.open(root, cache=place.parent)) as vault:
        for turn in range(12):
            (root / "asks/1.md").write_text(ASK.format(turn, turn + 1))
            vault.reconcile()
            assert answer(vault) == answer(Vault.open(root))
        assert log.stat().st_size < 300_000
        with closing(Vault.open(root, cache=place.parent)) as another:
            assert another.notice is vault.notice is None


def test_a_command_leaves_a_long_log_to_another_process(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "LONG_LOG", 100_000)
    log = place.with_name(place.name + "-wal")
    vault = Vault.at(root, cache=place.parent)
    for turn in range(3):
        (root / "asks/1.md").write_text(ASK.format(turn, turn + 1))
        vault.answered(lambda: answer(vault), None)
    before, spawn, spawned = place.read_bytes(), os.posix_spawn, list[int]()
    monkeypatch.setattr(os, "posix_spawn", lambda *given, **named: spawned.append(spawn(*given, **named)))
    assert log.stat().st_size > 100_000
    vault.leave()
    assert os.waitpid(spawned[0], 0)[1] == 0
    assert place.read_bytes() != before
    assert Seal(place).is_whole()
    assert answer(vault) == answer(Vault.open(root))
    assert vault.notice is None


def test_where_no_process_can_be_had_a_command_merges_a_long_log_itself(
    root: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "LONG_LOG", 10_000)
    monkeypatch.setattr(sys, "executable", str(root / "nowhere"))
    vault = Vault.at(root, cache=place.parent)
    (root / "asks/1.md").write_text(ASK.format(7, 8))
    vault.answered(lambda: answer(vault), None)
    before = place.read_bytes()
    vault.leave()
    assert place.read_bytes() != before
    assert Seal(place).is_whole()


def test_a_log_of_a_cache_that_is_gone_is_left_alone(place: Path) -> None:
    place.unlink()
    merge(str(place))
    assert not place.exists()


def test_a_byte_that_changes_while_the_cache_is_open_is_seen_by_all_who_have_it_open(root: Path, place: Path) -> None:
    expected = answer(Vault.open(root))
    with closing(Vault.open(root, cache=place.parent)) as one, closing(Vault.open(root, cache=place.parent)) as other:
        assert answer(one) == answer(other) == expected
        with place.open("r+b") as file:
            file.seek(-1, os.SEEK_END)
            file.write(b"?")
        for vault in (one, other) * 2:
            assert answer(vault) == expected
        assert one.notice == cache_module.DAMAGED
        assert other.notice is None, "it found the new one there"
    with closing(Vault.open(root, cache=place.parent)) as vault:
        assert vault.notice is None


@pytest.mark.needs("cc")
def test_a_place_of_the_cache_that_the_disk_cannot_read_any_more_is_made_anew(
    root: Path, place: Path, shim: Path
) -> None:
    fault = Fault(str(place), names=["pread64"], nth=4)
    begun = f"from tests.faults.failing import Fault, begin\nbegin({str(shim)!r}, {fault!r})\n"
    words = [sys.executable, "-c", begun + OPENED_ONCE, str(root), str(place.parent)]
    environment = {**os.environ, "PYTHONPATH": ".", "LD_PRELOAD": str(shim)}
    done = subprocess.run(
        words, cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{cache_module.DAMAGED}\nright\n"
    with closing(Vault.open(root, cache=place.parent)) as vault:
        assert vault.notice is None
