"""make says in one sentence what a machine lacks, and needs nothing to say what it can do."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[2] / "Makefile"

pytestmark = pytest.mark.needs("make")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copy(MAKEFILE, tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "constraints.txt").touch()
    return tmp_path


def make(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", "-C", tree, *arguments], capture_output=True, text=True, check=False)


def a_python(tree: Path, script: str) -> str:
    """A program that stands in for python3."""
    program = tree / "python"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return f"PYTHON={program}"


def test_without_a_target_it_lists_each_one(tree: Path) -> None:
    done = make(tree, "-s")
    assert done.returncode == 0
    assert re.findall(r"^  make (\w+)", done.stdout, re.MULTILINE) == [
        "help",
        "demo",
        "install",
        "uninstall",
        "test",
        "laws",
        "mutants",
        "check",
        "rooms",
        "bench",
    ]


@pytest.mark.parametrize("target", ["demo", "install", "test", "check", "bench"])
def test_an_old_python_is_named(tree: Path, target: str) -> None:
    done = make(tree, target, a_python(tree, "exit 1"))
    assert done.returncode == 2
    assert done.stderr.startswith("journal needs Python 3.11 or newer")
    assert not (tree / ".venv").exists()


def test_no_python_at_all_is_named(tree: Path) -> None:
    done = make(tree, "demo", "PYTHON=python-that-nobody-has")
    assert done.returncode == 2
    assert done.stderr.startswith("journal needs Python 3.11 or newer")


def test_a_missing_pip_is_named(tree: Path) -> None:
    done = make(tree, "demo", a_python(tree, 'case "$*" in *pip*) exit 1;; esac'))
    assert done.returncode == 2
    assert "apt-get install python3-pip" in done.stderr
    assert not (tree / ".venv").exists()


FAKE = """case "$*" in
  *'-m venv'*) for last; do :; done; mkdir -p "$last/bin"; printf 'a venv' >"$last/pyvenv.cfg";;
  *'-m pip'*' install '*)
    printf '#!/bin/sh\necho it runs\n' >"$3/../journal"; chmod +x "$3/../journal"
    mkdir -p "$3/../../share/man/man1"; echo 'a page' >"$3/../../share/man/man1/journal.1";;
esac"""
"""A Python that makes a venv with nothing in it, and installs into it a program that only says that it runs."""


def install(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = FAKE.replace("$3/..", '$(dirname "$4")')
    return make(tree, "-s", *arguments, a_python(tree, script), f"PREFIX={tree}/local")


def test_what_install_brings_uninstall_takes_away(tree: Path) -> None:
    done = install(tree, "install")
    assert (done.returncode, done.stderr) == (0, "")
    program = tree / "local/bin/journal"
    assert f"Ready: {program}. To call it as journal, put {tree}/local/bin on your PATH" in done.stdout
    assert subprocess.run([program], capture_output=True, text=True, check=True).stdout == "it runs\n"
    assert (tree / "local/share/man/man1/journal.1").read_text() == "a page\n", "where man looks, beside local/bin"
    assert install(tree, "install").returncode == 0, "again, over itself"
    assert install(tree, "uninstall").returncode == 0
    assert [path for path in (tree / "local").rglob("*") if not path.is_dir()] == []
    assert install(tree, "uninstall").returncode == 0, "there is nothing left to take away"


def test_install_overwrites_no_other_program(tree: Path) -> None:
    other = tree / "local/bin/journal"
    other.parent.mkdir(parents=True)
    other.write_text("mine")
    done = install(tree, "install")
    assert (done.returncode, other.read_text()) == (2, "mine")
    assert "is another program: move it away" in done.stderr
    page = tree / "local/share/man/man1/journal.1"
    page.parent.mkdir(parents=True)
    page.write_text("theirs")
    other.unlink()
    assert (install(tree, "install").returncode, page.read_text()) == (0, "theirs")
    other.unlink()
    other.write_text("mine")
    install(tree, "uninstall")
    assert (other.read_text(), page.read_text()) == ("mine", "theirs")
