"""Every test has a home of its own and nothing of the environment it was started in."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
import textual.constants

NewFolder: TypeAlias = Callable[[str], Path]
NextHome: TypeAlias = Callable[[], Path]
REAL_HOME = Path.home().resolve()
ELSEWHERE = [
    folder
    for name in (str(Path(__file__).parent.parent), tempfile.gettempdir(), sys.prefix, sys.base_prefix, *sys.path)
    if not REAL_HOME.is_relative_to(folder := Path(name).resolve())
]
"""Where files of the project, of Python and of the tests are, which may be inside the real home."""

XDG = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": ".run",
}
LEAKS = (
    "COLUMNS",
    "DISPLAY",
    "EDITOR",
    "FORCE_COLOR",
    "LINES",
    "NO_COLOR",
    "PYTHONDONTWRITEBYTECODE",
    "TMUX",
    "TMUX_PANE",
    "VISUAL",
    "WAYLAND_DISPLAY",
)
LEAKING = ("GIT_", "JOURNAL_")
EVERYWHERE = {"GIT_CONFIG_NOSYSTEM": "1", "TEXTUAL_ANIMATIONS": "none"}
SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
"""What ``nohup`` and a script's ``&`` have a program ignore, and all that it starts."""
MEMORY = "/dev/shm"
"""A folder in memory: each write waits for the disk, and thousands of them as long as the tests work."""
ENOUGH = 2**31
"""Bytes that no run fills."""
PATH_EVENTS = frozenset(
    {"open", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir", "sqlite3.connect"}
)


class Guard:
    """Writes down each path in the real home that a test touches, from any thread of this process."""

    def __init__(self) -> None:
        self.watching = False
        self.touched: list[str] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.watching or event not in PATH_EVENTS:
            return
        path = arguments[0]
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if isinstance(path, str | os.PathLike) and in_real_home(os.path.abspath(path)):
            self.touched.append(f"{event} {path}")


GUARD = pytest.StashKey[Guard]()


def in_real_home(path: str) -> bool:
    """Whether an absolute path is there. Each file that any test opens is asked about, so first of all briefly."""
    if not path.startswith(str(REAL_HOME)):
        return False
    place = Path(path)
    return place.is_relative_to(REAL_HOME) and not any(place.is_relative_to(folder) for folder in ELSEWHERE)


def has_room(folder: str) -> bool:
    """Whether tests may write there as much as they need, and start programs."""
    try:
        found = os.statvfs(folder)
    except OSError:
        return False
    room = found.f_bavail * found.f_frsize
    return room >= ENOUGH and not found.f_flag & os.ST_NOEXEC and os.access(folder, os.W_OK)


def pytest_configure(config: pytest.Config) -> None:
    if "TMPDIR" not in os.environ and has_room(MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = MEMORY
    for number in SIGNALS:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    config.stash[GUARD] = guard = Guard()
    if REAL_HOME.parent != REAL_HOME:  # who has no home, as some containers, has nothing to guard
        sys.addaudithook(guard)


@pytest.fixture(scope="session")
def new_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewFolder]:
    """``new_folder("home")`` is empty and nobody else's, also in a fork. It is numbered here: pytest's own numbers come
    from a list of all there are, which takes longer than most tests once there are thousands. Where all tests passed,
    each worker takes its folders away: pytest has one process do it for all of them.
    """
    root, process = tmp_path_factory.mktemp("tests"), os.getpid()
    numbers = itertools.count()

    def made(name: str) -> Path:
        folder = root / f"{name}-{os.getpid()}-{next(numbers)}"
        folder.mkdir(mode=0o700)
        return folder

    yield made
    if not request.session.testsfailed and os.getpid() == process:
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, new_folder: NewFolder) -> Path:
    """As pytest's own: a folder of the test, named after it."""
    return new_folder(re.sub(r"\W", "_", request.node.name)[:30])


@pytest.fixture(scope="session")
def next_home(new_folder: NewFolder) -> Iterator[NextHome]:
    """``next_home()`` is empty, and the environment says so: the last one, where a test has left nothing in it."""
    folder: Path | None = None
    with pytest.MonkeyPatch.context() as patch:

        def given() -> Path:
            nonlocal folder
            if folder is None or not is_home(folder):
                folder = new_folder("home")
                (folder / XDG["XDG_RUNTIME_DIR"]).mkdir(mode=0o700)
                patch.setenv("HOME", str(folder))
                for name, place in XDG.items():
                    patch.setenv(name, str(folder / place))
            return folder

        for name, value in EVERYWHERE.items():
            patch.setenv(name, value)
        patch.setattr(textual.constants, "TEXTUAL_ANIMATIONS", "none")  # read before any test could set it
        yield given


def is_home(folder: Path) -> bool:
    """Whether it is as it was made, and this process has its home there."""
    run = folder / XDG["XDG_RUNTIME_DIR"]
    try:
        is_empty = os.listdir(folder) == [run.name] and not os.listdir(run)
        is_open = all(stat.S_IMODE(os.stat(place).st_mode) == 0o700 for place in (folder, run))
    except OSError:
        return False
    return is_empty and is_open and os.environ.get("HOME") == str(folder)


@pytest.fixture(autouse=True)
def home(next_home: NextHome, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The test's own home, empty, with nobody's settings."""
    folder = next_home()
    for name in [name for name in os.environ if name in LEAKS or name.startswith(LEAKING)]:
        if name not in EVERYWHERE:
            monkeypatch.delenv(name)
    guard = request.config.stash[GUARD]
    guard.touched.clear()
    guard.watching = True
    yield folder
    guard.watching = False
    assert not guard.touched, f"the test touched the real home: {guard.touched}"
