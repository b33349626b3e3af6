"""What a write tells of the folder: its own change as the look after it found it, and others' to whoever watches."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal import Given, Vault
from journal.errors import NoteChanged
from journal.model import Day, Delta, FollowUp
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
