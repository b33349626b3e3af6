"""What ``journal sync`` asks git, call by call: each one costs the start of a program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clones import BASE, OUTCOME, THANKED, Clone, changed
from tests.scripts import before_git, listed, listed_in

pytestmark = pytest.mark.needs("git")

BEGIN = ["rev-parse", "config", "status"]
"""Where the repository is, what its configuration says, and what has changed in the vault."""
MERGED = ["commit-tree", "merge", "push"]
COMMIT = ["cat-file", "commit", "rev-parse"]
TIPS = ["fetch", "cat-file"]
LOOK = ["rev-list"]
"""Which of the commits that are new since the last look are merges of others."""
ENDS_HERE = changed("The end.\n", "The end of the desk.\n")


def nothing(laptop: Clone, desk: Clone) -> None:
    pass


def changed_here(laptop: Clone, desk: Clone) -> None:
    laptop.write(OUTCOME)


def changed_there(laptop: Clone, desk: Clone) -> None:
    desk.write(THANKED)
    desk.sync()


def merged_there(laptop: Clone, desk: Clone) -> None:
    desk.write("# New\n", "notes/new.md")
    desk.git("add", "--all")
    desk.git("commit", "-qm", "By hand")
    laptop.write(OUTCOME)
    laptop.sync()
    desk.sync()


def changed_on_both_sides(laptop: Clone, desk: Clone) -> None:
    desk.write(ENDS_HERE)
    desk.sync()
    laptop.write(changed("ask: ", "piece: Essay\nask: "))


def another_key_on_both_sides(laptop: Clone, desk: Clone) -> None:
    desk.write(THANKED)
    desk.sync()
    laptop.write(OUTCOME)


def text_of_both_sides(laptop: Clone, desk: Clone) -> None:
    desk.write(changed("outcome:\n", "outcome: No\n"))
    desk.sync()
    laptop.write(changed("outcome:\n", "outcome: Yes\n"))


@pytest.mark.parametrize(
    ("before", "calls", "status"),
    [
        (nothing, [*BEGIN, *TIPS], 0),
        (changed_here, [*BEGIN, *COMMIT, *TIPS, "push"], 0),
        (changed_there, [*BEGIN, *TIPS, "rev-list", "merge"], 0),
        (merged_there, [*BEGIN, *TIPS, "rev-list", "merge", *LOOK], 0),
        (
            changed_on_both_sides,
            [*BEGIN, *COMMIT, *TIPS, "rev-list", "merge-tree", "diff-tree", "cat-file", *MERGED],
            0,
        ),
        (
            another_key_on_both_sides,
            [*BEGIN, *COMMIT, *TIPS, "rev-list", "merge-tree", "cat-file", "fast-import", *MERGED],
            0,
        ),
        (
            text_of_both_sides,
            [*BEGIN, *COMMIT, *TIPS, "rev-list", "merge-tree", "cat-file", "fast-import", "update-index", "diff-index",
             "read-tree", "update-index"],
            1,
        ),
    ],
)  # fmt: skip
def test_no_call_of_git_is_made_in_vain(
    two: tuple[Clone, Clone],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: Callable[[Clone, Clone], None],
    calls: list[str],
    status: int,
) -> None:
    laptop, desk = two
    laptop.sync()
    before(laptop, desk)
    told = tmp_path / "calls"
    monkeypatch.setenv("PATH", before_git(tmp_path, listed_in(told)))
    laptop.sync(ends=status)
    assert [_command(words) for words in listed(told)] == calls


def _command(words: list[str]) -> str:
    """The command among the words of a call, which come after the settings ``-c key=value``."""
    return next(word for word in words if not word.startswith("-") and "=" not in word)


def test_a_merged_note_keeps_its_name_and_every_byte_and_no_branch_appears(two: tuple[Clone, Clone]) -> None:
    laptop, desk = two
    text = BASE.replace("Hello Maria.", 'Hello "Maria" \\n.')
    paths = ('asks/a "b" \\c.md', "asks/ü\n\tx.md", "asks/ .md")
    for path in paths:
        laptop.write(text, path)
    laptop.sync()
    desk.sync()
    laptop.git("update-ref", "refs/journal/merged", "HEAD")
    refs = laptop.git("for-each-ref", "refs/heads", "refs/journal", "--format=%(refname)")
    kept = laptop.git("rev-parse", "refs/journal/merged")
    for path in paths:
        desk.write(text.replace("outcome:\n", "mood: fine\noutcome:\n"), path)
        laptop.write(text.replace("---\nask", "---\nmood: fine\nask"), path)
    desk.sync()
    laptop.sync()
    for path in paths:
        assert laptop.text(path).count("mood: fine") == 1
        assert laptop.text(path).replace("mood: fine\n", "") == text
    assert (laptop.text(), laptop.git("status", "--porcelain")) == (BASE, "")
    assert laptop.git("for-each-ref", "refs/heads", "refs/journal", "--format=%(refname)") == refs
    assert laptop.git("rev-parse", "refs/journal/merged") == kept
    desk.sync()
    assert desk.files() == laptop.files()
