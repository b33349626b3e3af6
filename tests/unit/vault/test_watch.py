"""What happens in the folder is seen without being asked for, and how far that can be relied on is told."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from journal import Vault
from journal.model import Day, Delta, Watched
from journal.vault import watch
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)


class Seen:
    """What a watch tells, to be waited for."""

    def __init__(self, root: Path) -> None:
        self.vault = Vault.open(root)
        self.deltas: list[Delta] = []
        self.statuses: list[Watched] = []
        self._news = threading.Condition()

    def change(self, delta: Delta) -> None:
        with self._news:
            self.deltas.append(delta)
            self._news.notify_all()

    def status(self, status: Watched) -> None:
        with self._news:
            self.statuses.append(status)
            self._news.notify_all()

    def until(self, holds: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(holds, 15), (self.deltas, self.statuses)

    def until_mode(self, mode: str) -> None:
        self.until(lambda: bool(self.statuses) and self.statuses[-1].mode == mode)

    def paths(self) -> set[str]:
        return {note.path for note in self.vault.notes(TODAY)}


@pytest.fixture
def seen(make_vault: MakeVault) -> Iterator[Seen]:
    seen = Seen(make_vault({"a.md": "# A\n", "sub/b.md": ""}))
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("watching")
        yield seen


def test_a_new_note_and_one_in_a_new_folder_are_seen(seen: Seen) -> None:
    (seen.vault.root / "new.md").write_text("text")
    (seen.vault.root / "deep/er").mkdir(parents=True)
    (seen.vault.root / "deep/er/new.md").write_text("text")
    seen.until(lambda: {"new.md", "deep/er/new.md"} <= seen.paths())


def test_a_renamed_folder_is_seen(seen: Seen) -> None:
    (seen.vault.root / "sub").rename(seen.vault.root / "other")
    seen.until(lambda: seen.paths() == {"a.md", "other/b.md"})


def test_a_note_that_is_saved_by_deleting_it_first_never_goes(seen: Seen) -> None:
    (seen.vault.root / "a.md").unlink()
    threading.Timer(0.2, lambda: (seen.vault.root / "a.md").write_text("# New\n")).start()
    seen.until(lambda: bool(seen.deltas))
    assert seen.deltas == [Delta(changed=("a.md",))]


def test_a_note_that_is_truncated_first_is_never_shown_empty(seen: Seen) -> None:
    (seen.vault.root / "a.md").write_text("")
    threading.Timer(0.2, lambda: (seen.vault.root / "a.md").write_text("# New\n")).start()
    seen.until(lambda: bool(seen.deltas))
    assert [note.title for note in seen.vault.notes(TODAY)] == ["New", "b"]


def test_a_deleted_note_goes(seen: Seen) -> None:
    (seen.vault.root / "a.md").unlink()
    seen.until(lambda: seen.paths() == {"sub/b.md"})


def test_a_missing_vault_is_told_kept_and_found_again(seen: Seen) -> None:
    root = seen.vault.root
    root.rename(root.with_name("elsewhere"))
    seen.until_mode("missing")
    assert seen.paths() == {"a.md", "sub/b.md"}
    root.with_name("elsewhere").rename(root)
    (root / "c.md").write_text("text")
    seen.until(lambda: "c.md" in seen.paths())
    seen.until_mode("watching")


def test_lost_events_are_made_up_for(make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_CHECK", 1000.0)
    monkeypatch.setattr(watch._Hints, "dispatch", lambda *_: None)
    seen = Seen(make_vault({"a.md": ""}))
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("watching")
        (seen.vault.root / "new.md").write_text("text")
        logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
        seen.until(lambda: "new.md" in seen.paths())


def test_one_save_is_looked_at_at_most_twice(seen: Seen) -> None:
    looks = []
    reconcile = seen.vault.reconcile

    def counted(paths: list[str] | None = None) -> Delta:
        looks.append(paths)
        return reconcile(paths)

    seen.vault.reconcile = counted  # type: ignore[method-assign,assignment]
    (seen.vault.root / "a.md").write_text("# New\n")
    seen.until(lambda: bool(seen.deltas))
    assert len(looks) <= 2


def test_folders_without_a_watch_are_counted(make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter([0, 2])
    monkeypatch.setattr(watch, "watches", lambda: next(counts))
    seen = Seen(make_vault({"a/b/c.md": "", "d/e.md": ""}))
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("partly")
        assert seen.statuses[-1].sentence.startswith("Watching 2 of 4 folders; checking every 5 s.")


@pytest.mark.parametrize(("disk", "every"), [("nfs4", 60), ("fuse.bindfs", 5), ("9p", 5)])
def test_a_disk_that_reports_nothing_is_polled(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch, disk: str, every: int
) -> None:
    monkeypatch.setattr(watch, "disk_of", lambda _root: disk)
    seen = Seen(make_vault({"a.md": ""}))
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("polling")
        assert seen.statuses[-1].sentence.endswith(f"checking every {every} s.")
