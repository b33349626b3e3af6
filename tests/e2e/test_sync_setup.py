"""What ``init`` and ``doctor --fix`` set up for git, and what doctor says of a repository."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clones import BASE, BOTH, OUTCOME, THANKED, Clone
from tests.scripts import before_git, installed

pytestmark = pytest.mark.needs("git")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ``journal`` that init finds, in a folder whose name wants quotes."""
    program = installed(tmp_path / "it's 100% mine")
    monkeypatch.setattr(sys, "argv", [str(program)])
    return program


def checks(clone: Clone) -> dict[str, tuple[bool, str, str | None]]:
    done = clone.call("doctor", "--json")
    assert done.status == 0, done.err
    return {check["name"]: (check["ok"], check["message"], check["cure"]) for check in done.document["checks"]}


@pytest.mark.parametrize("how", [["init"], ["doctor", "--fix"]])
def test_git_alone_then_merges_by_key(program: Path, remote: Path, tmp_path: Path, how: list[str]) -> None:
    subprocess.run(["git", "clone", "-q", str(remote), str(tmp_path / "v")], check=True, capture_output=True)
    vault = Clone(tmp_path / "v", tmp_path / "state")
    assert vault.call(*how).status == 0
    assert vault.text(".gitattributes").splitlines() == [
        "*.[mM][dD] merge=journal",
        "*.[mM][aA][rR][kK][dD][oO][wW][nN] merge=journal",
    ]
    assert vault.text(".gitignore") == ".~*.tmp\n"
    vault.write(BASE)
    vault.git("add", ".")
    vault.git("commit", "-qm", "Begun")
    vault.git("branch", "other")
    vault.write(OUTCOME)
    vault.git("commit", "-qam", "Ours")
    vault.git("checkout", "-q", "other")
    vault.write(THANKED)
    vault.git("commit", "-qam", "Theirs")
    vault.git("merge", "-q", "main")
    assert vault.text() == BOTH
    program.unlink()
    vault.git("reset", "-q", "--hard", "HEAD^")
    vault.git("merge", "-q", "main", fails=True)
    assert "<<<<<<< ours" in vault.text()


def test_twice_changes_nothing_more(program: Path, two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    desk.call("init")
    before, configuration = desk.files(), desk.text(".git/config")
    for how in (["init"], ["doctor", "--fix"]):
        assert desk.call(*how).status == 0
        assert (desk.files(), desk.text(".git/config")) == (before, configuration)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("*.md text", "*.md text\n*.[mM][dD] merge=journal\n"),
        ("*.md merge=union\n", "*.md merge=union\n"),
        ("* -merge\n", "* -merge\n"),
        ("*.png merge=binary\n", "*.png merge=binary\n*.[mM][dD] merge=journal\n"),
        ("# *.md merge=union\n", "# *.md merge=union\n*.[mM][dD] merge=journal\n"),
    ],
)
def test_attributes_of_the_person_stay(clone: Callable[[str], Clone], before: str, after: str) -> None:
    laptop = clone("laptop")
    laptop.write(before, ".gitattributes")
    assert laptop.call("init").status == 0
    assert laptop.text(".gitattributes").startswith(after)
    assert laptop.text(".gitattributes").count("journal") == 2 * after.count("journal")


def test_nothing_of_it_is_global_or_executable_for_others(two: tuple[Clone, Clone], git_home: Path) -> None:
    assert "journal" not in (git_home / ".gitconfig").read_text("utf-8")
    consents = list(two[1].state.rglob("git.json"))
    assert len(consents) == 1
    assert stat.S_IMODE(consents[0].parent.stat().st_mode) == 0o700


def test_a_vault_without_git_is_not_asked_about_it(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    vault = Clone(tmp_path / "v", tmp_path / "state")
    assert vault.call("init").status == 0
    assert not {"sync", "merge", "branch"} & set(checks(vault))
    assert not list(vault.state.rglob("git.json"))


def test_init_says_that_sync_is_off_where_settings_are_there_already(clone: Callable[[str], Clone]) -> None:
    laptop = clone("laptop")
    assert "git = true" not in laptop.call("init").out
    laptop.write("", "journal.toml")
    assert "git = true below [sync]" in laptop.call("init").out
    assert laptop.text("journal.toml") == ""


def test_a_vault_that_is_well(program: Path, two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    desk.call("init")
    found = checks(desk)
    assert found["sync"] == (True, f"on, in {desk.root}", None)
    assert found["merge"] == (True, "git merges notes by key", None)
    assert not {"branch", "lock", "names", "hooks"} & set(found)


def _no_driver(desk: Clone) -> None:
    desk.git("config", "--remove-section", "merge.journal")


def _no_program(desk: Clone) -> None:
    Path(sys.argv[0]).unlink()


def _union(desk: Clone) -> None:
    desk.write("*.md merge=union\n", ".gitattributes")


def _detached(desk: Clone) -> None:
    desk.git("checkout", "-q", "--detach")


def _detached_alone(desk: Clone) -> None:
    desk.git("checkout", "-q", "--detach")
    desk.git("commit", "-q", "--allow-empty", "-m", "Alone")


def _lock(desk: Clone) -> None:
    lock = desk.root / ".git" / "index.lock"
    lock.write_text("")
    os.utime(lock, (time.time() - 3600,) * 2)


def _young_lock(desk: Clone) -> None:
    (desk.root / ".git" / "refs" / "heads" / "main.lock").write_text("")


def _conflict_copy(desk: Clone) -> None:
    desk.write(BASE, "asks/x (conflicted copy 2026-03-04).md")


def _copies(desk: Clone) -> None:
    desk.write("", ".git/refs/heads/main.sync-conflict-20260301-101010-ABCDEFG")


def _syncthing(desk: Clone) -> None:
    (desk.root / ".stfolder").mkdir()


def _twins(desk: Clone) -> None:
    desk.write("one\n", "people/Ana.md")
    desk.write("two\n", "people/ana.md")


def _unfit(desk: Clone) -> None:
    desk.write("one\n", "people/what?.md")


def _new_program(desk: Clone) -> None:
    desk.git("config", "core.sshCommand", "true")


UNWELL: dict[str, tuple[Callable[[Clone], None], str, str, str]] = {
    "no driver": (_no_driver, "merge", "its driver is missing", "journal doctor --fix"),
    "a driver that is gone": (_no_program, "merge", "its driver is missing", "journal doctor --fix"),
    "merge=union": (_union, "merge", "merge=union", "delete that line"),
    "a detached head": (_detached, "branch", "main has its commit", "switch main"),
    "a detached head with a commit": (_detached_alone, "branch", "no branch has its commit", "switch --create kept"),
    "a lock that stays": (_lock, "lock", "index.lock", "rm "),
    "a lock that stays, of a branch": (_young_lock, "lock", "main.lock", "rm "),
    "a conflict copy": (_conflict_copy, "copies", "1 copy of notes", "journal resolve --all"),
    "copies in .git": (_copies, "git", "sync-conflict", "fsck"),
    "a cloud": (_syncthing, "git", "Syncthing", "--separate-git-dir"),
    "twins": (_twins, "names", "people/Ana.md and people/ana.md", "rename"),
    "a program that is new": (_new_program, "sync", "programs that it did not name before", "journal doctor --fix"),
    "a name for Linux alone": (_unfit, "names", "people/what?.md", "rename"),
}


@pytest.mark.parametrize("case", UNWELL)
def test_what_is_not_well_has_a_cure(program: Path, two: tuple[Clone, Clone], case: str) -> None:
    prepare, name, said, cure = UNWELL[case]
    desk = two[1]
    desk.call("init")
    prepare(desk)
    done = desk.call("doctor", "--json")
    found = [check for check in done.document["checks"] if check["name"] == name and not check["ok"]]
    assert any(said in check["message"] and cure in check["cure"] for check in found), (found, done.out)
    assert not any("\n" in check["message"] for check in found), "each is one line of a list"


def test_what_a_person_chose_is_said_with_the_way_back(program: Path, two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    desk.call("init")
    desk.write("*.md -merge\n", ".gitattributes")
    is_well, said, cure = checks(desk)["merge"]
    assert (is_well, "merge=unset" in said, "doctor --fix" in (cure or "")) == (True, True, True)


def test_syncthing_that_leaves_git_alone_is_well(program: Path, two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    desk.call("init")
    _syncthing(desk)
    desk.write("// ours\n(?d)/.git\n", ".stignore")
    assert checks(desk)["git"][0]


def test_doubtful_copies_are_only_asked_about(program: Path, two: tuple[Clone, Clone]) -> None:
    desk = two[1]
    desk.call("init")
    desk.write(BASE, "asks/x 2.md")
    said = "1 copy of notes, perhaps left by a sync program: asks/x 2.md"
    assert checks(desk)["copies"] == (True, said, "journal resolve 'asks/x 2.md' merges it")


def test_doctor_runs_no_git_where_nobody_agreed(
    two: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = Clone(two[1].root, tmp_path / "state-of-another")
    calls = tmp_path / "calls"
    monkeypatch.setenv("PATH", before_git(tmp_path, f'echo "$@" >> {calls}'))
    found = checks(stranger)
    assert (found["sync"][0], found["sync"][2]) == (False, "journal doctor --fix")
    assert not calls.exists()
