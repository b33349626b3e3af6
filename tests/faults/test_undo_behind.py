"""What is left half done, changed by others, or in the way of the log is told, and undo gets past it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from journal import Vault
from journal.cli.main import main
from journal.errors import EnvironmentFailed, NotTakenBack, Refused
from journal.places import state_folder
from journal.vault.disk import in_place, lock, store, temporary
from journal.vault.disk.rescue import append, keep_file
from journal.vault.watch.mounts import disk_of
from journal.vault.write import undo, undo_texts
from journal.vault.write.change import Change
from journal.vault.write.undo import Log, Step
from tests.vaults import MakeVault

CHECKOUT = Path(__file__).parents[2]
OWED = "---\ncontact: {0}\nask: Could you {0}?\noutcome: yes\noutcome_date: 2026-03-08\n---\nBody {0}\n"
NOTES = {f"{name}.md": OWED.format(name) for name in "abc"}


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


def call(root: Path, *words: str) -> int:
    return main([*words, "--vault", str(root), "--today", "2026-03-16"])


def log_of(root: Path) -> Log:
    return Log(state_folder(), root, keep=lock.kept_texts(state_folder(), root))


def killed(root: Path, step: Step) -> None:
    """Leave a step behind as a kill does after its first note."""
    log = log_of(root)
    with lock.held(state_folder(), root), suppress(KeyboardInterrupt), log.recording(step):
        (root / step.changes[0].path).write_bytes(step.changes[0].after or b"")
        raise KeyboardInterrupt


def test_a_note_in_the_way_is_named_and_the_others_can_be_taken_back(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(root, "set", "a", "why=first") == 0
    assert call(root, "thank", "a", "b", "c") == 0
    (root / "b.md").write_text("theirs")
    assert call(root, "undo") == 3
    told = capsys.readouterr().err
    assert "b.md has changed" in told
    assert "journal undo --others” takes back a.md, c.md" in told
    assert "thanked" in (root / "a.md").read_text()
    assert call(root, "undo", "--others") == 0
    assert "thanked" not in (root / "a.md").read_text() + (root / "c.md").read_text()
    assert (root / "b.md").read_text() == "theirs"
    assert call(root, "undo") == 0
    assert (root / "a.md").read_text() == NOTES["a.md"]


@pytest.mark.parametrize("happened", ["edited", "deleted", "renamed"])
def test_a_step_of_which_nothing_can_be_taken_back_is_passed_over(root: Path, happened: str) -> None:
    vault = Vault.open(root)
    assert call(root, "set", "a", "why=first") == 0
    assert call(root, "set", "b", "why=second") == 0
    note = root / "b.md"
    note.write_text("theirs") if happened == "edited" else note.unlink() if happened == "deleted" else note.rename(
        root / "x.md"
    )
    with pytest.raises(NotTakenBack, match="passes over it"):
        vault.undo()
    assert [change.path for change in vault.undo(others=True).changes] == ["a.md"]
    assert (root / "a.md").read_text() == NOTES["a.md"]
    with pytest.raises(Refused, match="nothing to take back"):
        vault.undo()


def cut_off(text: bytes, new: bytes, written: int) -> bytes:
    return new[:written] + text[written:]


@pytest.mark.parametrize("way", ["writing", "taking back"])
@pytest.mark.parametrize("written", [30, 60, 75])
def test_a_torn_note_with_two_names_is_announced_and_restored(
    root: Path, capsys: pytest.CaptureFixture[str], way: str, written: int
) -> None:
    """As a kill within the write leaves it: the beginning of the one text, and the rest of the other."""
    os.link(root / "a.md", root.parent / "second")
    before, after = NOTES["a.md"].encode(), NOTES["a.md"].encode().replace(b"ask:", b"why: first\nask:")
    killed(root, Step("Set why", (Change("a.md", before, after),)))
    old, new = (before, after) if way == "writing" else (after, before)
    torn = cut_off(old, new, written)
    assert in_place.is_torn(torn, old, new)
    with (root / "a.md").open("r+b") as file:
        file.write(torn)
        file.truncate(len(torn))
    assert call(root, "due") == 0
    told = capsys.readouterr().err
    assert "a.md was being written" in told
    kept = Path(told.split("kept as ")[1].strip().removesuffix("."))
    assert kept.read_bytes() == before
    assert call(root, "undo") == 0
    assert (root.parent / "second").read_bytes() == before
    capsys.readouterr()
    assert call(root, "due") == 0
    assert capsys.readouterr().err == ""


def test_a_step_that_was_killed_is_announced_until_it_is_taken_back(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = (Change(name, text.encode(), text.encode() + b"more\n") for name, text in NOTES.items())
    killed(root, Step("Thanked", tuple(changes)))
    for _ in range(2):
        assert call(root, "due") == 0
        told = capsys.readouterr().err
        assert "“Thanked” was cut short: a.md is as written, b.md, c.md are as before" in told
    assert call(root, "undo") == 0
    capsys.readouterr()
    assert call(root, "due") == 0
    assert capsys.readouterr().err == ""
    assert {name: (root / name).read_text() for name in NOTES} == NOTES


def test_a_log_that_cannot_be_read_for_a_moment_stops_the_write_and_keeps_every_step(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call(root, "set", "a", "why=first") == 0
    read = undo_texts._read

    def fails(path: str) -> bytes:
        if path.endswith("/undo.jsonl"):
            raise OSError(5, "Input/output error")
        return read(path)

    with monkeypatch.context() as patch:
        patch.setattr(undo_texts, "_read", fails)
        with pytest.raises(EnvironmentFailed, match="cannot be read"):
            Vault.open(root).undo()
        assert call(root, "set", "b", "why=second") == 4
    assert (root / "b.md").read_text() == NOTES["b.md"]
    assert call(root, "set", "c", "why=third") == 0
    assert call(root, "undo") == 0
    assert call(root, "undo") == 0
    assert {name: (root / name).read_text() for name in NOTES} == NOTES


def test_an_undo_whose_end_cannot_be_recorded_can_be_done_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(root, "thank", "a", "b") == 0
    thanked = {name: (root / name).read_text() for name in NOTES}
    calls = []

    def fails_at_the_end(log: str, line: bytes) -> None:
        calls.append(line)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        append(log, line)

    with monkeypatch.context() as patch:
        patch.setattr(undo, "append", fails_at_the_end)
        assert call(root, "undo") == 0
    assert {name: (root / name).read_text() for name in NOTES} == NOTES
    assert call(root, "redo") == 0
    assert {name: (root / name).read_text() for name in NOTES} == thanked


def test_what_a_full_state_disk_left_is_dropped_at_the_next_write(root: Path) -> None:
    assert call(root, "set", "a", "why=first") == 0
    left = Path(lock.state_of(state_folder(), root), "undo", "0123.new")
    left.write_bytes(bytes(1000))
    assert call(root, "set", "b", "why=first") == 0
    assert not left.exists()


def test_a_text_that_cannot_be_stored_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: str, data: bytes) -> None:
        Path(path).write_bytes(data[:10])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(undo_texts, "_write", full)
        assert call(root, "set", "a", "why=first") == 4
    assert (root / "a.md").read_text() == NOTES["a.md"]
    assert os.listdir(Path(lock.state_of(state_folder(), root), "undo")) == []


@pytest.mark.parametrize("kind", ["link to a device", "link to a file", "pipe", "folder"])
def test_a_leftover_that_is_no_file_is_not_ours(root: Path, tmp_path: Path, kind: str) -> None:
    (secret := tmp_path / "secret").write_text("secret")
    leftover = root / ".~a.md.999999.tmp"
    if kind.startswith("link"):
        leftover.symlink_to("/dev/zero" if "device" in kind else secret)
    else:
        os.mkfifo(leftover) if kind == "pipe" else leftover.mkdir()
    assert call(root, "due") == 0
    assert os.path.lexists(leftover)
    assert temporary.sweep(root, [leftover.name], keep=tmp_path / "kept") == []
    assert not (tmp_path / "kept").exists()


def test_what_is_kept_on_another_disk_is_never_what_a_link_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to("/etc/passwd")
    replace = os.replace

    def another_disk(old: str, new: str) -> None:
        if str(old).endswith("link"):
            raise OSError(18, "Invalid cross-device link")
        replace(old, new)

    monkeypatch.setattr(os, "replace", another_disk)
    with pytest.raises(OSError, match="Too many levels"):
        keep_file(tmp_path / "kept", "x.md", str(tmp_path / "link"))
    assert os.listdir(tmp_path / "kept") == []


@pytest.mark.parametrize(
    ("mounted", "path"),
    [
        ("/x/mé", "/x/mé"),
        ("/x/m\\040dir", "/x/m dir"),
        ("/x/tab\\011", "/x/tab\t"),
        ("/x/back\\134slash", "/x/back\\slash"),
        ("/x/日本", "/x/日本/notes"),
        ("/x/n\\134n", "/x/n\\n"),
    ],
)
def test_a_disk_is_known_by_any_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mounted: str, path: str) -> None:
    (tmp_path / "mounts").write_text(f"/dev/a / ext4 rw 0 0\nsrc {mounted} fuse.sshfs rw 0 0\n")
    monkeypatch.setattr("journal.vault.watch.mounts._MOUNTS", str(tmp_path / "mounts"))
    assert disk_of(path) == "fuse.sshfs"
    assert disk_of("/x/other") == "ext4"


def test_a_huge_note_is_not_edited(make_vault: MakeVault, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_vault({**NOTES, "journal.toml": "max_note_bytes = 1000"})
    with (root / "a.md").open("r+b") as note:
        note.truncate(2_000_000_000)  # of which nothing is on the disk
    before = (root / "a.md").stat()
    for words in (["thank", "a"], ["set", "a", "why=x"], ["outcome", "a", "yes"]):
        assert call(root, *words) == 2
        assert "too large to be edited" in capsys.readouterr().err
    after = (root / "a.md").stat()
    assert (after.st_ino, after.st_size, after.st_mtime_ns) == (before.st_ino, before.st_size, before.st_mtime_ns)


def test_a_write_that_cannot_be_told_is_told_as_written(root: Path) -> None:
    command = [sys.executable, "-m", "journal", "thank", "a", "--vault", str(root)]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=CHECKOUT)
    assert done.returncode == 4
    assert "thanked" in (root / "a.md").read_text()
    assert "That is written" in done.stderr
    assert "No space left" in done.stderr


def test_a_disk_that_is_read_only_is_told_as_such(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.statvfs

    def read_only(place: str) -> os.statvfs_result:
        return os.statvfs_result([*real(place)[:8], os.ST_RDONLY, real(place)[9]])

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "statvfs", read_only)
    with pytest.raises(EnvironmentFailed, match="mounted read-only"):
        store.replace(root, "a.md", NOTES["a.md"].encode(), b"new", keep=root.parent / "kept")


def test_a_text_that_cannot_be_read_for_a_moment_is_still_stored(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(root, "set", "a", "why=first") == 0
    read = undo_texts._read

    def fails(path: str) -> bytes:
        if "/undo/" in path:
            raise OSError(28, "No space left on device")
        return read(path)

    with monkeypatch.context() as patch:
        patch.setattr(undo_texts, "_read", fails)
        assert call(root, "undo") == 4
    assert call(root, "undo") == 0
