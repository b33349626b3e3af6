"""New notes go where a person looks for them, under names that every system can store."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.model import Day, Kind
from journal.vault.disk.filenames import FreePaths, stem_of
from journal.vault.disk.walk import may_be_note
from tests.laws import CHARACTERS

MONDAY = Day(2026, 3, 16)


@pytest.mark.parametrize(
    ("kind", "title", "names", "stem"),
    [
        (Kind.ASK, "Could you introduce me?", ["Maria Lopez", "Sam"], "2026-03-16-maria-lopez-introduce-me"),
        (Kind.ASK, "Could you tell me which two typefaces?", ["Hana Sato"], "2026-03-16-hana-sato-which-two-typefaces"),
        (Kind.ASK, "Which typefaces did you use for the legend of it?", [], "2026-03-16-which-typefaces-did-you-use"),
        (Kind.ASK, "Hi Ana, could you please look over the plan?", [], "2026-03-16-look-over-the-plan"),
        (Kind.ASK, "a" * 50, [], f"2026-03-16-{'a' * 40}"),
        (Kind.ASK, "Please let us know who runs it", [], "2026-03-16-who-runs-it"),
        (Kind.ASK, "Could you?", [], "2026-03-16-could-you"),
        (Kind.ASK, "Please?", [], "2026-03-16-please"),
        (Kind.MEETING, "Could you", [], "2026-03-16-could-you"),
        (Kind.ASK, "Please", [], "2026-03-16-please"),
        (Kind.ASK, "", ["Sam"], "2026-03-16-sam"),
        (Kind.ASK, "¿¡!?", [], "2026-03-16"),
        (Kind.MEETING, "Coffee", ["Ana", "Sam"], "2026-03-16-ana-sam-coffee"),
        (Kind.GOAL, "Data job", [], "data-job"),
        (Kind.GOAL, "!", [], "goal"),
        (Kind.GOAL, "Con", [], "con-goal"),
        (Kind.NOTE, "On asking, again", [], "on-asking-again"),
        (Kind.NOTE, "Maria's café; José’s Straße_1", [], "marias-cafe-joses-strasse-1"),
        (Kind.NOTE, "Привет, мир", [], "привет-мир"),
        (Kind.NOTE, "हिन्दी में", [], "हिन्दी-में"),
        (Kind.NOTE, "一二三", [], "一二三"),
        (Kind.NOTE, "..\\../etc/passwd", [], "etc-passwd"),
        (Kind.PERSON, "Maria Lopez", [], "Maria Lopez"),
        (Kind.PERSON, "Jose\u0301 Ruiz", [], "José Ruiz"),
        (Kind.PERSON, 'AC/DC: "The" <Band>|*?', [], "AC DC The Band"),
        (Kind.PERSON, "../../etc/passwd", [], "etc passwd"),
        (Kind.PERSON, "..hidden", [], "hidden"),
        (Kind.PERSON, "a\x00b\x1b[31m\u202ec\nd", [], "a b 31m c d"),
        (Kind.PERSON, "#1 Fan [sic]", [], "1 Fan sic"),
        (Kind.PERSON, "نیک‌آیین", [], "نیک‌آیین"),
        (Kind.PERSON, "nul", [], "nul (person)"),
        (Kind.PERSON, "COM1.x", [], "COM1.x (person)"),
        (Kind.PERSON, "Dr. Who. ", [], "Dr. Who"),
        (Kind.PERSON, "///", [], "unnamed"),
    ],
)
def test_a_new_note_is_named(kind: Kind, title: str, names: list[str], stem: str) -> None:
    assert stem_of(kind, title, MONDAY, names) == stem


def test_a_long_text_is_cut_between_words() -> None:
    stem = stem_of(Kind.ASK, "word " * 100, MONDAY, ["x" * 300])
    assert stem == f"2026-03-16-{'x' * 40}-{'-'.join(['word'] * 6)}"


def test_no_accent_is_cut_off_from_its_letter() -> None:
    letter = "q\u0301"  # has no form of one character
    stem = stem_of(Kind.PERSON, letter * 60, MONDAY, [])
    assert stem == letter * 40


@given(st.text(CHARACTERS), st.lists(st.text(CHARACTERS), max_size=3), st.sampled_from(list(Kind)))
def test_any_text_gives_a_name_that_every_system_can_store(title: str, names: list[str], kind: Kind) -> None:
    name = f"{stem_of(kind, title, MONDAY, names)}.md"
    assert may_be_note(name)
    assert len(name.encode()) <= 140
    assert not set(name) & set('/\\:*?"<>|')
    assert re.sub("[\u200c\u200d]", "", name).isprintable()
    assert not name.startswith((" ", "-"))
    assert not name.removesuffix(".md").endswith((" ", "."))
    assert normalize("NFC", name) == name


def test_what_is_there_is_never_taken(make_vault: Callable[[dict[str, str | bytes]], Path]) -> None:
    root = make_vault({"people/Ana.md": "", "people/ana-2.md": "", "goals/x.md": ""})
    free = FreePaths(root)
    assert free.take(Kind.PERSON, "ANA") == "people/ANA-3.md"
    assert free.take(Kind.PERSON, "Ana") == "people/Ana-4.md"
    assert free.take(Kind.GOAL, "y") == "goals/y.md"
    assert free.take(Kind.ASK, "x") == "asks/x.md"


def test_a_folder_that_is_there_is_used_as_it_is_spelled(make_vault: Callable[[dict[str, str | bytes]], Path]) -> None:
    root = make_vault({"People/Ana.md": ""})
    assert FreePaths(root).take(Kind.PERSON, "Ana") == "People/Ana-2.md"
