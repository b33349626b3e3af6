"""The command line as a process of its own: streams, signals, a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.lines import Lines
from tests.seen import PATIENCE
from tests.vaults import MakeVault

CHECKOUT = Path(__file__).parents[2]
JOURNAL = [sys.executable, "-m", "tui"]
WAITING = "---\ntitle: Salary survey\ncontact: Tom\ngoal: g\nask: Could you?\nasked: 2026-03-14\n---\n"


@pytest.fixture
def vault(make_vault: MakeVault) -> Path:
    return make_vault({"asks/salary.md": WAITING})


def save(note: Path, text: str) -> None:
    """As most editors do: the note is never there in part."""
    beside = note.with_name(f".~{note.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(note)


@contextmanager
def running(*argv: str) -> Iterator[tuple[subprocess.Popen[str], Lines, Lines]]:
    """A call that goes on until it is told to end, and its two streams."""
    pipe = subprocess.PIPE
    process = subprocess.Popen([*JOURNAL, *argv], cwd=CHECKOUT, stdout=pipe, stderr=pipe, text=True)
    try:
        yield process, Lines(process.stdout), Lines(process.stderr)
    finally:
        process.kill()
        process.wait()


def told_to_end(process: subprocess.Popen[str], number: signal.Signals, out: Lines, err: Lines) -> tuple[int, str, str]:
    """How it ended, and what it then had still to say."""
    process.send_signal(number)
    return process.wait(PATIENCE), out.rest(), err.rest()


def test_watch_prints_a_line_per_change_and_stops_when_told(vault: Path) -> None:
    with running("watch", "--json", "--vault", str(vault), "--today", "2026-03-16") as (watch, out, err):
        assert err.next() == f"Watching {vault}; Ctrl-C stops.\n"
        note = vault / "asks" / "salary.md"
        save(note, WAITING.replace("asked:", "outcome: sent\nasked:"))
        thank = {"id": "asks/salary", "state": "thank", "was": "waiting", "path": "asks/salary.md"}
        assert json.loads(out.next()) == thank
        save(vault / "new.md", "---\nask: May I?\n---\n")
        assert json.loads(out.next()) == {"id": "new", "state": "draft", "was": None, "path": "new.md"}
        note.unlink()
        gone = {"id": "asks/salary", "state": None, "was": "thank", "path": "asks/salary.md"}
        assert json.loads(out.next()) == gone
        assert told_to_end(watch, signal.SIGTERM, out, err) == (0, "", "")


def test_watch_tells_people_in_words_and_leaves_quietly_on_ctrl_c(vault: Path) -> None:
    with running("watch", "--vault", str(vault), "--today", "2026-03-16") as (watch, out, err):
        err.next()
        save(
            vault / "asks" / "salary.md", WAITING.replace("title: Salary", 'title: "\\e[31mSalary"\nanswered: yes\nx: ')
        )
        assert out.next() == "WAIT → ACT  Tom  ␛[31mSalary  asks/salary.md\n"
        assert told_to_end(watch, signal.SIGINT, out, err) == (130, "", "")


def on_a_terminal(*argv: str) -> tuple[int, str]:
    """The exit status and all output of a call on a terminal 80 cells wide."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    environment = {**os.environ, "TERM": "xterm-256color"}
    process = subprocess.Popen(
        [*JOURNAL, *argv], cwd=CHECKOUT, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    said = b""
    until = time.monotonic() + PATIENCE
    while select.select([ours], [], [], max(0, until - time.monotonic()))[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so where the other end is closed
            break
        if not part:
            break
        said += part
    os.close(ours)
    return process.wait(timeout=PATIENCE), said.decode("utf-8")


@pytest.mark.parametrize("name", ["due", "list", "contacts", "goals", "notes", "check", "doctor"])
def test_a_note_cannot_drive_the_terminal(make_vault: MakeVault, name: str) -> None:
    naughty = '"\\e]52;c;aGFjaw==\\a\\e[2J\\x9b31m\\u202e[red]x[/]"'
    text = f"---\ntitle: {naughty}\ncontact: {naughty}\ngoal: {naughty}\nask: {naughty}\nstatus: {naughty}\n---\n"
    vault = make_vault({"2026-01-02-x.md": text, "broken.md": f"---\nask: {naughty}: b: c\n---\n"})
    status, said = on_a_terminal(name, "--vault", str(vault))
    assert status in (0, 1)
    plain = re.sub("\x1b\\[[0-9;]+m", "", said)
    assert re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", plain) == []
    if name in ("due", "list", "contacts", "goals", "notes"):
        assert "␛]52" in plain


def test_colour_is_for_terminals(vault: Path) -> None:
    status, said = on_a_terminal("list", "--vault", str(vault), "--today", "2026-03-16")
    assert status == 0
    assert "\x1b[1m WAIT\x1b[0m" in said


def test_output_is_utf_8_whatever_the_locale(make_vault: MakeVault) -> None:
    vault = make_vault({"x.md": "---\nask: Könntest du?\ntitle: Größe 山\n---\n"})
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
    for argv in (["list"], ["list", "--json"]):
        done = subprocess.run(
            [*JOURNAL, *argv, "--vault", str(vault)], cwd=CHECKOUT, env=environment, capture_output=True, check=True
        )
        assert "Größe 山" in done.stdout.decode("utf-8")
        assert done.stderr == b""


def test_names_are_utf_8_whatever_the_locale(make_vault: MakeVault) -> None:
    vault = make_vault(
        {"people/Jörg Weber.md": "---\ntype: person\n---\n", "a.md": "---\ncontact: '[[Jörg Weber]]'\nask: A?\n---\n"}
    )
    environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}

    def said(*argv: str) -> str:
        done = subprocess.run(
            [*JOURNAL, *argv, "--vault", str(vault)], cwd=CHECKOUT, env=environment, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout.decode("utf-8")

    assert '"id": "people/Jörg Weber"' in said("contacts", "--json")
    assert said("show", "Jörg Weber").startswith("Jörg Weber\npeople/Jörg Weber.md\n")
    said("new", "person", "Zoë")
    assert (vault / "people" / "Zoë.md").is_file()


def test_a_closed_stdout_is_told(vault: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *JOURNAL, "list", "--vault", str(vault)],
        cwd=CHECKOUT, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (4, "The answer could not be printed: standard output is closed.\n")


def test_demo_without_a_terminal_ends_well_and_leaves_nothing_behind(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [*JOURNAL, "demo"], cwd=CHECKOUT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert b"need follow-up" in done.stdout
    assert list(tmp_path.glob("journal-demo-*")) == []
