"""What is said of a note is the same whether all notes are read or only those around it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from journal import Vault
from journal.config import Settings
from journal.model import Day, Kind, Note
from journal.notes import read
from journal.vault.queries.queries import Queries
from tests.property.test_index import paths, texts

TODAY = Day(2026, 3, 16)


NEW = (
    "contact: Maria",
    "contact: [Marja, Nobody]\ngoal: oslo",
    "goal: [Oslo, '[[x]]']\nvia: Maria",
    "contact: Sam Ortiz",
)
"""What a new ask says besides."""


def new_ask(says: str) -> Note:
    return read("new.md", f"---\nask: May I?\neffort: coffee\nasked:\n{says}\n---\n".encode()).note


def compare(root: Path) -> None:
    """Every page of a vault with the one that follows from all of its notes."""
    known = Queries(root, Settings(), None)
    known.reconcile(None, None)
    reading, whole = known.reading(), known.today(TODAY)
    for note in reading.notes:
        page = known.page(note.path, TODAY)
        assert page is not None
        assert page._replace(links=(), backlinks=()) == whole.page(whole.subject(note))
    for contact in whole.contacts:
        page = known.page((Kind.PERSON, contact.person.party), TODAY)
        assert page is not None
        assert page._replace(links=(), backlinks=()) == whole.page(contact)
    for progress in whole.goals:
        page = known.page((Kind.GOAL, progress.goal.party), TODAY)
        assert page is not None
        assert page._replace(links=(), backlinks=()) == whole.page(progress)
    bare = {f.ask.note.path: f for f in whole.bare}
    assert known.asks(list(bare), TODAY) == bare
    everybody = {(Kind.PERSON, contact.person.party, False) for contact in whole.contacts}
    everybody |= {(Kind.GOAL, progress.goal.party, bool(progress.achieved)) for progress in whole.goals}
    parties = known.parties(TODAY)
    assert {(each.kind, each.party, each.over) for each in parties} == everybody
    assert len(parties) == len(everybody)
    for note in map(new_ask, NEW):
        assert known.gaps_of_new(note, TODAY) == whole.gaps_of(reading.resolver.ask(note))
    known.close()


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(paths, texts, min_size=1, max_size=8))
def test_the_notes_around_one_decide_all_that_is_said_of_it(files: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="journal-around-") as folder:
        for path, text in files.items():
            place = Path(folder) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.is_dir():
                place.write_text(text)
        compare(Path(folder))


def test_so_it_is_in_the_example() -> None:
    compare(Path("vault-example"))


def test_a_gone_note_and_a_gone_contact_have_no_page(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\ncontact: Ana Ruiz\nask: Could you help?\n---\n")
    vault = Vault.open(tmp_path)
    (ask,) = vault.asks(["x.md", "y.md"], TODAY)
    (tmp_path / "x.md").unlink()
    vault.reconcile()
    assert vault.asks(["x.md"], TODAY) == []
    known = Queries(tmp_path, Settings(), None)
    assert known.page("x.md", TODAY) is None
    assert known.page((Kind.PERSON, ask.ask.contacts[0]), TODAY) is None
