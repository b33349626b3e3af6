"""Which files are copies that sync programs left, by the names that these programs give, and of which version."""

from __future__ import annotations

import pytest

from journal.notes import original_id
from journal.sync.copies import Copy, common_version, copies


@pytest.mark.parametrize(
    "name",
    [
        "x.sync-conflict-20260304-101500-ABCDEFG",  # Syncthing
        "x.sync-conflict-20150304-101500",  # Syncthing, before 0.14
        "x (conflicted copy)",  # Dropbox
        "x (conflicted copy 2026-03-04)",
        "x (conflicted copy 2026-03-04 (1))",
        "x (Ben's conflicted copy 2026-03-04)",
        "x (Ben’s conflicted copy)",
        "x (Ben (work)'s conflicted copy 2026-03-04)",
        "x (Case Conflict)",
        "x (Case Conflict 1)",
        "x (Unicode Encoding Conflict)",
        "x (white space conflict)",
        "x (Selective Sync Conflict)",
        "x (Conflicted copy Ben's iPhone 202603041015)",  # Obsidian
        "x (conflicted copy 2018-04-10 093612)",  # Nextcloud, ownCloud
        "x (conflicted copy Maria Lopez 2018-04-10 093612)",
        "x_conflict-20180328-101010",
        "x_conflict_maria-20180328-101010",
        "x (Conflict Maria Lopez 2026-03-04 10-15-00)",
        "x (SFConflict maria@example.org 2026-03-04-10-15-00)",  # Seafile
        "x (SFConflict 2026-03-04-10-15-00)",
        "x (SFConflict Maria 2026-Mar-4-10-15-00)",
        "x (Maria's conflicting copy 2022-08-30)",  # Maestral
        "x (conflicting copy)",
        "x (conflicting copy 1)",
        "x (case conflict)",
    ],
)
def test_a_name_that_only_a_sync_program_gives(name: str) -> None:
    assert original_id(name) == "x"
    path = f"asks/{name}.md"
    assert copies(["asks/x.md", path]) == [Copy(path, "asks/x.md", True)]
    assert copies([path]) == []
    assert copies(["x.md", path]) == []


@pytest.mark.parametrize("name", ["x 2", "x 12", "x (1)", "x(2)", "x-DESKTOP-AB12CDE", "x-MYPC"])
def test_a_name_that_may_be_a_notes_own_is_doubtful(name: str) -> None:
    assert original_id(name) is None
    assert copies(["x.md", f"{name}.md"]) == [Copy(f"{name}.md", "x.md", False)]
    assert copies([f"{name}.md"]) == []


@pytest.mark.parametrize(
    "name",
    ["x conflict", "x (conflict with Bob)", "x (a Conflict of 2026)", "x-maria", "x-2026-03-04", "x 2026", "x (note)",
     "x_conflict-soon", "x.sync-conflict-soon", "y (conflicted copy)", "x (Case Conflict, the film)"],
)  # fmt: skip
def test_other_names(name: str) -> None:
    assert copies(["x.md", f"{name}.md"]) == []


def test_a_copy_of_a_copy_is_one_of_the_note() -> None:
    twice = "x (conflicted copy 2026-03-04).sync-conflict-20260304-101500-ABCDEFG.md"
    assert copies(["x.md", twice]) == [Copy(twice, "x.md", True)]
    assert copies(["X.markdown", "x (Case Conflict).md"]) == [Copy("x (Case Conflict).md", "X.markdown", True)]


BASE = b"a\nb\nc\n"
NOTE, COPY = b"a\nb\nc by phone\n", b"a by laptop\nb\nc\n"


@pytest.mark.parametrize(
    ("versions", "common"),
    [
        ([], b""),
        ([BASE], BASE),
        ([b"a\n", BASE], b"a\n"),  # c, and a, may be of one side: an older version is no loss
        ([b"old\nb\n", b"b\nnew\n"], b"b\nnew\n"),
        ([BASE, COPY], BASE),
        ([BASE, COPY, NOTE], BASE),
        ([BASE, NOTE], BASE),
        ([NOTE], b""),
        ([COPY], b""),
        ([BASE, b"a by laptop\nb\nc\n", b"a by laptop\nb\nc\nd\n"], BASE),
    ],
)
def test_the_newest_version_that_both_come_from(versions: list[bytes], common: bytes) -> None:
    assert common_version(versions, NOTE, COPY) == common
