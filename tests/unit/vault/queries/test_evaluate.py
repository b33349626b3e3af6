"""What asks mean is the same whoever works it out."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from journal import Vault
from journal.config import Settings
from journal.model import Day
from journal.vault.index import workers
from journal.vault.index.cells import Damaged
from journal.vault.index.index import Index
from journal.vault.queries.neighbourhood import asked
from tests.vaults import MakeVault

TODAY = Day(2026, 3, 16)


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    ask = "---\ncontact: '[[{}]]'\ngoal: oslo\nask: Could you?\nasked: 2026-03-0{}\n---\n"
    asks = {f"asks/{n}.md": ask.format(n % 3, n % 9 + 1) for n in range(40)}
    people = {f"people/{n}.md": f"---\ntype: person\ntitle: Ann {n}\n---\n" for n in range(2)}
    return make_vault(asks | people | {"goals/oslo.md": "---\ntype: goal\nachieved: 2026-03-10\n---\n"})


def test_copies_of_the_process_find_what_one_process_finds(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = Vault.open(root).queue(TODAY)
    monkeypatch.setattr(workers, "_copies", lambda _tasks: 2)
    monkeypatch.setattr(workers, "_BATCH", 7)
    found = Vault.open(root).queue(TODAY)
    assert found == alone
    assert len(found) == 40
    assert {line.contacts for line in found} == {"Ann 0", "Ann 1", "2"}
    assert {line.goals for line in found} == {"oslo"}


@pytest.mark.parametrize("gone", [b"people/0.md", b"goals/oslo.md", b"asks/0.md"])
def test_an_index_without_an_ask_or_what_it_names_is_damaged(root: Path, gone: bytes) -> None:
    index = Index(root, Settings(), None)
    index.reconcile()

    def rows_of_some(db: sqlite3.Connection) -> int:
        numbers = [number for (number,) in db.execute("SELECT number FROM note WHERE kind = 'ask'")]
        assert len(asked(db, numbers)[0]) == 40
        db.execute("DELETE FROM note WHERE path = ?", (gone,))
        return len(asked(db, numbers)[0])

    with pytest.raises(Damaged):
        index.ask(rows_of_some, writes=True)
