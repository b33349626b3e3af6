"""What is remembered while notes are read is not held afterwards."""

from __future__ import annotations

from journal import Vault
from journal.notes.remembered import forget, remembered
from tests.vaults import MakeVault


def test_an_answer_is_kept_until_it_is_forgotten() -> None:
    asked: list[str] = []

    @remembered
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("Zoe"), length("Zoe")] == [3, 3]
    assert asked == ["Zoe"]
    forget()
    assert length("Zoe") == 3
    assert asked == ["Zoe", "Zoe"]


def test_a_look_that_read_notes_forgets_what_they_said(make_vault: MakeVault) -> None:
    asked: list[str] = []
    length = remembered(asked.append)
    vault = Vault.open(make_vault({"a.md": ""}))
    length("Zoe")
    (vault.root / "b.md").write_text("# Zoe\n")
    vault.reconcile()
    length("Zoe")
    assert asked == ["Zoe", "Zoe"]
