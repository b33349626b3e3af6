"""Vaults under git with a remote on disk, as two machines have them, for the tests of sync."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date as Day
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from journal.cli.environment import Environment
from journal.cli.main import main
from journal.notes import read
from journal.vault.disk.lock import folder_of
from tests.alone import look_alone
from tests.done import Done

NOTE = "asks/x.md"
STICK = "stick.git"
BASE = """\
---
ask: Could you introduce me?
contact: "[[Maria Lopez]]"
asked: 2026-03-01
outcome:
outcome_date:
thanked:
tags: [warm, work]
---
Hello Maria.

The end.
"""


CONFIG = """\
[user]
name = You
email = you@localhost
[init]
defaultBranch = main
[commit]
gpgsign = false
[maintenance]
auto = false
[receive]
autogc = false
"""
"""git's configuration of whoever runs the tests."""
With: TypeAlias = "Callable[[Clone, Clone], object]"
"""Something that two machines do."""
TwoAfter: TypeAlias = "Callable[[With], tuple[Clone, Clone]]"
"""The fixture ``two_after``."""


@dataclass(frozen=True)
class Clone:
    """One machine's copy of a vault, with a state folder of its own."""

    root: Path
    state: Path

    def call(self, *argv: str) -> Done:
        """A command of ours on this machine, without a terminal."""
        out, err = io.StringIO(), io.StringIO()
        around = Environment(
            stdout=out,
            stderr=err,
            cwd=self.root,
            variables={},
            has_terminal=False,
            width=None,
            clock=lambda: Day(2026, 3, 16),
            user_config=lambda: self.state,
            user_state=lambda: self.state,
        )
        with pytest.MonkeyPatch.context() as patch:
            look_alone(patch)
            status = main([*argv, "--vault", str(self.root)], None, around)
        return Done(status, out.getvalue(), err.getvalue())

    def sync(self, *words: str, ends: int = 0) -> Done:
        done = self.call("sync", *words)
        assert done.status == ends, (done.status, done.out, done.err)
        return done

    def git(self, *words: str, fails: bool = False) -> str:
        done = subprocess.run(["git", *words], cwd=self.root, capture_output=True, text=True, check=False)
        assert fails or done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    @property
    def is_level(self) -> bool:
        """Whether the branch and the remote's have the same last commit."""
        return len(set(self.git("rev-parse", "HEAD", "@{upstream}").split())) == 1

    def write(self, text: str, path: str = NOTE) -> None:
        note = self.root / path
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_bytes(text.encode())

    def text(self, path: str = NOTE) -> str:
        return (self.root / path).read_bytes().decode()

    def fields(self, path: str = NOTE) -> dict[str, object]:
        return dict(read(path, (self.root / path).read_bytes()).note.fields)

    def files(self) -> Mapping[str, bytes]:
        """What is in the vault, without git's own."""
        paths = (path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in paths}


def changed(old: str, new: str, text: str = BASE) -> str:
    assert old in text
    return text.replace(old, new)


OUTCOME = changed("outcome:\noutcome_date:\n", "outcome: She did\noutcome_date: 2026-03-04\n")
THANKED = changed("thanked:\n", "thanked: 2026-03-05\n")
BOTH = changed("thanked:\n", "thanked: 2026-03-05\n", OUTCOME)


def named(home: Path) -> Path:
    """A home with a name for commits, in which no git tidies up after itself."""
    (home / ".gitconfig").write_text(CONFIG, "utf-8")
    return home


def begun(folder: Path) -> Path:
    """A bare repository, as on a stick."""
    subprocess.run(["git", "init", "-q", "--bare", str(folder / STICK)], check=True)
    return folder / STICK


def cloned(folder: Path, name: str) -> Clone:
    """One more machine's copy of the stick beside it, in which git may run."""
    one = Clone(folder / name, folder / f"state-{name}")
    subprocess.run(["git", "clone", "-q", str(folder / STICK), str(one.root)], check=True, capture_output=True)
    assert one.call("init", "--json").status == 0
    return one


@pytest.fixture
def git_home(home: Path) -> Path:
    """The test's home, with a name for commits."""
    return named(home)


@pytest.fixture
def remote(git_home: Path, tmp_path: Path) -> Path:
    """A bare repository, as on a stick."""
    return begun(tmp_path)


@pytest.fixture
def clone(remote: Path) -> Callable[[str], Clone]:
    """``clone("laptop")`` is one more machine's copy of the remote, in which git may run."""
    return lambda name: cloned(remote.parent, name)


@contextmanager
def at_home_in(folder: Path) -> Iterator[None]:
    """While machines are made that tests will copy: git knows a name for commits, and nothing of who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "XDG_"))]:
            patch.delenv(name)
        patch.setenv("HOME", str(named(folder)))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


class Kept(NamedTuple):
    """What is in a folder, by paths from there. folders: their modes. files: their bytes and modes. links: whereto."""

    folders: dict[str, int]
    files: dict[str, tuple[bytes, int]]
    links: dict[str, str]


@cache
def kept(folder: Path) -> Kept:
    """What is in a folder that no longer changes."""
    found = Kept({}, {}, {})
    for place in sorted(folder.rglob("*")):
        path, mode = str(place.relative_to(folder)), place.lstat().st_mode
        if place.is_symlink():
            found.links[path] = os.readlink(place)
        elif place.is_dir():
            found.folders[path] = mode
        else:
            found.files[path] = place.read_bytes(), mode
    return found


def copied(machines: Path, folder: Path) -> tuple[Clone, Clone]:
    """The two machines of one folder, with their remote, in another one too.

    What was read of it once is written: a copy by ``shutil`` takes four times as long.
    """
    there, here = bytes(machines), bytes(folder)
    for path, mode in kept(machines).folders.items():
        with suppress(FileExistsError):
            os.mkdir(f"{folder}/{path}", mode)
    for path, (text, mode) in kept(machines).files.items():
        if path.endswith(("/.git/config", "/git.json")):  # what is named by the folder's path
            text = text.replace(there, here)
        file = os.open(f"{folder}/{path}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        os.write(file, text)
        os.close(file)
    for path, target in kept(machines).links.items():
        os.symlink(target, f"{folder}/{path}")
    laptop, desk = (Clone(folder / name, folder / f"state-{name}") for name in ("laptop", "desk"))
    for one in (laptop, desk):
        os.rename(folder_of(one.state, machines / one.root.name), folder_of(one.state, one.root))
    return laptop, desk


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two machines that have the same note, and their remote; made once, to be copied."""
    folder = tmp_path_factory.mktemp("machines")
    with at_home_in(folder):
        begun(folder)
        laptop = cloned(folder, "laptop")
        laptop.write(BASE)
        laptop.sync()
        assert cloned(folder, "desk").text() == BASE
        for name in (STICK, "laptop", "desk"):  # one file, where each object has one of its own in its own folder
            subprocess.run(["git", "repack", "-adq"], cwd=folder / name, check=True)
    for sample in folder.rglob("hooks/*.sample"):  # most of the files, which git never runs
        sample.unlink()
    return folder


@pytest.fixture
def two(git_home: Path, synced: Path, tmp_path: Path) -> tuple[Clone, Clone]:
    """Two machines with the same note, both synced."""
    return copied(synced, tmp_path)


@pytest.fixture(scope="session")
def once(synced: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[With], Path]:
    """``once(part)`` is a folder with two machines with the same note after ``part(laptop, desk)``; made once."""

    @cache
    def made(part: With) -> Path:
        folder = tmp_path_factory.mktemp(part.__name__)
        with at_home_in(folder):
            part(*copied(synced, folder))
        return folder

    return made


@pytest.fixture
def two_after(git_home: Path, once: Callable[[With], Path], tmp_path: Path) -> TwoAfter:
    """``two_after(part)`` is two machines with the same note after ``part(laptop, desk)``, which is called once."""
    return lambda part: copied(once(part), tmp_path)


def environment(**variables: str) -> dict[str, str]:
    return {**os.environ, **variables}
