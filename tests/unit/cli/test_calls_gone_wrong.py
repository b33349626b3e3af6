"""Whatever is wrong with a call, a person reads one sentence and a script reads the right status."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path

import pytest

from journal.cli.context import Context
from journal.cli.environment import Environment
from journal.cli.main import main
from journal.model import Page
from tests.unit.cli.conftest import REVIEW, Call
from tests.vaults import MakeVault

PYTHON = sys.executable
CHECKOUT = Path(__file__).parents[3]
NO_X = "No module named 'journal.x'"
CURE = "see whether the disk is in order and try again, or install journal anew."


@dataclass(frozen=True)
class Wrong:
    """A call, its exit status, and what its sentence holds. TWO and BROKEN stand for prepared vaults."""

    argv: str
    status: int
    sentence: str


WRONG = {
    "no vault anywhere": Wrong("due", 2, "journal demo        look around in an example"),
    "a vault that is not there": Wrong("due --vault nowhere", 2, "nowhere is not there"),
    "a file as vault": Wrong("due --vault TWO/a/x.md", 2, "is a file, not a folder"),
    "a file as the only word": Wrong("TWO/a/x.md", 2, "is a file, not a folder"),
    "a folder as the only word that is not there": Wrong("./nowhere", 2, "nowhere is not there"),
    "two vaults": Wrong("TWO --vault TWO", 2, "Name the vault once"),
    "an unknown command": Wrong("deu", 2, "“deu” is no command and no folder; did you mean due"),
    "an unknown command like none": Wrong("xyzzy", 2, "“xyzzy” is no command and no folder. “journal --help”"),
    "an unknown option": Wrong("due --vualt TWO", 2, "did you mean --vault?"),
    "an option without its value": Wrong("due --vault", 2, "--vault needs a value: --vault DIR."),
    "a word too many": Wrong("due TWO", 2, "journal due takes no words, such as “"),
    "no note": Wrong("show --vault TWO", 2, "journal show needs NOTE"),
    "an unknown note": Wrong("show zebra --vault TWO", 2, "No note is named “zebra”"),
    "an ambiguous note": Wrong(
        "show x --vault TWO", 2, "could be any of these notes; give more of its name:\n  a/x\n  b/x"
    ),
    "no query": Wrong("search --vault TWO", 2, "journal search needs QUERY"),
    "an unknown filter key": Wrong("list colour:red --vault TWO", 2, "No note has a key “colour”"),
    "an unknown state": Wrong("list state:asleep --vault TWO", 2, "No state is called “asleep”"),
    "a filter's bad date": Wrong("list due<soon --vault TWO", 2, "soon"),
    "a bad day": Wrong("due --today 2026-02-30 --vault TWO", 2, "“2026-02-30” is no date"),
    "a settings file that is no TOML": Wrong("due --vault BROKEN", 2, "journal.toml is no TOML"),
    "init in a file": Wrong("init TWO/a/x.md", 2, "is a file: name a folder"),
    "init in two folders": Wrong("init a --vault b", 2, "Name the folder once"),
}


@pytest.fixture
def two(make_vault: MakeVault) -> Path:
    return make_vault({"a/x.md": "---\nask: A?\n---\n", "b/x.md": "---\nask: B?\n---\n"})


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_ends_in_one_sentence(call: Call, two: Path, tmp_path: Path, case: str) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "journal.toml").write_text("wait_days = = 7\n", encoding="utf-8")
    wrong = WRONG[case]
    argv = [word.replace("TWO", str(two)).replace("BROKEN", str(broken)) for word in wrong.argv.split()]
    done = call(*argv)
    assert (done.status, done.out) == (wrong.status, ""), done
    assert wrong.sentence in done.err
    assert "Traceback" not in done.err


def test_a_bad_day_in_the_environment_is_named(call: Call, two: Path) -> None:
    done = call("due", "--vault", str(two), variables={"JOURNAL_TODAY": "someday"})
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("JOURNAL_TODAY: “someday” is no date")
    assert call("due", "--today", "someday", "--vault", str(two)).err.startswith("“someday” is no date")


def test_a_vault_that_is_not_there_is_told_with_what_names_it(call: Call, tmp_path: Path, home: Path) -> None:
    sentence = "{} names /no/vault, where there is no folder: mend that, or give --vault.\n"
    for words in (["due"], ["sync"], ["new", "ask", "Could you?"], ["touch"]):
        done = call(*words, cwd=home, variables={"JOURNAL_VAULT": "/no/vault"})
        assert (done.status, done.out, done.err) == (2, "", sentence.format("JOURNAL_VAULT"))
    told = call("doctor", cwd=home, variables={"JOURNAL_VAULT": "/no/vault"})
    assert (told.status, sentence.format("JOURNAL_VAULT") in told.out) == (0, True)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('default_vault = "/no/vault"\n', encoding="utf-8")
    assert call("due", cwd=home).err == sentence.format("default_vault in config.toml")
    assert "/no/vault is not there: name the folder" in call("due", "--vault", "/no/vault", cwd=home).err


def test_a_folder_that_may_not_be_read_is_the_environments_fault(
    call: Call, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    done = call("due", "--vault", str(two))
    assert (done.status, done.out) == (4, "")
    assert done.err == f"The vault {two} cannot be read (Permission denied): allow reading it.\n"


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 0, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 4, "The system refused: No space left on device."),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), 4, "The system refused: /x: Permission denied."),
        (MemoryError(), 4, "There is too little memory for this: end another program, then try again."),
        (
            ModuleNotFoundError("No module named 'journal.x'"),
            4,
            f"A part of journal could not be loaded ({NO_X}): {CURE}",
        ),
        (SyntaxError("invalid syntax"), 4, f"A part of journal could not be loaded (invalid syntax): {CURE}"),
        (KeyError("z"), 4, "This is a bug in journal (KeyError), not in your notes; --debug shows where."),
        (RecursionError(), 4, "This is a bug in journal (RecursionError), not in your notes; --debug shows where."),
    ],
)
def test_whatever_a_command_raises_becomes_a_status(
    call: Call, network: str, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, sentence: str
) -> None:
    def fail(self: Context, question: object) -> None:
        raise error

    monkeypatch.setattr(Context, "answered", fail)
    done = call("due", "--vault", network)
    assert (done.status, done.err.strip()) == (status, sentence)


def test_debug_shows_where_an_error_came_from(call: Call, network: str) -> None:
    done = call("show", "zebra", "--vault", network, "--debug")
    assert done.status == 2
    assert "Traceback" in done.err
    assert done.err.strip().endswith("“journal notes” lists all.")


class Full(io.StringIO):
    """A stream on a full disk."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told(network: str, tmp_path: Path) -> None:
    err = io.StringIO()
    around = Environment(Full(), err, tmp_path, {}, False, None, lambda: Day(2026, 3, 16), lambda: tmp_path)
    assert main(["due", "--vault", network], None, around) == 4
    assert err.getvalue() == f"{FULL}\n"


FULL = "The answer could not be printed: No space left on device."
CLOSED = "The answer could not be printed: standard output is closed."


def in_shell(redirection: str, *argv: str) -> subprocess.CompletedProcess[str]:
    script = f'{redirection}; exec "$@"'
    return subprocess.run(
        ["sh", "-c", script, "sh", PYTHON, "-m", "journal", *argv],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def journal(*argv: str, stdout: object, stderr: object = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [PYTHON, "-m", "journal", *argv], cwd=CHECKOUT, stdout=stdout, stderr=stderr, text=True, check=False
    )


def test_a_full_disk_leaves_no_second_complaint_at_the_end_of_the_process(network: str) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = journal("list", "--vault", network, stdout=full)
    assert (done.returncode, done.stderr) == (4, f"{FULL}\n")


@pytest.mark.parametrize("words", [["list"], ["help"], ["--version"], ["completion", "bash"], ["triage"]], ids=" ".join)
def test_a_closed_output_is_told_as_other_programs_tell_it(network: str, words: list[str]) -> None:
    done = in_shell("exec 1>&-", *words, "--vault", network)
    assert (done.returncode, done.stderr) == (4, f"{CLOSED}\n")


def test_what_was_written_is_told_where_it_cannot_be_printed(network: str) -> None:
    for redirection, sentence in (("exec 1>&-", CLOSED), ("exec >/dev/full", FULL)):
        done = in_shell(redirection, "nudge", REVIEW, "--vault", network)
        assert (done.returncode, done.stderr) == (4, f"Nudged: Review of my talk. That is written. {sentence}\n")
        assert journal("undo", "--vault", network, stdout=subprocess.PIPE).returncode == 0


def test_nothing_to_print_needs_no_output(network: str) -> None:
    assert in_shell("exec 1>&-", "sync", "--vault", network).stderr != f"{CLOSED}\n"


def test_nothing_to_print_needs_no_output_where_python_keeps_nothing_back_either(network: str) -> None:
    done = in_shell("export PYTHONUNBUFFERED=1 VISUAL=true; exec >/dev/full", "edit", REVIEW, "--vault", network)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_left_is_no_error(network: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        done = journal("list", "--vault", network, stdout=pipe)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", [["show", "zebra"], ["show", "zebra", "--debug"], ["xyzzy"]])
def test_a_status_is_the_same_where_nobody_hears_the_sentence(network: str, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe, open("/dev/full", "w", encoding="utf-8") as full:
        for stderr in (pipe, full):
            assert journal(*words, "--vault", network, stdout=subprocess.PIPE, stderr=stderr).returncode == 2


DAMAGED_PARTS = {
    "other bytes": b"\xff\xfe\x00def",
    "half of a line": b"from journal.errors import (",
}


@pytest.mark.parametrize("part", ["errors.py", "cli/environment.py", "vault/index/rows.py"])
@pytest.mark.parametrize("content", DAMAGED_PARTS.values(), ids=DAMAGED_PARTS)
def test_a_damaged_part_of_the_program_is_told_without_a_traceback(
    network: str, tmp_path: Path, part: str, content: bytes
) -> None:
    shutil.copytree(CHECKOUT / "journal", tmp_path / "journal", ignore=shutil.ignore_patterns("*.pyc.*"))
    (tmp_path / "journal" / part).write_bytes(content)
    done = subprocess.run(
        [PYTHON, "-P", "-m", "journal", "due", "--vault", network], cwd=tmp_path, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)}, check=False,
    )  # fmt: skip
    assert done.returncode == 4
    assert done.stderr.startswith("A part of journal could not be loaded (")
    assert done.stderr.endswith(f"{CURE}\n")


def test_the_ui_may_fail_too(call: Call, network: str) -> None:
    def open_ui(vault: Path | None, today: Day | None, cache: bool, at: Page | None, network: Path | None) -> int:
        raise RuntimeError("boom")

    done = call(network, width=80, open_ui=open_ui)
    assert done.status == 4
    assert "bug in journal (RuntimeError)" in done.err


def test_an_error_is_broken_between_words_on_a_terminal_alone(call: Call, network: str) -> None:
    argv = ["set", "asks/referral", "no-pair-of-key-and-value-here", "--vault", network]
    sentence = call(*argv).err.removesuffix("\n")
    lines = call(*argv, width=40).err.splitlines()
    assert "\n" not in sentence
    assert len(lines) > 1
    assert max(map(len, lines)) <= 40
    assert " ".join(line.strip() for line in lines) == sentence
