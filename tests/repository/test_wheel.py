"""What is installed is whole: both packages, their types, and the example vault that ``journal demo`` opens."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

PROJECT = Path(__file__).parents[2]
EXAMPLE = [path.relative_to(PROJECT / "vault-example") for path in (PROJECT / "vault-example").rglob("*")]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    folder = tmp_path_factory.mktemp("built")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=PROJECT, check=True)
    return folder


def test_the_wheel_holds_both_packages_and_the_example_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"journal/__init__.py", "journal/py.typed", "tui/__main__.py", "tui/py.typed", "tui/app.tcss"} <= names
    assert {name.split("/")[0] for name in names} == {
        "journal",
        "tui",
        "journal_followup-0.1.0.data",
        "journal_followup-0.1.0.dist-info",
    }
    assert "journal_followup-0.1.0.data/data/share/man/man1/journal.1" in names
    files = {f"journal/example/{path.as_posix()}" for path in EXAMPLE if (PROJECT / "vault-example" / path).is_file()}
    assert {name for name in names if name.startswith("journal/example/")} == files
    assert "journal/example/journal.toml" in files
    network = {name for name in names if name.startswith("journal/example-network/")}
    assert network == {f"journal/example-network/{file.name}" for file in (PROJECT / "network-example").iterdir()}
    docs = {name.removeprefix("journal/docs/") for name in names if name.startswith("journal/docs/")}
    assert docs == {path.name for path in (PROJECT / "docs").glob("*.md")} - {"README.md", "performance.md"}


def test_the_wheel_brings_the_program(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with ZipFile(wheel) as archive:
        scripts = archive.read("journal_followup-0.1.0.dist-info/entry_points.txt").decode()
    assert "journal = tui.__main__:main" in scripts.splitlines()


def test_the_description_shows_the_screen_as_text_and_links_to_no_file(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with ZipFile(wheel) as archive:
        metadata = archive.read("journal_followup-0.1.0.dist-info/METADATA").decode()
    assert "Description-Content-Type: text/markdown" in metadata
    screen = (PROJECT / "docs/pictures/follow-ups.txt").read_text(encoding="utf-8")
    assert "▌!THANK +9d" in screen
    assert f"```text\n{screen}```" in metadata
    assert "docs/pictures" not in metadata
    assert not re.findall(r"\]\((?!https?:|#)", metadata)
    assert "What counts as due and whose move it is: docs/rules.md." in metadata


def test_the_source_holds_what_make_needs(built: Path) -> None:
    (source,) = built.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"Makefile", "constraints.txt", ".ci/run", "tests/conftest.py", "vault-example/journal.toml"} <= names
    assert not {name for name in names if name.startswith((".venv/", ".git/"))}
