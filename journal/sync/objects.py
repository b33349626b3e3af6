"""Reading from git's object store, many objects in one call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from journal.sync.git import Git

__all__ = ["contents", "ids", "read_blobs", "sizes"]


def ids(git: Git, names: Sequence[str]) -> Sequence[str | None]:
    """The id of each name, such as ``HEAD^{commit}``, in their order; None where git has no such object.

    A name with ``@{upstream}`` comes last: where a branch has none, git ends there. Raises EnvironmentFailed.
    """
    asked = "".join(f"{name}\n" for name in names).encode(errors="surrogateescape")
    told = git("cat-file", "--batch-check=%(objectname)", given=asked, fine=None).text.splitlines()
    found = [None if line.endswith(" missing") else line for line in told]
    return [*found, *[None] * (len(names) - len(found))]


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
