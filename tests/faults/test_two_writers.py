"""Two programs of ours on one vault lose no edit (P3), and neither stops another that writes as it likes.

JOURNAL_FAULT_ROUNDS makes it longer: 1, as in every run, is 40 edits of each; 6 is 240.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest

from journal import Vault
from journal.cli.main import main
from journal.vault.write.undo import MOST_STEPS

PROJECT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("JOURNAL_FAULT_ROUNDS", "1"))
EDITS = 40 * ROUNDS
NOTES = 20
ASK = "---\n# an ask\ntitle: Ask {}\ncontact: Sam\nask: Would you?\nasked: 2026-01-01\n---\nBody of {}\n"
PROGRAMS = ("one", "two")

pytestmark = pytest.mark.timeout(300 + 30 * ROUNDS)


def write(vault: str, program: str, edits: int) -> None:
    """Calls of the command line that every one have to be in the notes afterwards."""
    for number in range(edits):
        notes = [f"n{(number * 7 + step) % NOTES}" for step in (0, 3)]
        if number % 2:
            words = ["set", notes[0], f"{program}_{number}={number}"]
        else:
            words = ["nudge", *notes, "--on", day_of(program, number)]
        status = main([*words, "--vault", vault, "--today", "2040-01-01"])
        assert status == 0, (words, status)


def day_of(program: str, number: int) -> str:
    return (date(2026, 1, 2) + timedelta(days=2 * number + PROGRAMS.index(program))).isoformat()


def save(vault: str) -> None:
    """Another program that adds lines to the notes in place, until it is killed.

    Its pauses differ, so that some fall into a write of ours and some do not however fast the machine is.
    """
    number = 0
    sys.stdout.write("saving\n")
    sys.stdout.flush()
    while True:
        for note in range(NOTES):
            with Path(vault, f"n{note}.md").open("ab", buffering=0) as file:
                file.write(f"line {number}\n".encode())
            number += 1
            time.sleep(10 ** random.uniform(-4, -2))


def test_every_edit_of_both_is_there_and_can_be_taken_back(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    before = {f"n{number}.md": ASK.format(number, number).encode() for number in range(NOTES)}
    for name, text in before.items():
        (root / name).write_bytes(text)
    with ExitStack() as programs:
        command = [sys.executable, "-m", "tests.faults.test_two_writers", str(root)]
        started = [
            programs.enter_context(
                subprocess.Popen(
                    [*command, name, str(EDITS)], cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
                )
            )
            for name in PROGRAMS
        ]
        wrong = [program.communicate()[1] for program in started]
    assert [program.returncode for program in started] == [0, 0], wrong
    texts = {path.name: path.read_text() for path in root.iterdir()}
    assert sorted(texts) == sorted(before)
    for program in PROGRAMS:
        for number in range(EDITS):
            notes = [texts[f"n{(number * 7 + step) % NOTES}.md"] for step in (0, 3)]
            if number % 2:
                assert notes[0].count(f"\n{program}_{number}: {number}\n") == 1
            else:
                assert all(text.count(day_of(program, number)) == 1 for text in notes)
    vault = Vault.open(root)
    for _ in range(min(2 * EDITS, MOST_STEPS)):
        vault.undo()
    if 2 * EDITS <= MOST_STEPS:
        assert {path.name: path.read_bytes() for path in root.iterdir()} == before


def test_beside_a_program_that_never_waits_an_edit_is_there_or_the_command_says_to_look(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    for number in range(NOTES):
        (root / f"n{number}.md").write_text(ASK.format(number, number))
    command = [sys.executable, "-m", "tests.faults.test_two_writers", str(root)]
    statuses: list[int] = []
    with subprocess.Popen([*command, "save"], cwd=PROJECT, stdout=subprocess.PIPE) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == b"saving\n"
            while len(statuses) < EDITS or 0 not in statuses:
                number = len(statuses)
                statuses.append(main(["set", f"n{number % NOTES}", f"key_{number}={number}", "--vault", str(root)]))
        finally:
            other.kill()
    assert set(statuses) <= {0, 3}
    for number, status in enumerate(statuses):
        text = (root / f"n{number % NOTES}.md").read_text()
        assert text.count(f"\nkey_{number}: {number}\n") in ({1} if status == 0 else {0, 1})
        assert re.fullmatch(r"---\n[^-]+asked: 2026-01-01\n(key_\d+: \d+\n)*---\nBody of \d+\n(line \d+\n)*", text), (
            text
        )


if __name__ == "__main__":
    if sys.argv[2] == "save":
        save(sys.argv[1])
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]))
