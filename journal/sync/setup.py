"""What a clone needs so that git merges notes by key: attributes, ignored files, and the configured driver."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shlex import split

from journal.config import SETTINGS_FILE, read_settings
from journal.errors import JournalError, os_errors_as_sentences
from journal.patterns import path_excluder
from journal.smallfile import read_small
from journal.sync.consent import agree
from journal.sync.git import Git
from journal.sync.repository import Repository, found, has_repository
from journal.vault.disk.rescue import append
from journal.vault.disk.store import create

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journal.paths import AnyPath

__all__ = [
    "ATTRIBUTES",
    "IGNORE",
    "IGNORED",
    "allow",
    "driver",
    "is_configured",
    "merged_otherwise",
    "missing_texts",
    "program",
    "write",
]

ATTRIBUTES = ".gitattributes"
IGNORE = ".gitignore"
IGNORED = ".~*.tmp"
"""The pattern for temporary files, which are there only while a note is written."""
_PATTERNS = ("*.[mM][dD]", "*.[mM][aA][rR][kK][dD][oO][wW][nN]")
_WANTED = "".join(f"{pattern} merge=journal\n" for pattern in _PATTERNS)
_SOME_NOTES = ("x.md", "x.markdown", "folder/x.md")
_DRIVER = (
    "{program} merge-driver %O %A %B %L %P; case $? in 0) exit 0;; 10) exit 1;; "
    "*) exec git merge-file --diff3 --marker-size=%L -L ours -L base -L theirs %A %O %B;; esac"
)


def missing_texts(root: Path) -> Mapping[str, tuple[str, str]]:
    """A dict from .gitattributes and .gitignore to its text now and its text with our lines; only where they lack some.

    Attributes that merge notes in another way are somebody's choice, and stay. Raises BadSettings, EnvironmentFailed.
    """
    wanted = {}
    attributes = read_small(root / ATTRIBUTES, root) or ""
    if not any(_ways(attributes)):
        wanted[ATTRIBUTES] = (attributes, _ended(attributes) + _WANTED)
    ignored = read_small(root / IGNORE, root) or ""
    if IGNORED not in map(str.strip, ignored.splitlines()):
        wanted[IGNORE] = (ignored, f"{_ended(ignored)}{IGNORED}\n")
    return wanted


def merged_otherwise(git: Git) -> str | None:
    """The merge attribute that notes have here instead of “journal”, such as “union”; None where it is “journal”.

    Attributes of folders above, of the repository and of the person count too.
    """
    parts = git("check-attr", "-z", "merge", "--", *_SOME_NOTES).parts
    others = [way for way in parts[2::3] if way != "journal"]
    return others[0] if others else None


def program() -> str:
    """The words that call this program in a shell, with its full path."""
    from shutil import which

    called = sys.argv[0]
    if os.path.basename(called) == "journal" and os.access(called, os.X_OK):
        return _quoted(os.path.abspath(called))
    if there := which("journal"):
        return _quoted(os.path.abspath(there))
    return f"{_quoted(sys.executable)} -m journal"


def driver(called: str) -> str:
    """The value for merge.journal.driver. called: as ``program`` gives it; where that fails, git merges the text."""
    return _DRIVER.format(program=called.replace("%", "%%"))


def allow(root: Path, state: AnyPath) -> Sequence[str]:
    """Set up git to merge notes by key in this clone, and record this person's consent that git may run in the vault.

    Gives sentences to tell the person, none where the vault is not in git. Raises GitRefused, EnvironmentFailed,
    BadSettings.
    """
    from shutil import which

    if not has_repository(root):
        return ()
    if which("git") is None:
        return ("the vault is in git, which is not installed here: install it, then do this once more",)
    git = Git(Path(os.path.realpath(root)))
    repository = found(git, root)
    if repository is None:
        return ()
    keys = {f"merge.journal.{name}": value for name, value in _wanted(program()).items()}
    lacking = {key: value for key, value in keys.items() if repository.setting(key) != value}
    for key, value in lacking.items():
        git("config", "--local", "--replace-all", key, value)
    if lacking:
        repository = found(git, root) or repository
    agree(state, repository)
    told = ["git may run in this vault from now on, and merges notes by key"]
    named = {key: value for key, value in repository.programs.items() if key != "merge.journal.driver"}
    if named:
        told.append("programs and files that the configuration of this repository names, and git may use:")
        told += [f"  {key} = {value}" for key, value in named.items()]
    if repository.brings_hooks:
        told.append("its hooks lie in the work tree, where others can change them, and are left out")
    if repository.prefix:
        told.append(f"the repository is {repository.top}; a sync commits only what lies in the vault")
    if not read_settings(root).git:
        told.append(f"“journal sync” is off: git = true below [sync] in {SETTINGS_FILE} turns it on")
    if otherwise := merged_otherwise(git):
        told.append(f"notes are merged otherwise here (merge={otherwise} in .gitattributes), which stays as it is")
    return told


def is_configured(repository: Repository) -> bool:
    """Whether git's configuration has our merge driver, with a program that can be run."""
    line = repository.setting("merge.journal.driver") or ""
    called, _, rest = line.partition(" merge-driver ")
    if rest != driver("").partition(" merge-driver ")[2]:
        return False
    try:
        words = split(called.replace("%%", "%"))
    except ValueError:
        return False
    return bool(words) and os.path.isabs(words[0]) and os.access(words[0], os.X_OK)


def write(root: Path, texts: Mapping[str, tuple[str, str]]) -> None:
    """Append the lines that ``missing_texts`` found missing, all or none to a file. texts: as it gives them.

    Raises EnvironmentFailed and Refused.
    """
    for name, (before, after) in texts.items():
        file, more = root / name, after.removeprefix(before).encode()
        if not os.path.lexists(file):
            create(root, name, more)
            continue
        with os_errors_as_sentences(file):
            append(file, more)


def _wanted(called: str) -> Mapping[str, str]:
    """The settings below merge.journal. called: as ``program`` gives it."""
    return {"name": "journal, by key", "recursive": "binary", "driver": driver(called)}


def _ways(attributes: str) -> Iterator[str]:
    """The merge attributes of the lines that are about notes, as they are written: ``merge=union``, ``-merge`` …"""
    for line in attributes.splitlines():
        pattern, *words = line.split() or ["#"]
        if pattern.startswith("#") or not _fits_notes(pattern):
            continue
        yield from (word for word in words if word.lstrip("-!").partition("=")[0] == "merge")


def _fits_notes(pattern: str) -> bool:
    """Whether a pattern of .gitattributes covers notes; False for one that cannot be understood."""
    try:
        fits = path_excluder((pattern,))
    except JournalError:
        return False
    return any(map(fits, _SOME_NOTES))


def _ended(text: str) -> str:
    """The text with a line break at its end, unless it is empty."""
    return text if not text or text.endswith("\n") else f"{text}\n"


def _quoted(path: str) -> str:
    """A path in single quotes, even where shlex.quote would leave them out, since all alike read best."""
    return "'" + path.replace("'", "'\\''") + "'"
