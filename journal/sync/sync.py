"""``journal sync``: changes are committed, merged with those of others, and pushed (docs/sync.md).

Nothing is forced, stashed, reset or cleaned away: each step either happens or leaves everything as it was, and after a
stop or a kill the next sync goes on where this one ended.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from journal.config import SETTINGS_FILE, Settings
from journal.notes.merge import Merged, Winner
from journal.regex import regex
from journal.sync import consent
from journal.sync.begun_merge import Begun, begin, forward, not_put_in_place, take_up
from journal.sync.commit import Made, commit, what_to_commit
from journal.sync.foreign_merges import MADE_BY_US, claim
from journal.sync.git import Git, GitRefused, Stop, WantsTerminal, words_of
from journal.sync.left_open import Left, left_of, settle, still_open, write_by_key
from journal.sync.losses import Ends, look_at_merges
from journal.sync.merge_trees import MergedTree, OldGit, merged_tree, unrelated
from journal.sync.message import NameOf, as_written
from journal.sync.remote import (
    COMMITTED,
    Apart,
    Remote,
    apart,
    count_besides,
    fetch,
    of_other_branches,
    push,
    remote_of,
)
from journal.sync.repository import Repository, found, has_repository
from journal.sync.running import NOBODY, Listener
from journal.sync.standing import is_merging, look, refuse_what_is_under_way, wait_for_lock
from journal.sync.synced import Synced, Won
from journal.sync.unthanked import closed_by_a_merge
from journal.vault.disk.lock import held, kept_texts
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["opened", "sync"]

_TRIES = 3
"""Rounds of fetch, merge and push, where somebody else pushes in between."""
_MOST_TOLD = 50
"""The most commits of others whose subject lines are given."""
_SIGNS = regex("signing failed|failed to sign|failed to write commit object")
"""Words of git's refusal because it cannot sign, as it needs a passphrase."""


def opened(
    root: Path,
    state: AnyPath,
    settings: Settings | None = None,
    *,
    may_ask: bool = False,
    listener: Listener = NOBODY,
) -> tuple[Git, Repository]:
    """git and the repository of a vault. settings: given where sync must be on too. may_ask, listener: as for Git.

    Raises Stop where the vault is not in git, this person did not agree to git, or sync is off; GitRefused,
    EnvironmentFailed.
    """
    real = Path(os.path.realpath(root))
    if not has_repository(real):
        raise Stop(f"{root} is not kept in git: “git init” there begins it, then “journal init”.")
    if settings is not None and not settings.git:
        raise Stop(f"Sync is off for this vault: write git = true below [sync] in {SETTINGS_FILE}, then sync again.")
    agreed = consent.agreed(state, real)
    consent.check(agreed)
    git = Git(real, may_ask, listener=listener)
    repository = found(git, real)
    if repository is None:
        raise Stop(f"{root} is not kept in git: “git init” there begins it, then “journal init”.")
    consent.check(agreed, repository)
    if repository.brings_hooks:
        git = git.with_settings({"core.hooksPath": os.devnull})
    return git, repository


def sync(
    root: Path,
    settings: Settings,
    state: AnyPath,
    say: Callable[[str], object],
    *,
    may_ask: bool = False,
    dry_run: bool = False,
    offline: bool = False,
    listener: Listener = NOBODY,
    name_of: NameOf = as_written,
) -> Synced:
    """Commit, fetch, merge and push. say: gets a sentence for each step. name_of: names people in the commit's message.

    dry_run: fetch only, and plan the rest. offline: with dry_run, do not even fetch. state, may_ask, listener: as for
    ``opened``. Afterwards it looks at the merges that others made, except in a dry run.

    Raises Stop, GitRefused, EnvironmentFailed.
    """
    git, repository = opened(root, state, settings, may_ask=may_ask, listener=listener)
    try:
        run = _Sync(
            git, repository, settings, state, say, is_plan=dry_run, is_offline=dry_run and offline, name_of=name_of
        )
        done = run.run()
        return done if dry_run else done._replace(looked=look_at_merges(git, repository, state, run.ends))
    except GitRefused as refused:
        if not may_ask and _SIGNS.search(refused.words):
            raise WantsTerminal(refused.sentence, 4) from None
        raise


class _Sync:
    """One run of ``sync``. is_plan: dry_run. won: keys where one side won a merge so far. ends: the last commits."""

    def __init__(
        self,
        git: Git,
        repository: Repository,
        settings: Settings,
        state: AnyPath,
        say: Callable[[str], object],
        *,
        is_plan: bool,
        is_offline: bool,
        name_of: NameOf,
    ) -> None:
        self.git, self.repository, self.settings, self.state = git, repository, settings, state
        self.say, self.is_plan, self.is_offline, self.name_of = say, is_plan, is_offline, name_of
        self.won: list[Won] = []
        self.ends = Ends()

    def run(self) -> Synced:
        refuse_what_is_under_way(self.repository)
        wait_for_lock(self.repository)
        if not self.is_plan:
            with held(self.state, self.repository.root):
                take_up(self.git, self.repository, self.state)
        ends_merge = is_merging(self.repository)
        if ends_merge and (open_ones := self._finish_merge()):
            return Synced(conflicts=self._shown(open_ones), is_plan=self.is_plan)
        standing = look(self.git, self.repository, self.settings, besides_index=ends_merge and self.is_plan)
        if standing.branch is None:
            raise Stop("HEAD is at no branch, so there is nothing to sync: “journal doctor” says how to get back.")
        left = tuple(map(self.repository.from_vault, standing.others))
        if left:
            self.say(f"{count(len(left), 'other changed file')} left as {'it is' if len(left) == 1 else 'they are'}")
        remote = remote_of(self.repository, standing.branch)
        files, text = what_to_commit(self.git, self.repository, standing, self.name_of)
        self.git.go_on()
        made = None if self.is_plan else commit(self.git, self.repository, self.state, files, text)
        if files:
            self.say(f"{'would commit' if self.is_plan else 'committed'} {count(len(files), 'file')}: {text}")
        self.ends = Ends(made.id, None, made.parent) if made else Ends(standing.head, None, standing.head)
        notes = tuple(self.repository.from_vault(each.path) for each in files)
        done = Synced(made and made.id, text, notes, left=left, ends_merge=ends_merge, is_plan=self.is_plan)
        if remote is None:
            self.say("nothing to push to: there is no remote (git remote add origin URL)")
            return done
        return self._with_remote(remote, done._replace(remote=remote.shown), made)

    def _finish_merge(self) -> Sequence[Left]:
        """Commit a merge that was stopped, once all of it is decided; gives the conflicts that are not."""
        if self.is_plan:
            open_ones = still_open(self.git, self.repository)
        else:
            with held(self.state, self.repository.root):
                open_ones = settle(self.git, self.repository)
                if not open_ones:
                    self._commit_merge()
        if not open_ones:
            self.say(
                "would commit the merge that was stopped" if self.is_plan else "committed the merge that was stopped"
            )
        return open_ones

    def _commit_merge(self) -> None:
        claim(self.repository)
        self.git("commit", "--no-edit", "--cleanup=strip", "--quiet")

    def _with_remote(self, remote: Remote, done: Synced, made: Made | None) -> Synced:
        """done with fetch, merge and push, again where somebody else pushes in between. Raises Stop, GitRefused."""
        for _ in range(_TRIES):
            if not self.is_offline:
                fetch(self.git, remote, "nothing is committed yet" if self.is_plan else COMMITTED)
            head, theirs, mine, others, has_merges = now = apart(self.git, remote, made)
            if theirs is None and (told := of_other_branches(self.git, remote)):
                self.say(told)
            is_as_left = head == self.ends.ours  # else somebody else has committed meanwhile
            self.ends = Ends(head, theirs, self.ends.since if is_as_left and not has_merges else None)
            self.git.go_on()
            if self.is_plan:
                return self._planned(done, now)
            if others and theirs:
                open_ones = self._merge(remote, head or "", theirs, is_behind=not mine)
                done = done._replace(
                    pulled=done.pulled + len(others),
                    theirs=(*others[:_MOST_TOLD], *done.theirs),
                    winners=tuple(self.won),
                    conflicts=self._shown(open_ones),
                )
                if open_ones:
                    return done
                mine += 1 if mine else 0
                self.say(f"merged {count(len(others), 'commit')} of others")
            if not mine:
                self.say("nothing to push")
                return done
            if push(self.git, remote):
                self.ends = self.ends._replace(theirs=self.ends.ours)
                self.say(f"pushed {count(mine, 'commit')} to {remote.shown}")
                return done._replace(pushed=mine)
        raise Stop(
            f"Others pushed to {remote.shown} in between, {_TRIES} times; your changes are committed. Sync again.", 4
        )

    def _planned(self, done: Synced, now: Apart) -> Synced:
        """done with the numbers of commits that a sync would merge and push, its own included."""
        pulled = len(now.others)
        if done.ends_merge and now.theirs:
            pulled = count_besides(self.git, now.theirs, (now.ours or "", "MERGE_HEAD"))
        mine = now.mine + bool(done.notes) + done.ends_merge
        self.say(f"would merge {count(pulled, 'commit')} of others, and push {count(mine, 'commit')}")
        return done._replace(pulled=pulled, pushed=mine, theirs=now.others[:_MOST_TOLD] if pulled else ())

    def _merge(self, remote: Remote, head: str, theirs: str, *, is_behind: bool) -> Sequence[Left]:
        """Merge the commit theirs into head; gives the conflicts for a person to decide. Raises Stop, GitRefused.

        is_behind: we have no commits of our own, so that it is a fast-forward.
        """
        with held(self.state, self.repository.root):
            wait_for_lock(self.repository)
            if is_behind:
                self._forward(head, theirs)
                return ()
            try:
                merged = merged_tree(self.git, self.repository, head, theirs)
            except OldGit:
                merged = MergedTree(None, {})
            text = f"Merge {remote.shown}\n\n{MADE_BY_US}"
            if merged.id is None:
                if merged.begun and self._begin(Begun(head, theirs, merged.begun, text, merged.left)):
                    self._note_winners({path: one.winners for path, one in merged.merged.items()})
                    return left_of(self.git, self.repository, merged.left)
                return self._merge_in_place(theirs, text, merged.merged)
            signed = ("-S",) if self.repository.is_on("commit.gpgsign") else ()
            words = ("commit-tree", *signed, "-p", head, "-p", theirs, "-m", text, merged.id)
            self._forward(head, self.git(*words).text)
            self._note_winners({path: one.winners for path, one in merged.merged.items()})
            for sentence in closed_by_a_merge(self.git, self.repository, (head, theirs), merged.both):
                self.say(sentence)
            return ()

    def _forward(self, head: str, commit: str) -> None:
        try:
            forward(self.git, self.repository, self.state, head, commit)
        except GitRefused as refused:
            raise not_put_in_place(refused) from None
        self.ends = self.ends._replace(ours=commit)

    def _begin(self, begun: Begun) -> bool:
        try:
            return begin(self.git, self.repository, self.state, begun)
        except GitRefused as refused:
            raise not_put_in_place(refused) from None

    def _merge_in_place(self, theirs: str, text: str, known: Mapping[str, Merged]) -> Sequence[Left]:
        git = self.git.with_settings({"merge.journal.driver": "false"})  # the sides count, not what a driver makes
        words = ("merge", "--no-edit", "--no-ff", "--no-squash", "--commit", "--no-stat", "-m", text, theirs)
        answer = git(*words, fine=None)
        self.ends = Ends()
        if answer.status == 0:
            return ()
        if not is_merging(self.repository):
            if "unrelated histories" in answer.error:
                raise unrelated(self.repository, theirs)
            said = words_of(answer.error, None) or words_of(answer.text, None)
            raise not_put_in_place(GitRefused("merge", said, answer.status))
        keep = kept_texts(self.state, self.repository.root)
        self._note_winners(write_by_key(self.git, self.repository, known, keep))
        open_ones = settle(self.git, self.repository)
        if not open_ones:
            self._commit_merge()
        return open_ones

    def _note_winners(self, winners: Mapping[str, Sequence[Winner]]) -> None:
        self.won += [
            Won(self.repository.from_vault(path), winner) for path, found in winners.items() for winner in found
        ]

    def _shown(self, open_ones: Sequence[Left]) -> tuple[Left, ...]:
        return tuple(left._replace(path=self.repository.from_vault(left.path)) for left in open_ones)
