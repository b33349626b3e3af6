"""What ``journal doctor`` says of a vault in git: what keeps it from being synced and merged well, and the cure."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import NamedTuple
from unicodedata import normalize

from journal.config import SETTINGS_FILE, Settings
from journal.errors import JournalError
from journal.regex import regex
from journal.sync import consent, setup
from journal.sync.git import Git, Stop
from journal.sync.repository import Repository, found, has_repository

__all__ = ["Finding", "findings", "names"]

_FIX = "journal doctor --fix"
_OLD_LOCK = 600
"""Seconds after which no git is still at work on one."""
_CLOUDS = regex(r"(?i)dropbox|onedrive|google ?drive|nextcloud|owncloud|seafile|icloud|mobile documents")
_COPY = regex(r"(?i)\.sync-conflict-|conflicted copy|_conflict-|\(conflict")
_UNFIT = regex(r'[<>:"\\|?*\x00-\x1f]|[. ]$')
_RESERVED = regex(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_MOST = 3
"""Names that a message lists."""


class Finding(NamedTuple):
    """One thing that was looked at. cure: what to do about it, None where all is well."""

    name: str
    ok: bool
    message: str
    cure: str | None = None


def findings(root: Path, settings: Settings, state: Path) -> Iterator[Finding]:
    """How a vault's repository stands; nothing for a vault that is not in git, which is then not run.

    Nor is it run where this person did not agree to it.
    """
    if not has_repository(root):
        return
    real = Path(os.path.realpath(root))
    try:
        agreed = consent.agreed(state, real)
        consent.check(agreed)
        git = Git(real)
        repository = found(git, real)
        consent.check(agreed, repository)
        if repository is not None:
            yield from _of(git, repository, settings)
    except Stop as stop:
        yield Finding("sync", not settings.git, stop.sentence.partition(": “journal init”")[0], _FIX)
    except JournalError as error:
        yield Finding("sync", False, error.sentence, "see what git says of it")


def _of(git: Git, repository: Repository, settings: Settings) -> Iterator[Finding]:
    if settings.git:
        yield Finding("sync", True, f"on, in {repository.top}")
    else:
        yield Finding("sync", True, "off", f"git = true below [sync] in {SETTINGS_FILE} turns it on")
    yield _driver(git, repository)
    yield from _branch(git, repository)
    yield from _lock(repository)
    yield from _in_cloud(repository)
    if repository.brings_hooks:
        message = "hooks lie in the work tree, where others can change them, and are left out"
        yield Finding("hooks", False, message, f"copy them into {repository.common_dir / 'hooks'}")


def _driver(git: Git, repository: Repository) -> Finding:
    otherwise = setup.merged_otherwise(git)
    if not setup.is_configured(repository):
        return Finding("merge", False, "git merges notes by text in this clone: its driver is missing", _FIX)
    if otherwise == "unspecified":
        return Finding("merge", False, f"git merges notes by text: {setup.ATTRIBUTES} does not name the driver", _FIX)
    if otherwise == "union":
        message = "merge=union keeps both sides' lines of a note, and so keys twice"
        return Finding("merge", False, message, f"delete that line in {setup.ATTRIBUTES}, then {_FIX}")
    if otherwise:
        return Finding("merge", True, f"notes are merged as you chose (merge={otherwise}), not by key")
    return Finding("merge", True, "git merges notes by key")


def _branch(git: Git, repository: Repository) -> Iterator[Finding]:
    if git("symbolic-ref", "--quiet", "HEAD", fine=(0, 1)).status == 0:
        return
    wanted = ("for-each-ref", "--format=%(refname:short)", "--contains=HEAD", "refs/heads")
    branches = git(*wanted, fine=None).text.split()
    where = f" -C {quote(str(repository.top))}"
    if branches:
        message = f"HEAD is at no branch; {branches[0]} has its commit"
        yield Finding("branch", False, message, f"git{where} switch {quote(branches[0])}")
    else:
        message = "HEAD is at no branch, and no branch has its commit"
        yield Finding("branch", False, message, f"git{where} switch --create kept, then merge that into your branch")


def _lock(repository: Repository) -> Iterator[Finding]:
    lock = repository.git_dir / "index.lock"
    try:
        age = time.time() - lock.stat().st_mtime
    except OSError:
        return
    if age > _OLD_LOCK:
        cure = f"see that no git is at work here, then: rm {quote(str(lock))}"
        yield Finding("lock", False, f"a git that was stopped has left {lock}", cure)


def _in_cloud(repository: Repository) -> Iterator[Finding]:
    """git's own files do not bear to be synced one by one."""
    copies = [name for _, _, names in os.walk(repository.common_dir) for name in names if _COPY.search(name)]
    if copies:
        message = f"a sync program has put copies among git's own files: {_some(copies)}"
        yield Finding("git", False, message, f"git -C {quote(str(repository.top))} fsck, then delete the copies")
    is_inside = Path(os.path.realpath(repository.git_dir)).is_relative_to(os.path.realpath(repository.top))
    cloud = next((part for part in repository.top.parts if _CLOUDS.search(part)), None)
    cloud = cloud or ("Syncthing" if any((at / ".stfolder").exists() for at in _upwards(repository.top)) else None)
    if is_inside and cloud:
        where = f"~/.local/share/{quote(repository.top.name)}.git"
        cure = f"git -C {quote(str(repository.top))} init --separate-git-dir {where}"
        yield Finding("git", False, f".git lies in a folder that {cloud} syncs, and may be broken by it", cure)


def names(paths: Sequence[str]) -> Iterator[Finding]:
    """Notes that another system cannot hold: by their names, or beside one of the same name in another case."""
    unfit = [
        path for path in paths if any(_UNFIT.search(part) or _RESERVED.fullmatch(part) for part in path.split("/"))
    ]
    if unfit:
        yield Finding("names", False, f"Windows cannot hold {_some(unfit)}", "rename them")
    seen: dict[str, str] = {}
    for path in paths:
        folded = normalize("NFC", path).casefold()
        if folded in seen:
            message = f"{seen[folded]} and {path} are one file on macOS and Windows"
            yield Finding("names", False, message, "rename one of them")
        seen.setdefault(folded, path)


def _some(listed: Sequence[str]) -> str:
    more = f" and {len(listed) - _MOST} more" if len(listed) > _MOST else ""
    return ", ".join(listed[:_MOST]) + more


def _upwards(folder: Path) -> Sequence[Path]:
    return (folder, *folder.parents)
