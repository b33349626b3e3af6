"""A note is whole whatever happens, and no save that nobody read is overwritten (P2 and P3).

JOURNAL_FAULT_ROUNDS makes the loops longer. 1, as in every run, is 15 kills, 60 saves of each hostile
editor and 25 edits of each of two programs; 20 is 300 kills and 1,000 edits, 1,200 saves of each editor.
"""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from journal.errors import EnvironmentFailed
from journal.vault.disk import atomic, lock, store, temporary
from journal.vault.write.change import Change
from journal.vault.write.undo import Log, Step
from tests.faults import programs
from tests.needs import NOT_RUN

PROJECT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("JOURNAL_FAULT_ROUNDS", "1"))

pytestmark = pytest.mark.timeout(300 + 20 * ROUNDS)


@contextmanager
def started(*words: object) -> Iterator[subprocess.Popen[str]]:
    """A program of ``programs`` that does not outlive the test."""
    command = [sys.executable, "-m", "tests.faults.programs", *map(str, words)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as program:
        try:
            yield program
        finally:
            program.kill()


def end(program: subprocess.Popen[str]) -> str:
    said, wrong = program.communicate()
    assert program.returncode == 0, wrong
    return said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "vault").mkdir()
    return tmp_path


def test_notes_are_whole_and_steps_can_be_taken_back_after_every_kill(folder: Path) -> None:
    with started("kills", folder, 15 * ROUNDS) as program:
        said = end(program)
    sys.stdout.write(said)
    assert said.startswith(f"{15 * ROUNDS} kills")


def test_two_of_our_programs_lose_no_edit(folder: Path) -> None:
    for note in programs.NOTES:
        (folder / "vault" / note).touch()
    number = 25 * ROUNDS
    with started("edits", folder, "one", number) as one, started("edits", folder, "two", number) as two:
        for program in (one, two):
            assert program.stdout is not None
            assert program.stdout.readline() == "ready\n"
        for program in (one, two):
            assert program.stdin is not None
            program.stdin.write("go\n")
            program.stdin.flush()
        end(one)
        end(two)
    lines = Counter(line for note in programs.NOTES for line in (folder / "vault" / note).read_text().splitlines())
    assert lines == Counter(f"{name} {line}" for name in ("one", "two") for line in range(number))
    assert sorted(os.listdir(folder / "vault")) == sorted(programs.NOTES)


@pytest.mark.parametrize("way", programs.SAVES)
def test_an_editor_that_saves_all_the_time_loses_no_save(folder: Path, way: str) -> None:
    (folder / "vault" / "x.md").write_bytes(programs.serial_text(0))
    outcomes: Counter[bool] = Counter()
    with started("saves", folder, way, 60 * ROUNDS) as program:
        while program.poll() is None:
            outcomes[programs.edit(folder)] += 1
            if outcomes[True] == 10:
                (folder / programs.ENOUGH).touch()
        saves, lost = map(int, end(program).split())
    sys.stdout.write(f"{way}: {saves} saves, {outcomes[True]} edits, {outcomes[False]} refused, {lost} lost\n")
    assert lost == 0
    assert not [file for file in os.listdir(folder / "vault") if temporary.is_leftover(file)]


SYSTEM_CALLS = (
    "chmod chown close fchmod fchown fsync ftruncate getxattr link listdir listxattr lseek lstat mkdir "
    "open read rename replace scandir setxattr stat unlink write"
).split()


class FailingNth:
    """Lets the nth of our calls to the system fail, once."""

    def __init__(self, number: int, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = number
        self.code = code
        self.active = False
        for name in SYSTEM_CALLS:
            monkeypatch.setattr(os, name, self.wrapped(getattr(os, name)))
        monkeypatch.setattr(fcntl, "fcntl", self.wrapped(fcntl.fcntl))
        if renameat2 := atomic._renameat2():
            failing = self.wrapped(renameat2)
            monkeypatch.setattr(atomic, "_renameat2", lambda: failing)

    def wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def failing(*words: Any, **options: Any) -> Any:
            if self.active:
                self.left -= 1
                if self.left == 0:
                    if call.__name__ == "close":
                        call(*words)
                    raise OSError(self.code, os.strerror(self.code))
            return call(*words, **options)

        return failing


def replaced(root: Path, keep: Path) -> None:
    store.replace(root, "x.md", b"old", b"new text", keep=keep)


def replaced_in_three_steps(root: Path, keep: Path) -> None:
    swap_at_once, atomic._renameat2 = atomic._renameat2, lambda: None  # type: ignore[assignment]
    try:
        replaced(root, keep)
    finally:
        atomic._renameat2 = swap_at_once


def written_in_place(root: Path, keep: Path) -> None:
    store.replace(root, "twin.md", b"old", b"new text", keep=keep)


def created(root: Path, keep: Path) -> None:
    store.create(root, "new/x.md", b"new text")


def removed(root: Path, keep: Path) -> None:
    store.remove(root, "x.md", b"old", keep=keep)


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("write", [replaced, replaced_in_three_steps, written_in_place, created, removed])
def test_a_note_is_old_or_new_whichever_call_to_the_system_fails(
    tmp_path: Path, write: Callable[[Path, Path], None], code: int
) -> None:
    path = "new/x.md" if write is created else "twin.md" if write is written_in_place else "x.md"
    old, new = (None if write is created else b"old"), (None if write is removed else b"new text")
    number = failed = 0
    while True:
        number += 1
        root, keep = tmp_path / str(number), tmp_path / "kept"
        root.mkdir()
        (root / "x.md").write_bytes(b"old")
        if write is written_in_place:
            os.link(root / "x.md", root / path)
        with pytest.MonkeyPatch.context() as monkeypatch:
            failing = FailingNth(number, code, monkeypatch)
            failing.active = True
            try:
                write(root, keep)
                raised = None
            except EnvironmentFailed as error:
                raised = error
            failing.active = False
        if raised:
            failed += 1
            assert path in raised.sentence
        held = (root / path).read_bytes() if (root / path).exists() else None
        assert held in ((old, new) if raised else (new,)), f"call {number}"
        if failing.left > 0:
            break
    assert failed > 5
    assert not raised


@pytest.fixture
def full_disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A disk of 64 kB, where the person may mount one; else the test counts as not run."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=False)
    if mounted.returncode:
        request.node.user_properties.append((NOT_RUN, ["mount as root"]))
        pytest.skip("run as root, where root may mount")
    (disk / "vault").mkdir()
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def fill(disk: Path) -> None:
    with (disk / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
        while ballast.write(bytes(4096)):
            pass


def test_a_full_disk_leaves_the_note_as_it_is_and_says_so(full_disk: Path, tmp_path: Path) -> None:
    root, keep = full_disk / "vault", tmp_path / "kept"
    old, new = b"o" * 20_000, b"n" * 30_000
    (root / "x.md").write_bytes(old)
    fill(full_disk)
    with pytest.raises(EnvironmentFailed, match=r"x\.md could not be written \(No space left .*free some space"):
        store.replace(root, "x.md", old, new, keep=keep)
    with pytest.raises(EnvironmentFailed, match="free some space"):
        store.create(root, "y.md", new)
    assert os.listdir(root) == ["x.md"]
    assert (root / "x.md").read_bytes() == old
    (full_disk / "ballast").unlink()
    store.replace(root, "x.md", old, new, keep=keep)
    assert (root / "x.md").read_bytes() == new


def test_a_note_with_two_names_on_a_full_disk_has_its_old_text_back(full_disk: Path, tmp_path: Path) -> None:
    root = full_disk / "vault"
    (root / "x.md").write_bytes(b"old")
    os.link(root / "x.md", root / "twin.md")
    fill(full_disk)
    with pytest.raises(EnvironmentFailed, match=r"free some space.* Its text is kept as ") as raised:
        store.replace(root, "x.md", b"old", b"n" * 30_000, keep=tmp_path / "kept")
    assert (root / "x.md").read_bytes() == b"old"
    assert str(raised.value).endswith(f"{next((tmp_path / 'kept').iterdir())}.")
    with pytest.raises(EnvironmentFailed, match="free some space"):
        store.replace(root, "x.md", b"old", b"new", keep=full_disk / "kept")
    assert (root / "x.md").read_bytes() == b"old"


def test_where_the_state_folder_is_full_nothing_is_written(full_disk: Path, tmp_path: Path) -> None:
    root, state = tmp_path / "vault", full_disk / "state"
    root.mkdir()
    (root / "x.md").write_bytes(b"old")
    log = Log(state, root, keep=tmp_path / "kept")
    with lock.held(state, root):
        with log.recording(Step("first", (Change("x.md", b"older", b"old"),))):
            pass
        fill(full_disk)
        step = Step("second", (Change("x.md", b"old", b"n" * 30_000),))
        with pytest.raises(EnvironmentFailed, match="free some space"), log.recording(step):
            pytest.fail("the notes are written although the step is not")
        (full_disk / "ballast").unlink()
        assert log.undo().summary == "first"
