"""What the merge of notes costs: the driver's start, and whole vaults that two sides changed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.paired import Run, milliseconds
from benchmarks.place import Place
from benchmarks.rows import Peer, Row
from journal.notes.merge import merge
from journal.rules.status import status_rank as status_place
from journal.sync.merge_file import merge_lines

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
    base, ours, theirs = _sides(place.vault(notes), clean=clean)

    def run() -> float:
        began = time.perf_counter()
        for path, text in base.items():
            merge(text, ours[path], theirs[path], path=path.name, merge_text=merge_lines, status_place=status_place)
        return 1000 * (time.perf_counter() - began)

    yield run


@contextmanager
def merge_tree(place: Place, notes: int, *, clean: bool) -> Iterator[Run]:
    vault = place.copy(notes)
    _, ours, theirs = _sides(vault, clean=clean)
    place.two_sides(vault, ours, theirs)
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
)
