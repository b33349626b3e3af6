"""The dates that merges left out, whoever made them, from git's history of the vault (docs/sync.md, "History")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from journal.dates import parse_day
from journal.notes import read
from journal.notes.spelling import is_note
from journal.rules.lost_dates import LostDate, left_out
from journal.sync.ancestry import Ancestry
from journal.sync.git import Git
from journal.sync.merged_notes import MergedNote, merged_notes, portions
from journal.sync.objects import read_blobs

__all__ = ["lost_dates"]


def lost_dates(git: Git, known: Ancestry, merges: Sequence[str]) -> Mapping[tuple[str, str], Sequence[LostDate]]:
    """A dict from a merge's id and a note's path, as the merge left it, to the dates that the note lost there.

    known: has all the merges. What git cannot read is left out. Raises GitRefused, EnvironmentFailed.
    """
    found: dict[tuple[str, str], list[LostDate]] = {}
    unread: Counter[str] = Counter()
    notes = [note for note in merged_notes(git, known, merges, unread) if _may_lack(note)]
    for some in portions(git, notes, unread):
        texts = read_blobs(git, (blob for note in some for blob in (*note.blobs, *note.bases) if blob))
        for note in some:
            base, ours, theirs, merged = (read(note.path, texts.get(blob) or b"").note for blob in note.blobs)
            bases = (base, *(read(note.path, texts.get(blob) or b"").note for blob in note.bases))
            day = parse_day(note.merge.day)
            if day is not None:
                found[note.merge.id, note.path] = [
                    LostDate(day, what, side is theirs, note.merge.parents[side is theirs])
                    for side in (ours, theirs)
                    for what in left_out(bases, side, merged)
                ]
    return found


def _may_lack(note: MergedNote) -> bool:
    """Whether a side changed a note that the merge left in another form."""
    base, ours, theirs, merged = note.blobs
    return bool(merged) and is_note(note.path) and any(side not in ("", base, merged) for side in (ours, theirs))
