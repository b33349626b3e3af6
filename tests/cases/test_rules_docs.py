"""What docs/rules.md lists, word by word, is what the rules know: neither more nor less."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from journal.rules import gaps, state, status
from journal.rules.contacts import contacts
from journal.rules.status import StatusClass, status_class
from tests.unit.rules.values import SETTINGS, TODAY, ask, means, person

ROOT = Path(__file__).parents[2]
SECTIONS = dict(
    re.findall(
        r"^## (\d)\. [^\n]*\n(.*?)(?=^## |\Z)", (ROOT / "docs/rules.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
)


def table(section: str) -> list[list[str]]:
    """The cells of a section's one table, without its heading."""
    rows = [line for line in SECTIONS[section].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def listed(text: str, until: str) -> list[str]:
    """The phrases of a list with commas that ends at a sign."""
    return [phrase.strip() for phrase in text.partition(until)[0].split(",")]


GAPS = {code: when for codes, when in table("4") for code in re.findall(r"`(.+?)`", codes)}
VAGUE = listed(GAPS["vague"].removeprefix("holds one of: "), "|")
ASKING = listed(GAPS["no-request"].split("no word of asking (")[1], ")")
AGAIN = listed(SECTIONS["4"].split("verb-of-asking phrase (")[1].replace("\n", " "), ")")


def gaps_of(text: str) -> dict[str, str]:
    asked = means(ask(text=text))
    (maria,) = contacts([person()], [asked], (), SETTINGS, TODAY)
    found = gaps.with_gaps([asked], {"maria": maria}, SETTINGS, TODAY)[0].gaps
    return {gap.code: gap.message for gap in found}


@pytest.mark.parametrize(("name", "words"), table("1"))
def test_every_word_of_a_status_class(name: str, words: str) -> None:
    assert {status_class(word) for word in listed(words, "|")} == {StatusClass(name)}


def test_every_status_class_and_word_is_listed() -> None:
    assert [name for name, _ in table("1")] == [kind.name.lower() for kind in StatusClass]
    assert {word for _, words in table("1") for word in listed(words, "|")} == status._CLASS_OF.keys()


def test_the_code_ticks_off_every_row_of_the_table_in_its_order() -> None:
    answers = re.findall(r"return (\d+), State\.(\w+),", inspect.getsource(state))
    assert answers == [(row, state.strip("`").upper()) for row, _, state, *_ in table("2")]


def test_every_gap_of_the_table_is_one_that_can_be_found() -> None:
    assert set(GAPS) == set(re.findall(r'Gap\(\s*"([a-z-]+)"', inspect.getsource(gaps)))


@pytest.mark.parametrize("phrase", VAGUE)
def test_every_vague_phrase(phrase: str) -> None:
    assert phrase in gaps_of(f"Could we {phrase} soon?")["vague"]


@pytest.mark.parametrize("word", ASKING)
def test_every_word_of_asking(word: str) -> None:
    assert "no-request" not in gaps_of(f"{word.upper()} it")


@pytest.mark.parametrize("phrase", AGAIN)
def test_every_phrase_of_asking_again(phrase: str) -> None:
    assert gaps.asks_again(f"Thank you.\n… {phrase.title()} …") == (2,)


def test_the_lists_are_read_whole() -> None:
    assert (len(VAGUE), len(ASKING), len(AGAIN), len(GAPS)) == (13, 14, 9, 12)
