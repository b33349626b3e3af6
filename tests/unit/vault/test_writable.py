"""What a write tells of the folder: its own change as the look after it found it, and others' to whoever watches."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal import Change, Given, NewNote, Vault
from journal.errors import BadCall, NoteChanged
from journal.model import Day, Delta, FollowUp, Kind
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)
ASK = "---\nask: Could you?\ncontact: Ana\nasked: 2026-03-01\n---\n"


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault({"a.md": ASK, "b.md": ASK, "c.md": "Text.\n"})


def watched(root: Path, cache: Path | None = None) -> tuple[Vault, list[Delta]]:
    """A vault, and what whoever watches it is told; the watch itself never looks."""
    vault, told = Vault.open(root, cache=cache), list[Delta]()
    vault.watch(told.append)
    return vault, told


def ask(vault: Vault) -> list[FollowUp]:
    return vault.asks(["a.md"], TODAY)


def test_a_write_says_what_it_changed_and_undo_what_it_changed_back(root: Path) -> None:
    vault, told = watched(root)
    assert vault.take("nudge", ask(vault), Given(TODAY)).delta == Delta(changed=("a.md",))
    assert vault.undo().delta == Delta(changed=("a.md",))
    assert vault.take("nudge", ask(vault), Given(TODAY), dry_run=True).delta == Delta()
    assert vault.set(ask(vault)[0].ask.note, {"asked": "2026-03-01"}, TODAY).delta == Delta()
    assert told == []


def test_the_look_after_a_write_is_at_what_it_wrote_alone(root: Path) -> None:
    vault, told = watched(root)
    asks = ask(vault)
    (root / "b.md").write_text("Other text.\n")
    assert vault.take("nudge", asks, Given(TODAY)).delta == Delta(changed=("a.md",))
    assert told == []


def test_what_another_program_put_into_the_same_cache_is_told_too(root: Path, tmp_path: Path) -> None:
    vault, told = watched(root, tmp_path / "cache")
    asks = ask(vault)
    (root / "b.md").write_text("Other text.\n")
    (root / "c.md").unlink()
    (root / "d.md").write_text("New.\n")
    Vault.open(root, cache=tmp_path / "cache")
    delta = vault.take("nudge", asks, Given(TODAY)).delta
    assert delta == Delta(added=("d.md",), changed=("a.md", "b.md"), removed=("c.md",))
    assert told == [Delta(added=("d.md",), changed=("b.md",), removed=("c.md",))]


def test_a_write_that_was_refused_tells_what_its_look_found(root: Path) -> None:
    vault, told = watched(root)
    asks = ask(vault)
    (root / "a.md").write_text(ASK.replace("2026-03-01", "2026-03-02"))
    with pytest.raises(NoteChanged):
        vault.take("send", asks, Given(Day(2026, 3, 1)))
    assert told == [Delta(changed=("a.md",))]


def test_many_new_notes_are_one_step(root: Path) -> None:
    vault = Vault.open(root)
    new = [NewNote(Kind.PERSON, name, {"org": "Acme"}) for name in ("Ana", "ana", "Zoe")]
    assert vault.create_all(new, TODAY, dry_run=True).delta == Delta()
    written = vault.create_all([*new, NewNote(Kind.ASK, "May I?", {"contact": "Ana"})], TODAY)
    made = ("asks/2026-03-16-ana-may-i.md", "people/Ana.md", "people/Zoe.md", "people/ana-2.md")
    assert written.delta == Delta(added=made)
    assert written.summary == "4 new notes"
    assert [note.path for note in vault.notes(TODAY)] == sorted(("a.md", "b.md", "c.md", *made))
    assert vault.undo().delta == Delta(removed=made)
    assert not any((root / path).exists() for path in made)
    assert vault.create_all([], TODAY).changes == ()


def test_one_that_cannot_be_made_keeps_all_others_from_being_made(root: Path) -> None:
    vault = Vault.open(root)
    for wrong in (NewNote(Kind.ASK, "", {}), NewNote(Kind.NOTE, "", {})):
        with pytest.raises(BadCall):
            vault.create_all([NewNote(Kind.PERSON, "Ana", {}), wrong], TODAY)
    assert not (root / "people").exists()


def test_notes_are_created_changed_and_deleted_in_one_step(root: Path) -> None:
    vault, told = watched(root)
    changes = (Change("n/new.md", None, b"New.\n"), Change("b.md", ASK.encode(), None), Change("c.md", b"Text.\n", b""))
    written = vault.put_all("Merged 3 notes", changes)
    assert written.delta == Delta(added=("n/new.md",), changed=("c.md",), removed=("b.md",))
    taken_back = vault.undo()
    assert taken_back.summary == "Taken back: Merged 3 notes"
    assert taken_back.delta == Delta(added=("b.md",), changed=("c.md",), removed=("n/new.md",))
    assert (root / "b.md").read_text() == ASK
    assert told == []
    with pytest.raises(NoteChanged):
        vault.put_all("Merged", (changes[0], Change("c.md", b"Other.\n", b"")))
    assert not (root / "n/new.md").exists()
