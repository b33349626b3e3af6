from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from journal.vault.disk import rescue


def test_a_text_is_kept_where_only_the_person_reads_it(tmp_path: Path) -> None:
    place = Path(rescue.keep_text(tmp_path / "state" / "kept", "maria.md", b"text"))
    assert place.read_bytes() == b"text"
    assert place.name.endswith("-maria.md")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_two_texts_of_one_note_are_both_kept(tmp_path: Path) -> None:
    places = [rescue.keep_text(tmp_path, "maria.md", text) for text in (b"one", b"two")]
    assert [Path(place).read_bytes() for place in places] == [b"one", b"two"]


@pytest.mark.parametrize("name", ["x" * 255, "ü" * 127, os.fsdecode(b"\xff.md"), "\n\x1b.md"])
def test_a_note_of_any_name_is_kept(tmp_path: Path, name: str) -> None:
    assert Path(rescue.keep_text(tmp_path, name, b"text")).read_bytes() == b"text"


def test_a_file_on_the_same_disk_is_kept_itself(tmp_path: Path) -> None:
    source = tmp_path / "x.md"
    source.write_bytes(b"text")
    number = source.stat().st_ino
    assert os.stat(rescue.keep_file(tmp_path / "kept", "x.md", str(source))).st_ino == number
    assert not source.exists()


def test_a_file_of_another_disk_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other_disk(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "replace", other_disk)
    source = tmp_path / "x.md"
    source.write_bytes(b"text")
    assert Path(rescue.keep_file(tmp_path / "kept", "x.md", str(source))).read_bytes() == b"text"
    assert not source.exists()


def test_a_file_that_cannot_be_kept_stays_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "replace", no)
    source = tmp_path / "x.md"
    source.write_bytes(b"text")
    with pytest.raises(PermissionError):
        rescue.keep_file(tmp_path / "kept", "x.md", str(source))
    assert source.read_bytes() == b"text"
    assert list((tmp_path / "kept").iterdir()) == []
