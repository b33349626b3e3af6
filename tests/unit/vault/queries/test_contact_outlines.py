"""Outlines of contacts are kept once, each until a note changes what counts of that contact."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from journal import Vault
from journal.vault.queries import contact_outlines
from tests.seen import TODAY
from tests.vaults import MakeVault

NOTES: Mapping[str, str | bytes] = {
    "people/ann.md": "---\ntype: person\ntitle: Ann\n---\n",
    "people/bo.md": "---\ntype: person\ntitle: Bo\norg: Acme\ncadence: 4w\nlast_contact: 2026-03-01\n---\n",
    "asks/one.md": "---\nask: Could you?\ncontact: [Ann, Cy]\nasked: 2026-03-10\n---\n",
    "asks/two.md": "---\nask: Could you?\ncontact: Bo\nasked: 2026-03-10\noutcome: yes\n---\n",
    "meetings/m.md": "---\ntype: meeting\ndate: 2026-03-02\npeople: Bo\nvia: [Abe, Abi]\n---\n",
}


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


@pytest.fixture
def vault(root: Path, tmp_path: Path) -> Iterator[Vault]:
    with closing(Vault.open(root, cache=tmp_path / "cache", state=tmp_path / "state")) as opened:
        yield opened


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of contacts whose outlines were written since it was last cleared."""
    keys: list[str] = []
    keep = contact_outlines.keep

    def told(db: sqlite3.Connection, parties: Mapping[int | bytes, str], outlined: object) -> None:
        keys.extend(parties.values())
        keep(db, parties, outlined)  # type: ignore[arg-type]

    monkeypatch.setattr(contact_outlines, "keep", told)
    return keys


def names(vault: Vault) -> list[str]:
    return [line.party.name for line in vault.contact_lines(TODAY)]


def test_each_is_kept_once(vault: Vault, kept: list[str]) -> None:
    assert names(vault) == ["Bo", "Ann", "Cy"]
    assert sorted(kept) == ["/abe", "/abi", "/cy", "people/ann", "people/bo"]
    kept.clear()
    assert names(vault) == ["Bo", "Ann", "Cy"]
    assert vault.first_contacts(TODAY, 2) == vault.contact_lines(TODAY)[:2]
    assert not kept


@pytest.mark.parametrize(
    ("path", "text", "again"),
    [
        ("asks/one.md", "---\nask: Could you?\ncontact: Ann\nasked: 2026-03-11\n---\n", ["people/ann"]),
        ("asks/two.md", "---\nask: Could you?\ncontact: Ann\n---\n", ["people/ann", "people/bo"]),
        ("people/ann.md", "---\ntype: person\ntitle: Ann\norg: X\n---\n", ["/cy", "people/ann"]),
        ("people/cy.md", "# Cy\n", ["people/ann", "people/cy"]),
        ("x.md", "[[Ann]] and [[Bo]]\n", []),
        ("asks/two.md", None, ["people/bo"]),
    ],
)
def test_a_change_has_only_those_worked_out_anew_whom_it_is_about(
    vault: Vault, root: Path, kept: list[str], path: str, text: str | None, again: list[str]
) -> None:
    names(vault)
    kept.clear()
    (root / path).unlink() if text is None else (root / path).write_text(text)
    vault.reconcile()
    lines = vault.contact_lines(TODAY)
    assert sorted(kept) == again
    assert lines == Vault.open(root).contact_lines(TODAY)


def test_nothing_is_kept_of_whom_no_note_is_about_any_more(vault: Vault, root: Path, tmp_path: Path) -> None:
    names(vault)
    for path in NOTES:
        (root / path).unlink()
    (root / "x.md").write_text("x\n")
    vault.reconcile()
    assert names(vault) == []
    (place,) = (tmp_path / "cache").rglob("*.db")
    with closing(sqlite3.connect(place)) as db:
        assert db.execute("SELECT count(*) FROM contact").fetchone() == (0,)


@pytest.mark.parametrize("outline", ["[]", "{}", "x", '[["Ann", "people/ann", 3, null], null, [], null, [], [], []]'])
def test_a_damaged_outline_has_the_index_made_anew(vault: Vault, outline: str) -> None:
    right = vault.contact_lines(TODAY)

    def damage(db: sqlite3.Connection) -> None:
        db.execute("UPDATE contact SET outline = ?", (outline,))
        db.execute("UPDATE meta SET revision = revision + 1")

    vault._parts.queries._index.ask(damage, writes=True)
    assert vault.contact_lines(TODAY) == right
