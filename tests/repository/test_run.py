""".ci/run installs what is missing where it can, says so where it cannot, and fails when a check does."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.needs import packages

CI = Path(__file__).parents[2] / ".ci"
STUBS = {
    "id": "echo $USER_ID",
    "apt-get": 'echo "apt-get $*" >>$LOG; exit $APT_STATUS',
    "make": 'echo "make $* all=$JOURNAL_REQUIRE_ALL" >>$LOG; test "$1" != "$BROKEN"',
}
MISSING = {program: package for program, package in packages().items() if program not in STUBS}
PACKAGES = " ".join(MISSING.values())


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone on a machine that has none of the programs, but stand-ins for those that .ci/run calls itself."""
    (tmp_path / "bin").mkdir()
    for name in ("bash", "sh", "dirname", "grep"):
        program = shutil.which(name)
        assert program is not None
        (tmp_path / "bin" / name).symlink_to(program)
    for name, script in STUBS.items():
        stub = tmp_path / "bin" / name
        stub.write_text(f"#!/bin/sh\n{script}\n")
        stub.chmod(0o755)
    shutil.copytree(CI, tmp_path / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
    settings = {"PATH": tmp_path / "bin", "LOG": tmp_path / "log", "USER_ID": 0, "APT_STATUS": 0, "BROKEN": "none"}
    for name, value in settings.items():
        monkeypatch.setenv(name, str(value))
    return tmp_path


def run(tree: Path) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """How .ci/run ended, and what it called."""
    done = subprocess.run([tree / ".ci" / "run"], capture_output=True, text=True, check=False)
    return done, (tree / "log").read_text().splitlines()


def test_root_gets_what_is_missing_and_everything_is_required(tree: Path) -> None:
    done, called = run(tree)
    assert done.returncode == 0, done.stderr
    assert called == [
        "apt-get update -qq",
        f"apt-get install -y -qq --no-install-recommends {PACKAGES}",
        "make test all=1",
        "make check all=1",
    ]


def test_nothing_is_installed_where_nothing_is_missing(tree: Path) -> None:
    for name in MISSING:
        (tree / "bin" / name).touch(mode=0o755)
    _, called = run(tree)
    assert called == ["make test all=1", "make check all=1"]


def test_who_is_not_root_is_told_and_the_run_goes_on(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER_ID", "1000")
    done, called = run(tree)
    assert done.stderr.startswith(f"Missing {PACKAGES}, and only root can apt-get install them")
    assert called == ["make test all=1", "make check all=1"]


def test_without_a_network_it_says_so_and_goes_on(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APT_STATUS", "100")
    done, called = run(tree)
    assert done.stderr.startswith(f"apt-get could not install {PACKAGES}")
    assert called == ["apt-get update -qq", "make test all=1", "make check all=1"]


@pytest.mark.parametrize("broken", ["test", "check"])
def test_it_fails_where_a_check_fails(tree: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    monkeypatch.setenv("BROKEN", broken)
    done, _ = run(tree)
    assert done.returncode != 0
