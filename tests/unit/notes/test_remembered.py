"""What is remembered while notes are read is not held afterwards."""

from __future__ import annotations

import gc

from journal import Vault
from journal.model import Name
from journal.notes.remembered import forget, remembered
from tests.seen import TODAY
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


def test_a_name_that_no_note_has_any_more_is_not_held(make_vault: MakeVault) -> None:
    note = make_vault({"a.md": ""}) / "a.md"
    vault = Vault.open(note.parent)
    for name in ("Zoe Once", "Ada Now"):
        note.write_text(f"---\ncontact: {name}\nask: May I?\nasked: 2026-03-01\n---\nSee [[{name}]]\n")
        vault.reconcile()
        assert [found.ask.contacts[0].name for found in vault.follow_ups(TODAY)] == [name]
    assert "Zoe Once" not in {each.text for each in gc.get_objects() if isinstance(each, Name)}
