"""What comes with a vault beside its notes stops no command: settings and templates that are anything but that."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.cli.main import main
from journal.places import config_folder
from tests.quick import at_once
from tests.vaults import MakeVault

NOTE = "---\ncontact: Ann\nask: Could you?\nasked: 2026-03-01\n---\n"


def pipe(file: Path) -> None:
    os.mkfifo(file)


def folder(file: Path) -> None:
    file.mkdir()


def endless(file: Path) -> None:
    file.symlink_to("/dev/zero")


def a_socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(file.parent)  # such a path must be short
        listening.bind(file.name)
        os.chdir(here)


def link_to_outside(file: Path) -> None:
    vault = next(folder for folder in file.parents if folder.name == "vault")
    (outside := vault.parent / "outside").write_text("")
    file.symlink_to(outside)


def long(file: Path) -> None:
    file.write_bytes(b"# a\n" * 300_000)


def not_text(file: Path) -> None:
    file.write_bytes(b"a = '\xff'\n")


def text(content: str) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        file.write_text(content)

    return write


NO_FILES = [pipe, folder, endless, a_socket, long, not_text]
SETTINGS = {
    **{make.__name__: make for make in NO_FILES},
    "link to outside": link_to_outside,
    "brackets": text("exclude = " + "[" * 100_000),
    "tables": text("a." * 100_000 + "a = 1"),
    "tables in quotes": text('"=".' + '"a".' * 50_000 + "a = 1"),
    "quotes": text('a = "' + '\\"' * 100_000),
    "digits": text("max_note_bytes = " + "9" * 100_000),
    "inline tables": text("a = " + "{a = " * 50_000),
    "no TOML": text("exclude = [\n"),
    "exclude is a number": text("exclude = 7"),
    "exclude has no pattern": text('exclude = ["ok", "[z-a]"]'),
    "exclude has a lone !": text('exclude = ["!"]'),
    "exclude has too many": text("exclude = [" + '"x",' * 20_000 + "]"),
}


def ends(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """How a call ended and what it told, after next to no work."""
    return at_once(lambda: (main([*words, "--debug"]), capsys.readouterr().err))


@pytest.mark.parametrize("kind", SETTINGS)
def test_settings_that_are_none_are_named_and_nothing_hangs(
    make_vault: MakeVault, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    root = make_vault({"a.md": NOTE})
    SETTINGS[kind](root / "journal.toml")
    status, told = ends(capsys, "due", "--vault", str(root))
    assert status == 2, told
    assert "journal.toml" in told
    assert "bug" not in told
    assert len(told.splitlines()[-1]) < 1_000


@pytest.mark.parametrize("pattern", ["*a" * 12 + "b", "**/a/" * 100 + "b"])
def test_a_pattern_that_comes_with_a_vault_does_not_stop_it(
    make_vault: MakeVault, capsys: pytest.CaptureFixture[str], pattern: str
) -> None:
    root = make_vault({"journal.toml": f'exclude = ["{pattern}"]', "a" * 200 + ".md": NOTE})
    assert ends(capsys, "due", "--vault", str(root))[0] == 0


@pytest.mark.parametrize("make", [*NO_FILES, link_to_outside], ids=lambda make: make.__name__)
def test_templates_that_are_none_are_named_and_nothing_hangs(
    make_vault: MakeVault, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None]
) -> None:
    root = make_vault({"templates/note.md": ""})
    make(root / "templates/ask.md")
    status, told = ends(capsys, "new", "ask", "Could you?", "--vault", str(root))
    assert status == 2, told
    assert "templates/ask.md" in told
    assert [path.name for path in root.rglob("*.md") if path.parent.name != "templates"] == []


@pytest.mark.parametrize("make", NO_FILES, ids=lambda make: make.__name__)
def test_a_users_config_that_is_none_is_named_and_nothing_hangs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    config_folder().mkdir(parents=True)
    make(config_folder() / "config.toml")
    monkeypatch.chdir(tmp_path)
    status, told = ends(capsys, "due")
    assert status == 2, told
    assert "config.toml" in told


def test_a_users_config_may_be_a_link(make_vault: MakeVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_vault({"a.md": NOTE})
    (tmp_path / "dotfiles").write_text(f'default_vault = "{root}"')
    config_folder().mkdir(parents=True)
    (config_folder() / "config.toml").symlink_to(tmp_path / "dotfiles")
    monkeypatch.chdir(tmp_path)
    assert main(["due"]) == 0
