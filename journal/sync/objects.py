"""Reading and writing the contents of files in git's object store, many in one call."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from journal.sync.git import Git

__all__ = ["contents", "read_blobs", "sizes", "write_blobs"]


def read_blobs(git: Git, names: Iterable[str]) -> Mapping[str, bytes | None]:
    """A dict from each name, an id or ``COMMIT:path``, to its content; None if that is missing. Raises GitRefused."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    asked = "".join(f"{name}\n" for name in wanted).encode(errors="surrogateescape")
    return dict(zip(wanted, contents(git("cat-file", "--batch", "--buffer", given=asked).output), strict=True))


def sizes(git: Git, ids: Iterable[str]) -> Mapping[str, int | None]:
    """A dict from each id to its size in bytes; None for one that is missing. Raises GitRefused."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    told = git(
        "cat-file", "--batch-check", "--buffer", given="".join(f"{blob}\n" for blob in wanted).encode()
    ).text.split("\n")
    last = (line.rpartition(" ")[2] for line in told)
    return {blob: int(word) if word.isdigit() else None for blob, word in zip(wanted, last, strict=True)}


def write_blobs(git: Git, texts: Sequence[bytes]) -> Sequence[str]:
    """Store texts byte for byte; gives their ids in the same order. Raises GitRefused, OSError."""
    if not texts:
        return ()
    with tempfile.TemporaryDirectory(prefix="journal-sync-") as folder:
        files = [Path(folder, str(number)) for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_bytes(text)
        asked = "".join(f"{file}\n" for file in files).encode()
        return git("hash-object", "-w", "--no-filters", "--stdin-paths", given=asked).text.split("\n")


def contents(batch: bytes) -> Iterator[bytes | None]:
    """The contents in the output of ``git cat-file --batch``, in order; None for each that is missing."""
    at = 0
    while at < len(batch):
        end = batch.index(b"\n", at)
        words = batch[at:end].split(b" ")
        at = end + 1
        if not words[-1].isdigit():
            yield None
            continue
        size = int(words[-1])
        yield batch[at : at + size]
        at += size + 1
