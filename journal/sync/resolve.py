"""A note with a conflict, for a person who decides it key by key: its sides, and its text once it is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote

from journal.config import SETTINGS_FILE
from journal.conflict import is_in_conflict
from journal.errors import BadCall, Refused
from journal.model import Kind
from journal.named_tuple import NamedTuple
from journal.notes import fold_key, read
from journal.notes.edit import set_key
from journal.notes.keys import KNOWN_KEYS
from journal.notes.kind import spellings_of
from journal.notes.layout import NotEditable
from journal.notes.merge.choice import BODY, Open, choose, open_conflicts
from journal.notes.merge.ends import Ends, plain, with_ends
from journal.sync.foreign_merges import claim
from journal.sync.git import Git
from journal.sync.left_open import add
from journal.sync.merge_trees import by_key, can_go_by_key
from journal.sync.objects import read_blobs
from journal.sync.on_disk import read_file
from journal.sync.renamed import renamed_twice
from journal.sync.repository import Repository
from journal.sync.standing import REGULAR, Stage, is_merging, unmerged
from journal.vault.write.change import Change

__all__ = [
    "Unresolved",
    "changes_of",
    "decided",
    "decided_one",
    "goes_on",
    "kept",
    "mark_decided",
    "open_paths",
    "unresolved",
]

_SIDES = ("ours", "theirs", "both")


class Unresolved(NamedTuple):
    """A note that two sides changed. path: from the vault.

    content: the file's bytes, None where there is no file. text: with conflict markers and LF line ends; ends: those
    to write it with. sides: which of 1 base, 2 ours and 3 theirs have the note in git's index; empty where no
    merge waits for it.
    """

    path: str
    content: bytes | None
    text: str
    ends: Ends
    sides: frozenset[int]

    @property
    def is_open(self) -> bool:
        """Whether a merge of git waits for the note."""
        return bool(self.sides)

    @property
    def conflicts(self) -> tuple[Open, ...]:
        """The conflicts in the text, from the top."""
        return open_conflicts(self.text)

    @property
    def wants_a_word(self) -> bool:
        """Whether the note can only be kept or deleted, as one side deleted it or both renamed it."""
        return self.is_open and not self.sides >= {2, 3}


def open_paths(git: Git, repository: Repository) -> Mapping[str, tuple[Stage, ...]]:
    """A dict from path in the vault to the sides of each file that a merge left open. Raises GitRefused."""
    found = unmerged(git, repository).open
    return {inside: stages for path, stages in found.items() if (inside := repository.in_vault(path)) is not None}


def unresolved(
    root: Path, path: str, git: Git | None = None, repository: Repository | None = None, stages: Sequence[Stage] = ()
) -> Unresolved:
    """The note at a path with its conflicts. git, repository, stages: only for a note that a merge waits for.

    A note without markers that is exactly as one side, or gone, is merged by key once more, since its markers were lost
    or a driver left none. Raises Refused for a file that is no text or a link, EnvironmentFailed, GitRefused.
    """
    now = read_file(root, path)
    sides = frozenset(stage.number for stage in stages)
    if sides >= {2, 3} and any(stage.mode not in REGULAR for stage in stages):
        raise Refused(
            f"{path} is a link on a side, which cannot be decided by key: put it right, then “git add {quote(path)}”."
        )
    shown = now or b""
    if git and repository and can_go_by_key(path, stages) and not is_in_conflict(shown):
        texts = read_blobs(git, (stage.id for stage in stages if stage.number > 1))
        if now is None or now in texts.values():
            name = repository.prefix + path
            merged = by_key(git, {name: stages}, "HEAD", "MERGE_HEAD").get(name)
            shown = merged.content if merged else shown
    try:
        text, ends = plain(shown)
    except NotEditable as odd:
        raise Refused(f"{path} {odd}, so its sides cannot be told apart: mend it in your editor.") from None
    return Unresolved(path, now, text, ends, sides)


def decided(note: Unresolved, key: str, said: str, value: str | Sequence[str] | None = None) -> Unresolved:
    """The note with the conflicts of one key, or of its body, decided; nothing is written.

    said: ours, theirs, both or a text. value: what to write for that text, None for a side. Raises BadCall where the
    key has no conflict, or cannot be decided so.
    """
    found = note.conflicts
    chosen = [one for one in found if any(fold_key(each) == fold_key(key) for each in one.keys)]
    if not chosen:
        kind = read(note.path, note.text.encode()).note.kind
        chosen = [one for one in found if any(_canonical(each, kind) == _canonical(key, kind) for each in one.keys)]
    if not chosen:
        known = ", ".join(dict.fromkeys(each for one in found for each in one.keys))
        raise BadCall(f"{key} has no conflict in {note.path}{f'; those that have: {known}' if known else ''}.")
    return _decided(note, chosen, key, said, value)


def _canonical(key: str, kind: Kind | None) -> str:
    """The key that a spelling stands for in a note of a kind: ``outcome`` for ``Result``; the person's own, folded."""
    spec = spellings_of(kind).get(fold_key(key), (None,))[0]
    return spec.key if spec else fold_key(key)


def decided_one(note: Unresolved, one: Open, said: str, value: str | Sequence[str] | None = None) -> Unresolved:
    """The note with a single one of its conflicts decided. said, value, raises: as for ``decided``."""
    return _decided(note, [one], one.key, said, value)


def _decided(
    note: Unresolved, chosen: Sequence[Open], key: str, said: str, value: str | Sequence[str] | None
) -> Unresolved:
    """The note with the chosen conflicts decided. key: as the person wrote it, for messages. Raises BadCall."""
    is_body = all(one.key == BODY for one in chosen)
    if said == "both" and note.path == SETTINGS_FILE:
        raise BadCall(
            f"Both would be in {note.path} twice: write {key}=ours or {key}=theirs, or choose in your editor."
        )
    if said in _SIDES:
        if said == "both" and not is_body:
            raise BadCall(f"both is for the body: write {key}=ours, {key}=theirs or {key}=TEXT.")
        return note._replace(text=choose(note.text, chosen, said))
    if is_body:
        return note._replace(text=choose(note.text, chosen, said.split("\n")))
    if any(len(one.keys) > 1 for one in chosen):
        raise BadCall(f"{key} is in one conflict with {', '.join(chosen[0].keys)}: write {key}=ours or {key}=theirs.")
    spelled = next(each for one in chosen for each in one.keys)
    there = f"{spelled}:\n" if fold_key(spelled) in KNOWN_KEYS else ""  # else it would be written as the table has it
    lines = set_key(f"---\n{there}---\n".encode(), spelled, value, path=note.path).decode().split("\n")[1:-2]
    return note._replace(text=choose(note.text, chosen, lines))


def kept(note: Unresolved) -> bytes:
    """The bytes to write for the note as it is decided so far."""
    return with_ends(note.text, note.ends)


def changes_of(note: Unresolved, after: bytes | None) -> list[Change]:
    """The changes that write a decision. after: the bytes decided, None for a note that goes.

    One that is just kept has a change to the same bytes, so that an undo step stands for the decision.
    """
    return [Change(note.path, note.content, after)] if note.wants_a_word or note.content != after else []


def goes_on(around: tuple[Git, Repository] | None, note: Unresolved) -> str:
    """The end of the sentence that a note is decided: what goes on from there; "" where nothing waited for it."""
    if not note.is_open or around is None:
        return ""
    return "; “journal sync” goes on from here" if is_merging(around[1]) else "; “git status” says how git goes on"


def mark_decided(git: Git, repository: Repository, note: Unresolved) -> None:
    """Tell git that a note is decided, and that its merge was made here.

    Deciding the old name of a note that both sides renamed decides both new names too, and deleting the one decides the
    other. Once no other side is left open, old names whose file is gone are removed from git's index. Raises
    GitRefused, EnvironmentFailed.
    """
    claim(repository)
    path = repository.prefix + note.path
    is_gone = not (repository.top / path).exists()
    waiting = unmerged(git, repository).open if is_gone else {}
    names = next((one for one in renamed_twice(git, waiting) if path in one), ())
    add(git, repository, names or [path])
    left = unmerged(git, repository).open
    if all(stage.number == 1 for stages in left.values() for stage in stages):
        add(git, repository, [path for path in left if not (repository.top / path).exists()])
