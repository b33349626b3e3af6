"""Decisions to keep or to delete a note, told to git anew where an undo takes one back, or a redo makes it again.

A note that was decided key by key needs none of this: git is told by the next look, once the markers are back.
"""

from __future__ import annotations

from collections.abc import Iterable

from journal.sync.left_open import reopen
from journal.sync.renamed import renamed_twice
from journal.sync.resolve import mark_decided, open_paths, unresolved
from journal.sync.standing import Stage, unmerged
from journal.sync.undecided import Around
from journal.vault.write.write_result import Written

__all__ = ["decided_again", "undecided_again"]


def undecided_again(around: Around, written: Written) -> bool:
    """Have git's merge wait again for the notes whose keeping or deleting was just undone; False where none was.

    A note that both sides renamed waits with all its names. Raises GitRefused.
    """
    git, repository = around
    decided = unmerged(git, repository).decided
    told = {path: stages for path, stages in decided.items() if not _numbers(stages) >= {2, 3}}
    wanted = {path: told[path] for path in (repository.prefix + one.path for one in written.changes) if path in told}
    for names in renamed_twice(git, told):
        if not wanted.keys().isdisjoint(names):
            wanted |= {path: told[path] for path in names}
    reopen(git, repository, wanted)
    return bool(wanted)


def decided_again(around: Around, written: Written) -> bool:
    """Tell git about the notes whose keeping or deleting was just done again; False where none was.

    Raises JournalError.
    """
    git, repository = around
    stages = open_paths(git, repository)
    notes = [unresolved(repository.root, one.path, *around, stages.get(one.path, ())) for one in written.changes]
    wanted = [note for note in notes if note.wants_a_word]
    for note in wanted:
        mark_decided(git, repository, note)
    return bool(wanted)


def _numbers(stages: Iterable[Stage]) -> set[int]:
    """The numbers of the sides that have a note."""
    return {stage.number for stage in stages}
