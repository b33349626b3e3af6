"""TOML that is read without tomllib: what is, and what is left to it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from journal.cli.init import DEFAULT_SETTINGS
from journal.plain_toml import plain_toml

_EXAMPLE = Path(__file__).parents[2] / "vault-example"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("# nothing\n\n\t # as yet\n", {}),
        ("a=0", {"a": 0}),
        ("a = 17 # days\nb=true#\n c = false", {"a": 17, "b": True, "c": False}),
        ('a = "#b, c" # d', {"a": "#b, c"}),
        ('a = ""', {"a": ""}),
        ('a = "ü ] \'"', {"a": "ü ] '"}),
        ("a = []\nb = [ ]", {"a": [], "b": []}),
        ('a = ["archive/","*.md" , ]# b', {"a": ["archive/", "*.md"]}),
        ("a = 1\n[b-1] # c\na = 2\n[_]\n", {"a": 1, "b-1": {"a": 2}, "_": {}}),
    ],
)
def test_plain_lines_are_read(text: str, found: object) -> None:
    assert plain_toml(text) == tomllib.loads(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "a", "a = ", "= 1", "a = 1 2", "a = 01", "a = 1_000", "a = +1", "a = 1.5", "a = 1e3", "a = 1979-05-27",
        "a = " + "1" * 16, "a = ٣", "a = True", "a = 'b'", "a = b", "ä = 1", "a.b = 1", '"a" = 1', "a b = 1",
        'a = "b', 'a = "b\\n"', 'a = "b" c', 'a = "b\tc"', 'a = """b"""', 'a = ""b"', 'a = ["b\\""]', 'a = ["b"] c',
        "a = [1]", 'a = ["b"', 'a = ["b" "c"]', 'a = ["b",, "c"]', "a = [,]", 'a = [""""b"""]', "a = {}",
        "a = 1\na = 2", "[a]\n[a]", "a = 1\n[a]", "[a]\nb = 1\nb = 1", "[a", "[]", "[a.b]", "[[a]]", "[ a ]", "[a] b",
        '["a"]', "a = 1\r\nb = 2", "a = 1 # \x07", "a = 1\x0c", "\ufeffa = 1", "a = 1 # \udcff",
    ],
)  # fmt: skip
def test_all_else_is_left_to_tomllib(text: str) -> None:
    assert plain_toml(text) is None


def test_settings_as_init_and_the_example_have_them_are_plain() -> None:
    for text in (DEFAULT_SETTINGS, (_EXAMPLE / "journal.toml").read_text(encoding="utf-8")):
        assert plain_toml(text) == tomllib.loads(text)
