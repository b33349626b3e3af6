"""What the screen shows of the watching: at once what is known, then how it is watched, in a word and in a sentence."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from journal import Delta, QueueLine, Vault
from journal.vault.disk.walk import Listing, Walk
from journal.vault.watch import events
from tests.seen import PATIENCE
from tests.tui.network import TODAY
from tests.tui.stage import Stage, staged
from tui.app import JournalApp
from tui.screens import follow_ups
from tui.screens.follow_ups import FollowUpsScreen
from tui.widgets.ask_list import AskList


async def test_the_first_screen_comes_from_the_cache_and_waits_for_no_look(
    network: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Vault.open(network, cache=tmp_path / "cache").close()
    (network / "asks/new.md").write_text("---\nask: May I?\nasked: 2026-11-01\ncontact: Zoe\n---\n")
    may_look = threading.Event()
    listing = Walk.listing

    def after_a_while(walk: Walk, folder: str) -> Listing | None:
        may_look.wait(PATIENCE)
        return listing(walk, folder)

    monkeypatch.setattr(Walk, "listing", after_a_while)
    app = JournalApp(Vault.at(network, cache=tmp_path / "cache"), lambda: TODAY)
    async with app.run_test(size=(120, 36)) as pilot:
        stage = Stage(app, pilot, network)
        await stage.sees("Priya Nair", "[1 Follow-ups 7]", "reading …")
        may_look.set()
        await stage.sees("Zoe", "[1 Follow-ups 8]", "watching")


async def test_the_first_picture_has_its_rows(network: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Vault.open(network, cache=tmp_path / "cache").close()
    first: list[bool] = []
    pictures: list[bool] = []
    refresh = FollowUpsScreen._compositor_refresh

    def painted(screen: FollowUpsScreen) -> None:
        if listed := screen.query_one_optional(AskList):
            pictures.append(listed.current is not None)
        refresh(screen)

    monkeypatch.setattr(FollowUpsScreen, "_compositor_refresh", painted)
    monkeypatch.setattr(follow_ups, "_FIRST_WITHIN", PATIENCE)
    for _ in range(3):  # where the machine has no time for the process, the list may be laid out before it is asked
        pictures.clear()
        async with JournalApp(Vault.at(network, cache=tmp_path / "cache"), lambda: TODAY).run_test():
            first.append(pictures[0])
    assert any(first)


async def test_rows_that_take_longer_come_into_a_picture_that_is_there(
    network: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Vault.open(network, cache=tmp_path / "cache").close()
    go_on, queue = threading.Event(), Vault.queue

    def slow(vault: Vault, *given: Any, **named: Any) -> Sequence[QueueLine]:
        assert go_on.wait(PATIENCE)
        return queue(vault, *given, **named)

    monkeypatch.setattr(Vault, "queue", slow)
    app = JournalApp(Vault.at(network, cache=tmp_path / "cache"), lambda: TODAY)
    async with app.run_test(size=(120, 36)) as pilot:
        stage = Stage(app, pilot, network)
        await stage.sees("Reading the notes …")
        go_on.set()
        await stage.sees("Priya Nair")


async def test_a_first_reading_shows_how_far_it_is_and_no_list_that_is_not_whole(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()
    vault = Vault.at(network)
    reconcile = vault.reconcile

    def slow(paths: Iterable[str] | None, on_progress: Callable[[int, int], object], *args: Any) -> Delta:
        on_progress(3_000, 10_000)
        assert may_end.wait(PATIENCE)
        return reconcile(paths, on_progress, *args)

    monkeypatch.setattr(vault, "reconcile", slow)
    app = JournalApp(vault, lambda: TODAY)
    async with app.run_test(size=(120, 36)) as pilot:
        stage = Stage(app, pilot, network)
        await stage.sees("reading 3,000 of 10,000 …")
        assert "ON YOU" not in stage.text
        may_end.set()
        await stage.sees("watching", "Priya Nair")


async def test_an_empty_vault_is_shown_empty(make_vault: Callable[[dict[str, str]], Path]) -> None:
    app = JournalApp(Vault.at(make_vault({})), lambda: TODAY)
    async with app.run_test(size=(120, 36)) as pilot:
        await Stage(app, pilot, Path()).sees("watching", "No asks yet")


async def test_a_disk_that_tells_nothing_is_polled_and_a_toast_says_why(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "disk_of", lambda _: "fuse.bindfs")
    monkeypatch.setattr(events, "_CHECK", 0.05)
    app = JournalApp(Vault.at(network), lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        stage = Stage(app, pilot, network)
        await stage.sees("2026 · polling", "This disk (fuse.bindfs) reports no changes", "Priya Nair")
        (network / "asks/new.md").write_text("---\nask: May I?\nasked: 2026-11-01\ncontact: Zoe\n---\n")
        await stage.sees("Zoe")


async def test_folders_that_nobody_watches_are_told(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter([0])
    monkeypatch.setattr(events, "watches", lambda: next(counts, 2))
    app = JournalApp(Vault.at(network), lambda: TODAY)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        stage = Stage(app, pilot, network)
        await stage.sees("2026 · watching 2 of ", "fs.inotify.max_user_watches=524288", "Priya Nair")


async def test_a_missing_vault_is_told_whole_and_once(network: Path) -> None:
    async with staged(network) as stage:
        away = network.rename(network.with_name("away"))
        await stage.sees("2026 · vault missing")
        (toast,) = stage.app._notifications
        assert toast.message == f"The vault {network} is missing; it is looked for every second."
        away.rename(network)
        await stage.sees("watching")


async def test_r_looks_now_at_what_no_event_told_of(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_CHECK", 1000.0)
    monkeypatch.setattr(events.Hints, "dispatch", lambda *_: None)
    async with staged(network) as stage:
        await stage.sees("Sam Lee")
        (network / "asks/portfolio.md").unlink()
        await stage.press("r")
        await stage.sees_no("Sam Lee")
