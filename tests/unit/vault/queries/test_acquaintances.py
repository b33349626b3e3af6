"""What there is between us and somebody: asks that went out, word that is owed, who leads there, meetings left."""

from __future__ import annotations

from journal import Vault
from journal.model import Party
from tests.seen import TODAY
from tests.vaults import MakeVault

OUT = "ask: Could you?\nasked: 2026-03-01\n"
NOTES: dict[str, str | bytes] = {
    "asks/a.md": f"---\n{OUT}contact: [Ida, Kim]\nvia: Tom\noutcome: yes\n---\n",
    "asks/b.md": f"---\n{OUT}contact: Ida\n---\n",
    "asks/c.md": "---\nask: Could you?\ncontact: Ida\n---\n",
    "asks/d.md": f"---\n{OUT}contact: Sue\nvia: Ida\n---\n",
    "people/ida.md": "---\ntype: person\ntitle: Ida\nmeetings_per_year: 1\n---\n[[lea]]\n",
    "people/lea.md": "---\ntype: person\ntitle: Lea\n---\n",
    "meetings/1.md": "---\ntype: meeting\ndate: 2026-03-01\npeople: [Ida, Max]\n---\n",
    "meetings/2.md": "---\ntype: meeting\ndate: 2026-03-02\npeople: Ida\n---\n",
}


def test_ties_to_people_with_a_note_and_without_who_need_be_no_contacts(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(NOTES))
    parties = [contact.party for contact in vault.contacts(TODAY)] + [Party("New", "/new")]
    told = {party.name: vault.ties([party], TODAY)[party.key] for party in parties}
    assert {name: (tie.asked, tie.owed, tie.meetings_left) for name, tie in told.items()} == {
        "Ida": (2, 1, 0),
        "Kim": (1, 1, 2),
        "Tom": (0, 1, 2),
        "Sue": (1, 0, 2),
        "Lea": (0, 0, 2),
        "Max": (0, 0, 1),
        "New": (0, 0, 2),
    }
    assert {name: set(tie.through) for name, tie in told.items()} == {
        "Ida": {"Tom", "Kim", "Sue", "Max", "Lea"},
        "Kim": {"Tom", "Ida"},
        "Tom": {"Ida", "Kim"},
        "Sue": {"Ida"},
        "Lea": {"Ida"},
        "Max": {"Ida"},
        "New": set(),
    }
    assert vault.ties(parties, TODAY) == {party.key: told[party.name] for party in parties}
