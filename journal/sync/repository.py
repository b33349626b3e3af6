"""The repository that a vault lies in: its folders, and what its configuration says."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from journal.named_tuple import NamedTuple
from journal.regex import regex
from journal.sync.git import Git, GitRefused

__all__ = ["Repository", "found", "has_repository"]

_PROGRAMS = regex(
    r"(?is)alias\..*|browser\..*\.(?:cmd|path)|core\.(?:alternaterefscommand|askpass|editor|fsmonitor|gitproxy|hookspath|"
    r"pager|sshcommand|worktree)|credential\.(?:.*\.)?helper|diff\.external|diff\..*\.(?:command|textconv)|"
    r"difftool\..*\.(?:cmd|path)|filter\..*\.(?:clean|smudge|process)|gpg\.(?:.*\.)?(?:program|defaultkeycommand)|"
    r"hook\..*\.command|include\.path|includeif\..*\.path|init\.templatedir|interactive\.difffilter|man\..*\.cmd|"
    r"merge\..*\.driver|mergetool\..*\.(?:cmd|path)|pager\..*|remote\..*\.(?:receivepack|uploadpack|vcs)|"
    r"sequence\.editor|submodule\..*\.update|tar\..*\.command|trailer\..*\.(?:cmd|command)|"
    r"uploadpack\.packobjectshook",
)
"""Keys of git's configuration whose value is a program, another file, or another folder to work in."""


class Repository(NamedTuple):
    """The repository of a vault: its folders and its configuration.

    root: the vault's folder. top: the work tree's, which is root or above it. prefix: the vault's path from top, "" or
    with a slash at its end. head: the id of the last commit when this was asked, "" before the first one. entries: key
    and value of each line of git's whole configuration. own: the lines among them that are in this repository's own
    file.
    """

    root: Path
    top: Path
    git_dir: Path
    common_dir: Path
    prefix: str
    is_shallow: bool
    head: str
    entries: tuple[tuple[str, str], ...]
    own: tuple[tuple[str, str], ...]

    @property
    def programs(self) -> Mapping[str, str]:
        """A dict, sorted by key, of the programs and files that this repository's own configuration names."""
        named: dict[str, list[str]] = {}
        for key, value in self.own:
            if _PROGRAMS.fullmatch(key):
                named.setdefault(key, []).append(value)
        return {key: "\n".join(values) for key, values in sorted(named.items())}

    def setting(self, key: str) -> str | None:
        """The value of a configuration key, the last one given; None where there is none. key: as git lists it."""
        return next((value for name, value in reversed(self.entries) if name == key), None)

    def is_on(self, key: str) -> bool:
        """Whether the configuration says yes to a key; False where it does not have it."""
        return (self.setting(key) or "false").lower() in ("true", "yes", "on", "1")

    @property
    def remotes(self) -> list[str]:
        """The names of the remotes that have a URL, in the configuration's order."""
        urls = [key for key, _ in self.entries if key.startswith("remote.") and key.endswith(".url")]
        return list(dict.fromkeys(key.removeprefix("remote.").removesuffix(".url") for key in urls))

    def in_vault(self, path: str) -> str | None:
        """The path from the vault for a path from the work tree's top; None for a file outside the vault."""
        return path.removeprefix(self.prefix) if path.startswith(self.prefix) else None

    def from_vault(self, path: str) -> str:
        """The path from the vault for a path from the work tree's top; with ``../`` for a file outside the vault."""
        inside = self.in_vault(path)
        return inside if inside is not None else os.path.relpath(path, self.prefix)

    @property
    def brings_hooks(self) -> bool:
        """Whether git's hooks are in the work tree, where anybody who writes to the remote could change them."""
        named = self.setting("core.hookspath")
        folder = os.path.join(self.top, os.path.expanduser(named)) if named else os.path.join(self.common_dir, "hooks")
        return any(map(self._is_brought, (folder, *_links(folder))))

    def _is_brought(self, place: str) -> bool:
        """Whether a path, with links followed, leads into the work tree and not into git's own folders."""
        real = os.path.realpath(place)
        return _is_below(real, self.top) and not any(_is_below(real, own) for own in (self.git_dir, self.common_dir))


def has_repository(root: Path) -> bool:
    """Whether a folder is in a work tree of git; git is not run."""
    real = Path(os.path.realpath(root))
    return any((folder / ".git").exists() for folder in (real, *real.parents))


def found(git: Git, root: Path) -> Repository | None:
    """The repository of a vault; None where the vault is in no work tree. Raises GitRefused, EnvironmentFailed."""
    wanted = ("--show-toplevel", "--absolute-git-dir", "--git-common-dir", "--show-prefix", "--is-shallow-repository")
    try:
        lines = git("rev-parse", *wanted, "--revs-only", "HEAD").text.split("\n")
    except GitRefused as refused:
        if "not a git repository" in refused.words or "must be run in a work tree" in refused.words:
            return None
        raise
    if len(lines) < len(wanted):
        return None
    top, git_dir, common_dir, prefix, shallow, *heads = lines
    if shallow not in ("true", "false"):  # a path of two lines
        return None
    scoped = list(_entries(git("config", "--list", "-z", "--show-scope").parts))
    return Repository(
        Path(os.path.realpath(root)),
        Path(top),
        Path(git_dir),
        Path(os.path.normpath(os.path.join(os.path.realpath(root), common_dir))),
        prefix,
        shallow == "true",
        heads[0] if heads else "",
        tuple((key, value) for _, key, value in scoped),
        tuple((key, value) for scope, key, value in scoped if scope in ("local", "worktree")),
    )


def _entries(parts: list[str]) -> Iterator[tuple[str, str, str]]:
    """Scope, key and value of each line of ``git config --list -z --show-scope``; a key alone has the value true."""
    for scope, entry in zip(parts[::2], parts[1::2], strict=True):
        key, has_value, value = entry.partition("\n")
        yield scope, key, value if has_value else "true"


def _is_below(place: str, folder: Path) -> bool:
    """Whether a real path is the folder or below it."""
    return Path(place).is_relative_to(os.path.realpath(folder))


def _links(folder: str) -> list[str]:
    """The paths of the links in a folder; empty where it cannot be read."""
    try:
        return [entry.path for entry in os.scandir(folder) if entry.is_symlink()]
    except OSError:
        return []
