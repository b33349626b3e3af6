"""An answer is given again only where the long way would give the same."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import TypeAlias

import pytest

from journal import Vault
from journal.cli import again
from journal.cli import command as command_line
from journal.cli.again import Call
from journal.cli.context import Context
from journal.cli.environment import Environment
from journal.cli.keeping import kept
from journal.vault.walk import RACY_NS
from tests.vaults import MakeVault

CHECKOUT = Path(__file__).parents[3]
AT_ONCE = 100
PROGRAM = f"""
import sys
from tui.__main__ import main
status = main()
sys.exit(status + {AT_ONCE} * ("journal.vault.index" not in sys.modules))
"""
"""What the console script does; its status tells too whether the vault was opened."""
ASK = "---\ntitle: My draft on boats and harbours\ncontact: Ann\nask: Could you read {}?\nasked: 2026-03-0{}\n---\n"
NOTES = {
    "journal.toml": "",
    **{f"asks/{n}/ask.md": ASK.format(n, n) for n in range(1, 9)},
    **{f"people/{n}/note.md": f"# Person {n}\n" for n in range(30)},
}
"""Enough folders for two processes."""


@dataclass(frozen=True)
class Said:
    """How a call ended. at_once: without a look into the cache."""

    at_once: bool
    status: int
    out: str
    err: str

    @property
    def told(self) -> tuple[int, str, str]:
        return self.status, self.out, self.err


@dataclass(frozen=True)
class Place:
    """A vault, the folder and home in which it is called, and the program."""

    vault: Path
    cwd: Path
    home: Path
    checkout: Path = CHECKOUT

    @property
    def cache(self) -> Path:
        return self.home / ".cache" / "journal"

    @property
    def index(self) -> Path:
        (file,) = self.cache.glob("*.db")
        return file

    def say(self, *words: str, **variables: str) -> Said:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *words], cwd=self.cwd, capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": str(self.checkout), **variables},
        )  # fmt: skip
        return Said(done.returncode >= AT_ONCE, done.returncode % AT_ONCE, done.stdout, done.stderr)

    def due(self, *words: str, **variables: str) -> Said:
        day = () if "--today" in words or "JOURNAL_TODAY" in variables else ("--today", "2026-03-16")
        return self.say("due", "--vault", str(self.vault), *day, *words, **variables)

    def settle(self) -> None:
        """Wait until nothing here is so new that nobody can tell whether it changes once more."""
        files = [os.stat(os.path.join(at, name)) for at, _, names in os.walk(self.home.parent) for name in names]
        newest = max(max(file.st_mtime_ns, file.st_ctime_ns) for file in files)
        probe = self.home / "probe"
        while not probe.exists() or probe.stat().st_mtime_ns <= newest + 2 * RACY_NS:
            probe.write_text("")

    def kept(self, *words: str, **variables: str) -> Said:
        """What a call says, which from now on is said at once."""
        self.settle()
        said = self.due(*words, **variables)
        assert not said.at_once
        assert self.due(*words, **variables) == Said(True, *said.told)
        return said


@pytest.fixture
def place(make_vault: MakeVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    home, cwd = tmp_path / "home", tmp_path / "elsewhere" / "deep"
    cwd.mkdir(parents=True)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / ".local" / "state"))
    return Place(make_vault(NOTES), cwd, home)


Change: TypeAlias = Callable[[Place], object]


def with_the_former_times(place: Place) -> None:
    note = place.vault / "asks/3/ask.md"
    status, text = note.stat(), note.read_text()
    note.write_text(text.replace("Could", "Would"))
    os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (note.stat().st_mtime_ns, note.stat().st_size) == (status.st_mtime_ns, status.st_size)


def another_in_its_place(place: Place) -> None:
    (place.vault / "aside").write_text(ASK.format("that", 2))
    (place.vault / "aside").replace(place.vault / "asks/3/ask.md")


def in_a_new_folder(place: Place) -> None:
    (place.vault / "more").mkdir()
    (place.vault / "more/new.md").write_text(ASK.format("new", 1))


def linked_instead(place: Place) -> None:
    (place.vault / "people").rename(place.home / "people")
    (place.vault / "people").symlink_to(place.home / "people")


def emptied(place: Place) -> None:
    shutil.rmtree(place.vault)
    place.vault.mkdir()


def damaged(place: Place) -> None:
    for file in (place.cache / "answers").iterdir():
        file.write_bytes(file.read_bytes()[:-1] + b"x")


def cut(place: Place) -> None:
    for file in (place.cache / "answers").iterdir():
        os.truncate(file, 20)


CHANGES: dict[str, Change] = {
    "a note": lambda at: (at.vault / "asks/3/ask.md").write_text(ASK.format("other", 3)),
    "a note, its size and time as before": with_the_former_times,
    "a note replaced": another_in_its_place,
    "a note gone": lambda at: (at.vault / "asks/3/ask.md").unlink(),
    "a note in the last folder": lambda at: (at.vault / "people/29/new.md").write_text(ASK.format("new", 1)),
    "a note in a new folder": in_a_new_folder,
    "a folder renamed": lambda at: (at.vault / "asks/3").rename(at.vault / "asks/x"),
    "a folder skipped": lambda at: (at.vault / "asks/3").rename(at.vault / "asks/templates"),
    "a folder gone": lambda at: shutil.rmtree(at.vault / "asks/3"),
    "a folder linked": linked_instead,
    "settings": lambda at: (at.vault / "journal.toml").write_text("[follow_up]\nwait_days = 3\n"),
    "settings nobody knows": lambda at: (at.vault / "journal.toml").write_text("wait = 3\n"),
    "settings that are no TOML": lambda at: (at.vault / "journal.toml").write_text("wait"),
    "patterns of what is excluded": lambda at: (at.vault / "journal.toml").write_text('exclude = ["/asks/3/"]\n'),
    "no settings": lambda at: (at.vault / "journal.toml").unlink(),
    "the vault gone": lambda at: at.vault.rename(at.home / "gone"),
    "the vault empty": emptied,
    "the index gone": lambda at: at.index.unlink(),
    "the index damaged": lambda at: at.index.write_bytes(b"noise" * 2000),
    "the answers damaged": damaged,
    "the answers cut": cut,
    "the cache gone": lambda at: shutil.rmtree(at.cache),
    "what a write that was killed left": lambda at: (at.vault / "asks/3/.~ask.md.1.tmp").write_text("a save"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_the_answer_is_as_if_none_had_been_kept(place: Place, change: Change) -> None:
    place.kept()
    change(place)
    before = place.home.with_name("before")
    shutil.copytree(place.home, before)
    with_answers = place.due()
    assert not with_answers.at_once
    shutil.rmtree(place.home)
    before.rename(place.home)
    shutil.rmtree(place.cache / "answers", ignore_errors=True)
    assert place.due().told == with_answers.told


def test_a_touched_note_is_looked_at_once_more(place: Place) -> None:
    said = place.kept()
    os.utime(place.vault / "asks/3/ask.md")
    place.settle()
    assert place.kept() == said


@pytest.mark.parametrize(
    ("words", "variables"),
    [
        (["--today", "2026-03-20"], {}),
        (["--json"], {}),
        (["--no-cache"], {}),
        ([], {"JOURNAL_TODAY": "2026-03-20"}),
        ([], {"NO_COLOR": "1"}),
        ([], {"COLUMNS": "40"}),
        ([], {"TZ": "Asia/Tokyo"}),
    ],
)
def test_another_call_has_its_own_answer(place: Place, words: list[str], variables: dict[str, str]) -> None:
    place.kept()
    other = place.due(*words, **variables)
    assert not other.at_once
    fresh = place.due(*words, *([] if "--no-cache" in words else ["--no-cache"]), **variables)
    assert other.told == fresh.told


def test_an_answer_in_json_is_kept_too(place: Place) -> None:
    assert len(json.loads(place.kept("--json").out)["asks"]) == 8


def test_the_four_newest_answers_are_kept(place: Place) -> None:
    for day in range(10, 15):
        place.kept("--today", f"2026-03-{day}")
    assert len(list((place.cache / "answers").iterdir())) == 4
    assert place.due("--today", "2026-03-14").at_once
    assert not place.due("--today", "2026-03-10").at_once


def test_an_answer_on_a_terminal_is_kept_for_its_width(place: Place) -> None:
    place.settle()
    said = [on_a_terminal(place, width) for width in (60, 60, 20, 60)]
    assert [one.at_once for one in said] == [False, True, False, True]
    assert said[0].out == said[1].out == said[3].out != said[2].out
    assert "\x1b[1m" in said[1].out


def on_a_terminal(place: Place, width: int) -> Said:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, width))
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "due", "--vault", place.vault, "--today", "2026-03-16"], cwd=place.cwd,
        stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "PYTHONPATH": str(CHECKOUT), "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    out = b""
    with open(ours, "rb", buffering=0) as screen, suppress(OSError):  # which is how a terminal ends
        while part := screen.read(4096):
            out += part
    status = process.wait()
    return Said(status >= AT_ONCE, status % AT_ONCE, out.decode(), "")


def test_no_other_command_keeps_an_answer(place: Place) -> None:
    place.settle()
    for _ in range(2):
        assert not place.say("list", "--vault", str(place.vault)).at_once
    assert not (place.cache / "answers").exists()


def test_the_program_alone_answers_at_once_and_follows_who_names_the_vault(place: Place) -> None:
    nearest = place.cwd.parent / "journal.toml"
    variables = {"JOURNAL_TODAY": "2026-03-16"}
    (place.home / ".config/journal").mkdir(parents=True)
    (place.home / ".config/journal/config.toml").write_text(f'default_vault = "{place.vault}"\n')
    place.settle()
    assert not place.say(**variables).at_once
    assert place.say(**variables).at_once
    nearest.write_text("")
    (nearest.parent / "other.md").write_text(ASK.format("other", 1))
    said = place.say(**variables)
    assert (said.at_once, "1 need" in said.out) == (False, True)
    nearest.unlink()
    assert "8 need" in place.say(**variables).out


@pytest.mark.parametrize("settings", ["wait = 3\n", 'exclude = ["old/"]\n'])
def test_what_is_told_beside_or_takes_long_to_compare_is_not_kept(place: Place, settings: str) -> None:
    (place.vault / "journal.toml").write_text(settings)
    place.settle()
    assert place.due() == place.due()


def test_what_has_only_just_changed_is_not_kept(place: Place) -> None:
    def now(file: Path) -> None:
        """Its time is ahead, as if the clock stood still while it was read."""
        os.utime(file, ns=(0, 2**62))

    for file in (place.vault / "asks/3/ask.md", place.vault / "journal.toml"):
        place.settle()
        before = file.stat().st_mtime_ns
        now(file)
        assert not place.due().at_once
        assert not place.due().at_once
        os.utime(file, ns=(0, before))
        place.kept()


def test_another_version_of_the_program_has_its_own_answers(place: Place, tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for package in ("journal", "tui"):
        shutil.copytree(CHECKOUT / package, checkout / package, ignore=shutil.ignore_patterns("__pycache__"))
    place = replace(place, checkout=checkout)
    place.kept()
    module = checkout / "journal/cli/asks.py"
    module.write_text(module.read_text().replace("need follow-up", "want follow-up"))
    said = place.due()
    assert not said.at_once
    assert "8 want follow-up" in said.out


def test_another_folder_in_the_place_of_the_vault_is_looked_at(place: Place) -> None:
    (place.vault / "journal.toml").unlink()
    place.kept()
    former = place.vault.rename(place.vault.with_name("former"))
    place.vault.mkdir()
    for folder in former.iterdir():
        folder.rename(place.vault / folder.name)
    assert not place.due().at_once


def test_another_day_has_its_own_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    today, tomorrow = (time.gmtime(day * 86_400) for day in (20_000, 20_001))
    monkeypatch.setattr(time, "localtime", lambda: today)
    key = Call(["due"]).key
    assert Call(["due"]).key == key
    monkeypatch.setattr(time, "localtime", lambda: tomorrow)
    assert Call(["due"]).key != key


@pytest.mark.parametrize("changes", [False, True])
def test_an_answer_over_an_index_that_changed_meanwhile_is_not_kept(place: Place, changes: bool) -> None:
    @kept
    def command(context: Context) -> int:
        if changes:
            (place.vault / "asks/1/ask.md").unlink()
            Vault.open(place.vault, cache=place.cache).close()
        context.say("said")
        return 0

    place.settle()
    environment = Environment.of_process(StringIO(), StringIO())
    asked = command_line.Call({"--vault": str(place.vault)}, {})
    assert command(Context(asked, environment, made=Call(["due"]))) == 0
    assert (place.cache / "answers").exists() != changes


def test_a_folder_that_is_gone_has_no_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Call.of(["due"]) is not None
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert Call.of(["due"]) is None


def test_every_variable_that_the_command_line_reads_tells_calls_apart() -> None:
    sources = [*(CHECKOUT / "journal/cli").glob("*.py"), *(CHECKOUT / "journal").glob("*.py")]
    pattern = re.compile(r'(?<=variables\.get\(")\w+|(?<=")XDG_\w+(?=")')
    read = {name for source in sources for name in pattern.findall(source.read_text())}
    assert {"JOURNAL_TODAY", "NO_COLOR", "TERM", "XDG_CACHE_HOME"} <= read, "this test finds them"
    assert read <= set(again.VARIABLES)
