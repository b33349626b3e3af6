"""The conflicts that a person is to decide in a vault, one at a time: in notes, and in files that git's merge left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from journal.config import SETTINGS_FILE
from journal.conflict import Side
from journal.errors import BadCall, JournalError, NoteChanged
from journal.model import Day
from journal.named_tuple import NamedTuple
from journal.notes import read
from journal.notes.merge.choice import BODY, Open
from journal.rules.resolve import Resolver
from journal.rules.typed_edits import edits_of
from journal.sync.git import Git
from journal.sync.left_open import Left, still_open
from journal.sync.repository import Repository
from journal.sync.resolve import Unresolved, decided_one, kept, open_paths, unresolved
from journal.sync.standing import REGULAR, Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

__all__ = ["Around", "Decision", "Undecided", "decide", "find"]

Around: TypeAlias = tuple[Git, Repository]
"""git and the repository of a vault in which it may run."""


class Undecided(NamedTuple):
    """One thing to decide. path: from the vault. place: the conflict's number in the note, from 0.

    number: its number among the note's conflicts of the same keys, from 1. one: the conflict; None where a side deleted
    or renamed the note, or the file is no text. left: how git left the note, None where no merge waits for it.
    """

    path: str
    place: int = 0
    number: int = 1
    one: Open | None = None
    left: Left | None = None

    @property
    def what(self) -> str:
        """A few words, such as ``outcome``, ``body (2)`` or ``deleted there, changed here: kept``."""
        if self.one is None:
            return self.left.other if self.left else ""
        return ", ".join(self.one.keys) + (f" ({self.number})" if self.number > 1 else "")

    @property
    def is_body(self) -> bool:
        """Whether it is a conflict in the note's body."""
        return self.one is not None and self.one.key == BODY

    @property
    def takes_both(self) -> bool:
        """Whether both sides may be kept, one below the other."""
        return self.is_body and self.path != SETTINGS_FILE

    @property
    def line(self) -> int | None:
        """The line of the conflict's first marker, from 1; None where there is no conflict to see."""
        return self.one.conflict.first if self.one else None

    @property
    def sides(self) -> tuple[Side, Side | None, Side] | None:
        """Ours, base (None where the markers show none) and theirs; None where there is no conflict to see."""
        return (self.one.conflict.ours, self.one.conflict.base, self.one.conflict.theirs) if self.one else None


class Decision(NamedTuple):
    """The result of deciding one thing. note: before. after: the bytes to write, None to delete the note.

    has_more: conflicts are left in it.
    """

    note: Unresolved
    after: bytes | None
    has_more: bool


def find(root: Path, marked: Iterable[str], around: Around | None) -> Iterator[Undecided]:
    """The things to decide in a vault. marked: paths of the notes that have conflict markers.

    around: None where no merge of git is under way. Notes that cannot be read are left out; Problems lists them. Raises
    GitRefused, EnvironmentFailed.
    """
    left = _left(around)
    stages = open_paths(*around) if around else {}
    for path in dict.fromkeys([*marked, *left]):
        one = left.get(path)
        if one and not _has_text(one, stages.get(path, ())):
            yield Undecided(path, left=one)
            continue
        try:
            note = _note(root, path, around, stages)
        except JournalError:
            if one and one.kind == "other":
                yield Undecided(path, left=one)
            continue
        numbers: Counter[tuple[str, ...]] = Counter()
        for place, conflict in enumerate(note.conflicts):
            numbers[conflict.keys] += 1
            yield Undecided(path, place, numbers[conflict.keys], conflict, one)
        if one and not note.conflicts:
            yield Undecided(path, left=one)


def decide(root: Path, wanted: Undecided, said: str, around: Around | None, today: Day, resolver: Resolver) -> Decision:
    """The decision that makes one thing decided; nothing is written. said: ours, theirs, both, or a text.

    Raises NoteChanged where the thing is no longer to be decided, BadCall, BadDate, Refused, GitRefused,
    EnvironmentFailed.
    """
    note = _note(root, wanted.path, around, open_paths(*around) if around else {})
    if wanted.one is None:
        return Decision(note, _kept_or_not(note, wanted, said), has_more=False)
    now = note.conflicts[wanted.place] if wanted.place < len(note.conflicts) else None
    if now is None or (now.keys, now.conflict.ours, now.conflict.theirs) != (
        wanted.one.keys,
        wanted.one.conflict.ours,
        wanted.one.conflict.theirs,
    ):
        raise NoteChanged([wanted.path])
    value = None
    if said not in ("ours", "theirs", "both") and not wanted.is_body:
        kind = read(note.path, note.content or b"").note.kind
        value = edits_of({now.key: said}, kind, today, resolver)[0].value
    after = decided_one(note, now, said, value)
    return Decision(note, kept(after), bool(after.conflicts))


def _kept_or_not(note: Unresolved, wanted: Undecided, said: str) -> bytes | None:
    """The bytes of a note that one side deleted or both renamed, as decided; None to delete it. Raises BadCall."""
    if not note.wants_a_word:
        raise BadCall(f"{wanted.path} cannot be decided by key: put it right in your editor.")
    if note.sides == {1}:  # the old name: both new ones stay
        if said != "both":
            raise BadCall(f"{wanted.what}: keep both, or delete in your editor the one that you do not want.")
        return note.content
    if said not in ("ours", "theirs"):
        raise BadCall(f"{wanted.what}: only one side has it, so take ours or theirs.")
    has_it = "ours" if 2 in note.sides else "theirs"
    return note.content if said == has_it else None


def _has_text(left: Left, stages: Sequence[Stage]) -> bool:
    """Whether git may have left both sides in the text of a file. stages: its sides."""
    is_file = all(stage.mode in REGULAR for stage in stages)
    return is_file and (left.kind == "content" or (left.kind == "other" and bool(stages)))


def _left(around: Around | None) -> Mapping[str, Left]:
    """A dict from path in the vault to each conflict of the merge that is under way; empty without one."""
    if around is None:
        return {}
    git, repository = around
    return {repository.from_vault(left.path): left for left in still_open(git, repository)}


def _note(root: Path, path: str, around: Around | None, stages: Mapping[str, tuple[Stage, ...]]) -> Unresolved:
    """The note at a path, with its conflicts. stages: as ``open_paths`` gives them. Raises as ``unresolved``."""
    git, repository = around or (None, None)
    return unresolved(root, path, git, repository, stages.get(path, ()))
