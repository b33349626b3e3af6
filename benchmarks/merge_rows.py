"""What the merge of notes costs: the driver's start, and whole vaults that two sides changed."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.paired import Run, milliseconds
from benchmarks.place import Place
from benchmarks.rows import Peer, Row
from journal.sync.git import Git
from journal.sync.merge_trees import merged_tree
from journal.sync.repository import found

__all__ = ["MERGE_ROWS"]

_BASE = b"---\nask: Could you?\nasked: 2026-03-01\noutcome:\nthanked:\n---\nHello.\n"
_OURS = _BASE.replace(b"outcome:", b"outcome: Yes")
_THEIRS = _BASE.replace(b"thanked:", b"thanked: 2026-03-05")


@contextmanager
def driver(place: Place, _notes: int, *, both: bool) -> Iterator[Run]:
    """The driver over one note that theirs changed, or both sides did."""
    texts = {"base": _BASE, "ours": _OURS if both else _BASE, "theirs": _THEIRS}
    files = {name: place.scratch / f"merge-{name}" for name in texts}
    call = place.console("merge-driver", *map(str, files.values()), "7", "asks/x.md")

    def run() -> float:
        for name, text in texts.items():
            files[name].write_bytes(text)
        return milliseconds(call, place.environment, place.folder)

    yield run


@contextmanager
def python_alone(place: Place, _notes: int) -> Iterator[Run]:
    yield lambda: milliseconds((sys.executable, "-c", "pass"), place.environment, place.folder)


def _sides(vault: Path, *, clean: bool) -> tuple[dict[Path, bytes], ...]:
    """The notes of a vault that have frontmatter, as they are and as two sides have them.

    clean: the sides change lines that do not touch; else both write a key of their own below the first line.
    """
    texts = {path: path.read_bytes() for path in sorted(vault.rglob("*.md"))}
    base = {path: text for path, text in texts.items() if text.startswith(b"---\n")}
    ours = {path: b"---\nmood: fine\n" + text[4:] for path, text in base.items()}
    theirs = {
        path: text + b"\nA line more.\n" if clean else b"---\nhat: blue\n" + text[4:] for path, text in base.items()
    }
    return base, ours, theirs


@contextmanager
def by_key(place: Place, notes: int, *, clean: bool) -> Iterator[Run]:
    """The merge of a sync, from two commits to the tree of the next one."""
    vault = _apart(place, notes, clean=clean)
    git = Git(vault)
    repository = found(git, vault)
    assert repository is not None

    def run() -> float:
        began = time.perf_counter()
        merged_tree(git, repository, "one", "two")
        return 1000 * (time.perf_counter() - began)

    yield run


@contextmanager
def whole_sync(place: Place, notes: int, *, clean: bool) -> Iterator[Run]:
    """A sync as a process of its own, from a commit that the remote has not to one that it has."""
    vault = _apart(place, notes, clean=clean)
    remote = vault.with_name("remote.git")
    author = ("-c", "user.name=benchmarks", "-c", "user.email=benchmarks@localhost")

    def git(*words: str) -> None:
        subprocess.run(("git", *author, *words), cwd=vault, env=place.environment, check=True, capture_output=True)

    (vault / "journal.toml").write_text("[sync]\ngit = true\n", "utf-8")
    git("clone", "-q", "--bare", ".", str(remote))
    git("remote", "add", "origin", str(remote))
    git("branch", "-m", "one", "main")
    for key, value in (("user.name", "benchmarks"), ("user.email", "benchmarks@localhost")):
        git("config", key, value)
    subprocess.run(place.console("init", str(vault)), env=place.environment, check=True, capture_output=True)
    git("add", ".")
    git("commit", "-q", "-m", "Set up")
    git("branch", "start")

    def run() -> float:
        git("merge", "--abort") if (vault / ".git" / "MERGE_HEAD").exists() else None
        git("reset", "-q", "--hard", "start")
        git("push", "-q", "--force", "origin", "two:main")
        call = place.journal(vault, "sync")
        return milliseconds(("sh", "-c", f"{shlex.join(call)}; test $? -le 1"), place.environment, str(vault))

    yield run


def _apart(place: Place, notes: int, *, clean: bool) -> Path:
    """A vault in git that two branches changed, ``one`` and ``two``."""
    vault = place.copy(notes)
    _, ours, theirs = _sides(vault, clean=clean)
    place.two_sides(vault, ours, theirs)
    return vault


@contextmanager
def merge_tree(place: Place, notes: int, *, clean: bool) -> Iterator[Run]:
    vault = _apart(place, notes, clean=clean)
    call = "git merge-tree --write-tree one two; test $? -le 1"  # 1: there are conflicts
    yield lambda: milliseconds(("sh", "-c", call), place.environment, str(vault))


_PYTHON = "`python -c pass`"
_MERGE_TREE = "`git merge-tree --write-tree`, whole process"
MERGE_ROWS = (
    Row(
        "`journal merge-driver`, whole process, one side changed: its start",
        partial(driver, both=False),
        (Peer(_PYTHON, "≤ 3×", python_alone),),
        pairs=20,
    ),
    Row(
        "`journal merge-driver`, whole process, both sides changed another key",
        partial(driver, both=True),
        (Peer(_PYTHON, "", python_alone),),
        pairs=20,
    ),
    Row(
        "all notes changed on both sides, merged by key in one process; the text merges without conflicts",
        partial(by_key, clean=True),
        (Peer(_MERGE_TREE, "≤ 3×", partial(merge_tree, clean=True), "git"),),
        most_notes=2_000,
    ),
    Row(
        "all notes changed on both sides, merged by key in one process; the text of each conflicts",
        partial(by_key, clean=False),
        (Peer(_MERGE_TREE, "≤ 25×", partial(merge_tree, clean=False), "git"),),
        most_notes=2_000,
    ),
    Row(
        "`journal sync`, whole process, all notes changed on both sides; the text merges without conflicts",
        partial(whole_sync, clean=True),
        (Peer(_MERGE_TREE, "≤ 8×", partial(merge_tree, clean=True), "git"),),
        most_notes=500,
    ),
    Row(
        "`journal sync`, whole process, all notes changed on both sides; the text of each conflicts",
        partial(whole_sync, clean=False),
        (Peer(_MERGE_TREE, "≤ 25×", partial(merge_tree, clean=False), "git"),),
        most_notes=500,
    ),
)
