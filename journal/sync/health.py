"""What ``journal doctor`` says of a vault in git: what keeps it from being synced and merged well, and the cure."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from unicodedata import normalize

from journal.config import SETTINGS_FILE, Settings
from journal.errors import JournalError
from journal.named_tuple import NamedTuple
from journal.notes import original_id
from journal.regex import regex
from journal.smallfile import read_small
from journal.sync import consent, setup
from journal.sync.copies import copies
from journal.sync.git import Git
from journal.sync.repository import Repository, found, has_repository
from journal.wording import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = ["Finding", "copies_left", "findings", "names"]

_FIX = "journal doctor --fix"
_OLD_LOCK = 600
"""Age in seconds from which a lock file is a leftover."""
_LOCK_WAIT = 3.0
"""Seconds that a running git gets to remove its lock."""
_CLOUDS = regex(r"(?i)dropbox|onedrive|google ?drive|nextcloud|owncloud|seafile|icloud|mobile documents|cloudstorage")
_IGNORES_GIT = regex(r"(?:\(\?[di]\))*(?:/|\*\*/)?\.git(?:/|/\*\*?)?")
_UNFIT = regex(r'[<>:"\\|?*\x00-\x1f\udc80-\udcff]|[. ]$')
_RESERVED = regex(r"(?i)(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)(?:\..*)?")
_MOST = 3
"""Names that a message lists; it counts the others."""


class Finding(NamedTuple):
    """The result of one check. name: of the check. cure: what to do, None where there is nothing to do."""

    name: str
    ok: bool
    message: str
    cure: str | None = None


def findings(root: Path, settings: Settings, state: AnyPath) -> Iterator[Finding]:
    """The findings about a vault's repository; none where the vault is not in git.

    One finding, ``sync``, where this person did not agree that git runs in it, or where git fails. state: the folder
    that remembers the consent.
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
    except consent.NoConsent as stop:
        yield Finding("sync", not settings.git, stop.reason if settings.git else f"off; {stop.reason}", _FIX)
    except JournalError as error:
        yield Finding("sync", False, error.sentence, "see what git says of it")


def _of(git: Git, repository: Repository, settings: Settings) -> Iterator[Finding]:
    """The findings about a repository in which git may run."""
    if settings.git:
        yield Finding("sync", True, f"on, in {repository.top}")
    else:
        yield Finding("sync", True, "off", f"git = true below [sync] in {SETTINGS_FILE} turns it on")
    yield _driver(git, repository)
    yield from _branch(git, repository)
    yield from _among_gits_files(repository)
    yield from _in_cloud(repository)
    if repository.brings_hooks:
        message = "hooks lie in the work tree, where others can change them, and are left out"
        yield Finding("hooks", False, message, f"copy them into {repository.common_dir / 'hooks'}")


def _driver(git: Git, repository: Repository) -> Finding:
    """Whether git merges the notes of this clone by key."""
    otherwise = setup.merged_otherwise(git)
    if not setup.is_configured(repository):
        return Finding("merge", False, "git merges notes by text in this clone: its driver is missing", _FIX)
    if otherwise == "unspecified":
        return Finding("merge", False, f"git merges notes by text: {setup.ATTRIBUTES} does not name the driver", _FIX)
    if otherwise == "union":
        message = "merge=union keeps both sides' lines of a note, and so keys twice"
        return Finding("merge", False, message, f"delete that line in {setup.ATTRIBUTES}, then {_FIX}")
    if otherwise:
        message = f"notes are merged as you chose (merge={otherwise}), not by key"
        return Finding("merge", True, message, f"by key: delete that line in {setup.ATTRIBUTES}, then {_FIX}")
    return Finding("merge", True, "git merges notes by key")


def _branch(git: Git, repository: Repository) -> Iterator[Finding]:
    """A finding where HEAD is at no branch; else nothing."""
    if git("symbolic-ref", "--quiet", "HEAD", fine=(0, 1)).status == 0:
        return
    listed = (
        git("for-each-ref", "--format=%(refname:short)", f"--{how}=HEAD", "refs/heads", fine=None).text.split("\n")
        for how in ("points-at", "contains")
    )
    branch = next((name for some in listed for name in some if name), None)
    where = f" -C {quote(str(repository.top))}"
    if branch:
        message = f"HEAD is at no branch; {branch} has its commit"
        yield Finding("branch", False, message, f"git{where} switch {quote(branch)}")
    else:
        message = "HEAD is at no branch, and no branch has its commit"
        yield Finding("branch", False, message, f"git{where} switch --create kept, then merge that into your branch")


def _among_gits_files(repository: Repository) -> Iterator[Finding]:
    """Findings about strange files in git's own folders: locks of a stopped git, and copies of a sync program.

    Waits up to _LOCK_WAIT seconds for a running git.
    """
    folders = dict.fromkeys((repository.git_dir, repository.common_dir))
    paths = [Path(at, name) for folder in folders for at, _, inside in os.walk(folder) for name in inside]
    locks = dict.fromkeys(path for path in paths if path.suffix == ".lock")
    until = time.monotonic() + _LOCK_WAIT
    while any(map(_is_young, locks)) and time.monotonic() < until:
        time.sleep(0.05)
    for lock in filter(Path.exists, locks):
        cure = f"see that no git is at work here, then: rm {quote(str(lock))}"
        yield Finding("lock", False, f"a git that was stopped has left {lock}", cure)
    copied = dict.fromkeys(path.name for path in paths if original_id(path.name) or original_id(path.stem))
    if copied:
        message = f"a sync program has put copies among git's own files: {_some(list(copied))}"
        yield Finding("git", False, message, f"git -C {quote(str(repository.top))} fsck, then delete the copies")


def _is_young(lock: Path) -> bool:
    """Whether a lock is so new that its git may still be running."""
    try:
        return time.time() - lock.stat().st_mtime < _OLD_LOCK
    except OSError:
        return False


def _in_cloud(repository: Repository) -> Iterator[Finding]:
    """A finding where a sync program also syncs git's own files, one by one, which may break them."""
    is_inside = Path(os.path.realpath(repository.git_dir)).is_relative_to(os.path.realpath(repository.top))
    cloud = next((part for part in repository.top.parts if _CLOUDS.search(part)), None)
    cloud = cloud or next(filter(None, map(_syncthing, (repository.top, *repository.top.parents))), None)
    if is_inside and cloud:
        where = f"~/.local/share/{quote(repository.top.name)}.git"
        cure = f"git -C {quote(str(repository.top))} init --separate-git-dir {where}"
        yield Finding("git", False, f".git lies in a folder that {cloud} syncs, and may be broken by it", cure)


def _syncthing(folder: Path) -> str | None:
    """``Syncthing`` where that syncs a folder with the ``.git`` in it; else None."""
    if not (folder / ".stfolder").exists():
        return None
    try:
        ignored = read_small(folder / ".stignore") or ""
    except JournalError:
        ignored = ""
    return None if any(_IGNORES_GIT.fullmatch(line.strip()) for line in ignored.splitlines()) else "Syncthing"


def copies_left(paths: Sequence[str]) -> Iterator[Finding]:
    """Findings about copies of notes that sync programs left: one for sure ones, one for doubtful ones."""
    found = copies(paths)
    for is_sure, what in ((True, "left by a sync program"), (False, "perhaps left by a sync program")):
        some = [copy.path for copy in found if copy.is_sure is is_sure]
        if some:
            message = f"{count(len(some), 'copy', 'copies')} of notes, {what}: {_some(some)}"
            cure = (
                "journal resolve --all shows and merges them"
                if is_sure
                else f"journal resolve {quote(some[0])} merges it"
            )
            yield Finding("copies", not is_sure, message, cure)


def names(paths: Sequence[str]) -> Iterator[Finding]:
    """Findings about names that another system cannot store, or takes for the name of another note.

    paths: of the notes, from the vault.
    """
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
    """``a, b, c and 2 more``."""
    more = f" and {len(listed) - _MOST} more" if len(listed) > _MOST else ""
    return ", ".join(listed[:_MOST]) + more
