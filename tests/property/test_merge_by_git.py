"""The merge by key as git calls it, and as a sync makes it of two commits: both give what the laws were proven of."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.sync.git import Git
from journal.sync.merge_trees import merged_tree
from journal.sync.objects import read_blobs
from journal.sync.repository import found
from journal.sync.setup import driver
from tests.merging import merged, triples

pytestmark = pytest.mark.needs("git")

SIDES = ("base", "ours", "theirs")
ATTRIBUTES = b"*.md merge=journal\n"
few = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


def history(place: Path, notes: Mapping[str, tuple[bytes, bytes, bytes]]) -> None:
    """A repository with a branch for each side; a note that is empty in base is not there."""
    stream = []
    for number, side in enumerate(SIDES):
        stream.append(f"commit refs/heads/{side}\nmark :{number + 1}\ncommitter You <you@localhost> 0 +0000\n".encode())
        stream.append(f"data {len(side)}\n{side}\n".encode() + (b"from :1\n" if number else b""))
        texts = {".gitattributes": ATTRIBUTES, **{path: texts[number] for path, texts in notes.items()}}
        for path, text in texts.items():
            if number or text:
                stream.append(b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(text), text))
    git(place, "init", "-q", "-b", "start")
    git(place, "fast-import", "--quiet", given=b"".join(stream))
    line = driver(f"'{sys.executable}' -m journal")
    for key, value in {"merge.journal.driver": line, "user.name": "You", "user.email": "you@localhost"}.items():
        git(place, "config", key, value)
    git(place, "checkout", "-q", "ours")


def git(place: Path, *words: str, given: bytes = b"", fine: tuple[int, ...] = (0,)) -> None:
    done = subprocess.run(("git", *words), cwd=place, input=given, capture_output=True, check=False)
    assert done.returncode in fine, done.stderr


@few
@given(st.lists(triples(), min_size=8, max_size=8))
def test_git_and_a_sync_make_the_same_of_every_note(several: list[tuple[bytes, bytes, bytes]]) -> None:
    notes = {f"n{number}.md": texts for number, texts in enumerate(several)}
    expected = {path: merged(*texts) for path, texts in notes.items()}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        history(place, notes)
        ours = Git(place)
        repository = found(ours, place)
        assert repository is not None
        tree = merged_tree(ours, repository, "ours", "theirs")
        made = tree.id or tree.begun
        assert (tree.id is None) is any(one.has_conflict for one in expected.values())
        blobs = read_blobs(ours, (f"{made}:{path}" for path in notes))
        git(place, "merge", "-q", "theirs", fine=(0, 1))
        for path, one in expected.items():
            by_sync, by_driver = blobs[f"{made}:{path}"], (place / path).read_bytes()
            assert by_driver == one.content, path
            assert by_sync == one.content or not one.has_conflict, path
            if by_sync != one.content:  # git's own merge is without a conflict, and means the same
                assert b"<<<<<<<" not in (by_sync or b"")
