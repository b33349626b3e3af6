"""The note of a day is made once, from its template, and lines are added at its end (docs/practice.md)."""

from __future__ import annotations

from pathlib import Path

from journal import Vault
from journal.model import Day
from tests.vaults import MakeVault

MONDAY = Day(2026, 3, 16)


def test_a_day_s_note_is_made_and_gets_its_lines(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({"templates/day.md": "# {{title}}\n"})
    vault = Vault.open(root, state=tmp_path / "state")
    path = vault.path_of_day(MONDAY)
    made = vault.note_of_day(MONDAY)
    assert (made.summary, [change.path for change in made.changes]) == (f"New note: {path}", [path])
    assert (root / path).read_text() == "# Monday 16 March 2026\n"
    assert not vault.note_of_day(MONDAY)
    assert vault.note_of_day(MONDAY, ["- tea", "- walk"]).summary == f"Added to {path}: - tea - walk"
    assert (root / path).read_text() == "# Monday 16 March 2026\n\n- tea\n- walk\n"


def test_a_note_that_is_made_for_lines_has_them(make_vault: MakeVault, tmp_path: Path) -> None:
    root = make_vault({"templates/day.md": "# {{title}}\n"})
    vault = Vault.open(root, state=tmp_path / "state")
    path = vault.path_of_day(MONDAY)
    assert vault.note_of_day(MONDAY, ["- tea"]).summary == f"New note: {path}: - tea"
    assert (root / path).read_text() == "# Monday 16 March 2026\n\n- tea\n"
