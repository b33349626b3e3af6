"""Search: what is found, in which order, how much at a time, and that it follows the notes."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from journal import Kind, Vault, parse_filter
from journal.model import Day, Hits
from journal.vault.disk import note_file
from journal.vault.index import workers
from journal.vault.search import fulltext
from tests.quick import at_once
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)
NOTES = {
    "notes/visa.md": "# Visa\n\nPapers for the trip.\n",
    "notes/trip.md": "# Trip\n\nThe visa took a visa office and a visa fee.\n",
    "notes/long.md": "# Diary\n\n" + "Nothing of note today. " * 40 + "\nOne visa.\n",
    "people/zoe.md": "# Zoé Adams\n\nKnows the Café owner.\n",
    "asks/a.md": "---\nask: Who knows a doctor?\ncontact: Zoé Adams\ngoal: move\ntags: [acme]\n---\n\nSee the visa.\n",
    "goals/move.md": "# Move\n\nBy spring.\n",
}


def look(vault: Vault, words: str, limit: int | None = 50) -> Hits:
    return vault.search(TODAY, parse_filter(words), limit=limit)


def found(vault: Vault, words: str) -> list[str]:
    hits = look(vault, words)
    assert hits.total == len(hits.best)
    return [hit.note.path for hit in hits.best]


@pytest.fixture
def vault(make_vault: MakeVault) -> Vault:
    return Vault.open(make_vault(NOTES))


def test_the_title_counts_most_then_how_often_then_how_long(vault: Vault) -> None:
    assert found(vault, "visa") == ["notes/visa.md", "notes/trip.md", "asks/a.md", "notes/long.md"]
    scores = [hit.score for hit in look(vault, "visa").best]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        pytest.param("vis fe", ["notes/trip.md"], id="every word, each may go on"),
        pytest.param("isa", [], id="not the middle of a word"),
        pytest.param('"visa office"', ["notes/trip.md"], id="phrase"),
        pytest.param('"office visa"', [], id="not in that order"),
        pytest.param('"visa off', ["notes/trip.md"], id="a phrase that is being typed"),
        pytest.param("CAFE zoe", ["people/zoe.md"], id="case and accents"),
        pytest.param("acme", ["asks/a.md"], id="frontmatter"),
        pytest.param("adams & café", ["people/zoe.md"], id="signs beside words"),
        pytest.param("&", [], id="signs alone"),
        pytest.param('"', list(dict.fromkeys(sorted(NOTES))), id="a quote that is being typed"),
        pytest.param("visa type:ask", ["asks/a.md"], id="with a filter"),
        pytest.param("visa -trip", ["asks/a.md", "notes/long.md"], id="without a word"),
        pytest.param("type:goal", ["goals/move.md"], id="a filter alone"),
        pytest.param("visa type:meeting", [], id="a filter that lets none through"),
    ],
)
def test_what_is_found(vault: Vault, words: str, paths: list[str]) -> None:
    assert found(vault, words) == paths


@pytest.mark.parametrize("words", ["見積", "積書の", "書", "ราคา", "คาส"])
def test_any_part_is_found_where_words_have_no_spaces(make_vault: MakeVault, words: str) -> None:
    vault = Vault.open(make_vault({"a.md": "# 御見積書の件\n\nราคาสินค้า\n", "b.md": "積見 คราา\n"}))
    assert found(vault, words) == ["a.md"]


def test_a_hit_says_what_it_is_and_shows_the_line(vault: Vault) -> None:
    """A note may be a person or a goal only because others name it so."""
    kinds = {hit.note.path: hit.kind for word in ("visa", "cafe", "spring") for hit in look(vault, word).best}
    assert kinds == {note.path: vault.kind(note) for note in vault.notes(TODAY)}
    assert kinds["people/zoe.md"] is Kind.PERSON
    assert kinds["goals/move.md"] is Kind.GOAL
    assert {hit.note.title: hit.snippet for hit in look(vault, "visa").best} == {
        "Visa": "",
        "Trip": "The visa took a visa office and a visa fee.",
        "Who knows a doctor?": "See the visa.",
        "Diary": "One visa.",
    }


def test_the_best_are_given_and_all_are_counted(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few are weighed, a title is found among all."""
    everything = look(vault, "visa", None)
    assert (len(everything.best), everything.total) == (4, 4)
    assert look(vault, "visa", 2) == Hits(everything.best[:2], 4)
    monkeypatch.setattr(fulltext, "_WEIGHED", 1)
    few = look(vault, "visa", 3)
    assert few.total == 4
    assert few.best[0].note.path == "notes/visa.md"


def test_a_note_is_found_by_what_it_holds_now(vault: Vault) -> None:
    assert found(vault, "papers") == ["notes/visa.md"]
    (vault.root / "notes/visa.md").write_text("# Visa\n\nPassport.\n")
    (vault.root / "notes/trip.md").rename(vault.root / "notes/journey.md")
    (vault.root / "notes/long.md").unlink()
    vault.reconcile()
    assert found(vault, "papers") == []
    assert found(vault, "passport") == ["notes/visa.md"]
    assert found(vault, "visa") == ["notes/visa.md", "notes/journey.md", "asks/a.md"]
    assert look(vault, "visa", 1).total == 3


def test_entries_that_are_of_no_use_go_when_they_are_most(vault: Vault) -> None:
    for number in range(20):
        (vault.root / "notes/trip.md").write_text(f"# Trip\n\nDay{number}\n")
        vault.reconcile()
        assert found(vault, f"day{number}") == ["notes/trip.md"]
        assert found(vault, "visa") == ["notes/visa.md", "asks/a.md", "notes/long.md"]
    entries = vault._parts.queries.ask(lambda db: db.execute("SELECT count(*) FROM fulltext_docsize").fetchone()[0])
    assert len(NOTES) <= entries <= 2 * len(NOTES) + 1


def test_a_file_that_changed_since_the_look_is_taken_as_it_is(vault: Vault) -> None:
    (vault.root / "notes/trip.md").write_text("# Trip\n\nTicket.\n")
    (vault.root / "notes/long.md").unlink()
    assert found(vault, "ticket") == ["notes/trip.md"]
    assert found(vault, "nothing") == []
    vault.reconcile()
    assert found(vault, "ticket") == ["notes/trip.md"]
    assert look(vault, "ticket", 1).total == 1


def test_of_a_very_long_note_what_is_read_is_found(make_vault: MakeVault) -> None:
    root = make_vault({"journal.toml": "max_note_bytes = 100\n", "a.md": "first " + "x" * 100 + " last\n"})
    vault = Vault.open(root)
    assert (found(vault, "first"), found(vault, "last")) == (["a.md"], [])


ODD = {
    "notes/long.md": "visa " * (fulltext._HANDED_ON // 4),
    "notes/ours.md": "---\ngenerated: journal\n---\nvisa\n",
    "notes/Ünlü.md": "# Café\n\nVISA ﬁne\n",
    "notes/twin.md": "visa one\n",
    "notes/twin.markdown": "visa two\n",
    "notes/gone (conflicted copy 2026-03-01).md": "visa again\n",
}
"""Notes that words are taken of in a way of their own, or that have another row once names are resolved."""


@pytest.mark.parametrize("copies", [0, 2])
@pytest.mark.parametrize("notes", [NOTES, ODD, NOTES | ODD])
def test_words_that_are_taken_in_as_notes_are_read_are_found_alike(
    make_vault: MakeVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, notes: dict[str, str], copies: int
) -> None:
    monkeypatch.setattr(workers, "_copies", lambda _tasks: copies)
    root = make_vault(notes)
    at_once = Vault.at(root, cache=tmp_path / "at once", words=True)
    at_once.answered(at_once.count_notes, None)
    later = Vault.open(root, cache=tmp_path / "later")
    assert later._parts.queries.ask(fulltext.is_behind)
    assert at_once._parts.queries.ask(fulltext.is_behind) is ("notes/twin.md" in notes), (
        "but for what had to be renamed"
    )
    for words in ("visa", "fine", "cafe", "one", "again"):
        assert sorted(found(at_once, words)) == sorted(found(later, words))
    (root / "notes/more.md").write_text("More visa\n")
    assert at_once.reconcile() == later.reconcile()
    assert not at_once._parts.queries.ask(fulltext.is_behind)
    assert found(at_once, "more") == found(later, "more") == ["notes/more.md"]


@pytest.fixture
def in_small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A note is taken in at a time."""
    monkeypatch.setattr(fulltext, "_BATCH", 1)
    monkeypatch.setattr(fulltext, "_COMMIT", 0.0)


@pytest.mark.usefixtures("in_small_steps")
def test_an_answer_now_says_how_many_notes_it_is_from(vault: Vault) -> None:
    so_far = []
    while (hits := vault.search(TODAY, parse_filter("visa"), limit=50, now=True)).so_far:
        so_far.append(hits.so_far)
    assert so_far == [(number, len(NOTES)) for number in range(1, len(NOTES))]
    assert hits == look(vault, "visa")
    assert not vault.catch_up()


@pytest.mark.usefixtures("in_small_steps")
def test_reading_for_the_search_goes_on_where_it_was_interrupted(
    make_vault: MakeVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, read = make_vault(NOTES), note_file.read
    left = iter(range(3))

    def read_or_stop(root: Path, path: str, limit: int) -> bytes:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return read(root, path, limit)

    vault = Vault.open(root, cache=tmp_path / "cache")
    with monkeypatch.context() as patched:
        patched.setattr(note_file, "read", read_or_stop)
        with pytest.raises(KeyboardInterrupt):
            look(vault, "visa")
    vault.close()
    again = Vault.open(root, cache=tmp_path / "cache")
    assert again._parts.queries.ask(fulltext.standing) == (3, len(NOTES))
    assert look(again, "visa") == look(Vault.open(root), "visa")


def test_a_note_that_cannot_be_read_for_its_words_is_told_and_read_by_the_next_look(
    make_vault: MakeVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, read = make_vault(NOTES), note_file.read

    def fails(root: Path, path: str, limit: int) -> bytes:
        if path == "notes/long.md":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return read(root, path, limit)

    vault = Vault.open(root, cache=tmp_path / "cache")
    with monkeypatch.context() as patched:
        patched.setattr(note_file, "read", fails)
        assert "notes/long.md" not in found(vault, "visa")
        assert vault.unread() == ["notes/long.md"]
    vault.reconcile()
    assert (vault.unread(), found(vault, "visa")) == ([], found(Vault.open(root), "visa"))


@pytest.mark.usefixtures("in_small_steps")
def test_two_programs_may_read_for_it_at_the_same_time(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault(NOTES)
    ours, theirs = (Vault.open(root, cache=tmp_path / "cache") for _ in range(2))
    while ours.catch_up() and theirs.catch_up():
        pass
    assert look(ours, "visa") == look(theirs, "visa") == look(Vault.open(root), "visa")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE fulltext_data SET block = replace(hex(block), '0', 'z')",
        "DROP TABLE fulltext_idx",
        "DELETE FROM fulltext_data",
    ],
)
def test_an_index_of_words_that_is_damaged_is_made_anew(make_vault: MakeVault, tmp_path: Path, damage: str) -> None:
    root = make_vault(NOTES)
    vault = Vault.open(root, cache=tmp_path / "cache")
    expected = look(vault, "visa")
    vault.close()
    (place,) = (tmp_path / "cache").glob("*.db")
    with sqlite3.connect(place) as db:
        db.execute(damage)
    db.close()
    again = Vault.open(root, cache=tmp_path / "cache")
    assert look(again, "visa") == expected
    assert again.notice == "The cache was damaged and has been made anew; your notes are as they were."


def test_filter_words_find_as_the_search_does(vault: Vault) -> None:
    assert [note.path for note in vault.notes(TODAY, parse_filter("vis"))] == sorted(found(vault, "vis"))
    assert [f.note.path for f in vault.follow_ups(TODAY, parse_filter('"a doctor"'))] == ["asks/a.md"]
    assert vault.follow_ups(TODAY, parse_filter("-doctor")) == []


@pytest.mark.parametrize("word", ["visa", "-nothing", "contact:anna", "-contact:nobody"])
def test_of_very_many_words_the_first_are_looked_for_and_the_rest_is_told(make_vault: MakeVault, word: str) -> None:
    vault = Vault.open(make_vault({"a.md": "---\ncontact: Anna\nask: A visa?\n---\n"}))
    found = at_once(lambda: vault.search(TODAY, parse_filter(" ".join([word] * 5_000))))
    assert [hit.note.path for hit in found.best] == ["a.md"]
    assert found.left_out == 5_000 - 64
    assert vault.search(TODAY, parse_filter(" ".join([word] * 64))).left_out == 0


@pytest.mark.parametrize("letters", ["a", "ü", "가", "水", "a-"])
def test_a_word_of_very_many_letters_is_answered_at_once(make_vault: MakeVault, letters: str) -> None:
    vault = Vault.open(make_vault({"a.md": f"# A\n\n{letters * 300}\n", "b.md": "# Other\n"}))
    found = at_once(lambda: vault.search(TODAY, parse_filter(letters * 100_000)))
    assert "a.md" in [hit.note.path for hit in found.best]
