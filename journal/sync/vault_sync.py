"""Git's side of a vault that a front end keeps open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from journal.errors import EnvironmentFailed, JournalError
from journal.model import Day, Kind, Name, Page
from journal.places import state_folder
from journal.rules.first_days import paths_of, with_first_days
from journal.rules.lost_dates import with_lost_dates
from journal.sync import consent, sync, undecided
from journal.sync.commit import commit, what_to_commit
from journal.sync.distance import Distance, distance
from journal.sync.git import Git
from journal.sync.key_days import key_days
from journal.sync.left_open import open_again, still_open
from journal.sync.losses import Loss, changes, let_go, open_losses, sentence
from journal.sync.repository import Repository
from journal.sync.resolve import changes_of, mark_decided
from journal.sync.running import NOBODY, Listener
from journal.sync.standing import is_merging, look, refuse_what_is_under_way, wait_for_lock
from journal.sync.synced import Synced
from journal.sync.undecided import Around, Undecided
from journal.sync.undone import decided_again, undecided_again
from journal.vault.disk.lock import held
from journal.vault.index.cache import place_of
from journal.vault.vault import Vault
from journal.vault.write.write_result import Written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["VaultSync"]


class VaultSync:
    """Git for one vault; may be used from several threads.

    Where this person did not agree that git may run here, each method that runs git raises Stop instead.
    """

    def __init__(self, vault: Vault, state: AnyPath | None = None) -> None:
        """state: the folder that remembers this person's consent; None for the vault's, else the person's own."""
        self._vault = vault
        self._state = state or vault.state or state_folder()
        self._real = Path(os.path.realpath(vault.root))
        self._stamps: tuple[object, ...] = ()

    @property
    def is_on(self) -> bool:
        """Whether the vault is set to sync and this person agreed to it. Runs no git."""
        return self._vault.settings.git and self._git_dir is not None

    @property
    def _git_dir(self) -> Path | None:
        """git's folder as this person agreed to it; None where they did not, or that cannot be read now."""
        with suppress(EnvironmentFailed):
            if agreed := consent.agreed(self._state, self._real):
                return Path(agreed.git_dir)
        return None

    def has_moved(self) -> bool:
        """Whether git changed something in the repository since the last call of this. Runs no git."""
        before, self._stamps = self._stamps, tuple(_stamps(self._git_dir)) if self.is_on else ()
        return self._stamps != before

    def distance(self) -> Distance | None:
        """How far the vault and its remote are apart, as of the last fetch. None where there is no remote.

        Raises JournalError.
        """
        git, repository = self._opened()
        return distance(git, repository, self._vault.settings)

    def plan(self, listener: Listener, *, offline: bool = False) -> Synced:
        """The plan of what ``sync`` would do, after a fetch. offline: without one. Raises JournalError."""
        return self._sync(lambda _: None, listener, dry_run=True, offline=offline)

    def sync(self, say: Callable[[str], object], listener: Listener, today: Day) -> Synced:
        """Commit, fetch, merge and push, without questions at the terminal. say: gets a sentence for each step.

        Raises JournalError; WantsTerminal among them where git has a question.
        """
        done = self._sync(say, listener)
        for loss in done.looked.found if done.looked else ():
            say(f"lost: {sentence(loss, today)}")
        for told in done.looked.skipped if done.looked else ():
            say(told)
        return done

    def _sync(
        self, say: Callable[[str], object], listener: Listener, *, dry_run: bool = False, offline: bool = False
    ) -> Synced:
        """As ``sync.sync``, without a terminal. Raises JournalError."""
        return sync.sync(
            self._vault.root,
            self._vault.settings,
            self._state,
            say,
            dry_run=dry_run,
            offline=offline,
            listener=listener,
            name_of=self._name_of,
        )

    def commit(self) -> str:
        """Commit what changed, without fetch, merge or push; gives the commit's message, "" where there is no commit.

        Commits nothing during a merge or where HEAD is at no branch. Raises JournalError.
        """
        git, repository = self._opened()
        refuse_what_is_under_way(repository)
        if is_merging(repository):
            return ""
        wait_for_lock(repository)
        standing = look(git, repository, self._vault.settings)
        if standing.branch is None:
            return ""
        files, text = what_to_commit(git, repository, standing, self._name_of)
        return text if commit(git, repository, self._state, files, text) else ""

    def dated(self, page: Page, today: Day, seconds: float) -> tuple[Page, bool]:
        """The page with what only git's history knows of dates, and whether the whole history was read.

        seconds: to read at most; the next call continues. Raises JournalError.
        """
        git, repository = self._opened()
        cache = self._vault.cache
        file = Path(place_of(self._vault.root, cache)).with_suffix(".days") if cache else None
        found = key_days(git, repository, file, paths_of(page), seconds)
        dated = with_first_days(page, found.notes, today)
        return with_lost_dates(dated, found.lost, today), found.is_whole

    def undecided(self, marked: Iterable[str]) -> list[Undecided]:
        """The things to decide in this vault. marked: paths of the notes with conflict markers. Raises JournalError."""
        return list(undecided.find(self._real, marked, self._merging()))

    def count_unmarked(self) -> int:
        """The number of files without conflict markers that a merge waits for: reading the notes does not find them.

        Raises JournalError.
        """
        around = self._merging()
        return sum(bool(left.other) for left in still_open(*around)) if around else 0

    def decide(self, wanted: Undecided, said: str, today: Day) -> Written:
        """Decide one thing, as a step that can be undone; where it was the note's last, tell git.

        said: ours, theirs, both or a text. Raises JournalError.
        """
        around = self._merging()
        if around:
            with held(self._state, self._real):
                open_again(*around)
        done = undecided.decide(self._real, wanted, said, around, today, self._vault.resolver)
        note = done.note
        written = self._vault.put_all(f"Decided: {wanted.what}, in {note.path}", changes_of(done.note, done.after))
        if around and note.is_open and not done.has_more:
            mark_decided(*around, note)
        return written

    def undo(self, *, dry_run: bool = False, others: bool = False) -> Written:
        """As ``Vault.undo``; a note that it no longer keeps or deletes is to be decided again. Raises JournalError."""
        written = self._vault.undo(dry_run=dry_run, others=others)
        return written if dry_run else self._told(written, undecided_again)

    def redo(self, *, dry_run: bool = False) -> Written:
        """As ``Vault.redo``; a note that it keeps or deletes again counts as decided. Raises JournalError."""
        written = self._vault.redo(dry_run=dry_run)
        return written if dry_run else self._told(written, decided_again)

    def _told(self, written: Written, tell: Callable[[Around, Written], bool]) -> Written:
        """What was undone or redone, once git was told of the notes that it decides or leaves to decide again."""
        if all(change.before != change.after and change.before and change.after for change in written.changes):
            return written
        around = self._merging()
        is_told = around is not None and tell(around, written)
        if is_told or any(change.before != change.after for change in written.changes):
            return written
        return written._replace(summary=f"{written.summary}; its merge is over, so the note stays as it is")

    def losses(self, today: Day) -> Mapping[Loss, str]:
        """A dict from each loss that the notes still lack to its sentence; empty where sync is off.

        Gives what the last look at the merges of other programs found, and runs no git. Raises EnvironmentFailed.
        """
        if not self.is_on:
            return {}
        return {loss: sentence(loss, today) for loss in open_losses(self._real, self._state)}

    def restore(self, loss: Loss) -> Written:
        """Put back a loss, as an undo step. Raises JournalError."""
        git, _ = self._opened()
        return self._vault.put_all(f"Put back: {loss.path}", changes(git, self._real, [loss]))

    def let_go(self, loss: Loss) -> None:
        """Forget what a merge dropped, so that ``losses`` leaves it out; the note stays. Raises JournalError."""
        let_go(self._real, self._state, [loss])

    def _merging(self) -> Around | None:
        """git and the repository, where a merge is under way and git may run; else None."""
        there = self._git_dir
        if there is None or not (there / "MERGE_HEAD").exists():
            return None
        try:
            return sync.opened(self._vault.root, self._state)
        except JournalError:
            return None

    def _opened(self, listener: Listener = NOBODY) -> tuple[Git, Repository]:
        """git and the repository of the vault. Raises Stop where sync is off or git may not run, GitRefused."""
        return sync.opened(self._vault.root, self._state, self._vault.settings, listener=listener)

    def _name_of(self, name: Name) -> str:
        """What to call a person in a commit's message."""
        return self._vault.resolver.party(name, Kind.PERSON).name


def _stamps(git_dir: Path | None) -> Iterator[object]:
    """The mtimes in ns of git's files that change with branch, index, merge or remote; None for a missing file.

    git_dir: None gives nothing.
    """
    if git_dir is None:
        return
    remotes = git_dir / "refs/remotes"
    try:
        places = [Path(entry) for entry in os.scandir(remotes)]
    except OSError:
        places = []
    for place in (*(git_dir / name for name in ("HEAD", "logs/HEAD", "index", "packed-refs", "MERGE_HEAD")), *places):
        try:
            yield os.stat(place).st_mtime_ns
        except OSError:
            yield None
