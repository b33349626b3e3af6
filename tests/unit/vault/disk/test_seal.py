"""A file that shows whether anybody else has written to it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.vault.disk import seal as seal_module
from journal.vault.disk.seal import Seal


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "x.db"
    with Seal(file).writing():
        file.write_bytes(b"as we left it")
    return file


def a_byte(file: Path) -> None:
    file.write_bytes(b"as we left iT")


def shorter(file: Path) -> None:
    os.truncate(file, 3)


def another_file(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(b"as we left it")
    other.replace(file)


def a_touch(file: Path) -> None:
    os.utime(file)


@pytest.mark.parametrize("change", [a_byte, shorter, another_file, a_touch])
def test_whatever_others_do_to_it_is_seen_and_what_we_write_then_does_not_hide_it(
    file: Path, change: Callable[[Path], None]
) -> None:
    assert Seal(file).is_whole()
    change(file)
    assert not Seal(file).is_whole()
    with Seal(file).writing():
        file.write_bytes(b"more")
    assert not Seal(file).is_whole()


def test_what_we_write_leaves_it_whole(file: Path) -> None:
    for text in (b"one", b"two", b""):
        with Seal(file).writing():
            file.write_bytes(text)
        assert Seal(file).is_whole()


def test_a_copy_with_its_times_is_whole(file: Path, tmp_path: Path) -> None:
    shutil.copytree(tmp_path, tmp_path.with_name("copy"))
    assert Seal(tmp_path.with_name("copy") / file.name).is_whole()


def test_a_write_that_was_cut_off_leaves_it_whole_until_the_next_is_done(file: Path) -> None:
    def killed() -> None:
        with Seal(file).writing():
            file.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()
    assert Seal(file).is_whole()
    with Seal(file).writing():
        file.write_bytes(b"all")
    assert Seal(file).is_whole()
    a_byte(file)
    assert not Seal(file).is_whole()


def test_who_asks_while_one_of_us_writes_waits_for_the_end(file: Path) -> None:
    found: list[bool] = []
    with Seal(file).writing():
        file.write_bytes(b"half")
        asks = threading.Thread(target=lambda: found.append(Seal(file).is_whole()))
        asks.start()
        file.write_bytes(b"all")
        assert not found
    asks.join()
    assert found == [True]


def test_who_waits_for_too_long_gives_up(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal_module, "_WAIT", 0)
    with Seal(file).writing():
        file.write_bytes(b"half")
        with pytest.raises(TimeoutError):
            Seal(file).is_whole()


def test_a_file_that_is_gone_is_told(file: Path) -> None:
    file.unlink()
    with pytest.raises(FileNotFoundError):
        Seal(file).is_whole()
