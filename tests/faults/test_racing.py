"""Git's racy rule: a file written twice within a tick of its file system's clock looks the same and is not.

Linux gives most file systems finer stamps where somebody looks; ramfs still has ticks of milliseconds.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from journal import Vault
from journal.model import Day
from journal.vault.disk import note_file
from journal.vault.index import indexed_note

CHECKOUT = Path(__file__).parents[2]
ENOUGH = 8
"""Writes that look the same; a busy machine lets a tick pass between most."""
ROUNDS = 5000
"""After which there are no ticks."""
MORE_THAN_A_TICK_NS = 20_000_000


def race(root: Path) -> tuple[int, int]:
    """How often a note was written right after it was read and looked the same, and how often that was missed."""
    note, read = root / "a.md", note_file.read
    same = missed = 0

    def read_before_it_is_written(root: Path, path: str, limit: int, size: int) -> bytes:
        data = read(root, path, limit, size)
        note.write_text("# Two\n")
        return data

    for _ in range(ROUNDS):
        note.write_text("# One\n")
        before = note.stat()
        with patch.object(note_file, "read", read_before_it_is_written):
            vault = Vault.open(root)
        same += (before.st_mtime_ns, before.st_ctime_ns) == (note.stat().st_mtime_ns, note.stat().st_ctime_ns)
        vault.reconcile()
        missed += [found.title for found in vault.notes(Day(2026, 3, 16))] != ["Two"]
        if same == ENOUGH:
            break
    return same, missed


@pytest.mark.needs("unshare", "mount")
@pytest.mark.parametrize("rule", ["kept", "broken"])
def test_two_writes_of_one_size_within_a_tick_around_a_read_are_both_seen(tmp_path: Path, rule: str) -> None:
    program = shlex.join([sys.executable, "-m", "tests.faults.test_racing", str(tmp_path), rule])
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", f"mount -t ramfs none {tmp_path}; {program}"],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    same, missed = map(int, done.stdout.split())
    assert same == ENOUGH, "the system gave every write another stamp, so nothing was tried"
    assert missed == (same if rule == "broken" else 0)


if __name__ == "__main__":
    if sys.argv[2] == "broken":
        vars(indexed_note)["RACY_NS"] = -MORE_THAN_A_TICK_NS
    sys.stdout.write(" ".join(map(str, race(Path(sys.argv[1])))))
