"""Copies that sync programs leave, merged into their notes by key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clones import BASE, BOTH, NOTE, OUTCOME, THANKED, Clone, changed

pytestmark = pytest.mark.needs("git")

COPY = "asks/x.sync-conflict-20260304-101500-ABCDEFG.md"
DROPBOX = "asks/x (Ben's conflicted copy 2026-03-04).md"


@pytest.fixture
def vault(tmp_path: Path, git_home: Path) -> Clone:
    """A vault without git."""
    (tmp_path / "v").mkdir()
    return Clone(tmp_path / "v", tmp_path / "state")


def test_a_copy_is_merged_by_key_and_goes(vault: Clone) -> None:
    vault.write(OUTCOME)
    vault.write(THANKED, COPY)
    before = vault.files()
    assert COPY in vault.call("resolve", COPY, "--dry-run").out
    assert vault.files() == before
    done = vault.call("resolve", COPY)
    assert (done.status, done.err) == (0, "")
    assert vault.files() == {NOTE: BOTH.encode()}
    assert vault.call("undo").status == 0
    assert vault.files() == before


def test_without_a_note_the_copies_are_listed(vault: Clone) -> None:
    vault.write(OUTCOME)
    vault.write(THANKED, COPY)
    done = vault.call("resolve")
    assert (done.status, f"\n  {COPY}: a copy that a sync program left" in done.err) == (2, True), done.err


def test_gits_newest_common_version_is_the_base(two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    desk.write(changed("tags: [warm, work]\n", "tags: [work]\n", OUTCOME))
    desk.write(changed("asked: 2026-03-01", "asked: 2026-03-02", THANKED), COPY)
    assert desk.call("resolve", COPY).status == 0
    assert not (desk.root / COPY).exists()
    fields = desk.fields()
    assert (fields["tags"], str(fields["asked"]), fields["outcome"]) == (("work",), "2026-03-02", "She did")
    assert str(fields["thanked"]) == "2026-03-05"
    desk.sync()


def test_what_both_changed_is_left_to_decide(two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    desk.write(changed("outcome:\n", "outcome: Yes\n"))
    desk.write(changed("outcome:\n", "outcome: No\n"), COPY)
    done = desk.call("resolve", COPY)
    assert (done.status, f"journal resolve {NOTE}" in done.out) == (1, True)
    assert not (desk.root / COPY).exists()
    assert desk.call("resolve", NOTE, "outcome=theirs").status == 0
    assert desk.fields()["outcome"] == "No"


def test_all_are_merged_after_a_preview_and_doubtful_ones_only_asked_about(vault: Clone) -> None:
    vault.write(OUTCOME)
    vault.write(THANKED, COPY)
    vault.write(changed("The end.", "The end.\n\nFrom the phone."), DROPBOX)
    vault.write(BASE, "asks/x 2.md")
    vault.write(BASE, "asks/y (conflicted copy).md")
    before = vault.files()
    preview = vault.call("resolve", "--all", "--dry-run").out
    assert f"{COPY} → {NOTE}" in preview
    assert "asks/x 2.md may be a copy of asks/x.md" in preview
    assert vault.files() == before
    document = vault.call("resolve", "--all", "--json").document
    assert [(each["path"], each["note"], each["sure"]) for each in document["copies"]] == [
        (DROPBOX, NOTE, True),
        (COPY, NOTE, True),
        ("asks/x 2.md", NOTE, False),
    ]
    assert set(vault.files()) == {NOTE, "asks/x 2.md", "asks/y (conflicted copy).md"}
    text = vault.text()
    assert "From the phone." in text
    assert (vault.fields()["outcome"], str(vault.fields()["thanked"])) == ("She did", "2026-03-05")
    assert vault.call("undo").status == 0
    assert vault.files() == before


def test_a_doubtful_one_is_merged_when_it_is_named(vault: Clone) -> None:
    vault.write(OUTCOME)
    vault.write(THANKED, "asks/x 2.md")
    assert vault.call("resolve", "asks/x 2.md").status == 0
    assert vault.files() == {NOTE: BOTH.encode()}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([NOTE], "has no conflict"),
        ([], "needs NOTE"),
        (["--all", NOTE], "--all"),
        (["asks/y (conflicted copy).md"], "has no conflict"),
    ],
)
def test_calls_that_merge_nothing(vault: Clone, words: list[str], says: str) -> None:
    vault.write(OUTCOME)
    vault.write(BASE, "asks/y (conflicted copy).md")
    before = vault.files()
    done = vault.call("resolve", *words)
    assert (done.status, says in done.err) == (2, True), done.err
    assert vault.files() == before


def test_a_note_in_conflict_takes_no_copy(vault: Clone) -> None:
    vault.write(changed("outcome:\n", "<<<<<<< a\noutcome: Yes\n=======\noutcome: No\n>>>>>>> b\n"))
    vault.write(THANKED, COPY)
    before = vault.files()
    assert vault.call("resolve", COPY).status == 2
    assert "holds a conflict" in vault.call("resolve", "--all").out
    assert vault.files() == before


def test_a_copy_that_says_nothing_else_only_goes(vault: Clone) -> None:
    vault.write(OUTCOME)
    vault.write(OUTCOME, COPY)
    assert vault.call("resolve", "--all").status == 0
    assert vault.files() == {NOTE: OUTCOME.encode()}
