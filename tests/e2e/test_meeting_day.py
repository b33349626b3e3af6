"""The day of a meeting with the example vault: in a real terminal, and with nothing but a real editor and commands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.test_tui import PROJECT, Terminal

TOM = "meetings/2026-11-23-tom-okafor-pint.md"
SURVEY, INTRO = "asks/2026-11-09-tom-okafor-salary-survey.md", "asks/2026-11-02-priya-nair-acme-intro.md"
TALK = "asks/2026-11-13-grace-mwangi-negotiating.md"


@pytest.fixture
def root(home: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "vault-example", home / "network"))


@pytest.fixture
def terminal(home: Path, root: Path) -> Iterator[Terminal]:
    program = [sys.executable, "-m", "tui", "--vault", str(root), "--today", "2026-11-23"]
    terminal = Terminal(home, root, program)
    yield terminal
    terminal.close()


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.needs("tmux", "vim")
def test_a_meeting_day_in_a_terminal(terminal: Terminal) -> None:
    root, before = terminal.root, files(terminal.root)
    pint, survey, intro = (root / path for path in (TOM, SURVEY, INTRO))
    terminal.open(120, 36, VISUAL="vim -u NONE -N")
    terminal.sees("Meeting today: A pint at the Navigation with Tom Okafor", "watching")

    terminal.press("/", "contact:tom", "Enter")
    terminal.sees("ON YOU · 1", "Sent the salary survey")
    terminal.press("M")
    terminal.sees("when      Mon 23 Nov, today, for 30 minutes", "[ ] thank   Sent the salary survey", "Can help with")
    terminal.press("Space")
    terminal.sees("[x] thank   Sent the salary survey", "1 tick not recorded yet: R does it.")
    assert b"- [x] thank: [[2026-11-09" in pint.read_bytes()

    terminal.press("e")
    terminal.sees("date: 2026-11-23", "15L")
    terminal.press(":%s/\\[ \\] thank/[x] thank/", "Enter", ":wq", "Enter")
    terminal.sees("[x] thank   Intro to Acme data team", "2 ticks not recorded yet")

    terminal.press("R")
    terminal.sees("Met: A pint at the Navigation: 2 thanked", "[x] done    Sent the salary survey")
    assert b"\nthanked: 2026-11-23\n" in survey.read_bytes()
    assert b"\nvia_thanked: 2026-11-23\n" in intro.read_bytes()
    assert b"\nthanked:" not in intro.read_bytes()
    assert {path for path, text in files(root).items() if before[path] != text} == {TOM, SURVEY, INTRO}

    terminal.press("u")
    terminal.sees("Taken back: Met: A pint at the Navigation")
    assert (survey.read_bytes(), intro.read_bytes()) == (before[SURVEY], before[INTRO])
    terminal.press("q")
    terminal.sees("filter: contact:tom", "ON YOU · 1")
    terminal.press("Escape")
    terminal.sees("2 ticks to record: A pint at the Navigation")
    terminal.press("q")
    terminal.sees("left with 0")


def journal(root: Path, *words: str, today: str = "2026-11-23") -> str:
    command = [sys.executable, "-m", "journal", *words, "--vault", str(root), "--today", today]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def ticked(note: Path, *texts: str) -> None:
    """The boxes of the lines with these texts, ticked in vim."""
    commands = [word for text in texts for word in ("-c", f"g/{text}/s/\\[ \\]/[x]/")]
    subprocess.run(["vim", "-u", "NONE", "-N", "-es", *commands, "-c", "wq", str(note)], check=True)


@pytest.mark.needs("vim")
def test_a_meeting_day_with_an_editor_alone(root: Path) -> None:
    before = files(root)
    assert "[ ]  thank  Sent the salary survey" in journal(root, "brief", "Tom Okafor")
    assert "Nothing to change" in journal(root, "meet", "Tom Okafor")
    ticked(root / TOM, "salary-survey", "first round")
    assert "Met: A pint at the Navigation: 1 thanked" in journal(root, "met", TOM)
    assert b"\nthanked: 2026-11-23\n" in (root / SURVEY).read_bytes()
    assert (root / INTRO).read_bytes() == before[INTRO]
    ticked(root / TOM, "acme-intro")
    assert "1 thanked" in journal(root, "met", TOM, today="2026-11-26")
    assert b"\nvia_thanked: 2026-11-23\n" in (root / INTRO).read_bytes()
    assert journal(root, "met", TOM).startswith("Nothing new is ticked")

    assert "1. The news about the bursary" in journal(root, "show", "meetings/2026-12-03-grace-mwangi-lunch")
    journal(root, "meet", "Grace Mwangi", "Tom Okafor", "--on", "2026-11-24", "--duration", "20m")
    (made,) = (root / "meetings").glob("2026-11-24-grace*.md")
    ticked(made, "Rehearse")
    assert "1 asked" in journal(root, "met", f"meetings/{made.name}", today="2026-11-25")
    assert b"\nasked: 2026-11-24" in (root / TALK).read_bytes()
    journal(root, "undo")
    made_path = made.relative_to(root).as_posix()
    assert {path for path, text in files(root).items() if before.get(path) != text} == {TOM, SURVEY, INTRO, made_path}
