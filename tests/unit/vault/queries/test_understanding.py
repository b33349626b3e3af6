"""What a vault holds and how its keys are read, each spelling as it stands in its notes."""

from __future__ import annotations

from journal import Vault
from journal.model import KeyRead
from tests.seen import TODAY
from tests.vaults import MakeVault


def test_keys_are_told_as_they_are_spelled_the_most_frequent_first(make_vault: MakeVault) -> None:
    vault = Vault.open(
        make_vault(
            {
                "a.md": "---\ntype: ask\nAsk: Would you?\nWith: Kim\n---\n",
                "b.md": "---\n'WITH': Kim\nAsk: Could you?",
                "c.md": '---\n{"ask": "x", "contact": "Kim"}\n---\n',
                "plain.md": "---\nwith: nobody\n---\n",
                "p.md": "---\ntype: person\nmood: glad\n---\n",
            }
        )
    )
    found = vault.understood(TODAY)
    assert (found.notes, found.asks, found.people, found.goals, found.meetings) == (5, 3, 2, 0, 0)
    assert found.keys == (
        KeyRead("Ask", "ask", 2),
        KeyRead("type", "type", 2),
        KeyRead("WITH", "contact", 1),
        KeyRead("With", "contact", 1),
        KeyRead("ask", "ask", 1),
        KeyRead("contact", "contact", 1),
    )
