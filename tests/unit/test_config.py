"""journal.toml as settings: what is understood, and what is refused with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.config import read_settings, read_user_config
from journal.errors import BadSettings
from tests.vaults import MakeVault


def test_the_first_side_of_a_conflict_that_git_left_counts_and_is_told(tmp_path: Path) -> None:
    written = "[follow_up]\n<<<<<<< HEAD\nwait_days = 5\n||||||| base\n=======\nwait_days = 9\n>>>>>>> 7ab4\n"
    for ends in (written, written.replace("\n", "\r\n")):
        (tmp_path / "journal.toml").write_text(ends, newline="")
        settings = read_settings(tmp_path)
        (told,) = settings.warnings
        assert settings.wait_days == 5
        assert "journal.toml: git left a conflict in its lines 2 to 7, and its first side counts: decide" in told


def test_a_conflict_in_ones_own_config_is_told_without_a_command_that_could_not_help(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[keys]\n<<<<<<< a\nx = 'j'\n=======\nx = 'k'\n>>>>>>> b\n")
    config = read_user_config(tmp_path)
    assert config.keys == {"x": "j"}
    assert "keep one side, and delete the lines" in config.warnings[0]
    assert "journal resolve" not in config.warnings[0]


def test_a_conflict_whose_first_side_cannot_be_read_is_refused_with_its_lines(tmp_path: Path) -> None:
    both = "[follow_up]\n<<<<<<< HEAD\nwait_days = \n=======\nwait_days = 9\n>>>>>>> 7ab4\n"
    (tmp_path / "journal.toml").write_text(both)
    with pytest.raises(BadSettings, match=r"a conflict in its lines 2 to 6: decide it with “journal resolve"):
        read_settings(tmp_path)


def test_rest_days_are_days_of_the_week(make_vault: MakeVault) -> None:
    settings = '[follow_up]\nrest_days = ["sat", "sun"]\n'
    assert read_settings(make_vault({"journal.toml": settings})).rest_days == ("sat", "sun")


@pytest.mark.parametrize("days", ['["sunday"]', '["sun", "holiday"]', '["Sun"]'])
def test_what_is_no_day_of_the_week_is_named(make_vault: MakeVault, days: str) -> None:
    root = make_vault({"journal.toml": f"[follow_up]\nrest_days = {days}\n"})
    with pytest.raises(BadSettings, match="write any of mon, tue, wed, thu, fri, sat, sun"):
        read_settings(root)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("wait_days = 3", "follow_up.wait_days"),
        ("[followup]\nwait_days = 3", "follow_up.wait_days"),
        ("[follow_up]\nwait_day = 3", "follow_up.wait_days"),
        ("[follow_up]\nexclud = []", "exclude"),
    ],
)
def test_a_key_that_nobody_knows_is_told_with_the_place_of_the_one_that_may_be_meant(
    make_vault: MakeVault, written: str, meant: str
) -> None:
    (said,) = read_settings(make_vault({"journal.toml": f"{written}\n"})).warnings
    assert said.endswith(f"; did you mean {meant}?")


@pytest.mark.parametrize(
    ("written", "example"),
    [
        ('exclude = "archive/"', 'a list of texts, such as ["archive/"].'),
        ('[follow_up]\nrest_days = "sat"', 'a list of texts, such as ["sat", "sun"].'),
        ('[follow_up]\nwait_days = "3"', "a whole number, such as 7."),
    ],
)
def test_a_value_of_the_wrong_type_is_told_with_one_of_the_right(
    make_vault: MakeVault, written: str, example: str
) -> None:
    with pytest.raises(BadSettings) as told:
        read_settings(make_vault({"journal.toml": f"{written}\n"}))
    assert told.value.sentence.endswith(f"is of the wrong type: write {example}")


def test_exports_of_a_network_lie_where_the_config_says(tmp_path: Path, home: Path) -> None:
    (tmp_path / "config.toml").write_text('[network]\nfiles = ["~/a.csv", "b.zip", "/c/d.csv"]\n')
    assert read_user_config(tmp_path).files == (home / "a.csv", tmp_path / "b.zip", Path("/c/d.csv"))
    (tmp_path / "config.toml").write_text('[network]\nfile = ["a.csv"]\n')
    config = read_user_config(tmp_path)
    assert (config.files, config.warnings) == (
        (),
        ("config.toml: nobody knows the key network.file; did you mean network.files?",),
    )
    (tmp_path / "config.toml").write_text('[network]\nfiles = "a.csv"\n')
    with pytest.raises(BadSettings, match=r'write a list of texts, such as \["~/Connections.csv"\]'):
        read_user_config(tmp_path)
