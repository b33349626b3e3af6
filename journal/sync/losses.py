"""What foreign merges dropped: looked for once, remembered, told, and put back (docs/sync.md).

``look_at_merges`` runs git and resumes where the last look ended. ``open_losses`` gives without git what is still
missing from the notes, and ``changes`` what ``Vault.put_all`` writes to put it back.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date as Day
from pathlib import Path

from journal.errors import EnvironmentFailed
from journal.named_tuple import NamedTuple
from journal.notes.merge import merge
from journal.notes.merge.lost import Four, still_lost
from journal.notes.merge.put_back import put_back
from journal.paths import is_inside
from journal.rules.status import status_rank
from journal.sync.ancestry import ancestry
from journal.sync.foreign_merges import Loss, dropped, foreign_merges
from journal.sync.git import Git, GitRefused
from journal.sync.later import still_gone
from journal.sync.loss_memory import MOST, Memory, recalled, remember
from journal.sync.merge_file import merge_lines
from journal.sync.objects import ids, read_blobs, sizes
from journal.sync.on_disk import read_file
from journal.sync.repository import Repository
from journal.vault.write.change import Change
from journal.wording import count, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["Ends", "Looked", "Loss", "changes", "let_go", "look_at_merges", "open_losses", "sentence"]

_AT_ONCE = 500
"""Merges that are looked at before the progress is saved."""
_LEFT_OUT = ""
"""The reason under which losses are counted that are too many to be remembered."""


class Ends(NamedTuple):
    """The last commits of a branch and of what was fetched for it, by their ids; both None where these are not known.

    since: the id of a commit to which no merge of others was added until now; None where that is not known.
    """

    ours: str | None = None
    theirs: str | None = None
    since: str | None = None


class Looked(NamedTuple):
    """The result of a look at merges. found: losses that nobody was told of yet, with paths from the vault.

    skipped: sentences about what could not be looked at.
    """

    found: tuple[Loss, ...] = ()
    skipped: tuple[str, ...] = ()


def look_at_merges(git: Git, repository: Repository, state: AnyPath, ends: Ends | None = None) -> Looked:
    """Look at each foreign merge that was not looked at yet, on this branch and on what was fetched for it.

    ends: what the caller knows of these; git is asked for the rest. After a kill the next look goes on where this one
    was. A refusal of git becomes a sentence in skipped. Raises EnvironmentFailed.
    """
    try:
        return _look_on(git, repository, state, ends or Ends())
    except GitRefused as refused:
        return Looked((), (f"merges of others not looked at: {refused.sentence}",))


def _look_on(git: Git, repository: Repository, state: AnyPath, ends: Ends) -> Looked:
    """Complete a look that was interrupted, then look at what is new, and remember both. Raises GitRefused."""
    memory = recalled(state, repository.root)._replace(prefix=repository.prefix)
    skipped: Counter[str] = Counter()
    known = [each for each in (ends.ours, ends.theirs) if each] or ids(git, ("HEAD^{commit}", "@{upstream}^{commit}"))
    tips = tuple(dict.fromkeys(filter(None, known)))
    if tips == memory.seen:
        return Looked()
    if memory.seen == (ends.since,) and not memory.target:
        memory = memory._replace(seen=tips)
    else:
        for target in dict.fromkeys((memory.target, tips)):
            if target and (target == tips or _are_here(git, target)):
                memory = _looked_at(git, repository, state, memory, target, skipped)
    losses = tuple(still_gone(git, ancestry(git, tips), tips, memory.losses)) if memory.losses else ()
    new = [loss for loss in losses if loss.merge not in memory.told]
    remember(state, repository.root, memory._replace(losses=losses, told=tuple({loss.merge: 0 for loss in losses})))
    left_out = skipped.pop(_LEFT_OUT, 0)
    told = [f"{count(number, 'merge')} of others not looked at: {why}" for why, number in skipped.items()]
    if left_out:
        told.append(f"{count(left_out, 'note')} more with something missing: the oldest are left out")
    return Looked(_missing(repository.root, repository.prefix, new), tuple(told))


def _looked_at(
    git: Git, repository: Repository, state: AnyPath, memory: Memory, target: tuple[str, ...], skipped: Counter[str]
) -> Memory:
    """The memory after a look at all foreign merges up to the target commits; saves it as it goes."""
    merges = foreign_merges(git, target, memory.seen)
    place = memory.place if target == memory.target else 0
    known = ancestry(git, target) if place < len(merges) else None
    while known and place < len(merges):
        some = merges[place : place + _AT_ONCE]
        losses = (*memory.losses, *dropped(git, repository, known, some, skipped))
        if len(losses) > MOST:
            losses = tuple(still_gone(git, known, target, losses))
            skipped[_LEFT_OUT] += max(0, len(losses) - MOST)
        place += len(some)
        memory = memory._replace(target=target, place=place, losses=losses[-MOST:])
        remember(state, repository.root, memory)
    memory = memory._replace(seen=target, target=(), place=0)
    remember(state, repository.root, memory)
    return memory


def open_losses(root: Path, state: AnyPath) -> tuple[Loss, ...]:
    """The remembered losses that the notes on disk still lack, with paths from the vault. Runs no git.

    Raises EnvironmentFailed where what is remembered cannot be read.
    """
    memory = recalled(state, root)
    return _missing(root, memory.prefix, memory.losses)


def sentence(loss: Loss, today: Day) -> str:
    """Such as ``the merge of 12 Nov dropped `outcome` of Intro to Acme (asks/x.md)``; the year where not this one."""
    made = Day.fromisoformat(loss.day)
    year = "" if made.year == today.year else f" {made.year}"
    what = [f"`{key.key}`" for key in loss.lost.keys]
    if lines := len(loss.lost.lines):
        what.append(count(lines, "line"))
    dropped_what = "the note" if loss.is_of_note else f"{listed(what)} of"
    return f"the merge of {made.day} {made:%b}{year} dropped {dropped_what} {loss.title} ({loss.path})"


def changes(git: Git, root: Path, losses: Iterable[Loss]) -> list[Change]:
    """The changes that put losses back into the notes as they are now, for ``Vault.put_all``; nothing is written.

    A lost value goes between conflict markers where another one is there now. losses: with paths from the vault. Raises
    GitRefused, EnvironmentFailed, OSError.
    """
    wanted = list(losses)
    texts = read_blobs(git, (blob for loss in wanted for blob in loss.blobs if blob))
    before: dict[str, bytes | None] = {}
    after: dict[str, bytes | None] = {}
    for loss in wanted:
        four = Four(*(texts.get(blob) or b"" for blob in loss.blobs))
        if loss.path not in before:
            before[loss.path] = after[loss.path] = _read_note(root, loss.path)
        after[loss.path] = _with_loss(after[loss.path], four, loss)
    return [Change(path, old, after[path]) for path, old in before.items() if old != after[path]]


def let_go(root: Path, state: AnyPath, losses: Iterable[Loss]) -> None:
    """Forget losses, so that nobody is told of them any more; the notes stay as they are. Raises EnvironmentFailed."""
    gone = {(loss.merge, loss.blobs) for loss in losses}
    memory = recalled(state, root)
    left = tuple(loss for loss in memory.losses if (loss.merge, loss.blobs) not in gone)
    remember(state, root, memory._replace(losses=left))


def _with_loss(now: bytes | None, four: Four, loss: Loss) -> bytes | None:
    """The note with what it lost. now: its bytes, None where it is gone: then only a lost whole note comes back."""
    if not loss.is_of_note:
        gone = still_lost(loss.lost, now or b"")
        return (
            put_back(now, four, gone, path=loss.path, merge_text=merge_lines, status_place=status_rank) if now else now
        )
    base, ours, theirs, _ = four
    if ours and theirs:
        whole = merge(base, ours, theirs, path=loss.path, merge_text=merge_lines, status_place=status_rank).content
    else:
        whole = ours or theirs
    if now is None:
        return whole
    return merge(b"", now, whole, path=loss.path, merge_text=merge_lines, status_place=status_rank).content


def _missing(root: Path, prefix: str, losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """The losses that the notes on disk lack, with paths from the vault. losses: with paths from the tree's top."""
    found = []
    for loss in losses:
        path = loss.path.removeprefix(prefix)
        if not is_inside(os.path.join(root, path), root):
            continue
        try:
            now = read_file(root, path)
        except EnvironmentFailed:
            now = b""  # what cannot be read may lack it still
        if now is None and not loss.is_of_note:
            continue
        gone = still_lost(loss.lost, now) if now else loss.lost
        if gone:
            found.append(loss._replace(path=path, lost=gone))
    return tuple(found)


def _read_note(root: Path, path: str) -> bytes | None:
    """The bytes of a note; None where it is not there. Raises EnvironmentFailed, also for a link out of the vault."""
    if not is_inside(os.path.join(root, path), root):
        raise EnvironmentFailed(f"{path} leads outside the vault, and is left alone.")
    return read_file(root, path)


def _are_here(git: Git, commits: Sequence[str]) -> bool:
    """Whether git still has all these commits."""
    return None not in sizes(git, commits).values()
