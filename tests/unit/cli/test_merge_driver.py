"""The merge driver as git calls it: statuses, what is written, what is said, and what it does without."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.done import Done
from tests.unit.cli.conftest import Call

BASE = "---\nask: Could you?\noutcome:\nthanked:\n---\nHello.\n"
OURS = BASE.replace("outcome:", "outcome: Yes")
THEIRS = BASE.replace("thanked:", "thanked: 2026-03-05")
CHECKOUT = Path(__file__).parents[3]


@dataclass
class Files:
    """The three files that git gives, and the call over them."""

    folder: Path
    call: Call

    def written(self, base: str | bytes, ours: str | bytes, theirs: str | bytes) -> list[str]:
        names = []
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            file = self.folder / name
            file.write_bytes(text.encode() if isinstance(text, str) else text)
            names.append(str(file))
        return names

    def merge(self, base: str | bytes, ours: str | bytes, theirs: str | bytes, size: str = "7") -> Done:
        return self.call("merge-driver", *self.written(base, ours, theirs), size, "asks/x.md")

    @property
    def ours(self) -> str:
        return (self.folder / "ours").read_bytes().decode()


@pytest.fixture
def files(call: Call, tmp_path: Path) -> Files:
    folder = tmp_path / "between"
    folder.mkdir()
    return Files(folder, call)


def test_a_merge_without_a_conflict_says_nothing(files: Files) -> None:
    done = files.merge(BASE, OURS, THEIRS)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert files.ours == OURS.replace("thanked:", "thanked: 2026-03-05")
    assert sorted(os.listdir(files.folder)) == ["base", "ours", "theirs"]


@pytest.mark.parametrize(("ours", "theirs", "result"), [(OURS, BASE, OURS), (BASE, THEIRS, THEIRS), (OURS, OURS, OURS)])
def test_what_one_side_changed_is_taken_as_it_is(files: Files, ours: str, theirs: str, result: str) -> None:
    assert files.merge(BASE, ours, theirs).status == 0
    assert files.ours == result


@pytest.mark.needs("git")
def test_conflicts_and_winners_are_told(files: Files) -> None:
    ours = BASE.replace("outcome:", "outcome: Yes").replace("thanked:", "thanked: 2026-03-03").replace("Hello", "Hi")
    theirs = BASE.replace("outcome:", "outcome: No").replace("thanked:", "thanked: 2026-03-01").replace("Hello", "Hey")
    done = files.merge(BASE, ours, theirs)
    assert (done.status, done.out) == (10, "")
    assert done.err.splitlines() == [
        "asks/x.md: outcome changed on both sides",
        "asks/x.md: the body changed on both sides",
        "asks/x.md: thanked 2026-03-03, not 2026-03-01",
    ]
    assert files.ours.count("<<<<<<< ours\n") == files.ours.count(">>>>>>> theirs\n") == 2


@pytest.mark.needs("git")
def test_markers_are_as_long_as_git_wants_them(files: Files) -> None:
    assert files.merge(BASE, OURS, OURS.replace("Yes", "No"), size="9").status == 10
    assert f"{'<' * 9} ours\noutcome: Yes\n{'|' * 9} base\noutcome:\n{'=' * 9}\noutcome: No\n" in files.ours


@pytest.mark.parametrize("words", [[], ["a"], ["a", "b", "c", "7"], ["a", "b", "c", "7", "p", "q"]])
def test_a_call_with_too_few_or_too_many_words_is_wrong(files: Files, words: list[str]) -> None:
    done = files.call("merge-driver", *words)
    assert done.status == 2
    assert "merge-driver" in done.err


@pytest.mark.parametrize("size", ["0", "-1", "seven", "", "1e3", "٧", "99999"])
def test_a_marker_of_no_length_is_a_wrong_call(files: Files, size: str) -> None:
    done = files.merge(BASE, OURS, THEIRS, size=size)
    assert done.status == 2
    assert "conflict marker" in done.err
    assert files.ours == OURS


@pytest.mark.parametrize("missing", ["base", "ours", "theirs"])
def test_a_file_that_cannot_be_read_leaves_the_merge_to_git(files: Files, missing: str) -> None:
    words = files.written(BASE, OURS, THEIRS)
    (files.folder / missing).unlink()
    done = files.call("merge-driver", *words, "7", "asks/x.md")
    assert done.status == 4
    assert done.err.count("\n") == 1
    assert missing in done.err
    assert missing == "ours" or files.ours == OURS


@pytest.mark.needs("git")
def test_a_file_that_git_takes_for_binary_is_left_to_it(files: Files) -> None:
    done = files.merge(b"a\0", b"b\0", b"c\0")
    assert done.status == 4
    assert files.ours == "b\0"


def test_without_git_a_merge_of_lines_is_left_to_whoever_called(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(files.folder))
    assert files.merge(BASE, OURS, THEIRS).status == 0  # needs no git
    assert files.merge(BASE, OURS, OURS.replace("Yes", "No")).status == 10  # nor do three texts of a line
    ours, theirs = (BASE.replace("Hello.", f"Hello {name},\n\nthanks.") for name in ("Ida", "Ben"))
    done = files.merge(BASE, ours, theirs)
    assert done.status == 4
    assert "git could not be started" in done.err
    assert files.ours == ours


def test_no_room_for_the_result_leaves_the_file_as_it_was(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    done = files.merge(BASE, OURS, THEIRS)
    assert done.status == 4
    assert "No space left" in done.err
    assert files.ours == OURS
    assert sorted(os.listdir(files.folder)) == ["base", "ours", "theirs"]


def test_a_result_that_the_system_renamed_is_merged_though_it_says_that_it_failed(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(old: str, new: str) -> None:
        os.rename(old, new)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", fails)
    assert files.merge(BASE, OURS, THEIRS).status == 0
    assert files.ours == OURS.replace("thanked:", "thanked: 2026-03-05")
    assert sorted(os.listdir(files.folder)) == ["base", "ours", "theirs"]


def test_the_result_can_be_read_by_whom_the_file_could(files: Files) -> None:
    words = files.written(BASE, OURS, THEIRS)
    (files.folder / "ours").chmod(0o664)
    assert files.call("merge-driver", *words, "7", "asks/x.md").status == 0
    assert stat.S_IMODE((files.folder / "ours").stat().st_mode) == 0o664


def test_a_path_that_looks_like_an_option_is_a_path_and_shown_without_harm(files: Files) -> None:
    words = files.written(BASE, BASE.replace("thanked:", "thanked: 2026-03-01"), THEIRS)
    done = files.call("merge-driver", *words, "7", "--help\x1b[2J.md")
    assert (done.status, done.out) == (0, "")
    assert done.err == "--help␛[2J.md: thanked 2026-03-05, not 2026-03-01\n"


@pytest.mark.needs("git")
def test_nothing_of_the_merge_stays_in_the_temporary_folder(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    assert files.merge(BASE, OURS, OURS.replace("Yes", "No")).status == 10
    assert files.merge(b"a\0", b"b\0", b"c\0").status == 4
    assert list(temporary.iterdir()) == []


def test_it_starts_with_next_to_no_imports_and_touches_no_vault(files: Files) -> None:
    program = (
        "import sys\nbefore = set(sys.modules)\nfrom tui.__main__ import main\nstatus = main(sys.argv[1:])\n"
        "print(*sorted(set(sys.modules) - before))\nsys.exit(status)"
    )
    words = files.written(BASE, BASE, THEIRS)

    def imported() -> set[str]:
        call = [sys.executable, "-c", program, "merge-driver", *words, "7", "asks/x.md"]
        return set(subprocess.run(call, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout.split())

    assert imported() == {
        "__future__", "gc", "journal", "journal.cli", "journal.cli.main", "journal.cli.merge_driver",
        "journal.lazy_names", "journal.regex", "journal.showable", "tui", "tui.__main__",
    }  # fmt: skip
    assert files.ours == THEIRS
    files.written(BASE, OURS, THEIRS)
    assert not imported() & {"journal.config", "journal.vault", "pathlib.Path", "sqlite3", "subprocess", "yaml"}
