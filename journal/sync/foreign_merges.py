"""What foreign merges dropped of notes: each is compared with the merge by key of its parents.

A foreign merge is one that another program made, so that MADE_BY_US is not in its message.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from journal.named_tuple import NamedTuple
from journal.notes import read
from journal.notes.merge.lost import Four, Lost, lost, may_lack, still_lost
from journal.rules.status import status_rank
from journal.sync.ancestry import Ancestry, Commit
from journal.sync.differences import Difference, differences
from journal.sync.git import Git
from journal.sync.merge_file import GitFailed, merge_lines
from journal.sync.merge_trees import is_note
from journal.sync.objects import read_blobs, sizes
from journal.sync.repository import Repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["MADE_BY_US", "Blobs", "Loss", "dropped", "foreign_merges"]

MADE_BY_US = "Merged-by: journal"
"""The line in the message of a merge that this program made, by which other machines know it."""
_LARGEST = 4 * 1024 * 1024
"""Bytes of the largest note that is looked at."""
_AT_ONCE = 32 * 1024 * 1024
"""Bytes of notes that are in memory at a time."""
_MOST_LATER = 200
"""Later contents of one note that are read."""

Blobs: TypeAlias = "tuple[str, str, str, str]"
"""Ids of a note's content in the base, in ours, in theirs and in the merge; "" where the note is not there."""


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


class _Note(NamedTuple):
    """A note that a merge may have damaged. bases: ids of its content in further merge bases."""

    merge: Commit
    path: str
    blobs: Blobs
    bases: tuple[str, ...]


def foreign_merges(git: Git, tips: Sequence[str], seen: Sequence[str]) -> list[str]:
    """The ids of the foreign merges among the ancestors of the tips but not among those of seen, oldest first.

    Raises GitRefused.
    """
    words = ("rev-list", "--merges", "--topo-order", "--reverse", "--format=tformat:%B%x00")
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
    notes = [note for note in _changed(git, known, merges, skipped) if _is_in_vault(repository, note.path)]
    for some in _portions(git, notes, skipped):
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


def _changed(git: Git, known: Ancestry, merges: Sequence[str], skipped: Counter[str]) -> Iterator[_Note]:
    """The files that a side of a merge changed and that the merge did not simply take over from that side.

    skipped: gets a count of the merges that could not be looked at, by reason.
    """
    found: list[tuple[Commit, list[Commit], list[Commit]]] = []
    for merge in map(known.commits.__getitem__, merges):
        parents = [known.commits[parent] for parent in merge.parents if parent in known.commits]
        if len(merge.parents) > 2:
            skipped["more than two sides"] += 1
        elif len(parents) < 2:
            skipped["older commits are not in this clone"] += 1
        elif not (common := known.common(*merge.parents)):
            skipped["its sides have no commit in common in this clone"] += 1
        else:
            found.append((merge, [known.commits[each] for each in common], [*parents, merge]))
    changes = differences(
        git, ((bases[0].tree, side.tree) for _, bases, sides in found for side in (*sides, *bases[1:]))
    )
    for merge, bases, sides in found:
        by_side = [changes.get((bases[0].tree, side.tree)) for side in (*sides, *bases[1:])]
        if None in by_side:
            skipped["git cannot read all of it"] += 1
        else:
            yield from _notes(merge, [_by_origin(each or ()) for each in by_side])


def _notes(merge: Commit, sides: Sequence[Mapping[str, Difference]]) -> Iterator[_Note]:
    """The files of one merge as ``_changed`` gives them.

    sides: how ours, theirs, the merge and any further merge bases differ from the first base, by path in that base.
    """
    ours, theirs, result, *others = sides
    made = {change.path: change for change in result.values() if change.path}
    for origin in {**ours, **theirs}:
        one, other = ours.get(origin), theirs.get(origin)
        change = one or other
        assert change is not None
        base = change.old or ""
        here, there = (side.new or "" if side else base for side in (one, other))
        names = [side.path for side in (one, other) if side and side.path]
        after = result.get(origin)
        if after is not None and after.path is None:  # gone, unless it has the new name that a side gave it
            after = next((made[name] for name in names if name in made), after)
        now = after.new or "" if after else base
        if now in (here, there) and now != base and base in (here, there):
            continue  # changed by one side, and taken
        path = (after.path if after else origin) or (names or [origin])[0]
        bases = tuple(each[origin].new or "" for each in others if origin in each)
        yield _Note(merge, path, (base, here, there, now), bases)


def _by_origin(changes: Iterable[Difference]) -> dict[str, Difference]:
    """A dict to each difference from its path in the base, for a new file from its own path."""
    return {change.old_path or change.path or "": change for change in changes}


def _is_in_vault(repository: Repository, path: str) -> bool:
    """Whether a path from the work tree's top is a note in the vault, outside hidden folders."""
    inside = repository.in_vault(path)
    if inside is None or "\n" in path or not is_note(path):
        return False
    return all(part and not part.startswith(".") for part in inside.split("/"))


def _portions(git: Git, notes: Sequence[_Note], skipped: Counter[str]) -> Iterator[list[_Note]]:
    """The notes that can be read, in lists of about _AT_ONCE bytes. skipped: counts the others, by reason."""
    known = sizes(git, (blob for note in notes for blob in (*note.blobs, *note.bases) if blob))
    some: list[_Note] = []
    held = 0
    for note in notes:
        lengths = [known[blob] for blob in (*note.blobs, *note.bases) if blob]
        if None in lengths:
            skipped["git cannot read all of it"] += 1
        elif max(filter(None, lengths), default=0) > _LARGEST:
            skipped["a note is too large"] += 1
        else:
            some.append(note)
            held += sum(filter(None, lengths))
        if held > _AT_ONCE:
            yield some
            some, held = [], 0
    yield some


def _is_text(content: bytes) -> bool:
    """Whether a file is UTF-8 without zero bytes."""
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False
