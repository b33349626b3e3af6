"""A look that another process begins sees what one process sees, however much of it is left for this one."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from journal.vault.disk.walk import Seen, Walk
from journal.vault.index import look_ahead as module
from journal.vault.index import workers
from journal.vault.index.look_ahead import Ahead, look_ahead
from tests.vaults import MakeVault

LEFTOVERS = ["asks/7/.~x.md.4242.tmp", "asks/31/.~x.md.4242.tmp"]
PATHS = ["a.md", "asks/b.md", *(f"asks/{number}/deep/c.md" for number in range(40)), "asks/7/\udcff.md"]


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1})


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    root = make_vault(dict.fromkeys(PATHS, ""))
    for leftover in LEFTOVERS:
        (root / leftover).touch()
    (root / "asks" / "empty").mkdir()
    return root


def as_walked(root: Path) -> dict[str, bytes]:
    return {listing.folder: listing.digest() for listing in Walk(root).everything()}


def looked(ahead: Ahead | None, walk: Walk, known: dict[str, bytes]) -> dict[str, tuple[bytes, bool, dict[str, Seen]]]:
    assert ahead
    found = ahead.looked(walk, walk.root_now(), known)
    assert found is not None
    assert len({each.listing.folder for each in found}) == len(found)
    return {listing.folder: (digest, has_notes, listing.notes) for listing, digest, has_notes in found}


class Scripted:
    """An Ahead of which the other process looks in this one, and is asked for more before each of some folders."""

    def __init__(self, walk: Walk, asked_before: set[int]) -> None:
        self.walk, self.asked_before, self.folders = walk, asked_before, 0

    def ahead(self, monkeypatch: pytest.MonkeyPatch, *, with_notes: bool = False) -> Ahead:
        monkeypatch.setattr(module, "_heard", self.heard)
        _, asking = os.pipe()
        values = module._seen(self.walk, -1, os.dup(asking), with_notes=with_notes)
        return Ahead(lambda: next(values), asking)

    def heard(self, _asked: int) -> bytes | None:
        self.folders += 1
        return b"?" if self.folders in self.asked_before else None


@pytest.mark.parametrize("asked_before", [set(), {1}, {2}, {40}, set(range(1, 50))], ids=len)
def test_however_much_is_shared_each_folder_is_seen_once(
    root: Path, monkeypatch: pytest.MonkeyPatch, asked_before: set[int]
) -> None:
    walk = Walk(root)
    found = looked(Scripted(Walk(root), asked_before).ahead(monkeypatch), walk, {})
    assert found == {
        listing.folder: (listing.digest(), bool(listing.notes), listing.notes) for listing in Walk(root).everything()
    }
    assert sorted(walk.leftovers) == sorted(LEFTOVERS)


def test_another_process_looks_and_ends(root: Path) -> None:
    walk, known = Walk(root), as_walked(root)
    with look_ahead(Walk(root)) as ahead:
        found = looked(ahead, walk, known)
    assert {folder: digest for folder, (digest, _, _) in found.items()} == known
    assert sorted(walk.leftovers) == sorted(LEFTOVERS)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_for_a_first_reading_it_tells_of_the_notes_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = {each.folder: (each.digest(), bool(each.notes), each.notes) for each in Walk(root).everything()}
    ahead = Scripted(Walk(root), set()).ahead(monkeypatch, with_notes=True)
    told = ahead._next()
    monkeypatch.setattr(Walk, "listing", lambda *_: None)  # nothing is listed once more
    assert looked(Ahead(lambda: told, ahead._asking), Walk(root), {}) == there


def test_what_it_tells_of_notes_counts_only_where_nothing_is_known(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = as_walked(root)
    ahead = Scripted(Walk(root), set()).ahead(monkeypatch, with_notes=True)
    told = ahead._next()
    (root / "asks/11/deep/new.md").touch()
    known["asks/11/deep"] = b"as another program has seen it since"
    found = looked(Ahead(lambda: told, ahead._asking), Walk(root), known)
    assert set(found["asks/11/deep"][2]) == {"c.md", "new.md"}


def test_it_ends_early_where_nobody_asks(root: Path) -> None:
    before = len(os.listdir("/dev/fd"))
    with look_ahead(Walk(root)):
        pass
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert len(os.listdir("/dev/fd")) == before


def test_it_looks_no_further_once_nobody_can_ask(root: Path) -> None:
    asked, asking = os.pipe()
    os.set_blocking(asked, False)
    assert list(module._seen(Walk(root), asked, asking)) == []


def test_a_folder_that_changed_is_listed_with_its_notes(root: Path) -> None:
    known = as_walked(root)
    (root / "asks/11/deep/new.md").touch()
    with look_ahead(Walk(root)) as ahead:
        found = looked(ahead, Walk(root), known)
    changed = {folder: set(notes) for folder, (digest, _, notes) in found.items() if known[folder] != digest}
    assert changed == {"asks/11/deep": {"c.md", "new.md"}}


def test_what_changes_behind_the_other_process_is_seen_as_it_is_now(root: Path) -> None:
    known = as_walked(root)
    told: Any = (Walk(root).root_now(), [], [(folder, digest, True) for folder, digest in known.items()])
    known["asks/11/deep"] = b"as another program has seen it since"
    (root / "asks/11/deep/new.md").touch()
    _, asking = os.pipe()
    found = looked(Ahead(lambda: told, asking), Walk(root), known)
    assert set(found["asks/11/deep"][2]) == {"c.md", "new.md"}


def told_nothing(_root: Path) -> Any:
    return None


def told_of_another_root(root: Path) -> Any:
    return ("elsewhere", [], [(folder, digest, True) for folder, digest in as_walked(root).items()])


def told_of_too_few(root: Path) -> Any:
    return (Walk(root).root_now(), [], [(folder, digest, True) for folder, digest in list(as_walked(root).items())[1:]])


@pytest.mark.parametrize("told", [told_nothing, told_of_another_root, told_of_too_few])
def test_what_cannot_be_relied_on_is_as_if_nobody_had_looked(root: Path, told: Callable[[Path], Any]) -> None:
    _, asking = os.pipe()
    walk = Walk(root)
    assert Ahead(lambda: told(root), asking).looked(walk, walk.root_now(), as_walked(root)) is None


def test_a_process_that_fails_tells_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk(root)
    monkeypatch.setattr(walk, "listing", lambda _folder: 1 / 0)
    with look_ahead(walk) as ahead:
        assert ahead
        assert ahead.looked(Walk(root), walk.root_now(), {}) is None


@pytest.fixture
def other_thread() -> Iterator[None]:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    yield
    done.set()
    thread.join()


@pytest.mark.usefixtures("other_thread")
def test_no_process_looks_ahead_beside_other_threads(root: Path) -> None:
    with look_ahead(Walk(root)) as ahead:
        assert ahead is None


def test_no_process_looks_ahead_on_one_processor(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 1)
    with look_ahead(Walk(root)) as ahead:
        assert ahead is None


def refuse() -> tuple[int, int]:
    raise OSError(errno.EMFILE, "Too many open files")


def test_no_process_looks_ahead_where_too_many_files_are_open(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "pipe", refuse)
    with look_ahead(Walk(root)) as ahead:
        assert ahead is None


def test_a_process_that_cannot_tell_tells_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipes = iter([os.pipe()])
    monkeypatch.setattr(os, "pipe", lambda: next(pipes, None) or refuse())
    with look_ahead(Walk(root)) as ahead:
        assert ahead
        assert ahead.looked(Walk(root), Walk(root).root_now(), {}) is None


def test_a_folder_that_is_gone_meanwhile_is_passed_by(root: Path) -> None:
    walk = Walk(root)
    assert walk.listing("asks/no-more") is None
    with pytest.raises(FileNotFoundError):
        Walk(root / "no-more").listing("")
