"""A program whose calls to the system can be made to fail, one at a time: ``failing.c``, and what asks it.

Python is started once for all calls of the command line, so each begins at once.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import importlib
import io
import json
import os
import pkgutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO, NamedTuple

import journal
from journal.cli import context
from journal.cli.main import main
from journal.vault.index.look_ahead import look_ahead
from tests.faults.ways import WRITING

PROJECT = Path(__file__).resolve().parents[2]
FROM_OUTSIDE = "csv difflib email html jinja2 shlex sqlite3 subprocess tempfile textwrap yaml".split()
"""What the commands import when they use it, so that reading a module is no call of theirs."""


class Fault(NamedTuple):
    """Which call to the system fails, and how: the nth about what lies below a folder, but not below another one.

    nth: 0 for none, -1 for each of all processes. but: "" for all that lies below. names: those of the calls that
    count, none for all. after: the call is made, and gives the error all the same. children: it is one of each process
    that is forked.
    """

    below: str
    but: str = ""
    names: Sequence[str] = ()
    nth: int = 0
    error: str = "EIO"
    after: bool = False
    children: bool = False


class Met(NamedTuple):
    """A call to the system: its name ("make" for an open that may make or empty a file), and the path it is about."""

    name: str
    path: str


class Done(NamedTuple):
    """What came of a call of the command line. calls: those to the system that count. failed: None where none did.

    left: the files that it has open still.
    """

    status: int
    stdout: str
    stderr: str
    calls: list[Met]
    failed: Met | None
    left: list[str]


class Program(NamedTuple):
    """A running ``serve``."""

    stdin: IO[str]
    stdout: IO[str]

    def call(self, words: Sequence[str], fault: Fault | None = None, *, typed: str = "") -> Done:
        """fault: None for a call that meets none, and whose own calls nobody counts. typed: what the person types."""
        self.stdin.write(json.dumps([words, typed, fault]) + "\n")
        self.stdin.flush()
        status, left, stdout, stderr, told = json.loads(self.stdout.readline())
        calls, failed = [], None
        for line in told.splitlines():
            name, _, path = line.removeprefix("!").partition(" ")
            calls.append(Met(name, path))
            if line[0] == "!":
                failed = calls[-1]
        return Done(status, stdout, stderr, calls, failed, left)


def begin(shim: str, fault: Fault, told: int = -1) -> None:
    """Let a call of this process fail from here on. told: an open file for a line about each call; -1 for none."""
    below, but, names, nth, error, *how = fault
    which = (below, but, f",{','.join(names)}," if names else "")
    ctypes.CDLL(shim).failing_begin(*(text.encode() for text in which), nth, getattr(errno, error), *how, told)


def compiled(folder: Path) -> Path:
    """``failing.c``, ready to be preloaded."""
    made = folder / "failing.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-nostdlib", "-o", made, Path(__file__).with_suffix(".c")], check=True)
    return made


@contextmanager
def program(shim: Path, environment: Mapping[str, str]) -> Iterator[Program]:
    """A program whose calls can fail, in the vault that the environment names. shim: what ``compiled`` made."""
    words = [sys.executable, "-m", "tests.faults.failing", str(shim)]
    around = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "LD_PRELOAD": str(shim), **environment}
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=PROJECT, env=around, text=True, stdin=pipe, stdout=pipe) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert json.loads(process.stdout.readline()) == "ready"
        yield Program(process.stdin, process.stdout)
        process.stdin.close()


def serve(shim: str) -> None:
    """Answer each line of stdin, a call of the command line and its fault, with what came of it.

    All are made by this process: a copy of it for each would take three times as long.
    """
    requests, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    said, complained, told = (os.memfd_create(name) for name in ("stdout", "stderr", "told"))
    streams = ((sys.stdout, said), (sys.stderr, complained))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream, file in streams:
        os.dup2(file, stream.fileno())
    for module in pkgutil.walk_packages(journal.__path__, "journal."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in FROM_OUTSIDE:
        importlib.import_module(name)
    os.chdir(os.environ["JOURNAL_VAULT"])
    gc.collect()
    gc.freeze()
    print(json.dumps("ready"), file=answers, flush=True)
    for line in requests:
        words, typed, fault = json.loads(line)
        sys.stdin = io.StringIO(typed)
        vars(context)["look_ahead"] = look_ahead if fault and _may_look(fault[2]) else _nobody
        before = _open()
        if fault:
            begin(shim, Fault(*fault), told)
        status = -1  # which no call ends with
        with suppress(Exception):
            status = main(words)
            sys.stdout.flush()
        ctypes.CDLL(shim).failing_end()
        for stream, file in streams:  # what could not be written is forgotten
            os.dup2(nowhere, stream.fileno())
            stream.flush()
            os.dup2(file, stream.fileno())
        gc.collect()  # as at the end of a process, nothing is open any more
        left = [path for number, path in _open().items() if number not in before]
        print(json.dumps([status, left, *map(_taken, (said, complained, told))]), file=answers, flush=True)


def _open() -> dict[str, str]:
    """The files that this process has open, by their numbers."""
    with os.scandir(folder := f"/proc/{os.getpid()}/fd") as files:
        found = {file.name: os.readlink(file.path) for file in files}
    return {number: path for number, path in found.items() if path != folder}


def _may_look(names: Sequence[str]) -> bool:
    """Whether some of the calls that count are made in a look at the folders, with which another process helps."""
    return not names or not set(names) <= set(WRITING)


def _nobody(*_: object, **__: object) -> AbstractContextManager[None]:
    """Looks at no folders meanwhile."""
    return nullcontext()


def _taken(file: int) -> str:
    """What was written to a file in memory, which the next call writes over."""
    text = os.pread(file, os.lseek(file, 0, os.SEEK_CUR), 0).decode(errors="replace")
    os.lseek(file, 0, os.SEEK_SET)
    return text


if __name__ == "__main__":
    serve(*sys.argv[1:])
