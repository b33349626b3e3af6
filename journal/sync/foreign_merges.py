"""What foreign merges dropped of notes: each is compared with the merge by key of its parents.

A foreign merge is one that another program made, so that MADE_BY_US is not in its message.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from journal.errors import os_errors_as_sentences
from journal.named_tuple import NamedTuple
from journal.notes import read
from journal.notes.merge.lost import Four, Lost, lost, may_lack, still_lost
from journal.rules.status import status_rank
from journal.sync.ancestry import Ancestry
from journal.sync.git import Git
from journal.sync.merge_file import GitFailed, merge_lines
from journal.sync.merge_trees import is_note
from journal.sync.merged_notes import Blobs, merged_notes, portions
from journal.sync.objects import read_blobs
from journal.sync.repository import Repository
from journal.sync.standing import is_merging

__all__ = ["MADE_BY_US", "Loss", "claim", "dropped", "foreign_merges"]

MADE_BY_US = "Merged-by: journal"
"""The line in the message of a merge that this program made, by which other machines know it."""


class Loss(NamedTuple):
    """What one merge dropped of one note. merge: the commit's id; day: its date as ISO text.

    path: the note's present path, from the work tree's top or from the vault, as the function that gives it says.
    title: as the merge left it, else as a side had it.
    """

    merge: str
    day: str
    path: str
    title: str
    blobs: Blobs
    lost: Lost

    @property
    def is_of_note(self) -> bool:
        """Whether the merge dropped the whole note."""
        return not self.blobs[3]


def claim(repository: Repository) -> None:
    """Say in the message of a merge that is under way, whoever began it, that what it holds was chosen here.

    Raises EnvironmentFailed.
    """
    if not is_merging(repository):
        return
    file = repository.git_dir / "MERGE_MSG"
    with os_errors_as_sentences(file):
        said = file.read_bytes() if file.exists() else b"Merge\n"
        if MADE_BY_US.encode() not in said.split(b"\n"):
            file.write_bytes(b"%s\n\n%s\n" % (said.rstrip(), MADE_BY_US.encode()))


def foreign_merges(git: Git, tips: Sequence[str], seen: Sequence[str]) -> list[str]:
    """The ids of the foreign merges among the ancestors of the tips but not among those of seen, oldest first.

    seen: ids of commits, also of such that are gone. Raises GitRefused.
    """
    words = ("rev-list", "--ignore-missing", "--merges", "--topo-order", "--reverse", "--format=tformat:%B%x00")
    listed = git(*words, *tips, *(f"^{commit}" for commit in seen), "--").parts
    told = (entry.lstrip("\n").partition("\n") for entry in listed)
    return [head.removeprefix("commit ") for head, _, message in told if MADE_BY_US not in message.split("\n")]


def dropped(
    git: Git, repository: Repository, known: Ancestry, merges: Sequence[str], skipped: Counter[str]
) -> Iterator[Loss]:
    """The losses of notes in the vault that merges caused, with paths from the work tree's top.

    known: has all the merges. skipped: gets a count of what could not be looked at, by reason. Raises GitRefused,
    EnvironmentFailed, OSError.
    """
    notes = [note for note in merged_notes(git, known, merges, skipped) if _is_in_vault(repository, note.path)]
    for some in portions(git, notes, skipped):
        texts = read_blobs(git, (blob for note in some for blob in (*note.blobs, *note.bases) if blob))
        for note in some:
            four = Four(*(texts.get(blob) or b"" for blob in note.blobs))
            if not may_lack(four):
                continue
            if not all(map(_is_text, four)):
                skipped["no UTF-8 text"] += 1
                continue
            gone = _lost(four, note.path)
            for base in note.bases:  # what another common commit has was taken away since
                gone = still_lost(gone, texts.get(base) or b"") if gone else gone
            if gone:
                title = read(note.path, four.result or four.ours or four.theirs).note.title
                yield Loss(note.merge.id, note.merge.day, note.path, title, note.blobs, gone)


def _lost(four: Four, path: str) -> Lost:
    """What the merge dropped of a note; nothing for one that git takes for binary."""
    try:
        return lost(four, path=path, merge_text=merge_lines, status_place=status_rank)
    except GitFailed:  # git takes it for binary
        return Lost()


def _is_in_vault(repository: Repository, path: str) -> bool:
    """Whether a path from the work tree's top is a note in the vault, outside hidden folders."""
    inside = repository.in_vault(path)
    if inside is None or "\n" in path or not is_note(path):
        return False
    return all(part and not part.startswith(".") for part in inside.split("/"))


def _is_text(content: bytes) -> bool:
    """Whether a file is UTF-8 without zero bytes."""
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False
