"""The state of a repository before a sync: its branch, what changed, what is under way, what a merge left open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from journal.config import SETTINGS_FILE, Settings
from journal.named_tuple import NamedTuple
from journal.paths import is_inside
from journal.patterns import path_excluder
from journal.sync.git import Git, Stop
from journal.sync.git_lock import wait_until_free
from journal.sync.repository import Repository
from journal.sync.setup import ATTRIBUTES, IGNORE
from journal.vault.disk.walk import may_be_note

__all__ = ["REGULAR", "Changed", "Stage", "Standing", "Unmerged", "is_file_of_vault", "is_merging", "look",
           "refuse_what_is_under_way", "unmerged", "vault_files", "wait_for_lock"]  # fmt: skip

REGULAR = ("100644", "100755")
"""The modes of files; others are links and repositories."""
_UNDER_WAY = {
    "rebase-merge": ("A rebase", "git rebase --continue, or --abort"),
    "rebase-apply": ("A rebase or am", "git rebase --continue or git am --continue, or --abort"),
    "CHERRY_PICK_HEAD": ("A cherry-pick", "git cherry-pick --continue, or --abort"),
    "REVERT_HEAD": ("A revert", "git revert --continue, or --abort"),
    "BISECT_LOG": ("A bisect", "git bisect reset"),
}
_NONE = "(initial)"
_DETACHED = "(detached)"


class Changed(NamedTuple):
    """A file that differs from the last commit. path: from the work tree's top.

    head: the id of its content in that commit, None for a new file. is_there: it is on disk. is_new: git does not track
    it yet.
    """

    path: str
    head: str | None
    is_there: bool
    is_new: bool


class Stage(NamedTuple):
    """One side of a file that a merge left open. number: 1 base, 2 ours, 3 theirs. id: of its content."""

    number: int
    mode: str
    id: str


class Unmerged(NamedTuple):
    """The files that a merge left to decide: a dict each from path in the work tree to their sides.

    open: those that git waits for. decided: those of which git was told since that they are decided.
    """

    open: Mapping[str, tuple[Stage, ...]]
    decided: Mapping[str, tuple[Stage, ...]]


class Standing(NamedTuple):
    """The state of a repository. head: the id of the last commit, None before the first.

    branch: None where HEAD is detached. upstream: such as origin/main, None where there is none. files: the changed
    files that a sync commits. others: the paths of the changed files that it leaves, from the work tree's top.
    """

    head: str | None
    branch: str | None
    upstream: str | None
    files: tuple[Changed, ...]
    others: tuple[str, ...]


def is_merging(repository: Repository) -> bool:
    """Whether a merge was begun and not committed."""
    return (repository.git_dir / "MERGE_HEAD").exists()


def refuse_what_is_under_way(repository: Repository) -> None:
    """Raise Stop where git is in the middle of a rebase, a cherry-pick, a revert or a bisect; a merge is fine."""
    for name, (what, how) in _UNDER_WAY.items():
        if (repository.git_dir / name).exists():
            raise Stop(f"{what} is under way: end it first ({how}), then sync again.")


def wait_for_lock(repository: Repository) -> None:
    """Wait while another git writes the index. Raises Locked where that takes too long."""
    wait_until_free(repository.git_dir / "index.lock", repository.root)


def look(git: Git, repository: Repository, settings: Settings, *, besides_index: bool = False) -> Standing:
    """The state of the repository now. Raises GitRefused.

    besides_index: leave out files that are staged as they are on disk, and those that a merge left open.
    """
    words = ("status", "--porcelain=v2", "-z", "--branch", "--untracked-files=all", "--no-renames", "--no-ahead-behind",
             "--ignore-submodules=all", "--", ".")  # fmt: skip
    belongs = vault_files(repository.root, settings)
    headers: dict[str, str] = {}
    found: dict[str, Changed] = {}
    for entry in git(*words).parts:
        if entry.startswith("# "):
            name, _, text = entry[2:].partition(" ")
            headers[name] = text
        elif (changed := _changed(entry, besides_index)) is not None:
            if changed.path in found:  # deleted in the index, and there on disk
                changed = Changed(changed.path, found[changed.path].head, True, True)
            found[changed.path] = changed
    is_ours = {path: (inside := repository.in_vault(path)) is not None and belongs(inside) for path in found}
    branch = headers.get("branch.head", _DETACHED)
    head = headers.get("branch.oid", _NONE)
    return Standing(
        None if head == _NONE else head,
        None if branch == _DETACHED else branch,
        headers.get("branch.upstream"),
        tuple(changed for path, changed in found.items() if is_ours[path]),
        tuple(path for path in found if not is_ours[path]),
    )


def _changed(entry: str, besides_index: bool) -> Changed | None:
    """The changed file of one entry of ``git status --porcelain=v2 -z``; None for one about anything else.

    besides_index: as for ``look``; then None too for a file that is changed in the index alone.
    """
    if entry.startswith("? "):
        return Changed(entry[2:], None, True, True)
    if entry.startswith("u ") and not besides_index:
        *_, mode, _, ours, _, path = entry.split(" ", 10)
        return Changed(path, ours if ours.strip("0") else None, mode != "000000", False)
    if not entry.startswith("1 "):
        return None
    _, states, _, _, _, mode, head, _, path = entry.split(" ", 8)
    if besides_index and states[1] == ".":
        return None
    is_there = states[1] != "D" and mode != "000000"
    return Changed(path, head if head.strip("0") else None, is_there, states == ".A")


def unmerged(git: Git, repository: Repository) -> Unmerged:
    """The files that the merge under way left to decide. Raises GitRefused."""
    words = ("ls-files", "-z", "-t", "--unmerged", "--resolve-undo")
    found: dict[str, dict[str, tuple[Stage, ...]]] = {"M": {}, "U": {}}
    for entry in git(*words, folder=repository.top).parts:
        what, _, path = entry.partition("\t")
        tag, mode, blob, number = what.split(" ")
        found[tag][path] = (*found[tag].get(path, ()), Stage(int(number), mode, blob))
    return Unmerged(found["M"], found["U"])


def vault_files(root: Path, settings: Settings) -> Callable[[str], bool]:
    """A test whether a sync commits a path of the vault: notes, templates, settings, .gitattributes and .gitignore."""
    from journal.vault.write.templates import holds_no_notes, is_message, template_folders

    is_excluded = path_excluder(settings.exclude)
    templates = template_folders(root)

    def belongs(path: str) -> bool:
        if path in (SETTINGS_FILE, ATTRIBUTES, IGNORE):
            return True
        folders, _, name = path.rpartition("/")
        is_template = holds_no_notes(folders) or any(f"{folders}/".startswith(f"{folder}/") for folder in templates)
        if not may_be_note(name):
            return is_template and is_message(path)
        if is_template:
            return True
        is_skipped = any(part.startswith(".") or part == "node_modules" for part in folders.split("/"))
        return not is_skipped and not any(map(is_excluded, _with_folders(path)))

    return belongs


def is_file_of_vault(root: Path, path: str, settings: Settings) -> bool:
    """Whether a file is at a path from the vault's root, and a sync commits it."""
    is_here = not os.path.isabs(path) and os.path.isfile(root / path) and is_inside(root / path, root)
    return is_here and vault_files(root, settings)(path)


def _with_folders(path: str) -> Iterator[str]:
    """A path, then each folder above it with a slash at its end."""
    yield path
    while path := os.path.dirname(path.rstrip("/")):
        path += "/"
        yield path
