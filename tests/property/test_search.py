"""A search finds the notes that a plain reading of the files finds, whatever happened to them; no words break it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from unicodedata import combining, normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal import Vault
from journal.filters import Term
from journal.model import Day
from tests.laws import CHARACTERS, examples

TODAY = Day(2026, 3, 16)
PATHS = ("a.md", "people/b.md", "c d.md")
LETTERS = "abAé\u0301ßİøжЖ7١_-.,\"'* \n#："
words = st.text(LETTERS, min_size=1, max_size=4)
texts = st.lists(st.one_of(words, st.sampled_from(("visa", "Visa office", "# Café"))), max_size=12).map(" ".join)


def tokens(text: str) -> list[str]:
    """The words of a text, as a person would tell them apart."""
    text = text.translate(str.maketrans("ıøØłŁđĐħĦŧŦ", "ioOlLdDhHtT"))
    plain = "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).casefold()
    return "".join(letter if letter.isalnum() else " " for letter in plain).split()


def stands_in(phrase: Sequence[str], text: Sequence[str]) -> bool:
    """Whether the words stand next to each other, the last of which may go on."""
    *whole, last = phrase
    return any(
        text[at : at + len(whole)] == whole and text[at + len(whole)].startswith(last)
        for at in range(len(text) - len(whole))
    )


def plainly_found(vault: Vault, phrases: Sequence[str]) -> set[str]:
    wanted = [phrase for phrase in map(tokens, phrases) if phrase]
    return {
        note.path
        for note in (vault.notes(TODAY) if wanted else ())
        for parts in [(tokens(note.title), tokens((vault.root / note.path).read_text()))]
        if all(any(stands_in(phrase, part) for part in parts) for phrase in wanted)
    }


def found(vault: Vault, phrases: Sequence[str], limit: int | None) -> set[str]:
    hits = vault.search(TODAY, [Term(None, ":", phrase) for phrase in phrases], limit=limit)
    assert hits.total == len(hits.best)
    return {hit.note.path for hit in hits.best}


@given(
    st.lists(st.tuples(st.sampled_from(PATHS), st.none() | texts, st.booleans()), min_size=1, max_size=10),
    st.lists(words | st.sampled_from(("vi", "visa off", "visa")), min_size=1, max_size=3),
)
@settings(max_examples=examples(60))
def test_what_is_found_is_what_the_files_hold(
    changes: Sequence[tuple[str, str | None, bool]], phrases: Sequence[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "vault"
        (root / "people").mkdir(parents=True)
        ours, theirs = (Vault.at(root, cache=Path(folder) / "cache", words=at_once) for at_once in (False, True))
        for path, text, looked_at in changes:
            if text is None:
                (root / path).unlink(missing_ok=True)
            else:
                (root / path).write_text(text)
            if looked_at:
                theirs.reconcile()
                found(theirs, phrases, 50)
        ours.reconcile()
        expected = plainly_found(ours, phrases)
        assert found(ours, phrases, 50) == found(ours, phrases, None) == expected
        assert found(theirs, phrases, 50) == found(Vault.open(root), phrases, 50) == expected
        for phrase in phrases:
            holding = {note.path for note in ours.notes(TODAY, [Term(None, ":", phrase)])}
            assert holding == plainly_found(ours, [phrase])


@pytest.fixture(scope="module")
def example_vault() -> Vault:
    return Vault.open(Path(__file__).parents[2] / "vault-example")


any_words = st.lists(
    st.text(CHARACTERS, max_size=12) | st.text(st.characters(categories=["Cs", "Cc", "P", "S", "M", "Lo"]), max_size=6),
    min_size=1,
    max_size=4,
)


@given(any_words)
@example(
    ['a" OR "b', "title:", "NEAR(a b)", "*", "^a", "{title} :", "-", "+", "(", "a\0b", "\ud800", "'; DROP TABLE note"]
)
@example(["visa"] * 1000)
@example(["--"] * 1000)
@example(["visa " * 1000])
def test_no_words_are_too_strange(example_vault: Vault, phrases: Sequence[str]) -> None:
    """Whatever SQLite says against a question would be raised: this vault has no cache that could be made anew."""
    hits = example_vault.search(TODAY, [Term(None, ":", phrase) for phrase in phrases], limit=50)
    assert len(hits.best) == min(50, hits.total)
