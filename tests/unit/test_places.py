"""Where the person's folders are, whatever the variables say."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from journal.cli.main import main
from journal.errors import EnvironmentFailed
from journal.places import cache_folder, cache_prefix, config_folder, has_cache, state_folder
from tests.vaults import MakeVault

FOLDERS = {
    "XDG_CONFIG_HOME": (config_folder, ".config/journal"),
    "XDG_CACHE_HOME": (cache_folder, ".cache/journal"),
    "XDG_STATE_HOME": (state_folder, ".local/state/journal"),
}


@pytest.mark.parametrize("variable", FOLDERS)
@pytest.mark.parametrize(
    ("value", "is_taken"), [("/x", True), ("~/x", True), ("", False), ("  ", False), ("x", False), ("./x", False)]
)
def test_a_variable_that_is_no_whole_path_counts_as_not_set(
    home: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, is_taken: bool
) -> None:
    folder, usual = FOLDERS[variable]
    monkeypatch.setenv(variable, value)
    assert folder() == (Path(value).expanduser() / "journal" if is_taken else home / usual)


@pytest.mark.parametrize("value", ["", "here", "./here", None])
@pytest.mark.parametrize("variable", FOLDERS)
def test_a_home_that_is_no_whole_path_is_the_one_that_the_system_knows(
    home: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str | None
) -> None:
    monkeypatch.setattr(pwd, "getpwuid", lambda _: pwd.struct_passwd(("me", "x", 1, 1, "", str(home), "")))
    monkeypatch.delenv(variable)
    monkeypatch.delenv("HOME") if value is None else monkeypatch.setenv("HOME", value)
    folder, usual = FOLDERS[variable]
    assert folder() == home / usual


def test_without_any_home_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: int) -> pwd.struct_passwd:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_STATE_HOME")
    with pytest.raises(EnvironmentFailed, match="set HOME"):
        state_folder()


@pytest.mark.parametrize("value", ["", "here"])
def test_a_command_writes_nothing_below_a_relative_home(
    make_vault: MakeVault, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str
) -> None:
    vault = make_vault({"a.md": "---\ncontact: Ann\nask: Could you?\n---\n"})
    (cwd := tmp_path / "cwd").mkdir()
    monkeypatch.chdir(cwd)
    monkeypatch.setattr(pwd, "getpwuid", lambda _: pwd.struct_passwd(("me", "x", 1, 1, "", str(home), "")))
    monkeypatch.setenv("HOME", value)
    for variable in FOLDERS:
        monkeypatch.setenv(variable, "relative")
    assert main(["set", "a", "why=x", "--vault", str(vault)]) == 0
    assert os.listdir(cwd) == []
    assert {".cache", ".local"} <= set(os.listdir(home))


def test_a_cache_of_any_version_counts_for_its_vault_alone(tmp_path: Path) -> None:
    assert not has_cache(tmp_path)
    cache_folder().mkdir(parents=True)
    (cache_folder() / f"{cache_prefix(tmp_path)}0123.db").touch()
    assert has_cache(tmp_path)
    assert not has_cache(tmp_path / "other")
