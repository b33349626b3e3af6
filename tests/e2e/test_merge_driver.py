"""The merge driver under a real git: two clones of one vault, the line of docs/sync.md in the local configuration."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journal.notes import read
from tests.clones import BASE, BOTH, NOTE, OUTCOME, THANKED, at_home_in, changed
from tests.scripts import before_git, installed

pytestmark = pytest.mark.needs("git")

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs" / "sync.md").read_text("utf-8")
LINES = re.search(r"```sh\n(git config .+?)```.+?```\n(.+?)```", DOCS, re.DOTALL)
"""How docs/sync.md configures git: the commands, and .gitattributes."""


class Repository:
    """A vault under git, with the merge driver configured as the documentation says."""

    def __init__(self, root: Path, program: Path) -> None:
        self.root, self.program = root, program

    def git(self, *words: str, fails: bool = False) -> str:
        author = ("-c", "user.name=You", "-c", "user.email=you@localhost", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *author, *words], cwd=self.root, capture_output=True, text=True, check=False)
        assert fails or done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def write(self, text: str, path: str = NOTE) -> None:
        note = self.root / path
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_bytes(text.encode())

    def commit(self, text: str, path: str = NOTE) -> None:
        is_new = not (self.root / path).exists()
        self.write(text, path)
        if is_new:
            self.git("add", path)
        self.git("commit", "-qam", "A change")

    def text(self, path: str = NOTE) -> str:
        return (self.root / path).read_bytes().decode()

    def fields(self, path: str = NOTE) -> dict[str, object]:
        return dict(read(path, (self.root / path).read_bytes()).note.fields)

    def conflicts(self) -> list[str]:
        return self.git("diff", "--name-only", "--diff-filter=U").split()

    def both(self, ours: str, theirs: str, base: str | None = BASE, path: str = NOTE) -> None:
        """One side on ``main``, checked out, the other on ``other``."""
        if base is not None:
            self.commit(base, path)
        self.git("checkout", "-q", "-b", "other")
        self.commit(theirs, path)
        self.git("checkout", "-q", "main")
        self.commit(ours, path)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with its first commit and a ``journal`` as an installation has; made once, to be copied."""
    assert LINES is not None
    folder = tmp_path_factory.mktemp("driver")
    repository = Repository(folder / "vault", installed(folder / "my programs"))
    configured = LINES[1].replace("/full/path/journal", str(repository.program))
    with at_home_in(folder):
        subprocess.run(["git", "init", "-q", str(repository.root)], check=True)
        subprocess.run(["/bin/sh", "-e"], input=configured, cwd=repository.root, text=True, check=True)
        repository.commit(LINES[2], ".gitattributes")
    return folder


@pytest.fixture
def vault(begun: Path, tmp_path: Path) -> Repository:
    """A vault of its own, and a program in a folder whose name wants quotes."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    root = tmp_path / "vault"
    configuration = root / ".git/config"
    configuration.write_text(configuration.read_text("utf-8").replace(str(begun), str(tmp_path)), "utf-8")
    return Repository(root, tmp_path / "my programs/journal")


def test_a_merge_takes_both_keys_where_git_alone_finds_a_conflict(vault: Repository) -> None:
    vault.both(OUTCOME, THANKED)
    vault.git("merge", "-q", "other")
    assert vault.text() == BOTH
    vault.git("reset", "-q", "--hard", "HEAD^")
    vault.git("config", "--remove-section", "merge.journal")
    vault.git("merge", "-q", "other", fails=True)
    assert vault.conflicts() == [NOTE]


@pytest.mark.parametrize("how", ["rebase", "cherry-pick", "stash pop"])
def test_every_way_to_bring_two_sides_together_goes_by_key(vault: Repository, how: str) -> None:
    vault.both(OUTCOME, THANKED)
    if how == "rebase":
        vault.git("rebase", "-q", "other")
    elif how == "cherry-pick":
        vault.git("cherry-pick", "other")
    else:
        vault.git("reset", "-q", "--hard", "HEAD^")
        vault.write(OUTCOME)
        vault.git("stash", "-q")
        vault.git("merge", "-q", "--ff-only", "other")
        vault.git("stash", "pop", "-q")
    assert vault.text() == BOTH


def test_a_conflict_is_around_its_key_alone_and_git_knows_of_it(vault: Repository) -> None:
    vault.both(OUTCOME, changed("outcome:\n", "outcome: No answer\n", THANKED))
    said = vault.git("merge", "-q", "other", fails=True)
    assert f"{NOTE}: outcome changed on both sides" in said
    assert vault.conflicts() == [NOTE]
    conflict = "<<<<<<< ours\noutcome: She did\n||||||| base\noutcome:\n=======\noutcome: No answer\n>>>>>>> theirs\n"
    assert vault.text() == changed("outcome: She did\n", conflict, BOTH)


def test_a_winner_is_named(vault: Repository) -> None:
    vault.both(THANKED, changed("thanked:\n", "thanked: 2026-03-07\n"))
    assert f"{NOTE}: thanked 2026-03-07, not 2026-03-05" in vault.git("merge", "-q", "other")
    assert vault.conflicts() == []


def test_both_machines_add_the_note_of_the_day(vault: Repository) -> None:
    one = "---\ntype: note\n---\n# 2026-03-04\n\nSaw Ana.\n"
    other = "---\ntype: note\n---\n# 2026-03-04\n\nWrote to Ben.\n"
    vault.both(one, other, base=None, path="daily/2026-03-04.md")
    vault.git("merge", "-q", "other")
    assert vault.text("daily/2026-03-04.md") == one + "\nWrote to Ben.\n"


def test_both_spellings_of_a_key_stay(vault: Repository) -> None:
    base = changed("asked: 2026-03-01\n", "")
    sent = changed("outcome:\n", "sent: 2026-03-02\noutcome:\n", base)
    asked = changed("outcome:\n", "asked: 2026-03-03\noutcome:\n", base)
    vault.both(sent, asked, base)
    vault.git("merge", "-q", "other")
    assert "sent: 2026-03-02\n" in vault.text()
    assert "asked: 2026-03-03\n" in vault.text()


def test_obsidian_writes_the_whole_block_anew_on_one_side(vault: Repository) -> None:
    tags = changed("tags: [warm, work]\n", "tags:\n  - warm\n  - work\n  - new\n")
    rewritten = changed('"[[Maria Lopez]]"', "'[[Maria Lopez]]'", tags)
    vault.both(OUTCOME, rewritten)
    vault.git("merge", "-q", "other")
    came_of_it = "outcome: She did\noutcome_date: 2026-03-04\n"
    assert vault.text() == changed("outcome:\noutcome_date:\n", came_of_it, rewritten)


def test_two_merge_bases_leave_no_markers_of_a_made_up_one(vault: Repository) -> None:
    one, other = changed("outcome:\n", "outcome: one\n"), changed("outcome:\n", "outcome: other\n")
    vault.both(one, other)
    vault.git("branch", "one")
    vault.git("merge", "-q", "other", fails=True)
    vault.commit(changed("Hello Maria.", "Hello Maria, one.", one))
    vault.git("checkout", "-q", "other")
    vault.git("merge", "-q", "one", fails=True)
    vault.commit(changed("The end.", "The other end.", other))
    vault.git("checkout", "-q", "main")
    vault.git("merge", "-q", "other", fails=True)
    text = vault.text()
    assert text.count("<<<<<<<") == text.count(">>>>>>>") <= 1
    assert all(line in text for line in ("Hello Maria, one.", "The other end.", "outcome: one", "outcome: other"))


@pytest.mark.parametrize("path", ["X.MD", "y.Markdown", "z.sync-conflict-20260304-101500-ABCDEFG.md"])
def test_every_name_of_a_note_goes_by_key(vault: Repository, path: str) -> None:
    vault.both(OUTCOME, THANKED, path=path)
    vault.git("merge", "-q", "other")
    assert vault.text(path) == BOTH


def test_a_name_that_a_shell_would_run_is_a_name(vault: Repository) -> None:
    path = "asks/$(touch run) `touch run`; touch run & 'x' \"y\".md"
    vault.both(OUTCOME, THANKED, path=path)
    vault.git("merge", "-q", "other")
    assert vault.text(path) == BOTH
    assert not (vault.root / "run").exists()


def lines(*texts: str) -> set[str]:
    return {line for text in texts for line in text.splitlines() if line.strip()}


def added(*sides: str) -> set[str]:
    """The lines that the sides wrote."""
    return lines(*sides) - lines(BASE)


TROUBLE = {
    "missing": "",
    "crashing": "#!/bin/sh\nexit 1\n",
    "killed": "#!/bin/sh\nkill -9 $$\n",
    "with a status of another program": "#!/bin/sh\nexit 3\n",
    "no program": "\x7fnot a program\n",
    "Python without journal": f"#!{sys.executable} -I\nimport nowhere\n",
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_without_a_driver_that_works_no_line_of_either_side_is_lost(vault: Repository, trouble: str) -> None:
    text = TROUBLE[trouble]
    if text:
        vault.program.write_text(text, encoding="utf-8")
    else:
        vault.program.unlink()
    body = changed("The end.", "The very end.", OUTCOME)
    vault.both(body, THANKED)
    vault.git("merge", "-q", "other", fails=True)
    assert vault.conflicts() == [NOTE]
    assert added(body, THANKED) <= lines(vault.text())


def test_a_driver_killed_at_any_moment_leaves_the_note_to_git(vault: Repository, tmp_path: Path) -> None:
    """Stopped before each of the calls by which the driver reads, merges and writes."""
    body = changed("The end.", "The very end.", OUTCOME)
    vault.both(body, THANKED)
    code = vault.program.read_text("utf-8")
    for moment in ("_read", "_merged", "_replace", "os.replace", "sentences"):
        home = "os" if moment.startswith("os.") else "journal.cli.merge_driver"
        name = moment.removeprefix("os.")
        stop = f"import os, signal, {home}\n{home}.{name} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        vault.program.write_text(code.replace("from tui.__main__", stop + "from tui.__main__"), encoding="utf-8")
        vault.git("merge", "-q", "other", fails=True)
        if moment == "sentences":
            assert added(body, THANKED) <= lines(vault.text())
        else:
            assert vault.conflicts() == [NOTE], moment
            assert added(body, THANKED) <= lines(vault.text()), moment
        vault.git("reset", "-q", "--hard", "HEAD")


def test_an_older_git_without_zdiff3_is_asked_for_diff3(
    vault: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = 'for word; do [ "$word" = --zdiff3 ] && exit 129; done; exec REAL "$@"'
    monkeypatch.setenv("PATH", before_git(tmp_path, old))
    vault.both(changed("outcome:\n", "outcome: a\n"), changed("outcome:\n", "outcome: b\n"))
    vault.git("merge", "-q", "other", fails=True)
    assert "<<<<<<< ours\noutcome: a\n||||||| base\noutcome:\n=======\noutcome: b\n>>>>>>> theirs\n" in vault.text()
