"""Each call to the system failing in turn, over whole commands: what is told is what the notes hold (P2).

strace lets the nth call of a kind fail. JOURNAL_FAULT_ROUNDS above 10 tries every call with every error; else a sample.
Python is started once for each error, and copies itself for each try (see ``programs.calls``).
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

import pytest

from tests.tui.stage import write

PROJECT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("JOURNAL_FAULT_ROUNDS", "1"))
SAMPLE = 2
"""Injected errors per command and kind of error in every run."""
CALLS = ("openat", "fsync", "unlink", "rename", "renameat2", "ftruncate", "write", "close")
ERRORS = ("EIO", "ENOSPC", "EDQUOT", "EACCES")
OWED = "---\ncontact: {0}\nask: Could you {0}?\noutcome: yes\noutcome_date: 2026-03-08\n---\nBody {0}\n"
NOTES = {f"{name}.md": OWED.format(name) for name in "abc"}
NOTES["d.md"] = "---\ncontact: Dora\nask: Could you?\nasked: 2026-03-01\n---\n"
NOTES |= {f"{name}.md": f"---\ncontact: {name}\nask: Could you: {name}?\n---\n" for name in "ef"}
NOTES |= {f"{name}.md": f"---\ntype: person\ntitle: {name} Poe\n---\n" for name in ("Ann", "Bo")}
NOTES |= {f"{name}.md": f"---\ncontact: Ann Poe\nask: Could you look {name}?\n---\n" for name in "gh"}
NOTES["i.md"] = "---\ncontact: Dora\nask: Who?\nasked: 2026-01-02\nnudged: [2026-01-12, 2026-01-26]\n---\n"
NOTES["lines.md"] = "- 09:30 ask [[Ann]], Tom Okafor: could you read it?\n- ask Bo Poe: who pays?\n"
NOTES["met.md"] = (
    "---\ntype: meeting\ndate: 2026-03-15\npeople: ['[[Ann]]', a]\n---\n- [x] thank: [[a]]\n- [X] ask: [[g]]\n"
)
CONFIG = {
    "journal/config.toml": "[network]\nfiles = ['export.csv']\n",
    "journal/export.csv": "First Name,Last Name,Company\nIda,Stone,Acme\n",
}
BEFORE = ["set", "a", "why=first"]
"""A write before the one that is tried, which must stay within reach of undo."""
THANK = ["thank", "a", "b", "c"]
TRACER = ("strace", "-f", "--seccomp-bpf", "-q", "-e", f"trace={','.join(CALLS)}", "-o")
NTH = {**dict.fromkeys(CALLS, 100), "openat": 1_500, "close": 1_500, "write": 1_000}
"""The call that fails, of each process: more than are made while the program is loaded, and until it ends."""
CAPTURE = ["capture", "b8965b5b", "fa2b4587"]
"""Two asks, and arrows in the note of their lines."""
CHECK = ["check", "--fix", "--json"]
"""Ends with 1, as a true answer, where it could not read a note."""
COMMANDS: dict[str, tuple[list[list[str]], list[str]]] = {
    "outcome": ([BEFORE], ["outcome", "d", "a yes"]),
    "thank": ([BEFORE], THANK),
    "new": ([BEFORE], ["new", "note", "A fine day"]),
    "undo": ([BEFORE, THANK], ["undo"]),
    "undo new": ([BEFORE, ["new", "note", "A fine day"]], ["undo"]),
    "redo": ([BEFORE, THANK, ["undo"]], ["redo"]),
    "a second name": ([BEFORE], ["set", "c", "why=x"]),
    "check": ([BEFORE], CHECK),
    "undo check": ([BEFORE, CHECK], ["undo"]),
    "today": ([BEFORE], ["today", "met Ann"]),
    "capture": ([BEFORE], CAPTURE),
    "undo capture": ([BEFORE, CAPTURE], ["undo"]),
    "capture --no": ([BEFORE], ["capture", "--no", "fa2b4587"]),
    "meet": ([BEFORE], ["meet", "Ann Poe", "--on", "2026-03-17"]),
    "meet again": ([BEFORE], ["meet", "Ann Poe", "--on", "2026-03-15"]),
    "met": ([BEFORE], ["met", "met"]),
    "undo met": ([BEFORE, ["met", "met"]], ["undo"]),
    "draft": ([BEFORE], ["draft", "d", "--sent"]),
    "draft to": ([BEFORE], ["draft", "--to", "Dora", "--sent"]),
    "review": ([BEFORE], ["review", "--write"]),
    "touch": ([BEFORE], ["touch", "Ann Poe", "Bo Poe"]),
    "promote": ([BEFORE], ["who", "--promote", "504822dc"]),
}
"""By name, what is called first, and then with a call of it failing."""
OF_MANY = frozenset({"capture", "capture --no", "meet", "meet again", "met", "draft to", "review", "touch"})
"""Commands that write what several notes say. A note that cannot be read says nothing, which ``check`` tells, and then
another text is right: so reading each note for the first time does not fail."""

pytestmark = [pytest.mark.needs("strace"), pytest.mark.timeout(600 + 3_000 * (ROUNDS > 10))]


class Done(NamedTuple):
    """What came of a call of the command line."""

    status: int
    stdout: str
    stderr: str


class Program(NamedTuple):
    """A running ``programs.calls``."""

    stdin: IO[str]
    stdout: IO[str]

    def call(self, words: list[str], failing: str = "fsync", nth: int = NTH["fsync"]) -> Done:
        """failing: the kind of call that strace lets fail, the nth that the command makes."""
        self.stdin.write(json.dumps([failing, NTH[failing] - nth, words]) + "\n")
        self.stdin.flush()
        return Done(*json.loads(self.stdout.readline()))


@dataclass(frozen=True)
class World:
    """A vault, a home, and what lies beside them."""

    folder: Path

    @property
    def vault(self) -> Path:
        return self.folder / "vault"

    @contextmanager
    def program(self, *tracer: str) -> Iterator[Program]:
        folders = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
        home = {name: str(self.folder / name) for name in folders}
        environment = {
            **os.environ, **home, "JOURNAL_VAULT": str(self.vault), "JOURNAL_TODAY": "2026-03-16",
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        words = [*tracer, sys.executable, "-m", "tests.faults.programs", "calls"]
        pipe = subprocess.PIPE
        with subprocess.Popen(words, cwd=PROJECT, env=environment, text=True, stdin=pipe, stdout=pipe) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert json.loads(process.stdout.readline()) == "ready"
            yield Program(process.stdin, process.stdout)
            process.stdin.close()

    def texts(self) -> dict[str, str]:
        found = {}
        for file in self.vault.rglob("*.md"):
            with suppress(FileNotFoundError):
                found[file.relative_to(self.vault).as_posix()] = file.read_text()
        return found

    def copy(self, folder: Path) -> World:
        shutil.copytree(self.folder, folder, symlinks=True)
        if (folder / "second").exists():  # a copy has one name each
            (folder / "second").unlink()
            os.link(folder / "vault/c.md", folder / "second")
        return World(folder)


@contextmanager
def prepared(name: str, sound: Program, world: World) -> Iterator[tuple[World, list[str]]]:
    """A world that is ready for a command, and the command."""
    before, words = COMMANDS[name]
    world.vault.mkdir(parents=True)
    (world.vault / "journal.toml").write_text("")
    write(world.vault, NOTES)
    write(world.folder / "XDG_CONFIG_HOME", CONFIG)
    if name == "a second name":
        os.link(world.vault / "c.md", world.folder / "second")
    for each in before:
        done = sound.call(each)
        assert (done.status, done.stderr) == (0, "")
    kept = world.copy(world.folder.parent / "kept")
    yield kept, words
    for folder in (kept, world):
        shutil.rmtree(folder.folder)


@pytest.mark.parametrize("error", ERRORS)
def test_what_is_told_is_what_the_notes_hold_and_every_undo_can_be_finished(error: str, tmp_path: Path) -> None:
    """The place of the world stays the same, since the state and the cache are kept by the vault's path."""
    world, chance, trace = World(tmp_path / "world"), random.Random(error), tmp_path / "trace"
    failing = [part for kind in CALLS for part in ("-e", f"inject={kind}:error={error}:when={NTH[kind]}")]
    wrong: list[str] = []
    with (
        world.program() as sound,
        world.program(*TRACER, str(trace), "-y") as traced,
        world.program(*TRACER, os.devnull, *failing) as program,
    ):
        for name in COMMANDS:
            with prepared(name, sound, world) as (kept, words):
                old = world.texts()
                shutil.rmtree(world.folder)  # what is traced reads what a copy makes it read, as each try does
                kept.copy(world.folder)
                tries = calls_of(world, trace, traced, words, reads=name not in OF_MANY)
                new = world.texts()
                assert new != old
                if ROUNDS <= 10:
                    tries = chance.sample(tries, min(SAMPLE, len(tries)))
                told: Counter[int] = Counter()
                before = len(wrong)
                for kind, nth in tries:
                    shutil.rmtree(world.folder)
                    kept.copy(world.folder)
                    done = program.call(words, kind, nth)
                    told[done.status] += 1
                    held = world.texts()
                    found = faults(world, sound, words, done, held, old, new)
                    wrong += [f"{name}, {kind} {nth} {error}: {what}" for what in found]
                met = f"{len(tries)} times {error}, ended with {dict(told)}, {len(wrong) - before} wrong"
                sys.stdout.write(f"{name}: {met}\n")
    assert not wrong, "\n".join(wrong)


def calls_of(world: World, trace: Path, traced: Program, words: list[str], *, reads: bool) -> list[tuple[str, int]]:
    """Every call to the system that a command makes of our files: of which kind, and the how manieth of that kind.

    reads: those too that read a note or folder of the vault for the first time.
    """
    start = trace.stat().st_size
    assert traced.call(words).status == 0
    seen: Counter[str] = Counter()
    read: set[tuple[str, str]] = set()
    found = []
    lines = trace.read_text()[start:].splitlines()
    process = next(line.split()[0] for line in lines if "+++ exited" in line)
    for line in lines:
        if match := re.match(rf"{process} +(\w+)\(", line):
            seen[match[1]] += 1
            ours = re.search(rf"{world.folder}[^>\"]*", re.sub(r"AT_FDCWD<[^>]*>", "", line))
            if ours and (reads or not is_first_read(world, match[1], ours[0], read)):
                found.append((match[1], seen[match[1]]))
    return found


def is_first_read(world: World, kind: str, path: str, read: set[tuple[str, str]]) -> bool:
    """Whether a call opens or closes what is of the vault for the first time. read: the calls that did, which grows."""
    is_one = kind in ("openat", "close") and path.startswith(str(world.vault)) and "/.~" not in path
    is_first = is_one and (kind, path) not in read
    read.add((kind, path))
    return is_first


def faults(
    world: World,
    sound: Program,
    words: list[str],
    done: Done,
    held: dict[str, str],
    old: dict[str, str],
    new: dict[str, str],
) -> Iterator[str]:
    """What is wrong after a call that met an error. sound: calls that meet none."""
    if re.search("Traceback|bug in journal", done.stderr):
        yield f"a bug: {done.stderr}"
    torn = {path for path, text in held.items() if text not in (old.get(path), new.get(path))}
    if torn:
        yield f"torn: {torn}"
    if done.status == 0 and held != new:
        yield "told as written, and is not"
    if done.status == 1 and words == CHECK:
        yield from untrue(json.loads(done.stdout), held, old)
        yield from stuck(world, sound)
        return
    if done.status not in (0, 4):
        yield f"ended with {done.status}, though the environment failed: {done.stderr}"
    if done.status and held != old and not re.search("That is written|written all the same", done.stderr):
        yield f"told as failed, and is written: {done.stderr}"
    if held not in (old, new) and "cut short" not in sound.call(["due"]).stderr:
        yield "half written, and the next command does not say so"
    yield from stuck(world, sound)


def untrue(told: Any, held: dict[str, str], old: dict[str, str]) -> Iterator[str]:
    """What is wrong with the answer of a check that found an error: it mended the notes that it could read."""
    if unlike := {path for path in held if held[path] != old[path]} ^ {change["path"] for change in told["changes"]}:
        yield f"changed and not told, or told and not changed: {unlike}"
    problems = {problem["path"]: problem["code"] for problem in told["problems"] if problem["severity"] == "error"}
    if set(problems.values()) != {"unreadable"}:
        yield f"an error where all could be read: {problems}"


def stuck(world: World, sound: Program) -> Iterator[str]:
    """Whether undo gets all the way back to the vault as it was before any write."""
    for _ in range(4):
        done = sound.call(["undo"])
        if done.status:
            break
    if "nothing to take back" not in done.stderr:
        yield f"undo is stuck: {done.stderr}"
    if world.texts() != NOTES:
        yield f"undo does not get back: {sorted(world.texts())}"
