"""Watching while very much changes, or the folder itself goes: afterwards what is known equals the folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers import inotify_c

from journal import Given, Vault
from journal.errors import NoVault
from journal.vault.watch import events, mounts
from tests.seen import PATIENCE, TODAY, Seen
from tests.vaults import MakeVault

ASK = "---\ntitle: {0}\ncontact: Tom\nask: Could you?\nasked: 2026-03-14\n---\n"
FILES = int(os.environ.get("JOURNAL_STORM_NOTES", "600"))
"""How many change in one checkout; 30,000 overflow the system's queue of 16,384 events."""


def known(vault: Vault) -> list[object]:
    """By value what a vault holds; without the pages, whose number would grow as the square."""
    return [vault.notes(TODAY), vault.follow_ups(TODAY), vault.problems(TODAY), vault.queue(TODAY)]


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=You", "-c", "user.email=you@example.org", "-c", "gc.auto=0"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


@pytest.mark.needs("git")
@pytest.mark.timeout(600)
@pytest.mark.usefixtures("patient")
def test_a_checkout_of_very_many_notes_is_seen_whole(make_vault: MakeVault) -> None:
    root = make_vault({f"{number % 30:02}/{number}.md": ASK.format("Old") for number in range(FILES)})
    git(root, "init", "-q", "-b", "old")
    git(root, "add", ".")
    git(root, "commit", "-qm", "old")
    git(root, "checkout", "-qb", "new")
    for note in root.rglob("*.md"):
        note.write_text(ASK.format("New"))
    git(root, "commit", "-qam", "new")
    seen = Seen(root)
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("watching")
        git(root, "checkout", "-q", "old")
        seen.until(lambda: all(line.title == "Old" for line in seen.vault.queue(TODAY)), seconds=300)
        seen.until_mode("watching")
        assert known(seen.vault) == known(Vault.open(root))
    assert not [delta for delta in seen.deltas if delta.removed or delta.added], "no note ever blinked"
    assert len(seen.looks) < FILES / 4, "a checkout is not looked at note by note"


@pytest.mark.usefixtures("hints_alone")
def test_when_the_queue_of_events_overflows_everything_is_looked_at_again(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Seen(make_vault({"a.md": "", "b.md": "", "far/c.md": "# Old\n"}))
    most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    go_on = threading.Event()
    handle = inotify_c.InotifyFD.handle_event

    def late(self: inotify_c.InotifyFD, event: inotify_c.InotifyEvent) -> None:
        assert go_on.wait(PATIENCE)
        handle(self, event)

    monkeypatch.setattr(inotify_c.InotifyFD, "handle_event", late)
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("watching")
        for _ in range(most // 2 + 2000):  # watchdog takes a batch before it is held up
            os.utime(seen.vault.root / "a.md")
            os.utime(seen.vault.root / "b.md")
        (seen.vault.root / "far/c.md").write_text("# New\n")
        (seen.vault.root / "far/d.md").write_text("# New\n")
        go_on.set()
        seen.until(lambda: "far/d.md" in seen.paths())
        seen.until(lambda: "rescanning" in [status.short for status in seen.statuses])
        seen.until_mode("watching")
        assert known(seen.vault) == known(Vault.open(seen.vault.root))


@pytest.mark.usefixtures("hints_alone")
def test_what_is_written_while_watching_begins_is_not_lost(make_vault: MakeVault) -> None:
    seen = Seen(make_vault({f"{number}.md": "" for number in range(200)}))
    begun = threading.Event()

    def write() -> None:
        for number in range(600):
            (seen.vault.root / f"{number % 20}").mkdir(exist_ok=True)
            (seen.vault.root / f"{number % 20}/{number}.md").write_text(ASK.format(number))
            if number == 50:
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(PATIENCE)
    with seen.vault.watch(seen.change, seen.status):
        writer.join()
        seen.until(lambda: len(seen.paths()) == 800)
        seen.until_mode("watching")
        assert known(seen.vault) == known(Vault.open(seen.vault.root))


def test_folders_beyond_the_systems_limit_are_looked_at_every_so_often(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_CHECK", 0.1)
    add, limit = inotify_c.inotify_add_watch, 50

    def limited(fd: int, path: bytes, mask: int) -> int:
        return int(add(fd if mounts.watches() != limit else -1, path, mask))

    monkeypatch.setattr(inotify_c, "inotify_add_watch", limited)
    seen = Seen(make_vault({f"{number:03}/x.md": "" for number in range(120)}))
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("partly")
        assert seen.statuses[-1].short == "watching 50 of 121 folders"
        for number in range(120):
            (seen.vault.root / f"{number:03}/new.md").write_text("text")
        seen.until(lambda: len(seen.paths()) == 240)


def renamed(root: Path) -> Callable[[], object]:
    away = root.rename(root.with_name("away"))
    return lambda: away.rename(root)


def deleted(root: Path) -> Callable[[], object]:
    copy = shutil.copytree(root, root.with_name("copy"))
    shutil.rmtree(root)
    return lambda: shutil.copytree(copy, root)


def replaced_by_an_empty_folder(root: Path) -> Callable[[], object]:
    away = root.rename(root.with_name("away"))
    root.mkdir()
    return lambda: away.rename(root)


def a_link_to_nowhere(root: Path) -> Callable[[], object]:
    away = root.rename(root.with_name("away"))
    root.symlink_to("nowhere")
    return lambda: away.rename(root.with_name("nowhere"))


@pytest.mark.usefixtures("hints_alone")
@pytest.mark.parametrize("goes", [renamed, deleted, replaced_by_an_empty_folder, a_link_to_nowhere])
def test_a_vault_that_goes_is_kept_in_mind_not_written_to_and_comes_back(
    make_vault: MakeVault, tmp_path: Path, goes: Callable[[Path], Callable[[], object]]
) -> None:
    root = make_vault({"old.md": ASK.format("Old"), "sub/b.md": ""})
    seen = Seen(root, state=tmp_path / "state")
    with seen.vault.watch(seen.change, seen.status):
        seen.until_mode("watching")
        comes_back = goes(root)
        seen.until_mode("missing")
        assert seen.paths() == {"old.md", "sub/b.md"}
        with pytest.raises(NoVault, match="is gone: bring the folder back, or name another"):
            seen.vault.take("nudge", seen.vault.follow_ups(TODAY), Given(TODAY))
        assert not (root / "old.md").exists()
        assert not seen.deltas
        comes_back()
        seen.until_mode("watching")
        (root / "new.md").write_text("text")
        seen.until(lambda: seen.paths() == {"old.md", "sub/b.md", "new.md"})
        assert not [delta for delta in seen.deltas if delta.removed]


@pytest.fixture(autouse=True)
def nobody_is_left() -> Iterator[None]:
    """No thread of watchdog outlives its watch."""
    yield
    assert not events.watchdogs()
