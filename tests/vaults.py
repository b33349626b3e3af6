"""Vaults for tests: made in one line, and compared by all that can be learned of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from journal import Vault
from journal.model import Day

MakeVault: TypeAlias = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def make_vault(tmp_path: Path) -> MakeVault:
    """``make_vault({"asks/x.md": "text"})`` writes the files, byte for byte as given, and returns the folder."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "vault"
        root.mkdir(exist_ok=True)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return root

    return make


def everything(vault: Vault, today: Day) -> dict[str, object]:
    """All that a front end can learn of a vault."""
    notes = vault.notes(today)
    follow_ups = vault.follow_ups(today)
    return {
        "notes": [(note, vault.kind(note)) for note in notes],
        "follow-ups": follow_ups,
        "contacts": vault.contacts(today),
        "goals": vault.goals(today),
        "problems": vault.problems(today),
        "number of problems": vault.count_problems(today),
        "queue": vault.queue(today),
        "counts": vault.counts(today),
        "captures": vault.captures(),
        "pages": [vault.page(note.path, today) for note in notes],
    }
