"""The table of keys, and what a person may make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.config import read_user_config
from journal.errors import BadSettings
from journal.keyboard import KEYS, as_typed, by_group, remapped

FILE = Path("config.toml")


def test_every_id_has_a_heading_in_the_help_and_stands_there_once() -> None:
    assert sorted(what for ids in by_group(KEYS).values() for what in ids) == sorted(KEYS)


def test_every_default_is_a_key_and_reads_back_as_itself() -> None:
    for what, key in KEYS.items():
        assert remapped({what: ", ".join(as_typed(key.keys))}, FILE) == {what: key.keys}


def test_a_key_is_named_by_its_sign_where_it_has_one() -> None:
    named = {"question_mark": "?", "section_sign": "§", "ä": "ä", "comma": "comma", "ctrl+d": "ctrl+d"}
    named |= {"space": "space", "delete": "delete", "tab": "tab"}
    assert as_typed(",".join(named)) == list(named.values())


REMAPPED = {
    "signs become Textual's names": ({"nav.quit": '", \\, ;'}, {"nav.quit": "quotation_mark,backslash,semicolon"}),
    "names stay": ({"nav.quit": "ctrl+q,shift+f3,comma"}, {"nav.quit": "ctrl+q,shift+f3,comma"}),
    "letters of any script": ({"nav.quit": "Q,ä,й"}, {"nav.quit": "Q,ä,й"}),
    "two keys may change places": ({"list.down": "k", "list.up": "j"}, {"list.down": "k", "list.up": "j"}),
    "nothing": ({}, {}),
}


@pytest.mark.parametrize("case", REMAPPED)
def test_a_key_can_be_another(case: str) -> None:
    given, wanted = REMAPPED[case]
    assert remapped(given, FILE) == wanted


REFUSED = {
    "the calendar's and the edge of a list": ({"list.first": "k"}, ["timeline.day_back", "list.first", "both on k"]),
    "two ids on one key": ({"nav.quit": "e"}, ["nav.quit", "note.edit", "both on e"]),
    "both remapped": ({"nav.quit": "?,f9", "note.edit": "f9", "app.help": "f8"}, ["nav.quit", "note.edit", "f9"]),
    "a sign": ({"nav.quit": "?"}, ["nav.quit", "app.help", "both on ?"]),
    "no such id": ({"nav.quitt": "Q"}, ["nav.quitt", "did you mean nav.quit?", "journal keys"]),
    "no such key": ({"nav.quit": "esc"}, ["nav.quit", "“esc”", "did you mean escape?"]),
    "no key at all": ({"nav.quit": ""}, ["nav.quit", "“”"]),
    "one key too few": ({"nav.quit": "Q,"}, ["nav.quit", "“”"]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_with_the_file_and_the_ids(case: str) -> None:
    given, says = REFUSED[case]
    with pytest.raises(BadSettings) as caught:
        remapped(given, FILE)
    assert all(text in caught.value.sentence for text in ["config.toml", *says])


CONFIGS = {
    "an id in quotes": '[keys]\n"list.down" = "n"\n',
    "an id without them": '[keys]\nlist.down = "n"\n',
    "a table of a group": '[keys.list]\ndown = "n"\n',
}


@pytest.mark.parametrize("case", CONFIGS)
def test_the_table_is_read_however_it_is_written(tmp_path: Path, case: str) -> None:
    (tmp_path / "config.toml").write_text(CONFIGS[case], encoding="utf-8")
    config = read_user_config(tmp_path)
    assert (config.keys, config.warnings) == ({"list.down": "n"}, ())


@pytest.mark.parametrize("text", ['keys = "n"', "[keys]\nnav.quit = 1", '[keys]\nnav.quit = ["q"]'])
def test_a_table_that_holds_no_keys_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match="below \\[keys\\]"):
        read_user_config(tmp_path)
