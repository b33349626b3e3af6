"""A name means one note, by the order of docs/format.md 5."""

from __future__ import annotations

import pytest

from journal import Vault
from journal.model import Day, Kind
from tests.vaults import MakeVault

NOTES = {
    "people/maria.md": "---\ntype: person\naliases: [Mia]\n---\n# Maria Lopez\n",
    "old/maria.md": "# Maria the cat\n",
    "people/ben.md": "# Ben Ito\n",
    "goals/oslo.md": "---\ntitle: Move to Oslo\n---\n",
    "oslo.md": "A trip.\n",
    "asks/ben.md": "---\nask: May I visit?\ncontact: Ben\ngoal: Move to Oslo\n---\n",
    "asks/self.md": "---\nask: Who knows?\ncontact: self\n---\n",
    "asks/ann.md": "---\nask: Who is it?\ntype: person\n---\n",
}
TODAY = Day(2026, 3, 16)


@pytest.mark.parametrize(
    ("target", "field", "expected"),
    [
        ("people/maria", "link", "people/maria"),
        ("maria", "contact", "people/maria"),
        ("maria", "link", "old/maria"),
        ("MARIA  lopez", "contact", "people/maria"),
        ("mia", "link", "people/maria"),
        ("oslo", "goal", "oslo"),
        ("Move to Oslo", "goal", "goals/oslo"),
        ("Ben Ito", "contact", "people/ben"),
        ("ben", "contact", "people/ben"),
        ("ben", "link", "asks/ben"),
        ("ann", "contact", "asks/ann"),
        ("ann", "goal", None),
        ("nobody", "link", None),
    ],
)
def test_a_name_resolves(make_vault: MakeVault, target: str, field: str, expected: str | None) -> None:
    text = f"See [[{target}]].\n" if field == "link" else f"---\n{field}: {target}\n---\n"
    vault = Vault.open(make_vault({**NOTES, "naming.md": text}))
    assert vault.page("naming.md", TODAY).links == ((expected,) if expected else ())


def test_a_note_that_an_ask_names_is_a_person_or_goal(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(NOTES))
    kinds = {note.id: vault.kind(note) for note in vault.notes(TODAY)}
    assert kinds["people/ben"] is Kind.PERSON
    assert kinds["goals/oslo"] is Kind.GOAL
    assert kinds["oslo"] is Kind.NOTE


def test_an_ask_is_not_the_person_it_is_named_after(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(NOTES))
    (found,) = (f for f in vault.follow_ups(TODAY) if f.note.id == "asks/self")
    assert found.ask.contacts[0].id is None
    assert found.ask.contacts[0].name == "self"


def test_people_without_a_note_are_one_by_name(make_vault: MakeVault) -> None:
    texts = {f"{n}.md": f"---\nask: Help?\ncontact: {who}\n---\n" for n, who in enumerate(("Ana Ruiz", "ana  ruiz"))}
    vault = Vault.open(make_vault(texts))
    assert [contact.party.name for contact in vault.contacts(TODAY)] == ["Ana Ruiz"]


def test_links_go_both_ways(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault(NOTES))
    assert vault.page("asks/ben.md", TODAY).links == ("goals/oslo", "people/ben")
    assert vault.page("people/ben.md", TODAY).backlinks == ("asks/ben",)


def test_notes_that_would_share_an_id_get_one_each_until_they_no_longer_do(make_vault: MakeVault) -> None:
    root = make_vault({"x.md": "", "x.markdown": ""})
    vault = Vault.open(root)
    assert {note.path: note.id for note in vault.notes(TODAY)} == {"x.markdown": "x", "x.md": "x.md"}
    (root / "x.markdown").unlink()
    vault.reconcile()
    assert {note.path: note.id for note in vault.notes(TODAY)} == {"x.md": "x"}


def test_an_address_behind_a_name_is_that_person_s(make_vault: MakeVault) -> None:
    named = "---\nask: Help?\ncontact: [Ana Ruiz <ana@example.org>, Ben Ito <ben@example.org>, Lea]\n---\n"
    vault = Vault.open(make_vault({"people/ben.md": NOTES["people/ben.md"], "a.md": named}))
    (found,) = vault.follow_ups(TODAY)
    told = [(party.name, party.id, party.address) for party in found.ask.contacts]
    assert told == [
        ("Ana Ruiz", None, "ana@example.org"),
        ("Ben Ito", "people/ben", "ben@example.org"),
        ("Lea", None, None),
    ]
