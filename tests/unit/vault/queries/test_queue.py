"""The queue as the index keeps it: in the order of the rules, whatever the order of the notes."""

from __future__ import annotations

from journal import Vault
from tests.seen import TODAY
from tests.vaults import MakeVault


def test_asks_stand_by_state_then_due_with_none_first_then_path(make_vault: MakeVault) -> None:
    asked = {"e": "2026-03-01", "d": "2026-02-20", "c": "2026-03-01", "b": "yes"}
    notes = {
        f"asks/{name}.md": f"---\nask: Could you?\ncontact: Ana\nasked: {day}\n---\n" for name, day in asked.items()
    }
    notes["asks/f.md"] = "---\nask: Could you?\ncontact: Ana\noutcome: yes\noutcome_date: 2026-03-10\n---\n"
    vault = Vault.open(make_vault(notes))
    vault.reconcile()
    wanted = [f"asks/{name}" for name in "fbdce"]
    assert [line.id for line in vault.queue(TODAY)] == wanted
    assert [follow_up.note.id for follow_up in vault.follow_ups(TODAY)] == wanted
