"""What merges that others made have dropped: looked for once, remembered, told, and put back (docs/sync.md).

``look_at_merges`` runs git and resumes where the last look ended. ``open_losses`` says without git what is still
missing from the notes, and ``changes`` is what ``Vault.put_all`` writes to put it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date as Day
from pathlib import Path

from journal.errors import EnvironmentFailed
from journal.named_tuple import NamedTuple
from journal.notes.merge import merge
from journal.notes.merge.lost import Four, still_lost
from journal.notes.merge.put_back import put_back
from journal.rules.status import status_rank
from journal.sync.ancestry import ancestry
from journal.sync.foreign_merges import Loss, dropped, foreign_merges
from journal.sync.git import Git, GitRefused
from journal.sync.later import still_gone
from journal.sync.loss_memory import MOST, Memory, recalled, remember
from journal.sync.merge_file import merge_lines
from journal.sync.objects import read_blobs, sizes
from journal.sync.repository import Repository
from journal.vault.write.change import Change
from journal.wording import count, listed

__all__ = ["Looked", "Loss", "changes", "let_go", "look_at_merges", "open_losses", "sentence"]

_AT_ONCE = 500
"""Merges between two saves of how far a look is."""
_LEFT_OUT = ""
"""Counts what is too much to be remembered."""


class Looked(NamedTuple):
    """The result of a look at merges. found: new losses. skipped: sentences about what could not be compared."""

    found: tuple[Loss, ...] = ()
    skipped: tuple[str, ...] = ()


def look_at_merges(git: Git, repository: Repository, state: Path) -> Looked:
    """Compare each merge by another program that is new, of this branch and of what was fetched for it.

    After a kill, the next look continues where this one was. Raises EnvironmentFailed.
    """
    try:
        return _compare_new_merges(git, repository, state)
    except GitRefused as refused:
        return Looked((), (f"merges of others not looked at: {refused.sentence}",))


def _compare_new_merges(git: Git, repository: Repository, state: Path) -> Looked:
    """Compare the new merges, remember the result, and give what was not told before."""
    memory = recalled(state, repository.root)._replace(prefix=repository.prefix)
    skipped: Counter[str] = Counter()
    tips = _tips(git)
    if tips == memory.seen:
        return Looked()
    for target in dict.fromkeys((memory.target, tips)):
        if target and (target == tips or _are_here(git, target)):
            memory = _compare_up_to(git, repository, state, memory, target, skipped)
    losses = tuple(still_gone(git, ancestry(git, tips), tips, memory.losses)) if memory.losses else ()
    new = [loss for loss in losses if loss.merge not in memory.told]
    remember(state, repository.root, memory._replace(losses=losses, told=tuple({loss.merge: 0 for loss in losses})))
    left_out = skipped.pop(_LEFT_OUT, 0)
    told = [f"{count(number, 'merge')} of others not looked at: {why}" for why, number in skipped.items()]
    if left_out:
        told.append(f"{count(left_out, 'note')} more with something missing: the oldest are left out")
    return Looked(_missing(repository.root, repository.prefix, new), tuple(told))


def _compare_up_to(
    git: Git, repository: Repository, state: Path, memory: Memory, target: tuple[str, ...], skipped: Counter[str]
) -> Memory:
    """The memory after comparing all new merges up to the target's commits; written after each portion."""
    merges = foreign_merges(git, target, memory.seen if _are_here(git, memory.seen) else ())
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


def open_losses(root: Path, state: Path) -> tuple[Loss, ...]:
    """The losses that the notes on disk still lack, with paths from the vault. Runs no git, raises nothing."""
    memory = recalled(state, root)
    return _missing(root, memory.prefix, memory.losses)


def sentence(loss: Loss, today: Day) -> str:
    """``the merge of 12 Nov dropped `outcome` of Intro to Acme (asks/x.md)``."""
    made = Day.fromisoformat(loss.day)
    year = "" if made.year == today.year else f" {made.year}"
    what = [f"`{key.key}`" for key in loss.lost.keys]
    if lines := len(loss.lost.lines):
        what.append(count(lines, "line"))
    dropped_what = "the note" if loss.is_of_note else f"{listed(what)} of"
    return f"the merge of {made.day} {made:%b}{year} dropped {dropped_what} {loss.title} ({loss.path})"


def changes(git: Git, root: Path, losses: Iterable[Loss]) -> list[Change]:
    """The changes that put losses back into the notes as they are now, for ``Vault.put_all``; paths are from the vault.

    Where the note has the other side's value, both come between markers, to be decided. Raises GitRefused,
    EnvironmentFailed, OSError.
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
    return [Change(path, content, after[path]) for path, content in before.items() if content != after[path]]


def let_go(root: Path, state: Path, losses: Iterable[Loss]) -> None:
    """Forget losses, so that they are told no more: the notes stay as they are. Raises EnvironmentFailed."""
    gone = {(loss.merge, loss.blobs) for loss in losses}
    memory = recalled(state, root)
    left = tuple(loss for loss in memory.losses if (loss.merge, loss.blobs) not in gone)
    remember(state, root, memory._replace(losses=left))


def _with_loss(now: bytes | None, four: Four, loss: Loss) -> bytes | None:
    """A note with a loss put back; None for a note that does not exist and whose loss is not the whole note."""
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
    """The losses, or their parts, that the notes on disk lack.

    Their paths are from the top, the result's from the vault.
    """
    found = []
    for loss in losses:
        path = loss.path.removeprefix(prefix)
        try:
            content = _read_note(root, path)
        except EnvironmentFailed:
            content = None
        if content is None and not loss.is_of_note:
            continue
        gone = still_lost(loss.lost, content) if content else loss.lost
        if gone:
            found.append(loss._replace(path=path, lost=gone))
    return tuple(found)


def _read_note(root: Path, path: str) -> bytes | None:
    """What a note holds; None where it is not there. Raises EnvironmentFailed, for one outside the vault too."""
    place = root / path
    try:
        if not place.resolve().is_relative_to(root.resolve()):
            raise EnvironmentFailed(f"{path} leads outside the vault, and is left alone.")
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EnvironmentFailed(f"{path} cannot be read: {error.strerror}.") from None


def _tips(git: Git) -> tuple[str, ...]:
    """The last commit here, and the last one that was fetched."""
    found = git("rev-parse", "--revs-only", "HEAD", "@{upstream}", fine=None).text.split()
    return tuple(dict.fromkeys(commit for commit in found if commit.isalnum()))


def _are_here(git: Git, commits: Sequence[str]) -> bool:
    """Whether all these commits are in this repository."""
    return None not in sizes(git, commits).values()
