from __future__ import annotations

import os
import stat
import struct
from collections.abc import Callable
from errno import EIO
from pathlib import Path

import pytest

from journal import Vault, parse_filter
from journal.errors import EnvironmentFailed, NoteChanged, Refused
from journal.model import Day
from journal.vault.disk import atomic, note_file, store
from tests.vaults import MakeVault


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "state" / "kept"


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault({"asks/x.md": "old"})


@pytest.fixture(params=["in one step", "in three steps", "without hard links"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Linux, any other system, and any other file system."""
    if request.param != "in one step":
        monkeypatch.setattr(atomic, "_renameat2", lambda: None)
    if request.param == "without hard links":
        monkeypatch.setattr(os, "link", _no_links)
    return str(request.param)


def _no_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def kept(keep: Path) -> list[bytes]:
    return sorted(file.read_bytes() for file in keep.iterdir()) if keep.exists() else []


def names(root: Path) -> list[str]:
    return sorted(file.relative_to(root).as_posix() for file in root.rglob("*") if not file.is_dir())


class Between:
    """Lets somebody else do something right before our nth exchange."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.number = 0
        self.does: dict[int, Callable[[], object]] = {}
        self.real = atomic.exchange
        monkeypatch.setattr(atomic, "exchange", self)

    def __call__(self, one: str, other: str, spare: str) -> bool:
        self.number += 1
        if self.number in self.does:
            self.does[self.number]()
        return self.real(one, other, spare)


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Between:
    return Between(monkeypatch)


Save = Callable[[Path, bytes], object]


def rename_save(note: Path, text: bytes) -> None:
    new = note.with_name("editor~")
    new.write_bytes(text)
    new.replace(note)


def test_writes_what_it_is_given_and_leaves_nothing_else(root: Path, keep: Path, way: str) -> None:
    store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert (root / "asks/x.md").read_bytes() == b"new"
    assert names(root) == ["asks/x.md"]


def test_keeps_what_came_out_only_where_it_cannot_be_one_step(root: Path, keep: Path, way: str) -> None:
    store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert kept(keep) == ([] if way == "in one step" else [b"old"])


def test_the_number_of_the_system_call_serves_where_the_library_has_no_function(
    root: Path, keep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)

    class Old:
        syscall = library.syscall

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Old)
    atomic._renameat2.cache_clear()
    try:
        store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    finally:
        atomic._renameat2.cache_clear()
    assert (root / "asks/x.md").read_bytes() == b"new"
    assert kept(keep) == []


@pytest.fixture
def _done_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system renames and says that it could not, as a network may lose the answer."""
    renames = atomic._renameat2()
    assert renames

    def renameat2(old: bytes, new: bytes, flags: int) -> None:
        renames(old, new, flags)
        raise OSError(EIO, "Input/output error")

    monkeypatch.setattr(atomic, "_renameat2", lambda: renameat2)


@pytest.mark.usefixtures("_done_and_refused")
def test_a_rename_that_happened_is_no_failure_whatever_the_system_says(root: Path, keep: Path) -> None:
    store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    store.create(root, "asks/y.md", b"made")
    assert [(root / name).read_bytes() for name in names(root)] == [b"new", b"made"]
    store.remove(root, "asks/x.md", b"new", keep=keep)
    assert names(root) == ["asks/y.md"]
    with pytest.raises(Refused, match="is there already"):
        store.create(root, "asks/y.md", b"made")
    assert (root / "asks/y.md").read_bytes() == b"made"
    assert kept(keep) == []


@pytest.mark.parametrize("held", [b"", b"ol", b"older", b"OLD"])
def test_a_note_that_holds_anything_else_is_left_alone(root: Path, keep: Path, held: bytes) -> None:
    (root / "asks/x.md").write_bytes(held)
    with pytest.raises(NoteChanged, match=r"asks/x\.md has changed meanwhile") as raised:
        store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert raised.value.status == 3
    assert (root / "asks/x.md").read_bytes() == held
    assert names(root) == ["asks/x.md"]


def test_a_note_that_is_gone_has_changed(root: Path, keep: Path) -> None:
    (root / "asks/x.md").unlink()
    with pytest.raises(NoteChanged):
        store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert names(root) == []


@pytest.mark.parametrize("save", [rename_save, Path.write_bytes])
def test_a_save_in_the_last_moment_is_put_back(root: Path, keep: Path, between: Between, way: str, save: Save) -> None:
    note = root / "asks/x.md"
    between.does[1] = lambda: save(note, b"theirs")
    with pytest.raises(NoteChanged) as raised:
        store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert note.read_bytes() == b"theirs"
    assert names(root) == ["asks/x.md"]
    assert raised.value.kept is None
    assert kept(keep) == ([] if way == "in one step" else [b"new"])


@pytest.mark.parametrize("save", [rename_save, Path.write_bytes])
def test_a_save_while_another_is_put_back_wins_and_the_other_is_kept(
    root: Path, keep: Path, between: Between, save: Save
) -> None:
    note = root / "asks/x.md"
    between.does[1] = lambda: save(note, b"first")
    between.does[2] = lambda: save(note, b"second")
    between.does[3] = lambda: rename_save(note, b"third")
    with pytest.raises(NoteChanged, match="is kept for 7 days as") as raised:
        store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert raised.value.kept is not None
    assert (note.read_bytes(), Path(raised.value.kept).read_bytes()) == (b"third", b"second")
    assert names(root) == ["asks/x.md"]


def test_a_note_taken_away_while_a_save_is_put_back_leaves_the_save_kept(
    root: Path, keep: Path, between: Between
) -> None:
    note = root / "asks/x.md"
    between.does[1] = lambda: rename_save(note, b"theirs")
    between.does[2] = note.unlink
    with pytest.raises(NoteChanged) as raised:
        store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert raised.value.kept is not None
    assert Path(raised.value.kept).read_bytes() == b"theirs"
    assert names(root) == []


def test_a_program_that_has_the_note_open_for_writing_still_writes_to_the_note(root: Path, keep: Path) -> None:
    note = root / "asks/x.md"
    with note.open("r+b") as editor:
        with pytest.raises(NoteChanged, match=r"asks/x\.md is open in a program that may write it"):
            store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
        editor.write(b"theirs")
    assert note.read_bytes() == b"theirs"
    store.replace(root, "asks/x.md", b"theirs", b"new", keep=keep)
    assert note.read_bytes() == b"new"


def test_where_leases_are_not_to_be_had_the_old_file_is_kept_itself(
    root: Path, keep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "lease", lambda _: None)
    with (root / "asks/x.md").open("r+b") as editor:
        store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
        editor.write(b"theirs")
    assert (root / "asks/x.md").read_bytes() == b"new"
    assert kept(keep) == [b"theirs"]


def test_a_note_that_became_a_link_in_the_last_moment_stays_one(root: Path, keep: Path, between: Between) -> None:
    note = root / "asks/x.md"

    def become_link() -> None:
        note.rename(root / "y.md")
        note.symlink_to(root / "y.md")

    between.does[1] = become_link
    with pytest.raises(NoteChanged):
        store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert note.is_symlink()
    assert note.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["x" * 252 + ".md", "ü" * 126 + ".md", os.fsdecode(b"\xff\xfe.md"), "\x1b\n.md"])
def test_every_name_that_the_system_takes_can_be_written(root: Path, keep: Path, name: str) -> None:
    (root / name).write_bytes(b"old")
    store.replace(root, name, b"old", b"new", keep=keep)
    assert (root / name).read_bytes() == b"new"


def test_a_leftover_of_a_dead_program_with_our_number_is_not_in_the_way(root: Path, keep: Path) -> None:
    leftover = root / f"asks/.~x.md.{os.getpid()}.tmp"
    leftover.write_bytes(b"unread")
    store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert (root / "asks/x.md").read_bytes() == b"new"
    assert leftover.read_bytes() == b"unread"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_stays(root: Path, keep: Path, way: str, mode: int) -> None:
    (root / "asks/x.md").chmod(mode)
    store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert stat.S_IMODE((root / "asks/x.md").stat().st_mode) == mode


def test_the_owner_stays_where_the_system_allows_it(root: Path, keep: Path) -> None:
    wanted = (12_345, 23_456) if os.geteuid() == 0 else (os.geteuid(), [os.getegid(), *os.getgroups()][-1])
    os.chown(root / "asks/x.md", *wanted)
    store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    status = (root / "asks/x.md").stat()
    assert (status.st_uid, status.st_gid) == wanted


def test_a_group_that_cannot_stay_leaves_ours_no_more_than_everyone_has(
    root: Path, keep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "asks/x.md").chmod(0o664)
    monkeypatch.setattr(os, "fchown", _no_links)
    store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert stat.S_IMODE((root / "asks/x.md").stat().st_mode) == 0o644


def test_extended_attributes_stay(root: Path, keep: Path) -> None:
    os.setxattr(root / "asks/x.md", "user.origin", b"somewhere\0")
    store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert os.getxattr(root / "asks/x.md", "user.origin") == b"somewhere\0"


def test_a_list_of_access_stays(root: Path, keep: Path) -> None:
    nobody = 0xFFFFFFFF
    entries = [(1, 6, nobody), (2, 6, 12_345), (4, 4, nobody), (16, 6, nobody), (32, 4, nobody)]
    access = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    os.setxattr(root / "asks/x.md", "system.posix_acl_access", access)  # setfacl -m u:12345:rw
    store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
    assert os.getxattr(root / "asks/x.md", "system.posix_acl_access") == access


def test_a_link_stays_and_its_target_is_written(root: Path, keep: Path) -> None:
    (root / "link.md").symlink_to("asks/x.md")
    store.replace(root, "link.md", b"old", b"new", keep=keep)
    assert (root / "link.md").is_symlink()
    assert (root / "asks/x.md").read_bytes() == b"new"


@pytest.mark.parametrize("path", ["link.md", "folder/x.md", "../outside/x.md"])
def test_what_lies_outside_the_vault_is_refused(root: Path, keep: Path, path: str) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "x.md").write_bytes(b"old")
    (root / "link.md").symlink_to(outside / "x.md")
    (root / "folder").symlink_to(outside)
    with pytest.raises(Refused, match="outside the vault") as raised:
        store.replace(root, path, b"old", b"new", keep=keep)
    assert raised.value.status == 2
    assert (outside / "x.md").read_bytes() == b"old"
    with pytest.raises(Refused, match="outside the vault"):
        store.create(root, "folder/deep/y.md", b"new")
    assert names(outside) == ["x.md"]


def test_a_vault_reached_by_a_link_is_written(root: Path, keep: Path) -> None:
    (root.parent / "link").symlink_to(root)
    store.replace(root.parent / "link", "asks/x.md", b"old", b"new", keep=keep)
    assert (root / "asks/x.md").read_bytes() == b"new"


def test_a_note_with_two_names_is_written_under_both_after_a_backup(root: Path, keep: Path) -> None:
    os.link(root / "asks/x.md", root / "twin.md")
    store.replace(root, "asks/x.md", b"old", b"newer", keep=keep)
    store.replace(root, "twin.md", b"newer", b"n", keep=keep)
    assert (root / "asks/x.md").read_bytes() == (root / "twin.md").read_bytes() == b"n"
    assert (root / "asks/x.md").samefile(root / "twin.md")
    assert kept(keep) == [b"newer", b"old"]


@pytest.mark.parametrize(("path", "mode"), [("asks/x.md", 0o444), ("asks", 0o555)])
def test_what_is_read_only_is_not_written_not_even_by_root(root: Path, keep: Path, path: str, mode: int) -> None:
    before = stat.S_IMODE((root / path).stat().st_mode)
    (root / path).chmod(mode)
    try:
        with pytest.raises(EnvironmentFailed, match=r"asks/x.md is read-only: allow writing it") as raised:
            store.replace(root, "asks/x.md", b"old", b"new", keep=keep)
        assert raised.value.status == 4
        with pytest.raises(EnvironmentFailed, match="is read-only"):
            store.remove(root, "asks/x.md", b"old", keep=keep)
    finally:
        (root / path).chmod(before)
    assert names(root) == ["asks/x.md"]
    assert (root / "asks/x.md").read_bytes() == b"old"


def test_create_writes_a_note_and_its_folders(root: Path, way: str) -> None:
    store.create(root, "people/old friends/maria.md", b"text")
    assert (root / "people/old friends/maria.md").read_bytes() == b"text"
    assert names(root) == ["asks/x.md", "people/old friends/maria.md"]


def test_the_mode_of_a_new_note_is_what_the_person_gives_new_files(root: Path) -> None:
    before = os.umask(0o027)
    try:
        store.create(root, "y.md", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((root / "y.md").stat().st_mode) == 0o640


def test_create_never_overwrites(root: Path, way: str) -> None:
    with pytest.raises(Refused, match=r"asks/x\.md is there already"):
        store.create(root, "asks/x.md", b"new")
    (root / "dangling.md").symlink_to("nowhere.md")
    store.create(root, "dangling.md", b"new")
    assert (root / "asks/x.md").read_bytes() == b"old"
    assert names(root) == ["asks/x.md", "dangling.md", "nowhere.md"]


def test_a_file_in_the_place_of_a_new_notes_folder_is_named_with_the_cure(root: Path) -> None:
    with pytest.raises(EnvironmentFailed, match=r"asks/x.md/y.md could not be written .*choose another name"):
        store.create(root, "asks/x.md/y.md", b"new")


def test_create_leaves_a_read_only_folder_alone(root: Path) -> None:
    root.chmod(0o555)
    try:
        with pytest.raises(EnvironmentFailed, match=r"The folder of new/y\.md is read-only"):
            store.create(root, "new/y.md", b"new")
    finally:
        root.chmod(0o755)
    assert not (root / "new").exists()


def test_remove_deletes_a_note_that_is_as_read(root: Path, keep: Path, way: str) -> None:
    store.remove(root, "asks/x.md", b"old", keep=keep)
    assert names(root) == []


def test_remove_leaves_a_note_that_holds_anything_else(root: Path, keep: Path) -> None:
    with pytest.raises(NoteChanged):
        store.remove(root, "asks/x.md", b"older", keep=keep)
    assert (root / "asks/x.md").read_bytes() == b"old"


@pytest.mark.parametrize("save", [rename_save, Path.write_bytes])
def test_remove_puts_back_a_save_in_the_last_moment(
    root: Path, keep: Path, monkeypatch: pytest.MonkeyPatch, save: Save
) -> None:
    rename = atomic.rename_to_free

    def rename_late(old: str, new: str) -> None:
        if old.endswith("x.md"):
            save(Path(old), b"theirs")
        rename(old, new)

    monkeypatch.setattr(atomic, "rename_to_free", rename_late)
    with pytest.raises(NoteChanged):
        store.remove(root, "asks/x.md", b"old", keep=keep)
    assert (root / "asks/x.md").read_bytes() == b"theirs"
    assert names(root) == ["asks/x.md"]


def test_remove_leaves_a_link_to_a_note(root: Path, keep: Path) -> None:
    (root / "link.md").symlink_to("asks/x.md")
    with pytest.raises(Refused, match=r"link.md is a link"):
        store.remove(root, "link.md", b"old", keep=keep)
    assert names(root) == ["asks/x.md", "link.md"]


def test_a_link_that_leads_outside_is_not_read(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({"a.md": "inside"})
    (tmp_path / "secret.md").write_text("secret")
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "in.md").symlink_to("a.md")
    assert note_file.read(root, "in.md", 100) == b"inside"
    with pytest.raises(OSError, match="leads outside the vault"):
        note_file.read(root, "out.md", 100)


def test_search_finds_nothing_outside_the_vault(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({"a.md": "inside"})
    (tmp_path / "secret.md").write_text("zebra")
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    assert Vault.open(root).search(Day(2026, 3, 16), parse_filter("zebra")).total == 0
