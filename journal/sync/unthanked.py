"""Asks that a merge closes although one side says what came of them: by the rules nobody is to be thanked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from shlex import quote

from journal.notes import read
from journal.rules.status import StatusClass, status_class
from journal.sync.git import Git
from journal.sync.objects import read_blobs
from journal.sync.repository import Repository

__all__ = ["closed_by_a_merge"]


def closed_by_a_merge(
    git: Git, repository: Repository, sides: Sequence[str], merged: Mapping[str, bytes]
) -> Iterator[str]:
    """A sentence for each ask that a merge closes with an outcome, where no side does.

    sides: ids of commits. merged: the contents of the notes that both changed, by path from the work tree's top. Raises
    GitRefused.
    """
    closed = [path for path, content in merged.items() if _is_unthanked(path, content)]
    were = {path for side in sides if closed for path in _unthanked_at(git, side, closed)}
    for path in closed:
        if path not in were:
            shown = repository.from_vault(path)
            yield (
                f"{shown}: one side closed it, the other says what came of it, so no thanks are owed. "
                f"If they are: “journal unset {quote(shown)} status”."
            )


def _unthanked_at(git: Git, commit: str, paths: Sequence[str]) -> Iterator[str]:
    """Those of the paths at which a commit has a closed ask with an outcome. Raises GitRefused."""
    entries = git("ls-tree", "-z", "--full-tree", commit, "--", *paths).parts
    blobs = {path: what.split(" ")[2] for what, _, path in (entry.partition("\t") for entry in entries)}
    texts = read_blobs(git, blobs.values())
    return (path for path, blob in blobs.items() if _is_unthanked(path, texts[blob] or b""))


def _is_unthanked(path: str, content: bytes) -> bool:
    """Whether a note is an ask that is closed and has an outcome, without any thanks."""
    fields = read(path, content).note.fields
    status = fields.get("status")
    is_closed = isinstance(status, str) and status_class(status) is StatusClass.CLOSED
    return is_closed and bool(fields.get("outcome")) and not fields.get("thanked")
