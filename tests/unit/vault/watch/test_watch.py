"""What happens in the folder is seen without being asked for, and how far that can be relied on is told."""

from __future__ import annotations

import ctypes
import errno
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest
from watchdog.observers import inotify_c

from journal import Vault
from journal.model import Delta, Watched
from journal.vault.disk import note_file
from journal.vault.disk.walk import RACY_NS, Walk
from journal.vault.index import index
from journal.vault.watch import events
from tests.seen import PATIENCE, TODAY, Seen
from tests.vaults import MakeVault


@pytest.fixture
def seen(make_vault: MakeVault) -> Iterator[Seen]:
    seen = Seen(make_vault({"a.md": "# A\n", "sub/b.md": ""}))
    with seen.vault.watch(seen.change, seen.status) as seen.watch:
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


def test_a_note_that_is_saved_by_deleting_it_first_never_goes(patient: threading.Event, seen: Seen) -> None:
    (seen.vault.root / "a.md").unlink()
    assert patient.wait(PATIENCE)
    (seen.vault.root / "a.md").write_text("# New\n")
    seen.until(lambda: bool(seen.deltas))
    assert seen.deltas == [Delta(changed=("a.md",))]


def test_a_note_that_is_truncated_first_is_never_shown_empty(patient: threading.Event, seen: Seen) -> None:
    (seen.vault.root / "a.md").write_text("")
    assert patient.wait(PATIENCE)
    (seen.vault.root / "a.md").write_text("# New\n")
    seen.until(lambda: bool(seen.deltas))
    assert [note.title for note in seen.vault.notes(TODAY)] == ["New", "b"]


@pytest.mark.parametrize("begin", [Path.unlink, lambda note: note.write_text("")], ids=["deleted", "emptied"])
@pytest.mark.parametrize(("where", "what"), [(Walk, "one"), (note_file, "read")], ids=["found", "read"])
def test_a_save_that_begins_during_a_look_takes_nothing_away(
    patient: threading.Event,
    seen: Seen,
    monkeypatch: pytest.MonkeyPatch,
    where: object,
    what: str,
    begin: Callable[[Path], object],
) -> None:
    """As when a program writes twice: the first save is looked at when the second deletes or empties the note."""
    note, step = seen.vault.root / "a.md", getattr(where, what)
    begins = iter([begin])

    def interrupted(*args: Any) -> object:
        if "a.md" in args:
            next(begins, Path.exists)(note)
        return step(*args)

    monkeypatch.setattr(where, what, interrupted)
    (seen.vault.root / "a.txt").write_text("# First\n")
    (seen.vault.root / "a.txt").replace(note)
    assert patient.wait(PATIENCE)
    note.write_text("# Second\n")
    seen.until(lambda: bool(seen.deltas) and [note.title for note in seen.vault.notes(TODAY)] == ["Second", "b"])
    assert seen.deltas == [Delta(changed=("a.md",))]


def test_a_note_that_is_replaced_while_it_is_read_is_not_told_as_unreadable(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was gone when it was to be read, and is there again when somebody asks why."""
    root = make_vault({"a.md": ""})
    note, read = root / "a.md", note_file.read

    def interrupted(*args: Any) -> bytes:
        note.unlink()
        try:
            return read(*args)
        finally:
            note.write_text("# New")

    with monkeypatch.context() as patch:
        patch.setattr(note_file, "read", interrupted)
        vault = Vault.open(root)
    assert list(vault.notes(TODAY)) == []
    vault.reconcile()
    assert [(note.title, note.problems) for note in vault.notes(TODAY)] == [("New", ())]


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


@pytest.mark.usefixtures("hints_alone")
def test_lost_events_are_made_up_for(make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events.Hints, "dispatch", lambda *_: None)
    seen = Seen(make_vault({"a.md": ""}))
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("watching")
        (seen.vault.root / "new.md").write_text("text")
        logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
        seen.until(lambda: "new.md" in seen.paths())


@pytest.mark.usefixtures("hints_alone")
def test_one_save_is_read_at_most_twice(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once when it is told, and once more since it was too fresh to be sure of; our own reads tell nothing."""
    reads: list[str] = []
    read = note_file.read

    def counted(root: Path, path: str, limit: int, size: int) -> bytes:
        reads.append(path)
        return read(root, path, limit, size)

    monkeypatch.setattr(note_file, "read", counted)
    (seen.vault.root / "a.txt").write_text("# New\n")
    (seen.vault.root / "a.txt").replace(seen.vault.root / "a.md")  # in one step: no look can come within the save
    seen.until(lambda: bool(seen.deltas))
    while time.time_ns() < (seen.vault.root / "a.md").stat().st_mtime_ns + RACY_NS:
        time.sleep(0.01)  # between two looks at a condition
    for _ in range(3):
        before = len(seen.looks)
        seen.watch.look_now()
        seen.until(lambda: None in seen.looks[before:])  # noqa: B023  # called within the loop
    assert reads.count("a.md") in (1, 2)


def test_folders_without_a_watch_are_counted(make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = chain([0], repeat(2))
    monkeypatch.setattr(events, "watches", lambda: next(counts))
    seen = Seen(make_vault({"a/b/c.md": "", "d/e.md": ""}))
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("partly")
        assert seen.statuses[-1].short == "watching 2 of 4 folders"
        assert seen.statuses[-1].sentence == (
            "Watching 2 of 4 folders; checking every 5 s. sudo sysctl fs.inotify.max_user_watches=524288 watches all."
        )


@pytest.mark.parametrize(("disk", "every"), [("nfs4", 60), ("fuse.bindfs", 5), ("9p", 5)])
def test_a_disk_that_reports_nothing_is_polled(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch, disk: str, every: int
) -> None:
    monkeypatch.setattr(events, "disk_of", lambda _root: disk)
    seen = Seen(make_vault({"a.md": ""}))
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("polling")
        assert seen.statuses[-1].sentence.endswith(f"checking every {every} s.")


def test_an_editor_that_renames_the_note_away_first_never_makes_it_go(patient: threading.Event, seen: Seen) -> None:
    note = seen.vault.root / "a.md"
    note.rename(note.with_name("a.md~"))
    assert patient.wait(PATIENCE)
    note.write_text("# New\n")
    note.with_name("a.md~").unlink()
    seen.until(lambda: bool(seen.deltas))
    assert seen.deltas == [Delta(changed=("a.md",))]


def test_a_note_that_is_renamed_is_never_in_two_places(seen: Seen) -> None:
    (seen.vault.root / "a.md").rename(seen.vault.root / "z.md")
    seen.until(lambda: bool(seen.deltas))
    assert seen.deltas == [Delta(added=("z.md",), removed=("a.md",))]


@pytest.mark.usefixtures("hints_alone")
def test_what_git_keeps_for_itself_is_not_looked_at(seen: Seen) -> None:
    looks = len(seen.looks)
    (seen.vault.root / ".git/objects/ab").mkdir(parents=True)
    (seen.vault.root / ".git/objects/ab/cd.md").write_text("no note")
    (seen.vault.root / "a.md").write_text("# New\n")
    seen.until(lambda: bool(seen.deltas))
    assert set(map(str, seen.looks[looks:])) == {"('a.md',)"}


def test_a_long_first_reading_tells_how_far_it_is(make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_COMMIT", 0.0)
    seen = Seen(make_vault({}))
    for number in range(1_200):
        (seen.vault.root / f"{number:04}.md").write_text("text")
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("watching")
    reading = [status.short for status in seen.statuses if status.mode == "reading"]
    assert reading
    assert all(re.fullmatch(r"reading [\d,]+ of 1,200 …", short) for short in reading)


def test_a_long_first_reading_is_left_when_nobody_waits_for_it(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_COMMIT", 0.0)
    seen = Seen(make_vault({}))
    for number in range(1_200):
        (seen.vault.root / f"{number:04}.md").write_text("text")
    stopping = threading.Event()

    def status(status: Watched) -> None:
        seen.status(status)
        assert stopping.wait(PATIENCE)

    with seen.vault.watch(seen.change, status) as watched:
        seen.until_mode("reading")
        monkeypatch.setattr(watched._hints, "everything", stopping.set)
    assert 0 < len(seen.paths()) < 1_200
    assert not seen.deltas


def test_a_look_that_fails_is_told_and_the_next_one_makes_it_good(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Seen(make_vault({"a.md": ""}))
    with seen.vault.watch(seen.change, seen.status) as watched:
        seen.until_mode("watching")
        with monkeypatch.context() as broken:
            broken.setattr("os.scandir", fail)
            watched.look_now()
            seen.until_mode("failing")
        assert "cannot be read (Input/output error)" in seen.statuses[-1].sentence
        watched.look_now()
        seen.until_mode("watching")


def fail(_path: str) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_where_the_system_has_no_watch_left_at_all_it_is_polled(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_CHECK", 0.05)
    monkeypatch.setattr(inotify_c, "inotify_add_watch", no_space)
    seen = Seen(make_vault({"a.md": ""}))
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("polling")
        assert seen.statuses[-1].sentence.startswith("The system reports no changes (inotify watch limit reached)")
        assert not events.watchdogs(), "none is left over"
        (seen.vault.root / "new.md").write_text("text")
        seen.until(lambda: "new.md" in seen.paths())


def no_space(_fd: int, _path: bytes, _mask: int) -> int:
    ctypes.set_errno(errno.ENOSPC)
    return -1


def test_folders_that_are_made_all_at_once_are_watched_and_nothing_is_said(seen: Seen) -> None:
    """watchdog warns of some that it meets twice, and a warning would stand on somebody's terminal."""
    for number in range(30):
        (seen.vault.root / f"{number}/a/b/c/d").mkdir(parents=True)
        (seen.vault.root / f"{number}/a/b/c/d/note.md").write_text("text")
    seen.until(lambda: len(seen.paths()) == 32)
    seen.until_mode("watching")


@pytest.mark.usefixtures("hints_alone")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_when_a_thread_of_watchdog_dies_watching_begins_anew(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Seen(make_vault({"a.md": ""}))
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("watching")
        with monkeypatch.context() as broken:
            broken.setattr(inotify_c.InotifyFD, "handle_event", lambda *_: 1 // 0)
            (seen.vault.root / "new.md").write_text("text")
            seen.until(lambda: "new.md" in seen.paths())
        (seen.vault.root / "newer.md").write_text("text")
        seen.until(lambda: "newer.md" in seen.paths())


@pytest.mark.usefixtures("hints_alone")
def test_a_vault_behind_a_link_is_watched_too(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({"a.md": "", "sub/b.md": ""})
    (tmp_path / "link").symlink_to(root)
    seen = Seen(tmp_path / "link")
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("watching")
        (root / "new.md").write_text("text")
        seen.until(lambda: seen.deltas == [Delta(added=("new.md",))])
