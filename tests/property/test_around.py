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
from journal.notes import fold, read
from journal.vault.index import rows
from journal.vault.index.index import Index
from journal.vault.queries import queue
from journal.vault.queries.lookup import named_in_part, named_whole
from journal.vault.queries.queries import Queries
from tests.laws import examples
from tests.property.test_index import paths, texts
from tests.whole import read_all

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
    index = Index(root, Settings(), None)
    index.reconcile()
    known = Queries(index, Settings())
    reading, whole = read_all(known, Settings(), TODAY, alike=False)
    for note in reading.notes:
        page = known.page(note.path, TODAY)
        assert page is not None
        assert page._replace(links=(), backlinks=()) == whole.page(whole.subject(note))
    names_are_found(known)
    for contact in whole.contacts:
        page = known.page((Kind.PERSON, contact.party), TODAY)
        assert page is not None
        assert page._replace(links=(), backlinks=()) == whole.page(contact)
    for progress in whole.goals:
        page = known.page((Kind.GOAL, progress.party), TODAY)
        assert page is not None
        assert page._replace(links=(), backlinks=()) == whole.page(progress)
    bare = {f.note.path: f for f in whole.bare}
    assert known.asks(list(bare), TODAY) == bare
    everybody = {(Kind.PERSON, contact.party, False) for contact in whole.contacts}
    everybody |= {(Kind.GOAL, progress.party, bool(progress.achieved)) for progress in whole.goals}
    parties = known.parties(TODAY)
    assert {(each.kind, each.party, each.over) for each in parties} == everybody
    assert len(parties) == len(everybody)
    for note in map(new_ask, NEW):
        assert known.gaps_of_new(note, TODAY) == whole.gaps_of(reading.resolver.ask(note))
    index.close()


def names_are_found(known: Queries) -> None:
    """What a name means is what it means among all notes."""
    everyone = known.ask(lambda db: list(rows.called(db)))
    lines = known.ask(lambda db: queue.lines(db, TODAY, "all"), (known.evaluated(TODAY),))
    folded = [(each, fold(each.id), fold(each.path), fold(each.title)) for each in everyone]
    for note in everyone:
        ids = (note.id, note.path, f"./{note.path}", note.title, note.title.upper(), note.id.rpartition("/")[2])
        for name in dict.fromkeys(ids):
            wanted = fold(name.removeprefix("./"))
            so = [each for each, *own in folded if wanted in own]
            ends = [each for each, *own, _ in folded if any(text.endswith(f"/{wanted}") for text in own)]
            linked = so or (ends if len(ends) == 1 else [])
            paths = [each.path for each in linked]
            called = [line for line in lines if line.path in paths]
            exact = [line for line in called if name.removeprefix("./") in (line.id, line.path, line.title)]
            assert known.lines_called(name, TODAY) == (exact or called)
            for kind in (None, Kind.ASK):
                of_kind = [each for each in everyone if kind in (None, each.kind)]
                expected = named_whole(name, [each for each in so if each in of_kind]) or named_in_part(name, of_kind)
                found = known.meant(name, kind)
                assert (found[:2], str(found.unknown)) == (expected[:2], str(expected.unknown))


@settings(max_examples=examples(80))
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


def test_so_it_is_with_copies_that_sync_tools_made(tmp_path: Path) -> None:
    for name in ("x", "x (conflicted copy 2026-03-04)", "y (conflicted copy 2026-03-04)", "X.md", " x .b"):
        (tmp_path / f"{name}.md").write_text("---\nask: Could you help? Soon.\ncontact: y\n---\n")
    (tmp_path / "z.markdown").write_text("---\nask: Could you help?\n---\n")
    compare(tmp_path)


def test_a_gone_note_and_a_gone_contact_have_no_page(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\ncontact: Ana Ruiz\nask: Could you help?\n---\n")
    vault = Vault.open(tmp_path)
    (ask,) = vault.asks(["x.md", "y.md"], TODAY)
    (tmp_path / "x.md").unlink()
    vault.reconcile()
    assert vault.asks(["x.md"], TODAY) == []
    known = Queries(Index(tmp_path, Settings(), None), Settings())
    assert known.page("x.md", TODAY) is None
    assert known.page((Kind.PERSON, ask.ask.contacts[0]), TODAY) is None
