"""What is asked of the index about a note that is no longer in it."""

from __future__ import annotations

from journal import Kind, Vault
from journal.model import Note
from tests.vaults import MakeVault


def test_a_note_that_is_gone_is_of_the_kind_that_it_said(make_vault: MakeVault) -> None:
    vault = Vault.open(make_vault({"goals/phd.md": "---\ntype: goal\n---\n"}))
    gone = Note("ida", "ida.md", Kind.PERSON, "Ida")
    assert vault.kind(gone) is Kind.PERSON
    assert vault.kind(gone._replace(kind=None)) is Kind.NOTE
