"""What asks mean is the same whoever works it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal import Vault
from journal.model import Day
from journal.vault.index import workers
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
